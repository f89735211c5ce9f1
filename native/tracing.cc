#include "tracing.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <string>
#include <vector>

#include "thread.h"
#include "waker.h"

namespace {

constexpr size_t kMaxApiName = 1024;

struct Rings {
  std::mutex mutex;  // one reader at a time
  std::vector<std::shared_ptr<Ring>> rings;
  int64_t recorder = 0;  // the thread that records all; guarded by mutex
  std::atomic<bool> all{false};
};

Rings& TheRings() {
  static auto* const rings = new Rings;
  return *rings;
}

Thread& ThreadOf(const Napi::CallbackInfo& info) { return *static_cast<Thread*>(info.Data()); }

// setTracing(on: boolean, all: boolean): boolean: for this thread, or for all threads there are and
// will be. False, and nothing changed, when another thread records all of them, or itself.
Napi::Value SetTracing(const Napi::CallbackInfo& info) {
  Rings& rings = TheRings();
  Thread& self = ThreadOf(info);
  const bool on = info[0].As<Napi::Boolean>();
  const bool all = info[1].As<Napi::Boolean>();
  const std::lock_guard lock(rings.mutex);
  bool taken = rings.recorder != 0 && rings.recorder != self.ring()->thread_id;
  if (all && on) ForEachThread([&](Thread& thread) { taken |= &thread != &self && thread.records_itself; });
  if (taken) return Napi::Boolean::New(info.Env(), false);
  if (all) {
    rings.recorder = on ? self.ring()->thread_id : 0;
    rings.all = on;
    ForEachThread([on](Thread& thread) { thread.set_tracing(on); });
  } else {
    self.records_itself = on;
    self.set_tracing(on);
  }
  return Napi::Boolean::New(info.Env(), true);
}

// takeTracing(): boolean: what another thread has begun with setTracing(true, true), this one goes on with.
// False: nobody records all threads.
Napi::Value TakeTracing(const Napi::CallbackInfo& info) {
  Rings& rings = TheRings();
  const std::lock_guard lock(rings.mutex);
  if (rings.recorder == 0) return Napi::Boolean::New(info.Env(), false);
  rings.recorder = ThreadOf(info).ring()->thread_id;
  return Napi::Boolean::New(info.Env(), true);
}

// Reads each ring into {thread, name, ended, records}. `read` is Ring::Drain or Ring::DrainPending; `only`
// is the ring to read, or nullptr for all.
Napi::Value ReadRings(Napi::Env env, void (Ring::*read)(std::vector<uint8_t>&), bool consume, const Ring* only) {
  Rings& all = TheRings();
  Napi::Array result = Napi::Array::New(env);
  const std::lock_guard lock(all.mutex);
  for (const auto& ring : all.rings) {
    if (only != nullptr && ring.get() != only) continue;
    std::vector<uint8_t> bytes;
    const bool ended = ring->ended;  // looked at before reading: nothing is written after it
    ((*ring).*read)(bytes);
    if (consume && ended) ring->read_to_end = true;
    if (bytes.empty() && !(consume && ended)) continue;
    Napi::Object entry = Napi::Object::New(env);
    entry["thread"] = static_cast<double>(ring->thread_id);
    entry["name"] = ring->name;
    entry["ended"] = ended;
    entry["records"] = Napi::Buffer<uint8_t>::Copy(env, bytes.data(), bytes.size());
    result[result.Length()] = entry;
  }
  std::erase_if(all.rings, [](const auto& ring) { return ring->read_to_end; });
  return result;
}

// drain(all: boolean): takes what this thread, or all, have recorded.
Napi::Value Drain(const Napi::CallbackInfo& info) {
  const bool all = info[0].As<Napi::Boolean>();
  return ReadRings(info.Env(), &Ring::Drain, true, all ? nullptr : ThreadOf(info).ring().get());
}

Napi::Value DrainPending(const Napi::CallbackInfo& info) {
  return ReadRings(info.Env(), &Ring::DrainPending, false, nullptr);
}

// nameThread(name: string): what this thread is called in the trace.
void NameThread(const Napi::CallbackInfo& info) {
  const std::string name = info[0].As<Napi::String>();
  const std::lock_guard lock(TheRings().mutex);
  ThreadOf(info).ring()->name = name;
}

void RecordApi(Thread& thread, RecordType type, const std::string& name) {
  if (!thread.tracing()) return;
  uint8_t* const place = thread.ring()->Begin(type);
  if (place == nullptr) return;
  Record record(place);
  record.Open(RecordEntry{0, type, 0, Now(), {thread.api_depth}});
  record.Chunk(name.data(), std::min(name.size(), kMaxApiName));
  record.Close();
  thread.ring()->End(record.size());
}

// apiEnter(name: string): what follows on this thread belongs to this API call, until apiLeave().
void ApiEnter(const Napi::CallbackInfo& info) {
  ThreadOf(info).api_depth++;
  RecordApi(ThreadOf(info), RecordType::kApiEnter, info[0].As<Napi::String>());
}

void ApiLeave(const Napi::CallbackInfo& info) {
  ThreadOf(info).api_depth--;
  RecordApi(ThreadOf(info), RecordType::kApiLeave, "");
}

}  // namespace

bool TracingAll() { return TheRings().all; }

void AddRing(std::shared_ptr<Ring> ring) {
  Rings& all = TheRings();
  const std::lock_guard lock(all.mutex);
  all.rings.push_back(std::move(ring));
}

void RemoveRing(const std::shared_ptr<Ring>& ring) {
  Rings& all = TheRings();
  const std::lock_guard lock(all.mutex);
  ring->ended = true;
  if (all.recorder == ring->thread_id) {
    all.recorder = 0;
    all.all = false;
    ForEachThread([](Thread& thread) { thread.set_tracing(false); });
  }
  if (!all.all) std::erase_if(all.rings, [](const auto& each) { return each->ended.load(); });
}

void DefineTracing(Napi::Object exports, Thread* thread) {
  const auto define = [&](const char* name, auto callback) {
    exports[name] = Napi::Function::New(exports.Env(), callback, name, thread);
  };
  define("setTracing", SetTracing);
  define("takeTracing", TakeTracing);
  define("nameThread", NameThread);
  define("drain", Drain);
  define("drainPending", DrainPending);
  define("apiEnter", ApiEnter);
  define("apiLeave", ApiLeave);
}
