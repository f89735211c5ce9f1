// accept(2) of a poller: what can go wrong, and what is done about it.
#include <cerrno>

#include "call.h"
#include "kinds.h"
#include "poll_set.h"
#include "rows.h"

namespace {

kinds::Int<0> Number(int value) { return {value}; }

constexpr uint64_t kMillisecond = 1'000'000;

// The connection was gone before it could be accepted (accept(2), "Error handling").
bool IsPassing(int64_t error) {
  switch (-error) {
    case EINTR:
    case ECONNABORTED:
    case EPROTO:
    case ENETDOWN:
    case ENOPROTOOPT:
    case EHOSTDOWN:
    case EHOSTUNREACH:
    case EOPNOTSUPP:
    case ENETUNREACH:
    case ETIMEDOUT:
#if defined(__linux__)
    case ENONET:
#endif
      return true;
    default:
      return false;
  }
}

int64_t AcceptNonBlocking(Thread& thread, int listener) {
  kinds::SockaddrOut<> address;
  address.shared = thread.shared;
  thread.shared->registers[0] = sizeof thread.shared->address;
#if defined(__linux__)
  return MakeCall<rows::accept4, &accept4>(thread, Number(listener), address, Number(SOCK_CLOEXEC | SOCK_NONBLOCK));
#else
  // O_NONBLOCK is inherited from the listener.
  const int64_t fd = MakeCall<rows::accept, &accept>(thread, Number(listener), address);
  if (fd >= 0) fcntl(static_cast<int>(fd), F_SETFD, FD_CLOEXEC);
  return fd;
#endif
}

// Under the poller's lock.
void Reserve(Poller& poller) {
  if (poller.reserve < 0) poller.reserve = fcntl(poller.sets[0]->selector, F_DUPFD_CLOEXEC, 0);
}

// All descriptors are in use: the clients in the queue would wait for ever. The spare one makes room to refuse them.
void Refuse(Thread& thread, Poller& poller, int listener) {
  constexpr int kMost = 100;
  const std::lock_guard lock(poller.mutex);
  if (poller.reserve < 0) return;
  MakeCall<rows::close, &close>(thread, Number(poller.reserve));
  poller.reserve = -1;
  for (int i = 0; i < kMost; i++) {
    const int64_t fd = AcceptNonBlocking(thread, listener);
    if (fd < 0) break;
    MakeCall<rows::close, &close>(thread, Number(static_cast<int>(fd)));
  }
  Reserve(poller);
}

// Nobody accepts for a while, and for longer each time: Tomcat's 50 ms to 1.6 s.
void Pause(Poller& poller, uint64_t shortest) {
  const uint64_t last = poller.accept_pause.load();
  const uint64_t pause = last < shortest ? shortest : std::min(2 * last, 1600 * kMillisecond);
  poller.accept_pause = pause;
  poller.accept_again = Now() + pause;
}

Connection* Unused(Poller& poller) {
  const std::lock_guard lock(poller.mutex);
  if (poller.unused.empty()) return &poller.all.emplace_back();
  Connection* const connection = poller.unused.back();
  poller.unused.pop_back();
  return connection;
}

// In turn, so that each set has as many as the others.
PollSet& NextSet(Poller& poller) {
  const std::lock_guard lock(poller.mutex);
  poller.next_set = (poller.next_set + 1) % poller.sets.size();
  return *poller.sets[poller.next_set];
}

void Hold(PollWorker& worker, int fd) {
  Poller& poller = *worker.poller;
  Connection& connection = *Unused(poller);
  if (!connection.Open(worker.thread, fd)) {
    const std::lock_guard lock(poller.mutex);
    poller.unused.push_back(&connection);
    return;
  }
  const Shared& shared = *worker.thread.shared;
  connection.peer_length =
      static_cast<socklen_t>(std::min<size_t>(static_cast<size_t>(shared.registers[0]), sizeof connection.peer));
  std::copy_n(shared.address, connection.peer_length, connection.peer);
  poller.connections++;
  poller.accepted++;
  // While the poller shuts, the owners of other sets may have ended already.
  PollSet& set = poller.is_shut() && worker.set != nullptr ? *worker.set : NextSet(poller);
  connection.set = &set;
  worker.held = &connection;
  const std::lock_guard lock(set.mutex);
  connection.position = set.connections.size();
  set.connections.push_back(&connection);
}

bool AcceptOne(PollWorker& worker) {
  Poller& poller = *worker.poller;
  Handles::Entry* const entry = Handles::Find(poller.listener);
  if (entry == nullptr || !Handles::Enter(*entry, poller.listener, 0)) return false;
  const int listener = entry->fd.load();
  int64_t result = 0;
  do {
    result = AcceptNonBlocking(worker.thread, listener);
  } while (IsPassing(result));
  if (result == -EMFILE || result == -ENFILE) Refuse(worker.thread, poller, listener);
  Handles::Leave(worker.thread, *entry, poller.listener);
  if (result < 0 && result != -EAGAIN) poller.accept_error = static_cast<int>(-result);
  if (result >= 0) {
    if (poller.accept_pause.exchange(0) != 0) {
      const std::lock_guard lock(poller.mutex);
      Reserve(poller);
    }
    Hold(worker, static_cast<int>(result));
  } else if (result == -EPERM) {
    Pause(poller, kMillisecond);
  } else if (result != -EAGAIN) {
    Pause(poller, 50 * kMillisecond);
  }
  return worker.held != nullptr;
}

}  // namespace

bool Accept(PollWorker& worker) {
  Poller& poller = *worker.poller;
  if (!poller.accepts.load() || poller.connections.load() >= poller.max_connections) return false;
  return AcceptOne(worker);
}

void AcceptLast(Thread& thread, const std::shared_ptr<Poller>& poller) {
  PollWorker self{thread, poller};
  while (poller->connections.load() < poller->max_connections && AcceptOne(self)) {
    GiveBack(self, Connection::Phase::kIdle, Later(Now(), poller->keep_alive_timeout));
  }
}
