#include "handles.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "call.h"
#include "kinds.h"
#include "kinds_option.h"
#include "rows.h"
#include "waker.h"

namespace {

using Entry = Handles::Entry;

constexpr int kIndexBits = 20;
constexpr uint64_t kIndexMask = (1 << kIndexBits) - 1;
constexpr size_t kChunk = 1024;

// Entries never move and are never freed: a thread may look at one that is long gone.
struct Table {
  std::mutex mutex;
  std::vector<uint32_t> free;  // guarded by mutex
  uint32_t count = 0;          // guarded by mutex
  std::atomic<Entry*> chunks[(kIndexMask + 1) / kChunk]{};
  // Where sockets were opened. As many as there are such places in the program.
  std::vector<std::string> origins;  // guarded by mutex
  // The end of a connection that nobody is at the other end of: reading from it gives 0, writing EPIPE,
  // accept EINVAL, poll POLLHUP, each at once.
  int dead_end = -1;  // guarded by mutex
  // Tells that the last thread has left a closed socket. Used with `mutex`.
  std::condition_variable left;
};

Table& TheTable() {
  static auto* const table = new Table;
  return *table;
}

Entry* At(uint32_t index) {
  Entry* const chunk = TheTable().chunks[index / kChunk].load(std::memory_order_acquire);
  return chunk == nullptr ? nullptr : chunk + index % kChunk;
}

uint32_t Generation(uint64_t word) { return static_cast<uint32_t>(word >> Handles::kGenerationShift); }
uint32_t State(uint64_t word) { return static_cast<uint32_t>(word >> Handles::kStateShift & Handles::kState); }
uint64_t Bits(uint32_t state) { return static_cast<uint64_t>(state & Handles::kState) << Handles::kStateShift; }

bool IsOf(uint64_t word, uint64_t handle) { return Generation(word) == static_cast<uint32_t>(handle >> kIndexBits); }

// 0 when there are as many sockets as there are indexes.
uint64_t NewHandle() {
  Table& table = TheTable();
  const std::lock_guard lock(table.mutex);
  uint32_t index = 0;
  if (!table.free.empty()) {
    index = table.free.back();
    table.free.pop_back();
  } else {
    if (table.count > kIndexMask) return 0;
    index = table.count++;
    if (index % kChunk == 0) table.chunks[index / kChunk].store(new Entry[kChunk], std::memory_order_release);
  }
  Entry& entry = *At(index);
  // Generations begin with 1, so that no handle is 0, and stay where a double holds every handle.
  const uint64_t generation = Generation(entry.word) % 0xffff'fffe + 1;
  entry.names = 2;  // its first one, and the descriptor's
  entry.fd = -1;
  entry.so_timeout = 0;
  entry.error = 0;
  entry.word = generation << Handles::kGenerationShift;
  return generation << kIndexBits | index;
}

// Nothing names the entry any more.
void Recycle(Entry& entry, uint64_t handle) {
  // Nobody finds it by the old handle from here on.
  entry.word.fetch_add(uint64_t{1} << Handles::kGenerationShift);
  Table& table = TheTable();
  const std::lock_guard lock(table.mutex);
  table.free.push_back(static_cast<uint32_t>(handle & kIndexMask));
}

kinds::Int<0> Number(int value) { return {value}; }

// close(2) by the last one inside. It may sleep, with SO_LINGER; no lock is held.
void CloseDescriptor(Thread& thread, Entry& entry, uint64_t handle) {
  const int fd = entry.fd.exchange(-1);
  // The descriptor is gone whatever close(2) returns (its man page): never a second time.
  if (fd >= 0) MakeCall<rows::close, &close>(thread, Number(fd));
  Handles::Release(thread, entry, handle);
}

// FIN goes out before close(2), which sends a reset when there is input that nobody has read. With
// SO_LINGER 0 a reset is what the caller wants.
void ShutdownOutput(Thread& thread, int fd) {
  linger value{};
  kinds::OptvalOut<3> out;
  out.bytes = {reinterpret_cast<uint8_t*>(&value), sizeof value};
  out.asked = out.length = sizeof value;
  MakeCall<rows::getsockopt, &getsockopt>(thread, Number(fd), Number(SOL_SOCKET), Number(SO_LINGER), out);
  if (value.l_onoff != 0 && value.l_linger == 0) return;
  MakeCall<rows::shutdown, &shutdown>(thread, Number(fd), Number(SHUT_WR));
}

// Makes `place` a descriptor of the file behind `fd`.
void PutInPlace(Thread& thread, int fd, int place) {
#if defined(__linux__)
  MakeCall<rows::dup3, &dup3>(thread, Number(fd), Number(place), Number(O_CLOEXEC));
#else
  // XNU's dup2 wakes whoever is blocked on the number, and waits for them (bsd/kern/kern_descrip.c,
  // fileproc_drain). The copy is not close-on-exec; until fcntl(2) a child may inherit it.
  MakeCall<rows::dup2, &dup2>(thread, Number(fd), Number(place));
  fcntl(place, F_SETFD, FD_CLOEXEC);
#endif
}

// Puts the dead end in the place of the descriptor: whoever comes to the system call from now on does not
// block. Then interrupts those that came before.
void Evict(Thread& thread, Entry& entry, uint64_t handle) {
  int dead_end = -1;
  {
    const std::lock_guard lock(TheTable().mutex);
    dead_end = TheTable().dead_end;
  }
  PutInPlace(thread, dead_end, entry.fd);
  ForEachThread([&](Thread& other) {
    if (&other == &thread || other.inside_handle() != handle) return;
#if defined(__linux__)
    const int64_t result = MakeCall<rows::tgkill, &sys::tgkill>(
        thread, Number(getpid()), Number(static_cast<int>(other.ring()->thread_id)), Number(WakeSignal()));
    // The user has as many signals waiting as there may be (RLIMIT_SIGPENDING): it is sent again until it works.
    if (result == -EAGAIN) {
      other.RequestWake();
      NudgeWaker();
    }
#else
    other.Interrupt();
#endif
  });
}

}  // namespace

