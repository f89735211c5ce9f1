// accept(2) of a poller: what can go wrong, and what is done about it.
#include <cerrno>

#include "call.h"
#include "kinds.h"
#include "poll_set.h"
#include "rows.h"
#include "waker.h"

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

// All descriptors are in use: the client would wait for ever, and accept(2) be called without end. The
// spare one makes room to tell the client.
void RefuseOne(Thread& thread, Poller& poller, int listener) {
  const std::lock_guard lock(poller.mutex);
  if (poller.reserve >= 0) MakeCall<rows::close, &close>(thread, Number(poller.reserve));
  const int64_t fd = AcceptNonBlocking(thread, listener);
  if (fd >= 0) MakeCall<rows::close, &close>(thread, Number(static_cast<int>(fd)));
  poller.reserve = fcntl(poller.sets[0]->selector, F_DUPFD_CLOEXEC, 0);
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
  PollSet& set = NextSet(poller);
  connection.set = &set;
  worker.held = &connection;
  const std::lock_guard lock(set.mutex);
  // Its owner may sleep for ever.
  if (set.connections.empty() && set.owner != nullptr && set.owner != &worker) {
    set.owner->thread.Signal(0);
    NudgeWaker();
  }
  connection.position = set.connections.size();
  set.connections.push_back(&connection);
}

}  // namespace

bool Accept(PollWorker& worker) {
  Poller& poller = *worker.poller;
  if (poller.is_shut() || poller.connections.load() >= poller.max_connections) return false;
  Handles::Entry* const entry = Handles::Find(poller.listener);
  if (entry == nullptr || !Handles::Enter(*entry, poller.listener, 0)) return false;
  const int listener = entry->fd.load();
  int64_t result = 0;
  do {
    result = AcceptNonBlocking(worker.thread, listener);
  } while (IsPassing(result));
  if (result == -EMFILE || result == -ENFILE) RefuseOne(worker.thread, poller, listener);
  Handles::Leave(worker.thread, *entry, poller.listener);
  if (result >= 0) {
    poller.accept_pause = 0;
    Hold(worker, static_cast<int>(result));
  } else if (result == -EPERM) {
    Pause(poller, kMillisecond);
  } else if (result != -EAGAIN) {
    Pause(poller, 50 * kMillisecond);
  }
  return worker.held != nullptr;
}
