#include "poller.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <map>

#include "call.h"
#include "poll_set.h"
#include "thread.h"
#include "waker.h"

using Phase = Connection::Phase;

namespace {

constexpr uint64_t kMillisecond = 1'000'000;

struct Pollers {
  std::mutex mutex;
  std::map<int32_t, std::shared_ptr<Poller>> pollers;
  int32_t next = 1;
};

Pollers& ThePollers() {
  static auto* const pollers = new Pollers;
  return *pollers;
}

std::shared_ptr<Poller> FindPoller(int32_t id) {
  Pollers& all = ThePollers();
  const std::lock_guard lock(all.mutex);
  const auto found = all.pollers.find(id);
  return found == all.pollers.end() ? nullptr : found->second;
}

// What next() returns when it is not a connection.
enum class Code : int32_t { kInterrupted = -1, kShut = -2, kTimedOut = -3, kAcceptFailed = -4 };

// What the connection that next() returns waits for, in register 2. Above are flags, and from bit 8 on how many bytes
// of its input restore() has.
enum Reason : int32_t { kReadable = 0, kNew = 1, kLate = 2 };
constexpr int32_t kClosing = 4;  // the poller is shut: it must be the last request
constexpr int32_t kNobodyStandsBy = 8;
constexpr int kInputShift = 8;

// Whether JavaScript has to tell that accept(2) fails: once a second.
bool MustReport(Poller& poller) {
  if (poller.accept_error.load() == 0) return false;
  const uint64_t now = Now();
  uint64_t next = poller.next_report.load();
  return now >= next && poller.next_report.compare_exchange_strong(next, now + 1000 * kMillisecond);
}

// The next connection for JavaScript, which the worker holds then: a Reason, or a Code.
int32_t Next(PollWorker& worker, uint64_t deadline) {
  Poller& poller = *worker.poller;
  for (;;) {
    if (worker.set == nullptr) {
      switch (AwaitSet(worker, deadline)) {
        case Awaited::kSet:
          break;
        case Awaited::kShut:
          return static_cast<int32_t>(Code::kShut);
        case Awaited::kTimedOut:
          return static_cast<int32_t>(Code::kTimedOut);
        case Awaited::kInterrupted:
          return static_cast<int32_t>(Code::kInterrupted);
      }
    }
    switch (Take(worker)) {
      case Found::kNew:
        if (Accept(worker)) return kNew;
        StopAccepting(worker);
        if (MustReport(poller)) {
          BeBusy(worker);
          return static_cast<int32_t>(Code::kAcceptFailed);
        }
        break;
      case Found::kExpired:
        return kLate;
      case Found::kConnection:
        if (worker.held->was == Phase::kIdle || worker.held->was == Phase::kReading) return kReadable;
        if (!GoOn(worker)) break;
        // Its response has gone. What the client has sent meanwhile may be a whole request.
        if (!worker.held->input.empty()) return kReadable;
        GiveBack(worker, Phase::kIdle, Later(Now(), poller.keep_alive_timeout));
        break;
      case Found::kNothing:
        if (worker.set == nullptr) break;
        if (poller.is_shut() && poller.connections.load() == 0) {
          GiveUpSet(worker);
          return static_cast<int32_t>(Code::kShut);
        }
        if (!WaitForEvents(worker, deadline)) {
          BeBusy(worker);
          return static_cast<int32_t>(Code::kInterrupted);
        }
        if (deadline != 0 && worker.set->count == 0 && worker.set->expired.empty() && Now() >= deadline) {
          BeBusy(worker);
          return static_cast<int32_t>(Code::kTimedOut);
        }
        break;
    }
  }
}

Thread& ThreadOf(const Napi::CallbackInfo& info) { return *static_cast<Thread*>(info.Data()); }

PollWorker* WorkerOf(const Napi::CallbackInfo& info) {
  return static_cast<PollWorker*>(ThreadOf(info).poll_worker.get());
}

int32_t Int(const Napi::Value& value) { return value.As<Napi::Number>().Int32Value(); }

std::vector<uint8_t> Copy(const Napi::Value& buffer, const Napi::Value& start, const Napi::Value& end) {
  const auto bytes = buffer.As<Napi::Uint8Array>();
  return {bytes.Data() + Int(start), bytes.Data() + Int(end)};
}

// create(listener, sets, maxConnections, maxThreads, keepAliveTimeout, connectionTimeout, shared): id or −errno. The
// listener's handle must not block. `shared`: another process may have the listener too.
Napi::Value Create(const Napi::CallbackInfo& info) {
  Thread& thread = ThreadOf(info);
  auto poller = std::make_shared<Poller>();
  poller->listener = static_cast<uint64_t>(info[0].As<Napi::Number>().Int64Value());
  poller->max_connections = Int(info[2]);
  poller->max_threads = static_cast<size_t>(Int(info[3]));
  poller->keep_alive_timeout = Int(info[4]);
  poller->connection_timeout = Int(info[5]);
  poller->shares_listener = info[6].As<Napi::Boolean>();
  for (int i = Int(info[1]); i > 0; i--) {
    auto set = std::make_unique<PollSet>();
    set->selector = selector::Open(thread);
    if (set->selector < 0) {
      for (const auto& opened : poller->sets) close(opened->selector);
      return Napi::Number::New(info.Env(), set->selector);
    }
    poller->sets.push_back(std::move(set));
  }
  poller->reserve = fcntl(poller->sets[0]->selector, F_DUPFD_CLOEXEC, 0);
  Pollers& all = ThePollers();
  const std::lock_guard lock(all.mutex);
  all.pollers[all.next] = poller;
  return Napi::Number::New(info.Env(), all.next++);
}

// join(id): this thread serves its connections from now on.
void Join(const Napi::CallbackInfo& info) {
  const auto poller = FindPoller(Int(info[0]));
  if (poller == nullptr) return;
  Thread& thread = ThreadOf(info);
  auto worker = std::make_shared<PollWorker>(thread, poller);
  thread.poll_worker = worker;
  const std::lock_guard lock(poller->mutex);
  poller->workers.push_back(worker.get());
}

// next(patience, requests): how many requests the next connection has had; registers 0 and 1 are its handle, in two
// parts, register 2 why it is here. Or a code, below 0; kTimedOut when there is none for so many milliseconds (below 0:
// never). The connection that this thread holds waits for its next request.
Napi::Value NextConnection(const Napi::CallbackInfo& info) {
  PollWorker& worker = *WorkerOf(info);
  Thread& thread = worker.thread;
  if (worker.held != nullptr) {
    worker.held->requests = Int(info[1]);
    GiveBack(worker, Phase::kIdle, Later(Now(), worker.poller->keep_alive_timeout));
  }
  const int32_t patience = Int(info[0]);
  const int32_t reason = Next(worker, patience < 0 ? 0 : Later(Now(), patience));
  if (thread.MustScheduleReturn()) thread.ScheduleReturn();
  if (reason < 0) {
    thread.shared->registers[0] = worker.poller->accept_error.exchange(0);
    return Napi::Number::New(info.Env(), reason);
  }
  const Connection& connection = *worker.held;
  Handles::Split(connection.handle, thread.shared->registers);
  int32_t flags = reason;
  if (worker.poller->is_shut()) flags |= kClosing;
  if (worker.took) {
    worker.took = false;
    if (worker.poller->NobodyStandsBy()) flags |= kNobodyStandsBy;
  }
  thread.shared->registers[2] = flags | static_cast<int32_t>(connection.input.size()) << kInputShift;
  return Napi::Number::New(info.Env(), connection.requests);
}

// restore(buf): puts the input that wait() or send() has kept at the beginning of the buffer.
void Restore(const Napi::CallbackInfo& info) {
  Connection& connection = *WorkerOf(info)->held;
  auto buffer = info[0].As<Napi::Uint8Array>();
  std::memcpy(buffer.Data(), connection.input.data(), std::min(connection.input.size(), buffer.ByteLength()));
  connection.input.clear();
}

// wait(buf, start, end, milliseconds, stage, requests): the connection waits for the rest of a message, of which this
// is there, until so many milliseconds after it began to wait at this stage (not 0) of the message.
void Wait(const Napi::CallbackInfo& info) {
  PollWorker& worker = *WorkerOf(info);
  Connection& connection = *worker.held;
  connection.input = Copy(info[0], info[1], info[2]);
  connection.requests = Int(info[5]);
  if (connection.stage != Int(info[4])) {
    connection.stage = Int(info[4]);
    connection.until = Later(Now(), Int(info[3]));
  }
  GiveBack(worker, Phase::kReading, connection.until);
}

// send(output, start, end, input, start, end, file, offset, count, keep, requests): the client gets this output, and
// then this part of a file, whose descriptor is taken over (−1: none), as it takes it. Then the connection waits for
// the next message, of which this input is there; or it ends.
void Send(const Napi::CallbackInfo& info) {
  PollWorker& worker = *WorkerOf(info);
  Connection& connection = *worker.held;
  connection.output = Copy(info[0], info[1], info[2]);
  connection.input = Copy(info[3], info[4], info[5]);
  connection.file = Int(info[6]);
  connection.offset = info[7].As<Napi::Number>().Int64Value();
  connection.count = info[8].As<Napi::Number>().Int64Value();
  connection.keep = info[9].As<Napi::Boolean>();
  connection.requests = Int(info[10]);
  GiveBack(worker, Phase::kSending, Later(Now(), worker.poller->connection_timeout));
}

// close(linger): ends the connection; lingering, it reads on until the client has read the response.
void Close(const Napi::CallbackInfo& info) {
  PollWorker* const worker = WorkerOf(info);
  if (worker == nullptr || worker->held == nullptr) return;
  if (info[0].As<Napi::Boolean>()) {
    Linger(*worker);
  } else {
    CloseHeld(*worker);
  }
}

// yieldSet(): what follows will block: somebody else looks after the other connections. False: nobody stands by.
Napi::Value YieldSet(const Napi::CallbackInfo& info) {
  PollWorker& worker = *WorkerOf(info);
  GiveUpSet(worker);
  return Napi::Boolean::New(info.Env(), !worker.poller->NobodyStandsBy());
}

// standby(): how many threads stand by.
Napi::Value Standby(const Napi::CallbackInfo& info) {
  Poller& poller = *WorkerOf(info)->poller;
  const std::lock_guard lock(poller.mutex);
  return Napi::Number::New(info.Env(), static_cast<double>(poller.standby.size()));
}

// isPressed(): no thread is left for other connections.
Napi::Value IsPressed(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), WorkerOf(info)->poller->IsPressed());
}