Entry* Handles::Find(uint64_t handle) {
  Entry* const entry = At(static_cast<uint32_t>(handle & kIndexMask));
  return entry != nullptr && IsOf(entry->word.load(std::memory_order_acquire), handle) ? entry : nullptr;
}

uint64_t Handles::Open(int fd, uint32_t state) {
  const uint64_t handle = NewHandle();
  if (handle == 0) return 0;
  Entry* const entry = Find(handle);
  entry->fd = fd;
  entry->word.fetch_or(Bits(state));
  return handle;
}

bool Handles::Enter(Entry& entry, uint64_t handle, uint32_t unless) {
  uint64_t word = entry.word.load(std::memory_order_relaxed);
  do {
    if (!IsOf(word, handle) || (word & (kClosing | Bits(unless))) != 0) return false;
  } while (!entry.word.compare_exchange_weak(word, word + kOneInside));
  return true;
}

bool Handles::Leave(Thread& thread, Entry& entry, uint64_t handle) {
  const uint64_t before = entry.word.fetch_sub(kOneInside);
  if ((before & kClosing) == 0) [[likely]]
    return false;
  // The closer sends its signals under the lock of the threads, to those inside. After this, no signal for
  // this call is on its way, and one that was sent is delivered on the way back from the kernel.
  SettleSignals();
  std::this_thread::yield();
  if ((before & kInside) == 1) {
    {
      const std::lock_guard lock(TheTable().mutex);
      TheTable().left.notify_all();
    }
    CloseDescriptor(thread, entry, handle);
  }
  return true;
}

