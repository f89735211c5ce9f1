#include "store.h"

#include <chrono>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ring.h"

namespace {

// Never changed once it is there, so that it is copied into JavaScript without the lock.
using Bytes = std::shared_ptr<const std::vector<uint8_t>>;

struct Record {
  int64_t number;  // names it, whatever its key is; never used again
  std::string key;
  std::map<std::string, Bytes> fields;
  size_t size;                                // of all that belongs to it
  double created, accessed, accessed_before;  // milliseconds since 1970
  double lifetime;                            // milliseconds without an access; 0 or less: for ever
  uint64_t expires;                           // as Now(); 0: never
  bool found;                                 // by its key, since it was made
  std::list<Record*>::iterator place;         // in `fresh` or `found`
};

// What a record, a field and their places in the containers take beside keys, names and values: more or less.
constexpr size_t kRecordOverhead = 512;
constexpr size_t kFieldOverhead = 128;

struct Store {
  std::mutex mutex;  // guards all
  std::unordered_map<std::string, Record*> keys;
  std::unordered_map<int64_t, std::unique_ptr<Record>> records;
  std::set<std::pair<uint64_t, int64_t>> expiries;  // with the number
  // Least recently used first: those that have never been asked for, and the others.
  std::list<Record*> fresh, found;
  size_t size = 0;
  size_t max_records = 0;
  size_t max_size = 0;
  int64_t next = 1;
};

struct Stores {
  std::mutex mutex;
  std::map<int32_t, std::shared_ptr<Store>> stores;
  int32_t next = 1;
};

Stores& TheStores() {
  static auto* const stores = new Stores;
  return *stores;
}

double WallClock() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return static_cast<double>(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
}

void Remove(Store& store, Record& record) {
  store.size -= record.size;
  (record.found ? store.found : store.fresh).erase(record.place);
  store.expiries.erase({record.expires, record.number});
  store.keys.erase(record.key);
  store.records.erase(record.number);
}

void Sweep(Store& store) {
  const uint64_t now = Now();
  while (!store.expiries.empty() && store.expiries.begin()->first <= now)
    Remove(store, *store.records.at(store.expiries.begin()->second));
}

void SetExpiry(Store& store, Record& record) {
  store.expiries.erase({record.expires, record.number});
  record.expires = record.lifetime <= 0 ? 0 : Now() + static_cast<uint64_t>(record.lifetime * 1e6);
  if (record.expires != 0) store.expiries.emplace(record.expires, record.number);
}

// Removes others until `record`, which is to grow by `size`, has room. Whoever floods the server with requests without
// a cookie makes records that nobody asks for again: those go first.
void MakeRoom(Store& store, const Record* record, size_t records, size_t size) {
  while (store.records.size() + records > store.max_records || store.size + size > store.max_size) {
    std::list<Record*>& list =
        store.fresh.empty() || (store.fresh.size() == 1 && store.fresh.front() == record) ? store.found : store.fresh;
    const auto first = !list.empty() && list.front() == record ? std::next(list.begin()) : list.begin();
    if (first == list.end()) return;
    Remove(store, **first);
  }
}

// A store, locked, without what has expired. False when there is none.
class Access {
 public:
  explicit Access(const Napi::CallbackInfo& info) {
    {
      Stores& all = TheStores();
      const std::lock_guard lock(all.mutex);
      const auto entry = all.stores.find(info[0].As<Napi::Number>().Int32Value());
      if (entry == all.stores.end()) return;
      store_ = entry->second;
    }
    lock_ = std::unique_lock(store_->mutex);
    Sweep(*store_);
  }
  explicit operator bool() const { return store_ != nullptr; }
  Store* operator->() const { return store_.get(); }
  Store& operator*() const { return *store_; }
  void Unlock() { lock_.unlock(); }

  // nullptr when it has expired or was removed.
  Record* Find(const Napi::Value& number) const {
    if (store_ == nullptr) return nullptr;
    const auto entry = store_->records.find(number.As<Napi::Number>().Int64Value());
    return entry == store_->records.end() ? nullptr : entry->second.get();
  }

