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

// What next() returns when it is not how many bytes a client has sent. kNothingRead: a connection that has not been
// read from, because there is input that restore() has, or because it has waited for too long.
enum class Code : int32_t { kInterrupted = -1, kShut = -2, kTimedOut = -3, kAcceptFailed = -4, kNothingRead = -5 };

// In register 1, with a connection. From bit 8 on: how many bytes of input restore() has.
constexpr int32_t kLate = 1;
constexpr int32_t kClosing = 2;   // the poller is shut: it must be the last request
constexpr int32_t kMustHire = 4;  // nobody stands by: another thread is needed
constexpr int32_t kPassed = 8;    // by another thread: it is served here, also if it sleeps
constexpr int kInputShift = 8;

// How far the message of a connection that is new has come.
constexpr int32_t kHeadStage = 1;

// Whether JavaScript has to tell that accept(2) fails: once a second.
bool MustReport(Poller& poller) {
  if (poller.accept_error.load() == 0) return false;
  const uint64_t now = Now();
  uint64_t next = poller.next_report.load();
  return now >= next && poller.next_report.compare_exchange_strong(next, now + 1000 * kMillisecond);
}

// Reads what the client of the connection has sent that the worker holds: how many bytes, for JavaScript; 0 when there
// is nothing to do, and the connection waits again or is closed.
int32_t Receive(PollWorker& worker) {
  Connection& connection = *worker.held;
  const int64_t n = connection.Read(worker.thread, worker.input);
  if (n > 0) return static_cast<int32_t>(n);
  if (n == -EAGAIN || n == -EWOULDBLOCK || n == -EINTR) {
    const bool reads = connection.was == Phase::kReading;
    GiveBack(worker, connection.was, reads ? connection.until : connection.deadline);
  } else {
    // The client has ended between two messages, or has gone.
    CloseHeld(worker);
  }
  return 0;
}

// A connection that has just been accepted has as much time for its first message as for the rest of another.
void Begin(PollWorker& worker) {
  Connection& connection = *worker.held;
  connection.was = Phase::kReading;
  connection.stage = kHeadStage;
  connection.until = Later(Now(), worker.poller->connection_timeout);
}