bool Handles::Close(Thread& thread, uint64_t handle) {
  Entry* const entry = Find(handle);
  if (entry == nullptr) return false;
  uint64_t word = entry->word.load();
  do {
    if (!IsOf(word, handle) || (word & kClosing) != 0) return false;
  } while (!entry->word.compare_exchange_weak(word, (word | kClosing) + kOneInside));

  const int fd = entry->fd;
  if (fd >= 0) {
    if ((State(word) & kConnected) != 0 && (State(word) & kOutputShutdown) == 0) ShutdownOutput(thread, fd);
    if ((entry->word.load() & kInside) > 1) Evict(thread, *entry, handle);
  }
  if ((entry->word.fetch_sub(kOneInside) & kInside) == 1) {
    CloseDescriptor(thread, *entry, handle);
    return true;
  }
  // They have been interrupted; when they are out, a listener's port refuses and a number is free. Sending a
  // file from a slow disk is not interruptible, and not waited for any longer.
  constexpr std::chrono::seconds kPatience{1};
  Table& table = TheTable();
  std::unique_lock lock(table.mutex);
  table.left.wait_for(lock, kPatience, [&] {
    const uint64_t now = entry->word.load();
    return !IsOf(now, handle) || (now & kInside) == 0;
  });
  return true;
}

bool Handles::Release(Thread& thread, Entry& entry, uint64_t handle) {
  const int32_t names = entry.names.fetch_sub(1) - 1;
  if (names == 0) {
    Recycle(entry, handle);
    return false;
  }
  return names == 1 && Close(thread, handle);
}