// peer(): the address of the client in Shared::address. Returns its length.
Napi::Value Peer(const Napi::CallbackInfo& info) {
  const Connection& connection = *WorkerOf(info)->held;
  std::copy_n(connection.peer, connection.peer_length, ThreadOf(info).shared->address);
  return Napi::Number::New(info.Env(), connection.peer_length);
}

// shut(id): no connection is accepted any more; those that are there end with their next response.
void Shut(const Napi::CallbackInfo& info) {
  const auto poller = FindPoller(Int(info[0]));
  if (poller == nullptr) return;
  if (poller->accepts.exchange(false)) {
    for (const auto& set : poller->sets) Listen(ThreadOf(info), *poller, *set);
    AcceptLast(ThreadOf(info), poller);
    poller->shut_at = Now();
  }
  poller->WakeAll();
}

// closeAll(id): closes all connections, whatever they are at. Threads that are blocked in a call on one come out.
void CloseAll(const Napi::CallbackInfo& info) {
  const auto poller = FindPoller(Int(info[0]));
  if (poller == nullptr) return;
  Thread& thread = ThreadOf(info);
  PollWorker self{thread, poller};
  for (const auto& set : poller->sets) {
    std::vector<Connection*> waiting;
    std::vector<uint64_t> held;
    {
      const std::lock_guard lock(set->mutex);
      for (Connection* const connection : set->connections) {
        if (connection->phase == Phase::kHeld) {
          held.push_back(connection->handle);
        } else {
          connection->phase = Phase::kHeld;
          waiting.push_back(connection);
        }
      }
    }
    for (Connection* const connection : waiting) {
      self.held = connection;
      CloseHeld(self);
    }
    for (const uint64_t handle : held) Handles::Close(thread, handle);
  }
}

