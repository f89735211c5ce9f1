#include "tracing.h"

#include <algorithm>
#include <mutex>
#include <string>
#include <vector>

#include "thread.h"
#include "waker.h"

namespace {

constexpr size_t kMaxApiName = 1024;

// What one reader wants to know, and has not taken yet.
struct Recording {
  int32_t id;
  int64_t owner;  // the thread that has begun it, or goes on with it
  bool all;       // of all threads there are and will be; else of its own
  // Of each ring in the order in which it was read.
  struct Part {
    std::shared_ptr<Ring> ring;
    std::vector<uint8_t> bytes;
    bool ended = false;
  };
  std::vector<Part> parts;
  size_t size = 0;

  bool Wants(const Ring& ring) const { return all || ring.thread_id == owner; }
};

// A recording that nobody reads must not fill the memory.
constexpr size_t kMaxUnread = size_t{64} << 20;

struct Rings {
  std::mutex mutex;  // one reader at a time; guards all below
  std::vector<std::shared_ptr<Ring>> rings;
  std::vector<Recording> recordings;
  int32_t last_id = 0;
};

Rings& TheRings() {
  static auto* const rings = new Rings;
  return *rings;
}

Thread& ThreadOf(const Napi::CallbackInfo& info) { return *static_cast<Thread*>(info.Data()); }

// A thread is recorded while somebody wants to know. Under the lock.
void SwitchThread(const Rings& rings, const Thread& thread) {
  const auto wants = [&](const Recording& each) { return each.Wants(*thread.ring()); };
  thread.set_tracing(std::any_of(rings.recordings.begin(), rings.recordings.end(), wants));
}

void SwitchThreads(Rings& rings) {
  ForEachThread([&](Thread& thread) { SwitchThread(rings, thread); });
}

Recording::Part& PartOf(Recording& recording, const std::shared_ptr<Ring>& ring) {
  for (Recording::Part& part : recording.parts) {
    if (part.ring == ring) return part;
  }
  return recording.parts.emplace_back(Recording::Part{ring, {}});
}

// Empties the rings: each recording gets what it wants. Under the lock.
void Distribute(Rings& rings) {
  std::vector<uint8_t> bytes;
  for (const auto& ring : rings.rings) {
    const bool ended = ring->ended;  // looked at before reading: nothing is written after it
    bytes.clear();
    ring->Drain(bytes);
    if (ended) ring->read_to_end = true;
    if (bytes.empty() && !ended) continue;
    for (Recording& recording : rings.recordings) {
      if (!recording.Wants(*ring)) continue;
      Recording::Part& part = PartOf(recording, ring);
      part.ended = ended;
      const size_t before = part.bytes.size();
      if (recording.size + bytes.size() > kMaxUnread) {
        Ring::AppendLost(bytes, part.bytes);
      } else {
        part.bytes.insert(part.bytes.end(), bytes.begin(), bytes.end());
      }
      recording.size += part.bytes.size() - before;
    }
  }
  std::erase_if(rings.rings, [](const auto& ring) { return ring->read_to_end; });
}

// startRecording(all: boolean): number, by which the other functions know it.
Napi::Value StartRecording(const Napi::CallbackInfo& info) {
  Rings& rings = TheRings();
  const bool all = info[0].As<Napi::Boolean>();
  const std::lock_guard lock(rings.mutex);
  // What lies in the rings from before belongs to the recordings that run already.
  Distribute(rings);
  rings.recordings.push_back({++rings.last_id, ThreadOf(info).ring()->thread_id, all, {}});
  SwitchThreads(rings);
  return Napi::Number::New(info.Env(), rings.last_id);
}

// stopRecording(id): what it has not taken is lost.
void StopRecording(const Napi::CallbackInfo& info) {
  Rings& rings = TheRings();
  const int32_t id = info[0].As<Napi::Number>();
  const std::lock_guard lock(rings.mutex);
  std::erase_if(rings.recordings, [id](const Recording& each) { return each.id == id; });
  SwitchThreads(rings);
}

// takeRecording(id): it ends with this thread from now on, not with the one that has begun it.
void TakeRecording(const Napi::CallbackInfo& info) {
  Rings& rings = TheRings();
  const int32_t id = info[0].As<Napi::Number>();
  const std::lock_guard lock(rings.mutex);
  for (Recording& each : rings.recordings) {
    if (each.id == id) each.owner = ThreadOf(info).ring()->thread_id;
  }
}

// {thread, name, ended, records}
Napi::Object Entry(Napi::Env env, const Ring& ring, bool ended, const std::vector<uint8_t>& bytes) {
  Napi::Object entry = Napi::Object::New(env);
  entry["thread"] = static_cast<double>(ring.thread_id);
  entry["name"] = ring.name;
  entry["ended"] = ended;
  entry["records"] = Napi::Buffer<uint8_t>::Copy(env, bytes.data(), bytes.size());
  return entry;
}

// drain(id): takes what was recorded since the last time.
Napi::Value Drain(const Napi::CallbackInfo& info) {
  Rings& rings = TheRings();
  const int32_t id = info[0].As<Napi::Number>();
  Napi::Array result = Napi::Array::New(info.Env());
  const std::lock_guard lock(rings.mutex);
  Distribute(rings);
  for (Recording& recording : rings.recordings) {
    if (recording.id != id) continue;
    for (const auto& [ring, bytes, ended] : recording.parts) {
      result[result.Length()] = Entry(info.Env(), *ring, ended, bytes);
    }
    recording.parts.clear();
    recording.size = 0;
  }
  return result;
}

// drainPending(): the entry of the call in progress of each thread that is inside of one.
Napi::Value DrainPending(const Napi::CallbackInfo& info) {
  Rings& rings = TheRings();
  Napi::Array result = Napi::Array::New(info.Env());
  const std::lock_guard lock(rings.mutex);
  for (const auto& ring : rings.rings) {
    std::vector<uint8_t> bytes;
    ring->DrainPending(bytes);
    if (!bytes.empty()) result[result.Length()] = Entry(info.Env(), *ring, false, bytes);
  }
  return result;
}

// nameThread(name: string): what this thread is called in the trace.
void NameThread(const Napi::CallbackInfo& info) {
  const std::string name = info[0].As<Napi::String>();
  const std::lock_guard lock(TheRings().mutex);
  ThreadOf(info).ring()->name = name;
}

// These two, and their callbacks, are as bare as the calls themselves: they come with almost each of them.
void RecordEnter(Thread& thread, const char* name, size_t length) {
  uint8_t* const place = thread.tracing() ? thread.ring()->Begin(RecordType::kApiEnter) : nullptr;
  if (place == nullptr) return;
  Record record(place);
  record.Open(RecordHeader{0, RecordType::kApiEnter, 0, Now()});
  record.Chunk(name, length);
  record.Close();
  thread.ring()->End(record.size());
}

void RecordLeave(Thread& thread) {
  uint8_t* const place = thread.tracing() ? thread.ring()->Begin(RecordType::kApiLeave) : nullptr;
  if (place == nullptr) return;
  Record record(place);
  record.Open(RecordHeader{0, RecordType::kApiLeave, 0, Now()});
  record.Close();
  thread.ring()->End(record.size());
}

// nameApi(name: string): number, for apiEnter.
Napi::Value NameApi(const Napi::CallbackInfo& info) {
  auto& names = ThreadOf(info).api_names;
  const std::string name = info[0].As<Napi::String>();
  names.push_back(name.substr(0, kMaxApiName - 1));
  return Napi::Number::New(info.Env(), static_cast<double>(names.size() - 1));
}

// apiEnter(name: number | string): what follows on this thread belongs to this API call, until apiLeave().
napi_value ApiEnter(napi_env env, napi_callback_info info) {
  napi_value value = nullptr;
  size_t count = 1;
  void* data = nullptr;
  napi_get_cb_info(env, info, &count, &value, nullptr, &data);
  Thread& thread = *static_cast<Thread*>(data);
  int32_t id = 0;
  if (napi_get_value_int32(env, value, &id) == napi_ok) {
    const std::string& name = thread.api_names[static_cast<size_t>(id)];
    RecordEnter(thread, name.data(), name.size());
  } else {
    char name[kMaxApiName];
    size_t length = 0;
    napi_get_value_string_utf8(env, value, name, sizeof name, &length);
    RecordEnter(thread, name, length);
  }
  return nullptr;
}

napi_value ApiLeave(napi_env env, napi_callback_info info) {
  void* data = nullptr;
  napi_get_cb_info(env, info, nullptr, nullptr, nullptr, &data);
  RecordLeave(*static_cast<Thread*>(data));
  return nullptr;
}

}  // namespace