namespace {

Thread& ThreadOf(const Napi::CallbackInfo& info) { return *static_cast<Thread*>(info.Data()); }

uint64_t HandleOf(const Napi::Value& value) { return static_cast<uint64_t>(value.As<Napi::Number>().Int64Value()); }

Entry* EntryOf(const Napi::CallbackInfo& info) { return Handles::Find(HandleOf(info[0])); }

// A JavaScript object that names a socket, held weakly.
void AddName(const Napi::CallbackInfo& info, Thread& thread, uint64_t handle, const Napi::Value& object) {
  napi_ref reference = nullptr;
  napi_create_reference(info.Env(), object, 0, &reference);
  int32_t slot = 0;
  if (thread.free_names.empty()) {
    slot = static_cast<int32_t>(thread.names.size());
    thread.names.push_back({});
  } else {
    slot = thread.free_names.back();
    thread.free_names.pop_back();
  }
  thread.names[static_cast<size_t>(slot)] = {reference, handle};
  thread.shared->registers[0] = slot;
}

// Returns whether that closed the socket.
bool RemoveName(Thread& thread, size_t slot) {
  const Thread::Name name = thread.names[slot];
  if (name.reference == nullptr) return false;
  napi_delete_reference(thread.env, name.reference);
  thread.names[slot] = {};
  thread.free_names.push_back(static_cast<int32_t>(slot));
  Entry* const entry = Handles::Find(name.handle);
  return entry != nullptr && Handles::Release(thread, *entry, name.handle);
}

// origin(text): its index, for open().
Napi::Value Origin(const Napi::CallbackInfo& info) {
  const std::string text = info[0].As<Napi::String>();
  Table& table = TheTable();
  const std::lock_guard lock(table.mutex);
  auto found = std::ranges::find(table.origins, text);
  if (found == table.origins.end()) found = table.origins.insert(found, text);
  return Napi::Number::New(info.Env(), static_cast<double>(found - table.origins.begin()));
}

Napi::String OriginText(Napi::Env env, size_t index) {
  Table& table = TheTable();
  const std::lock_guard lock(table.mutex);
  return Napi::String::New(env, table.origins[index]);
}

// open(object, origin): handle. A socket without a descriptor, named by the object; register 0 is the
// name's slot. 0 when there are too many.
Napi::Value Open(const Napi::CallbackInfo& info) {
  const uint64_t handle = NewHandle();
  if (handle != 0) {
    Handles::Find(handle)->origin = info[1].As<Napi::Number>().Int32Value();
    AddName(info, ThreadOf(info), handle, info[0]);
  }
  return Napi::Number::New(info.Env(), static_cast<double>(handle));
}

// adopt(handle, object): the object takes over the name of the message that brought the handle.
void Adopt(const Napi::CallbackInfo& info) {
  Thread& thread = ThreadOf(info);
  const uint64_t handle = HandleOf(info[0]);
  std::erase(thread.unadopted, handle);
  AddName(info, thread, handle, info[1]);
}

// attach(handle, fd, state): 1 when the socket owns the descriptor now, 0 when it is closed, −1 when it has
// one already.
Napi::Value Attach(const Napi::CallbackInfo& info) {
  const uint64_t handle = HandleOf(info[0]);
  Entry* const entry = EntryOf(info);
  // Inside, so that a closer sees the descriptor or this sees the closer.
  if (entry == nullptr || !Handles::Enter(*entry, handle, 0)) return Napi::Number::New(info.Env(), 0);
  int32_t none = -1;
  const bool attached = entry->fd.compare_exchange_strong(none, info[1].As<Napi::Number>().Int32Value());
  if (attached) entry->word.fetch_or(Bits(info[2].As<Napi::Number>().Uint32Value()));
  Handles::Leave(ThreadOf(info), *entry, handle);
  return Napi::Number::New(info.Env(), attached ? 1 : -1);
}

// replace(handle, fd): the descriptor's file takes the place of the socket's, which is closed, and the
// descriptor is given back. False when the socket is closed.
Napi::Value Replace(const Napi::CallbackInfo& info) {
  Thread& thread = ThreadOf(info);
  const uint64_t handle = HandleOf(info[0]);
  const int fd = info[1].As<Napi::Number>().Int32Value();
  Entry* const entry = EntryOf(info);
  const bool open = entry != nullptr && Handles::Enter(*entry, handle, 0);
  if (open) {
    PutInPlace(thread, fd, entry->fd);
    Handles::Leave(thread, *entry, handle);
  }
  MakeCall<rows::close, &close>(thread, Number(fd));
  return Napi::Boolean::New(info.Env(), open);
}

// change(handle, unless, set, clear): the state before, with bit 15 when it is closed, unless that has a
// bit of `unless`: then nothing is changed. −1 when the handle names nothing.
Napi::Value Change(const Napi::CallbackInfo& info) {
  const uint64_t handle = HandleOf(info[0]);
  const uint32_t unless = info[1].As<Napi::Number>().Uint32Value();
  const uint64_t set = Bits(info[2].As<Napi::Number>().Uint32Value());
  const uint64_t clear = Bits(info[3].As<Napi::Number>().Uint32Value());
  Entry* const entry = Handles::Find(handle);
  if (entry == nullptr) return Napi::Number::New(info.Env(), -1);
  uint64_t word = entry->word.load();
  uint32_t state = 0;
  do {
    state = State(word) | ((word & Handles::kClosing) == 0 ? 0 : Handles::kState + 1);
  } while ((state & unless) == 0 && !entry->word.compare_exchange_weak(word, (word | set) & ~clear));
  return Napi::Number::New(info.Env(), state);
}

// owns(fd): whether the descriptor is a socket's.
Napi::Value Owns(const Napi::CallbackInfo& info) {
  const int32_t fd = info[0].As<Napi::Number>().Int32Value();
  Table& table = TheTable();
  const std::lock_guard lock(table.mutex);
  bool owns = false;
  for (uint32_t index = 0; index < table.count && !owns; index++) owns = At(index)->fd == fd;
  return Napi::Boolean::New(info.Env(), owns);
}

template <std::atomic<int32_t> Entry::*field>
Napi::Value Get(const Napi::CallbackInfo& info) {
  Entry* const entry = EntryOf(info);
  return Napi::Number::New(info.Env(), entry == nullptr ? -1 : (entry->*field).load());
}

template <std::atomic<int32_t> Entry::*field>
void Set(const Napi::CallbackInfo& info) {
  Entry* const entry = EntryOf(info);
  if (entry != nullptr) entry->*field = info[1].As<Napi::Number>().Int32Value();
}

// close(handle): whether it was open.
Napi::Value CloseHandle(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), Handles::Close(ThreadOf(info), HandleOf(info[0])));
}