// The next connection for JavaScript, which the worker holds then: how many bytes of its were read, or a Code.
int32_t Next(PollWorker& worker, uint64_t deadline, bool& late) {
  constexpr auto kNothingRead = static_cast<int32_t>(Code::kNothingRead);
  Poller& poller = *worker.poller;
  for (;;) {
    int32_t received = 0;
    if (worker.set == nullptr) {
      switch (AwaitSet(worker, deadline)) {
        case Awaited::kSet:
          break;
        case Awaited::kPassed:
          return kNothingRead;
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
        if (Accept(worker)) {
          Begin(worker);
          received = Receive(worker);
          break;
        }
        StopAccepting(worker);
        if (MustReport(poller)) {
          BeBusy(worker);
          return static_cast<int32_t>(Code::kAcceptFailed);
        }
        break;
      case Found::kExpired:
        late = true;
        return kNothingRead;
      case Found::kConnection:
        if (worker.held->was == Phase::kIdle || worker.held->was == Phase::kReading) {
          if (!worker.held->input.empty()) return kNothingRead;
          received = Receive(worker);
          break;
        }
        if (!GoOn(worker)) break;
        // Its response has gone. What the client has sent meanwhile may be a whole request.
        if (!worker.held->input.empty()) return kNothingRead;
        GiveBack(worker, Phase::kIdle, Later(Now(), poller.keep_alive_timeout));
        break;
      case Found::kNothing:
        if (worker.set == nullptr) break;
        if (poller.is_shut() && poller.connections.load() == 0) {
          GiveUpSet(worker);
          return static_cast<int32_t>(Code::kShut);
        }
        if (TakePassed(worker, true)) {
          BeBusy(worker);
          return kNothingRead;
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
    if (received > 0) return received;
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

// join(id, input): this thread serves its connections from now on. What clients send goes to the buffer `input`, which
// lives as long as the thread.
void Join(const Napi::CallbackInfo& info) {
  const auto poller = FindPoller(Int(info[0]));
  if (poller == nullptr) return;
  Thread& thread = ThreadOf(info);
  auto worker = std::make_shared<PollWorker>(thread, poller);
  auto input = info[1].As<Napi::Uint8Array>();
  worker->input = {input.Data(), input.ByteLength()};
  thread.poll_worker = worker;
  const std::lock_guard lock(poller->mutex);
  poller->workers.push_back(worker.get());
}

napi_value Int32(napi_env env, int64_t value) {
  napi_value number = nullptr;
  napi_create_int32(env, static_cast<int32_t>(value), &number);
  return number;
}

// next(patience, requests): how many bytes of the next connection were read into the buffer `input`; register 0 is how
// many requests it has had, register 1 has flags. Or a code, below 0; kTimedOut when there is none for so many
// milliseconds (below 0: never). The connection that this thread holds waits for its next request.
napi_value NextConnection(napi_env env, napi_callback_info info) {
  napi_value arguments[3];
  size_t count = 3;
  void* data = nullptr;
  napi_get_cb_info(env, info, &count, arguments, nullptr, &data);
  Thread& thread = *static_cast<Thread*>(data);
  PollWorker& worker = *static_cast<PollWorker*>(thread.poll_worker.get());
  int32_t patience = 0;
  napi_get_value_int32(env, arguments[0], &patience);
  napi_get_value_uint32(env, arguments[2], &worker.servlet);
  if (worker.passed) {
    worker.passed = false;
    worker.poller->slowness.Learn(worker.servlet, worker.activity.HasSlept());
  }
  const uint64_t now = Now();
  if (worker.held != nullptr) {
    napi_get_value_int32(env, arguments[1], &worker.held->requests);
    GiveBack(worker, Phase::kIdle, Later(now, worker.poller->keep_alive_timeout));
  }
  bool late = false;
  const int32_t result = Next(worker, patience < 0 ? 0 : Later(now, patience), late);
  if (thread.MustScheduleReturn()) thread.ScheduleReturn();
  int32_t* const registers = thread.shared->registers;
  if (result < 0 && result != static_cast<int32_t>(Code::kNothingRead)) {
    registers[0] = worker.poller->accept_error.exchange(0);
    return Int32(env, result);
  }
  const Connection& connection = *worker.held;
  int32_t flags = late ? kLate : 0;
  if (worker.poller->is_shut()) flags |= kClosing;
  if ((worker.took || worker.passed) && worker.poller->MustHire()) flags |= kMustHire;
  worker.took = false;
  if (worker.passed) {
    flags |= kPassed;
    worker.activity.Begin();
  }
  registers[0] = connection.requests;
  registers[1] = flags | static_cast<int32_t>(connection.input.size()) << kInputShift;
  registers[2] = static_cast<int32_t>(worker.poller->slowness.mask());
  return Int32(env, result);
}

// pass(buf, start, end, requests): another thread is to serve the request of which this is there. 1: one that stands
// by; 0: there is none, and it is still this thread's; −1: the same, and another thread is needed.
Napi::Value Pass(const Napi::CallbackInfo& info) {
  PollWorker& worker = *WorkerOf(info);
  Connection& connection = *worker.held;
  connection.input = Copy(info[0], info[1], info[2]);
  connection.requests = Int(info[3]);
  if (PassOn(worker)) return Napi::Number::New(info.Env(), 1);
  connection.input.clear();
  return Napi::Number::New(info.Env(), worker.poller->MustHire() ? -1 : 0);
}

// write(buf, off, len): writes to the connection that this thread holds: how many bytes the client takes at once, or
// −errno.
napi_value Write(napi_env env, napi_callback_info info) {
  napi_value arguments[3];
  size_t count = 3;
  void* data = nullptr;
  napi_get_cb_info(env, info, &count, arguments, nullptr, &data);
  Thread& thread = *static_cast<Thread*>(data);
  void* bytes = nullptr;
  int32_t offset = 0;
  int32_t length = 0;
  napi_get_typedarray_info(env, arguments[0], nullptr, nullptr, &bytes, nullptr, nullptr);
  napi_get_value_int32(env, arguments[1], &offset);
  napi_get_value_int32(env, arguments[2], &length);
  const Connection& connection = *static_cast<PollWorker*>(thread.poll_worker.get())->held;
  return Int32(env, connection.Write(thread, {static_cast<uint8_t*>(bytes) + offset, static_cast<size_t>(length)}));
}

// handle(): of the connection that this thread holds.
Napi::Value HandleOfHeld(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), static_cast<double>(WorkerOf(info)->held->handle));
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

// yieldSet(servlet): what follows will block: somebody else looks after the other connections. False: another thread is
// needed.
Napi::Value YieldSet(const Napi::CallbackInfo& info) {
  PollWorker& worker = *WorkerOf(info);
  worker.poller->slowness.Learn(info[0].As<Napi::Number>().Uint32Value(), true);
  GiveUpSet(worker);
  return Napi::Boolean::New(info.Env(), !worker.poller->MustHire());
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
  const auto define_bare = [&](const char* name, napi_callback callback) {
    napi_value function = nullptr;
    napi_create_function(exports.Env(), name, NAPI_AUTO_LENGTH, callback, thread, &function);
    pollers[name] = Napi::Function(exports.Env(), function);
  };
  define_bare("next", NextConnection);
  define_bare("write", Write);
  define("handle", HandleOfHeld);
  define("restore", Restore);
  define("wait", Wait);
  define("pass", Pass);
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
