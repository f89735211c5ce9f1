#include "queue.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "handles.h"
#include "thread.h"
#include "waker.h"

namespace {

struct Message {
  std::vector<uint8_t> bytes;
  std::vector<uint64_t> handles;  // retained
};

// A thread that takes, from before it is started until it has ended.
struct Member {
  int32_t number;
  // Started by its owner; inside, so that its end is seen here; loading the Runnable; ready to take.
  enum State : int32_t { kStarted = 0, kJoined = 1, kLoading = 2, kReady = 3 } state;
};

struct Queue {
  std::mutex mutex;  // guards all
  std::deque<Message> messages;
  size_t capacity = 0;
  bool shut = false;     // nothing is put any more
  bool full = false;     // there will be no more members
  bool stopped = false;  // and members that do not run anything yet shall not begin
  std::vector<Member> members;
  std::vector<Member> ended;  // those that the owner has not been told of
  int32_t next_member = 0;
  // Who made it, and is told when a member ends. nullptr when that thread has ended itself.
  Thread* owner = nullptr;
  // Those that sleep for a message, of whom the last is woken first (its caches are warm); and for room, or
  // for the end of the members.
  std::vector<Thread*> takers;
  std::vector<Thread*> others;
};

struct Queues {
  std::mutex mutex;
  std::map<int32_t, std::shared_ptr<Queue>> queues;
  int32_t next = 1;
};

Queues& TheQueues() {
  static auto* const queues = new Queues;
  return *queues;
}

std::shared_ptr<Queue> FindQueue(int32_t id) {
  Queues& all = TheQueues();
  const std::lock_guard lock(all.mutex);
  const auto found = all.queues.find(id);
  return found == all.queues.end() ? nullptr : found->second;
}

// What put(), take() and join() return when it is not a message.
enum class Code : int32_t { kDone = 0, kInterrupted = 1, kTimedOut = 2, kShut = 3 };

// Sleeps until `ready` holds, which `lock` guards. Whoever changes that unparks `sleepers`.
template <typename Ready>
Code Await(Thread& thread, std::unique_lock<std::mutex>& lock, std::vector<Thread*>& sleepers, uint64_t deadline,
           Ready ready) {
  while (!ready()) {
    if (deadline != 0 && Now() >= deadline) return Code::kTimedOut;
    sleepers.push_back(&thread);
    lock.unlock();
    const bool woken = thread.Park(deadline);
    lock.lock();
    std::erase(sleepers, &thread);
    if (!woken) return Code::kInterrupted;
  }
  return Code::kDone;
}

void UnparkAll(const std::vector<Thread*>& sleepers) {
  for (Thread* thread : sleepers) thread->Unpark();
}

void EndMember(Queue& queue, int32_t number) {
  const std::lock_guard lock(queue.mutex);
  const auto found = std::ranges::find(queue.members, number, &Member::number);
  if (found == queue.members.end()) return;
  queue.ended.push_back(*found);
  queue.members.erase(found);
  UnparkAll(queue.others);
  if (queue.owner == nullptr) return;
  // It may be blocked in any call, and has to start another thread.
  queue.owner->Signal(0);
  NudgeWaker();
}

Thread& ThreadOf(const Napi::CallbackInfo& info) { return *static_cast<Thread*>(info.Data()); }

int32_t Int(const Napi::Value& value) { return value.As<Napi::Number>().Int32Value(); }

Napi::Value Result(const Napi::CallbackInfo& info, Code code) {
  return Napi::Number::New(info.Env(), static_cast<int32_t>(code));
}

// Milliseconds to a deadline; below 0: none.
uint64_t Deadline(const Napi::Value& value) {
  const double milliseconds = value.As<Napi::Number>().DoubleValue();
  return milliseconds < 0 ? 0 : Now() + static_cast<uint64_t>(milliseconds * 1e6);
}

// Takes back the messages that nobody has taken. Returns how many.
size_t Clear(Thread& thread, Queue& queue) {
  std::deque<Message> messages;
  {
    const std::lock_guard lock(queue.mutex);
    messages.swap(queue.messages);
    UnparkAll(queue.others);
  }
  for (const Message& message : messages) {
    for (const uint64_t handle : message.handles) {
      Handles::Entry* const entry = Handles::Find(handle);
      if (entry != nullptr) Handles::Release(thread, *entry, handle);
    }
  }
  return messages.size();
}

// create(capacity): id
Napi::Value Create(const Napi::CallbackInfo& info) {
  Queues& all = TheQueues();
  auto queue = std::make_shared<Queue>();
  queue->capacity = static_cast<size_t>(Int(info[0]));
  queue->owner = &ThreadOf(info);
  ThreadOf(info).queues.push_back(queue);
  const std::lock_guard lock(all.mutex);
  all.queues[all.next] = queue;
  return Napi::Number::New(info.Env(), all.next++);
}

// destroy(id): no thread finds it any more.
void Destroy(const Napi::CallbackInfo& info) {
  const auto queue = FindQueue(Int(info[0]));
  if (queue == nullptr) return;
  {
    const std::lock_guard lock(queue->mutex);
    queue->owner = nullptr;
  }
  Clear(ThreadOf(info), *queue);
  std::erase(ThreadOf(info).queues, std::static_pointer_cast<void>(queue));
  Queues& all = TheQueues();
  const std::lock_guard lock(all.mutex);
  all.queues.erase(Int(info[0]));
}

// put(id, bytes, handles, timeout, anyway): waits while the queue is full, or not anyway. The handles are retained for
// it.
Napi::Value Put(const Napi::CallbackInfo& info) {
  const auto queue = FindQueue(Int(info[0]));
  if (queue == nullptr) return Result(info, Code::kShut);
  const auto bytes = info[1].As<Napi::Uint8Array>();
  Message message{{bytes.Data(), bytes.Data() + bytes.ByteLength()}, {}};
  const auto handles = info[2].As<Napi::Array>();
  for (uint32_t i = 0; i < handles.Length(); i++) {
    const Napi::Value handle = handles[i];
    message.handles.push_back(static_cast<uint64_t>(handle.As<Napi::Number>().Int64Value()));
  }
  const bool anyway = info[4].IsBoolean() && info[4].As<Napi::Boolean>();
  std::unique_lock lock(queue->mutex);
  Code code = Await(ThreadOf(info), lock, queue->others, Deadline(info[3]),
                    [&] { return queue->shut || anyway || queue->messages.size() < queue->capacity; });
  if (code == Code::kDone && queue->shut) code = Code::kShut;
  if (code != Code::kDone) return Result(info, code);
  queue->messages.push_back(std::move(message));
  if (!queue->takers.empty()) queue->takers.back()->Unpark();
  return Result(info, code);
}

// take(id, timeout): the bytes of the first message, or a code; kShut when it is shut and empty. The
// thread is working at the message until it takes the next.
Napi::Value Take(const Napi::CallbackInfo& info) {
  Thread& thread = ThreadOf(info);
  const auto queue = FindQueue(Int(info[0]));
  thread.working_at.clear();
  if (queue == nullptr) return Result(info, Code::kShut);
  std::unique_lock lock(queue->mutex);
  const Code code =
      Await(thread, lock, queue->takers, Deadline(info[1]), [&] { return queue->shut || !queue->messages.empty(); });
  if (code != Code::kDone || queue->messages.empty()) {
    // It may have been woken for a message, which somebody else has to take now.
    if (!queue->messages.empty() && !queue->takers.empty()) queue->takers.back()->Unpark();
    return Result(info, code == Code::kDone ? Code::kShut : code);
  }
  Message message = std::move(queue->messages.front());
  queue->messages.pop_front();
  if (!queue->messages.empty() && !queue->takers.empty()) queue->takers.back()->Unpark();
  UnparkAll(queue->others);
  lock.unlock();
  thread.working_at = message.handles;
  thread.unadopted.insert(thread.unadopted.end(), message.handles.begin(), message.handles.end());
  return Napi::Buffer<uint8_t>::Copy(info.Env(), message.bytes.data(), message.bytes.size());
}

// shut(id): nothing is put any more; what is there is still taken.
void Shut(const Napi::CallbackInfo& info) {
  const auto queue = FindQueue(Int(info[0]));
  if (queue == nullptr) return;
  const std::lock_guard lock(queue->mutex);
  queue->shut = true;
  UnparkAll(queue->takers);
  UnparkAll(queue->others);
}

// stop(id): shut, and members that are not ready do not become so.
void Stop(const Napi::CallbackInfo& info) {
  Shut(info);
  const auto queue = FindQueue(Int(info[0]));
  if (queue == nullptr) return;
  const std::lock_guard lock(queue->mutex);
  queue->stopped = true;
}

// shortage(id): how many messages wait for which no thread is free.
Napi::Value Shortage(const Napi::CallbackInfo& info) {
  const auto queue = FindQueue(Int(info[0]));
  if (queue == nullptr) return Napi::Number::New(info.Env(), 0);
  const std::lock_guard lock(queue->mutex);
  const size_t waiting = queue->messages.size();
  const size_t free = queue->takers.size();
  return Napi::Number::New(info.Env(), static_cast<double>(waiting > free ? waiting - free : 0));
}

// setFull(id), isFull(id)
void SetFull(const Napi::CallbackInfo& info) {
  const auto queue = FindQueue(Int(info[0]));
  if (queue == nullptr) return;
  const std::lock_guard lock(queue->mutex);
  queue->full = true;
}

Napi::Value IsFull(const Napi::CallbackInfo& info) {
  const auto queue = FindQueue(Int(info[0]));
  if (queue == nullptr) return Napi::Boolean::New(info.Env(), true);
  const std::lock_guard lock(queue->mutex);
  return Napi::Boolean::New(info.Env(), queue->full);
}

// isShut(id)
Napi::Value IsShut(const Napi::CallbackInfo& info) {
  const auto queue = FindQueue(Int(info[0]));
  if (queue == nullptr) return Napi::Boolean::New(info.Env(), true);
  const std::lock_guard lock(queue->mutex);
  return Napi::Boolean::New(info.Env(), queue->shut);
}

// clear(id): how many messages were there, that nobody takes now.
Napi::Value ClearQueue(const Napi::CallbackInfo& info) {
  const auto queue = FindQueue(Int(info[0]));
  return Napi::Number::New(info.Env(), queue == nullptr ? 0 : static_cast<double>(Clear(ThreadOf(info), *queue)));
}

// Whether there are descriptors for so many workers of Node that are about to start: else they end without a
// word that a blocked thread could hear, as long as they have not joined. Node 20 to 26 use four, and some
// more while they load modules.
int DescriptorsForWorkers(size_t workers) {
  constexpr size_t kEach = 12;
  std::vector<int> fds;
  int error = 0;
  while (fds.size() < workers * kEach && error == 0) {
    const int fd = fcntl(0, F_DUPFD_CLOEXEC, 0);
    if (fd >= 0) {
      fds.push_back(fd);
    } else {
      error = errno;
    }
  }
  for (const int fd : fds) close(fd);
  // Without a standard input nothing is known.
  return error == EBADF ? 0 : error;
}

// pending(id): how many messages wait.
Napi::Value Pending(const Napi::CallbackInfo& info) {
  const auto queue = FindQueue(Int(info[0]));
  if (queue == nullptr) return Napi::Number::New(info.Env(), 0);
  const std::lock_guard lock(queue->mutex);
  return Napi::Number::New(info.Env(), static_cast<double>(queue->messages.size()));
}

// enroll(id): a thread that will take is about to be started; its number, or −errno.
Napi::Value Enroll(const Napi::CallbackInfo& info) {
  const auto queue = FindQueue(Int(info[0]));
  if (queue == nullptr) return Napi::Number::New(info.Env(), -EINVAL);
  const std::lock_guard lock(queue->mutex);
  const auto starting = std::ranges::count(queue->members, Member::kStarted, &Member::state);
  const int error = DescriptorsForWorkers(static_cast<size_t>(starting) + 1);
  if (error != 0) return Napi::Number::New(info.Env(), -error);
  queue->members.push_back({queue->next_member, Member::kStarted});
  return Napi::Number::New(info.Env(), queue->next_member++);
}

bool SetState(const Napi::CallbackInfo& info, Member::State state) {
  const auto queue = FindQueue(Int(info[0]));
  if (queue == nullptr) return false;
  const std::lock_guard lock(queue->mutex);
  const auto found = std::ranges::find(queue->members, Int(info[1]), &Member::number);
  if (found == queue->members.end() || queue->stopped) return false;
  found->state = state;
  if (state == Member::kReady) UnparkAll(queue->others);
  if (state == Member::kJoined) ThreadOf(info).memberships.emplace_back(queue, found->number);
  return true;
}

// join(id, member): this thread is the member, until it ends. False: its owner has given it up.
Napi::Value Join(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), SetState(info, Member::kJoined));
}