void JoinTracing(const Thread& thread) {
  Rings& rings = TheRings();
  const std::lock_guard lock(rings.mutex);
  SwitchThread(rings, thread);
}

void AddRing(std::shared_ptr<Ring> ring) {
  Rings& all = TheRings();
  const std::lock_guard lock(all.mutex);
  all.rings.push_back(std::move(ring));
}

void RemoveRing(const std::shared_ptr<Ring>& ring) {
  Rings& all = TheRings();
  const std::lock_guard lock(all.mutex);
  ring->ended = true;
  Distribute(all);
  // Nobody else goes on with what this thread has begun.
  const auto of_this = [&](const Recording& each) { return each.owner == ring->thread_id; };
  if (std::erase_if(all.recordings, of_this) > 0) SwitchThreads(all);
}

void DefineTracing(Napi::Object exports, Thread* thread) {
  const auto define = [&](const char* name, auto callback) {
    exports[name] = Napi::Function::New(exports.Env(), callback, name, thread);
  };
  define("startRecording", StartRecording);
  define("stopRecording", StopRecording);
  define("takeRecording", TakeRecording);
  define("nameThread", NameThread);
  define("drain", Drain);
  define("drainPending", DrainPending);
  define("nameApi", NameApi);
  const auto define_bare = [&](const char* name, napi_callback callback) {
    napi_value function = nullptr;
    napi_create_function(exports.Env(), name, NAPI_AUTO_LENGTH, callback, thread, &function);
    exports[name] = Napi::Function(exports.Env(), function);
  };
  define_bare("apiEnter", ApiEnter);
  define_bare("apiLeave", ApiLeave);
}
