// The one path from JavaScript to the kernel: convert the arguments, make the system call, record it
// when this thread is traced, return the result or −errno. Nothing here knows a particular call.
#ifndef BERKELEY_SOCKETS_CALL_H_
#define BERKELEY_SOCKETS_CALL_H_

#include <cerrno>
#include <tuple>

#include "arguments.h"
#include "ring.h"
#include "thread.h"

// kOnce: the call may sleep, but must not be made twice.
enum class Blocks { kNo, kYes, kOnce };

// The C value of an argument as the kernel's register holds it.
template <typename T>
uint64_t Register(T value) {
  if constexpr (std::is_null_pointer_v<T>) {
    return 0;
  } else if constexpr (std::is_pointer_v<T>) {
    return reinterpret_cast<uintptr_t>(value);
  } else {
    return static_cast<uint64_t>(static_cast<int64_t>(value));
  }
}

template <uint16_t id, auto function, Blocks blocks, typename... Kinds>
class Call {
 public:
  static napi_value Invoke(napi_env env, napi_callback_info info) {
    napi_value values[kMaxArguments];
    size_t count = kMaxArguments;
    void* data = nullptr;
    napi_get_cb_info(env, info, &count, values, nullptr, &data);
    Thread& thread = *static_cast<Thread*>(data);
    Arguments arguments(env, thread, values, count, id);
    std::tuple<Kinds...> kinds;
    const bool valid = std::apply([&](auto&... kind) { return (kind.From(arguments) && ...); }, kinds);
    if (!valid) return nullptr;
    const int64_t result = Interruptible(thread, kinds);
    std::apply([](auto&... kind) { (Finish(kind), ...); }, kinds);
    if (blocks != Blocks::kNo && thread.MustScheduleReturn()) [[unlikely]]
      thread.ScheduleReturn();
    napi_value returned = nullptr;
    if (result == static_cast<int32_t>(result)) [[likely]] {
      napi_create_int32(env, static_cast<int32_t>(result), &returned);
    } else {
      napi_create_int64(env, result, &returned);
    }
    return returned;
  }

 private:
  static constexpr size_t kMaxArguments = 6;  // no row passes more

  static int64_t Interruptible(Thread& thread, std::tuple<Kinds...>& kinds) {
    if constexpr (blocks == Blocks::kNo) {
      return Traced(thread, kinds);
    } else {
      for (;;) {
        thread.Enter(id);
        if (thread.WakeRequested() && thread.Answer()) [[unlikely]] {
          thread.Leave();
          return -EINTR;
        }
        const int64_t result = Traced(thread, kinds);
        thread.Leave();
        if (!thread.WakeRequested()) [[likely]]
          return result;
        // If the waker interrupted it for nothing, it is taken up again.
        if (thread.Answer() || result != -EINTR || blocks == Blocks::kOnce) return result;
        std::apply([](auto&... kind) { (Restart(kind), ...); }, kinds);
      }
    }
  }

  static int64_t Traced(Thread& thread, std::tuple<Kinds...>& kinds) {
    if (thread.tracing()) [[unlikely]]
      return Recorded(thread, kinds);
    return System(kinds);
  }

  static int64_t System(std::tuple<Kinds...>& kinds) {
    const auto arguments = std::apply([](auto&... kind) { return std::tuple_cat(kind.C()...); }, kinds);
    const auto result = std::apply(function, arguments);
    return result == -1 ? -errno : static_cast<int64_t>(result);
  }

  [[gnu::noinline]] static int64_t Recorded(Thread& thread, std::tuple<Kinds...>& kinds) {
    Ring& ring = *thread.ring();
    uint8_t* const place = ring.Begin();
    if (place == nullptr) return System(kinds);
    Record record(place);
    RecordEntry entry{0, RecordType::kCall, id, 0, {}};
    const auto arguments = std::apply([](auto&... kind) { return std::tuple_cat(kind.C()...); }, kinds);
    std::apply(
        [&](auto... value) {
          int i = 0;
          ((entry.args[i++] = Register(value)), ...);
        },
        arguments);
    entry.start = Now();
    record.Open(entry);
    std::apply([&](auto&... kind) { (Entry(kind, record), ...); }, kinds);
    record.Close();
    ring.Enter();
    const auto result = std::apply(function, arguments);
    const int error = result == -1 ? errno : 0;
    record.Open(RecordExit{0, error, Now(), static_cast<int64_t>(result)});
    std::apply([&](auto&... kind) { (Exit(kind, record, result), ...); }, kinds);
    record.Close();
    ring.End(record.size());
    return result == -1 ? -error : static_cast<int64_t>(result);
  }

  // A kind has only those of these that it needs.
  template <typename Kind>
  static void Entry(Kind& kind, Record& record) {
    if constexpr (requires { kind.Entry(record); }) kind.Entry(record);
  }
  template <typename Kind>
  static void Exit(Kind& kind, Record& record, int64_t result) {
    if constexpr (requires { kind.Exit(record, result); }) kind.Exit(record, result);
  }
  template <typename Kind>
  static void Finish(Kind& kind) {
    if constexpr (requires { kind.Finish(); }) kind.Finish();
  }
  template <typename Kind>
  static void Restart(Kind& kind) {
    if constexpr (requires { kind.Restart(); }) kind.Restart();
  }
};

#endif  // BERKELEY_SOCKETS_CALL_H_