// loading(id, member): it is about to run the program's own code. False: the queue was stopped.
Napi::Value Loading(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), SetState(info, Member::kLoading));
}

// ready(id, member): it can take. False, as above.
Napi::Value Ready(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), SetState(info, Member::kReady));
}

// leave(id, member): it has ended, perhaps before it joined.
void Leave(const Napi::CallbackInfo& info) {
  const auto queue = FindQueue(Int(info[0]));
  if (queue != nullptr) EndMember(*queue, Int(info[1]));
}

Napi::Array ArrayOf(Napi::Env env, const std::vector<Member>& members) {
  Napi::Array array = Napi::Array::New(env);
  for (const Member& member : members) {
    array[array.Length()] = Napi::Number::New(env, member.number);
    array[array.Length()] = Napi::Number::New(env, member.state);
  }
  return array;
}

// members(id): number and state of those that have not ended, one after the other.
Napi::Value Members(const Napi::CallbackInfo& info) {
  const auto queue = FindQueue(Int(info[0]));
  if (queue == nullptr) return Napi::Array::New(info.Env());
  const std::lock_guard lock(queue->mutex);
  return ArrayOf(info.Env(), queue->members);
}

// takeEnded(id): number and last state of those that have ended since it was asked last.
Napi::Value TakeEnded(const Napi::CallbackInfo& info) {
  const auto queue = FindQueue(Int(info[0]));
  if (queue == nullptr) return Napi::Array::New(info.Env());
  const std::lock_guard lock(queue->mutex);
  const std::vector<Member> ended = std::move(queue->ended);
  queue->ended.clear();
  return ArrayOf(info.Env(), ended);
}