// forget(slot): the object has been told all that it needs of its socket, which is closed.
void Forget(const Napi::CallbackInfo& info) { RemoveName(ThreadOf(info), info[0].As<Napi::Number>().Uint32Value()); }

// retain(handle): a message is about to name it. False when it names nothing.
Napi::Value Retain(const Napi::CallbackInfo& info) {
  Entry* const entry = EntryOf(info);
  if (entry != nullptr) Handles::Retain(*entry);
  return Napi::Boolean::New(info.Env(), entry != nullptr);
}

// release(handle): the message will not arrive.
void Release(const Napi::CallbackInfo& info) {
  Entry* const entry = EntryOf(info);
  if (entry != nullptr) Handles::Release(ThreadOf(info), *entry, HandleOf(info[0]));
}

// sweep(count): looks at so many of this thread's objects, in turn, whether they are garbage. Returns the
// origins of the sockets that were closed because nothing names them any more.
Napi::Value Sweep(const Napi::CallbackInfo& info) {
  Thread& thread = ThreadOf(info);
  Napi::Array closed = Napi::Array::New(info.Env());
  size_t count = std::min<size_t>(info[0].As<Napi::Number>().Uint32Value(), thread.names.size());
  for (; count > 0; count--) {
    thread.next_name = thread.next_name + 1 < thread.names.size() ? thread.next_name + 1 : 0;
    const Thread::Name name = thread.names[thread.next_name];
    if (name.reference == nullptr) continue;
    napi_value object = nullptr;
    const Napi::HandleScope scope(info.Env());
    napi_get_reference_value(thread.env, name.reference, &object);
    if (object != nullptr) continue;
    const Entry* const entry = Handles::Find(name.handle);
    const auto origin = entry == nullptr ? 0 : static_cast<size_t>(entry->origin);
    const bool has_descriptor = entry != nullptr && entry->fd >= 0;
    if (!RemoveName(thread, thread.next_name) || !has_descriptor) continue;
    closed[closed.Length()] = OriginText(info.Env(), origin);
  }
  return closed;
}

// prepare(): makes what lives as long as the process. −errno when there is no descriptor for it.
Napi::Value Prepare(const Napi::CallbackInfo& info) {
  Table& table = TheTable();
  const std::lock_guard lock(table.mutex);
  PrepareWaker();
  const int result = table.dead_end < 0 ? sys::DeadEnd(&table.dead_end) : 0;
  return Napi::Number::New(info.Env(), result);
}

}  // namespace

void ReleaseNames(Thread& thread) {
  for (size_t slot = 0; slot < thread.names.size(); slot++) RemoveName(thread, slot);
  for (const uint64_t handle : thread.unadopted) {
    Entry* const entry = Handles::Find(handle);
    if (entry != nullptr) Handles::Release(thread, *entry, handle);
  }
}

void DefineHandles(Napi::Object exports, Thread* thread) {
  Napi::Object handles = Napi::Object::New(exports.Env());
  const auto define = [&](const char* name, auto callback) {
    handles[name] = Napi::Function::New(exports.Env(), callback, name, thread);
  };
  define("prepare", Prepare);
  define("origin", Origin);
  define("open", Open);
  define("adopt", Adopt);
  define("attach", Attach);
  define("replace", Replace);
  define("change", Change);
  define("owns", Owns);
  define("fd", Get<&Entry::fd>);
  define("soTimeout", Get<&Entry::so_timeout>);
  define("setSoTimeout", Set<&Entry::so_timeout>);
  define("error", Get<&Entry::error>);
  define("setError", Set<&Entry::error>);
  define("close", CloseHandle);
  define("forget", Forget);
  define("retain", Retain);
  define("release", Release);
  define("sweep", Sweep);
  exports["handles"] = handles;
  exports["refused"] = Napi::Number::New(exports.Env(), static_cast<double>(kRefused));
}