 private:
  std::shared_ptr<Store> store_;  // outlives the lock
  std::unique_lock<std::mutex> lock_;
};

std::string Text(const Napi::Value& value) { return value.As<Napi::String>().Utf8Value(); }

// create(records, size): id of a store of at most so many records and bytes.
Napi::Value Create(const Napi::CallbackInfo& info) {
  auto store = std::make_shared<Store>();
  store->max_records = static_cast<size_t>(info[0].As<Napi::Number>().Int64Value());
  store->max_size = static_cast<size_t>(info[1].As<Napi::Number>().Int64Value());
  Stores& all = TheStores();
  const std::lock_guard lock(all.mutex);
  all.stores[all.next] = store;
  return Napi::Number::New(info.Env(), all.next++);
}

// destroy(id)
void Destroy(const Napi::CallbackInfo& info) {
  Stores& all = TheStores();
  std::shared_ptr<Store> last;  // is freed without the lock
  const std::lock_guard lock(all.mutex);
  const auto entry = all.stores.find(info[0].As<Napi::Number>().Int32Value());
  if (entry == all.stores.end()) return;
  last = std::move(entry->second);
  all.stores.erase(entry);
}

// add(id, key, lifetime): the number of a new record; 0 when the key is taken, or there is no store.
Napi::Value Add(const Napi::CallbackInfo& info) {
  std::string key = Text(info[1]);
  const double lifetime = info[2].As<Napi::Number>().DoubleValue();
  const Access store(info);
  if (!store || store->keys.contains(key)) return Napi::Number::New(info.Env(), 0);
  const size_t size = kRecordOverhead + 2 * key.size();
  MakeRoom(*store, nullptr, 1, size);
  auto record = std::make_unique<Record>();
  record->number = store->next++;
  record->key = std::move(key);
  record->size = size;
  record->created = record->accessed = record->accessed_before = WallClock();
  record->lifetime = lifetime;
  record->place = store->fresh.insert(store->fresh.end(), record.get());
  SetExpiry(*store, *record);
  store->size += size;
  store->keys[record->key] = record.get();
  const int64_t number = record->number;
  store->records[number] = std::move(record);
  return Napi::Number::New(info.Env(), static_cast<double>(number));
}

// find(id, key): the number of a record, whose time begins anew; 0 when there is none.
Napi::Value Find(const Napi::CallbackInfo& info) {
  const std::string key = Text(info[1]);
  const Access store(info);
  if (!store) return Napi::Number::New(info.Env(), 0);
  const auto entry = store->keys.find(key);
  if (entry == store->keys.end()) return Napi::Number::New(info.Env(), 0);
  Record& record = *entry->second;
  store->found.splice(store->found.end(), record.found ? store->found : store->fresh, record.place);
  record.found = true;
  record.accessed_before = record.accessed;
  record.accessed = WallClock();
  SetExpiry(*store, record);
  return Napi::Number::New(info.Env(), static_cast<double>(record.number));
}

// times(id, number): when it was made, when it was found before the last time, and its lifetime; undefined when there
// is none.
Napi::Value Times(const Napi::CallbackInfo& info) {
  const Access store(info);
  const Record* const record = store.Find(info[1]);
  if (record == nullptr) return info.Env().Undefined();
  Napi::Array times = Napi::Array::New(info.Env(), 3);
  times[0U] = Napi::Number::New(info.Env(), record->created);
  times[1U] = Napi::Number::New(info.Env(), record->accessed_before);
  times[2U] = Napi::Number::New(info.Env(), record->lifetime);
  return times;
}

// key(id, number): undefined when there is none.
Napi::Value Key(const Napi::CallbackInfo& info) {
  const Access store(info);
  const Record* const record = store.Find(info[1]);
  return record == nullptr ? info.Env().Undefined() : Napi::String::New(info.Env(), record->key);
}

// rename(id, number, key): false when there is no such record, or the key is taken.
Napi::Value Rename(const Napi::CallbackInfo& info) {
  std::string key = Text(info[2]);
  const Access store(info);
  Record* const record = store.Find(info[1]);
  if (record == nullptr || store->keys.contains(key)) return Napi::Boolean::New(info.Env(), false);
  store->keys.erase(record->key);
  record->size += 2 * key.size();
  record->size -= 2 * record->key.size();
  store->size += 2 * key.size();
  store->size -= 2 * record->key.size();
  record->key = std::move(key);
  store->keys[record->key] = record;
  return Napi::Boolean::New(info.Env(), true);
}

// setLifetime(id, number, lifetime): from now on. False when there is none.
Napi::Value SetLifetime(const Napi::CallbackInfo& info) {
  const Access store(info);
  Record* const record = store.Find(info[1]);
  if (record == nullptr) return Napi::Boolean::New(info.Env(), false);
  record->lifetime = info[2].As<Napi::Number>().DoubleValue();
  SetExpiry(*store, *record);
  return Napi::Boolean::New(info.Env(), true);
}

// remove(id, number): false when there is none.
Napi::Value RemoveRecord(const Napi::CallbackInfo& info) {
  const Access store(info);
  Record* const record = store.Find(info[1]);
  if (record != nullptr) Remove(*store, *record);
  return Napi::Boolean::New(info.Env(), record != nullptr);
}

// get(id, number, name): the bytes of a field, null when it has none, undefined when there is no record.
Napi::Value Get(const Napi::CallbackInfo& info) {
  const std::string name = Text(info[2]);
  Access store(info);
  const Record* const record = store.Find(info[1]);
  if (record == nullptr) return info.Env().Undefined();
  const auto field = record->fields.find(name);
  if (field == record->fields.end()) return info.Env().Null();
  const Bytes bytes = field->second;
  store.Unlock();
  return Napi::Buffer<uint8_t>::Copy(info.Env(), bytes->data(), bytes->size());
}

// set(id, number, name, bytes): 0; 1 when there is no record; 2 when it would not fit into the store alone.
Napi::Value Set(const Napi::CallbackInfo& info) {
  std::string name = Text(info[2]);
  const auto source = info[3].As<Napi::Uint8Array>();
  Bytes bytes = std::make_shared<const std::vector<uint8_t>>(source.Data(), source.Data() + source.ByteLength());
  const Access store(info);
  Record* const record = store.Find(info[1]);
  if (record == nullptr) return Napi::Number::New(info.Env(), 1);
  const auto field = record->fields.find(name);
  const size_t before = field == record->fields.end() ? 0 : kFieldOverhead + name.size() + field->second->size();
  const size_t after = kFieldOverhead + name.size() + bytes->size();
  if (record->size - before + after > store->max_size) return Napi::Number::New(info.Env(), 2);
  if (after > before) MakeRoom(*store, record, 0, after - before);
  record->size = record->size - before + after;
  store->size = store->size - before + after;
  record->fields.insert_or_assign(std::move(name), std::move(bytes));
  return Napi::Number::New(info.Env(), 0);
}

// unset(id, number, name): false when there is no record.
Napi::Value Unset(const Napi::CallbackInfo& info) {
  const std::string name = Text(info[2]);
  const Access store(info);
  Record* const record = store.Find(info[1]);
  if (record == nullptr) return Napi::Boolean::New(info.Env(), false);
  const auto field = record->fields.find(name);
  if (field != record->fields.end()) {
    const size_t size = kFieldOverhead + name.size() + field->second->size();
    record->size -= size;
    store->size -= size;
    record->fields.erase(field);
  }
  return Napi::Boolean::New(info.Env(), true);
}

// names(id, number): of its fields, in order; undefined when there is no record.
Napi::Value Names(const Napi::CallbackInfo& info) {
  std::vector<std::string> found;
  {
    const Access store(info);
    const Record* const record = store.Find(info[1]);
    if (record == nullptr) return info.Env().Undefined();
    for (const auto& [name, bytes] : record->fields) found.push_back(name);
  }
  Napi::Array names = Napi::Array::New(info.Env());
  for (const std::string& name : found) names[names.Length()] = Napi::String::New(info.Env(), name);
  return names;
}

// counts(id): how many records, and what they take.
Napi::Value Counts(const Napi::CallbackInfo& info) {
  const Access store(info);
  Napi::Array counts = Napi::Array::New(info.Env(), 2);
  counts[0U] = Napi::Number::New(info.Env(), store ? static_cast<double>(store->records.size()) : 0);
  counts[1U] = Napi::Number::New(info.Env(), store ? static_cast<double>(store->size) : 0);
  return counts;
}

}  // namespace

void DefineStores(Napi::Object exports) {
  Napi::Object stores = Napi::Object::New(exports.Env());
  const auto define = [&](const char* name, auto callback) {
    stores[name] = Napi::Function::New(exports.Env(), callback, name);
  };
  define("create", Create);
  define("destroy", Destroy);
  define("add", Add);
  define("find", Find);
  define("times", Times);
  define("key", Key);
  define("rename", Rename);
  define("setLifetime", SetLifetime);
  define("remove", RemoveRecord);
  define("get", Get);
  define("set", Set);
  define("unset", Unset);
  define("names", Names);
  define("counts", Counts);
  exports["stores"] = stores;
}