// closeWork(): closes the sockets of the message that this thread works at.
void CloseWork(const Napi::CallbackInfo& info) {
  for (const uint64_t handle : ThreadOf(info).working_at) Handles::Close(ThreadOf(info), handle);
}

// wake(id): interrupts its members, whatever they are blocked in.
void Wake(const Napi::CallbackInfo& info) {
  const auto queue = std::static_pointer_cast<void>(FindQueue(Int(info[0])));
  ForEachThread([&](const Thread& thread) {
    for (const auto& membership : thread.memberships) {
      if (membership.first == queue) thread.Signal(0);
    }
  });
  NudgeWaker();
}

// awaitReady(id, timeout): until all members that have not ended are ready.
Napi::Value AwaitReady(const Napi::CallbackInfo& info) {
  const auto queue = FindQueue(Int(info[0]));
  if (queue == nullptr) return Result(info, Code::kDone);
  std::unique_lock lock(queue->mutex);
  const auto is_ready = [](const Member& member) { return member.state == Member::kReady; };
  return Result(info, Await(ThreadOf(info), lock, queue->others, Deadline(info[1]),
                            [&] { return std::ranges::all_of(queue->members, is_ready); }));
}

// awaitEnd(id, timeout): until all members have ended.
Napi::Value AwaitEnd(const Napi::CallbackInfo& info) {
  const auto queue = FindQueue(Int(info[0]));
  if (queue == nullptr) return Result(info, Code::kDone);
  std::unique_lock lock(queue->mutex);
  return Result(info,
                Await(ThreadOf(info), lock, queue->others, Deadline(info[1]), [&] { return queue->members.empty(); }));
}

}  // namespace