// destroy(id): when no thread serves it any more.
void Destroy(const Napi::CallbackInfo& info) {
  const auto poller = FindPoller(Int(info[0]));
  if (poller == nullptr) return;
  {
    Pollers& all = ThePollers();
    const std::lock_guard lock(all.mutex);
    all.pollers.erase(Int(info[0]));
  }
  for (const auto& set : poller->sets) close(set->selector);
  if (poller->reserve >= 0) close(poller->reserve);
}

// stats(id): [connections, accepted, takeovers, threads, those that stand by]
Napi::Value Stats(const Napi::CallbackInfo& info) {
  Napi::Array stats = Napi::Array::New(info.Env());
  const auto poller = FindPoller(Int(info[0]));
  if (poller == nullptr) return stats;
  const std::lock_guard lock(poller->mutex);
  const auto add = [&](auto number) {
    stats[stats.Length()] = Napi::Number::New(info.Env(), static_cast<double>(number));
  };
  add(poller->connections.load());
  add(poller->accepted.load());
  add(poller->takeovers.load());
  add(poller->workers.size());
  add(poller->standby.size());
  return stats;
}

}  // namespace

void LeavePoller(Thread& thread) {
  const auto worker = std::static_pointer_cast<PollWorker>(thread.poll_worker);
  if (worker == nullptr) return;
  StandBy(*worker, false);
  {
    const std::lock_guard lock(worker->poller->mutex);
    std::erase(worker->poller->workers, worker.get());
  }
  GiveUpSet(*worker);
  if (worker->held != nullptr) CloseHeld(*worker);
  worker->poller->WakeStandby();
  thread.poll_worker = nullptr;
}

void DefinePollers(Napi::Object exports, Thread* thread) {
  Napi::Object pollers = Napi::Object::New(exports.Env());
  const auto define = [&](const char* name, auto callback) {
    pollers[name] = Napi::Function::New(exports.Env(), callback, name, thread);
  };
  define("create", Create);
  define("join", Join);
  define("next", NextConnection);
  define("restore", Restore);
  define("wait", Wait);
  define("send", Send);
  define("close", Close);
  define("yieldSet", YieldSet);
  define("isPressed", IsPressed);
  define("standby", Standby);
  define("peer", Peer);
  define("shut", Shut);
  define("closeAll", CloseAll);
  define("destroy", Destroy);
  define("stats", Stats);
  exports["pollers"] = pollers;
}