void LeaveQueues(Thread& thread) {
  // Its connections end with it.
  for (const uint64_t handle : thread.working_at) Handles::Close(thread, handle);
  for (const auto& [queue, member] : thread.memberships) EndMember(*std::static_pointer_cast<Queue>(queue), member);
  for (const auto& each : thread.queues) {
    const auto queue = std::static_pointer_cast<Queue>(each);
    Clear(thread, *queue);
    const std::lock_guard lock(queue->mutex);
    queue->owner = nullptr;
    queue->shut = true;
    UnparkAll(queue->takers);
  }
}

void DefineQueues(Napi::Object exports, Thread* thread) {
  Napi::Object queues = Napi::Object::New(exports.Env());
  const auto define = [&](const char* name, auto callback) {
    queues[name] = Napi::Function::New(exports.Env(), callback, name, thread);
  };
  define("create", Create);
  define("destroy", Destroy);
  define("put", Put);
  define("take", Take);
  define("shut", Shut);
  define("clear", ClearQueue);
  define("enroll", Enroll);
  define("join", Join);
  define("leave", Leave);
  define("pending", Pending);
  define("stop", Stop);
  define("loading", Loading);
  define("ready", Ready);
  define("members", Members);
  define("takeEnded", TakeEnded);
  define("closeWork", CloseWork);
  define("setFull", SetFull);
  define("isFull", IsFull);
  define("isShut", IsShut);
  define("shortage", Shortage);
  define("wake", Wake);
  define("awaitReady", AwaitReady);
  define("awaitEnd", AwaitEnd);
  exports["queues"] = queues;
}
