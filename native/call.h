// The one path from JavaScript to the kernel: convert the arguments, make the system call, record it
// when this thread is traced, return the result or −errno. Nothing here knows a particular call.
#ifndef BERKELEY_SOCKETS_CALL_H_
#define BERKELEY_SOCKETS_CALL_H_

#include <cerrno>
#include <tuple>

#include "arguments.h"
#include "ring.h"
#include "thread.h"

// What a guarded call returns when it was not made, or its result is void, because of the state of the
// socket: closed, or in one of the states that the caller does not want. No errno is so large.
constexpr int64_t kRefused = -10000;

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

// A system call whose arguments are there: makes it, and records it when this thread is traced. Returns its
// result or −errno.
template <uint16_t id, auto function, typename... Kinds>
class SystemCall {
 public:
  static int64_t Make(Thread& thread, std::tuple<Kinds...>& kinds) {
    if (thread.tracing()) [[unlikely]]
      return Recorded(thread, kinds);
    return System(kinds);
  }

 private:
  static int64_t System(std::tuple<Kinds...>& kinds) {
    const auto arguments = std::apply([](auto&... kind) { return std::tuple_cat(kind.C()...); }, kinds);
    const auto result = std::apply(function, arguments);
    return result == -1 ? -errno : static_cast<int64_t>(result);
  }

  [[gnu::noinline]] static int64_t Recorded(Thread& thread, std::tuple<Kinds...>& kinds) {
    Ring& ring = *thread.ring();
    uint8_t* const place = ring.Begin(RecordType::kCall);
    if (place == nullptr) return System(kinds);
    Record record(place);
    RecordEntry entry{{0, RecordType::kCall, id, 0}, {}};
    const auto arguments = std::apply([](auto&... kind) { return std::tuple_cat(kind.C()...); }, kinds);
    std::apply(
        [&](auto... value) {
          int i = 0;
          ((entry.args[i++] = Register(value)), ...);
        },
        arguments);
    entry.header.start = Now();
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
};

// The same as a function of JavaScript.
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
    const int64_t result = Interruptible<false>(thread, kinds);
    return Result(env, thread, kinds, result);
  }

 protected:
  static constexpr size_t kMaxArguments = 6;  // no row passes more

  // Attentive: also returns −EINTR, made or not, when something waits that JavaScript has to do on this thread
  // (Thread::HasSignals). Else the call is made whatever waits, and only a signal ends it.
  template <bool attentive>
  static int64_t Interruptible(Thread& thread, std::tuple<Kinds...>& kinds) {
    if constexpr (blocks == Blocks::kNo) {
      return Make(thread, kinds);
    } else {
      for (;;) {
        thread.Enter(id);
        if ((thread.WakeRequested() && thread.Answer()) || (attentive && thread.HasSignals())) [[unlikely]] {
          thread.Leave();
          return -EINTR;
        }
        const int64_t result = Make(thread, kinds);
        thread.Leave();
        if (!thread.WakeRequested()) [[likely]]
          return result;
        // If the waker interrupted it for nothing, it is taken up again.
        if (thread.Answer() || result != -EINTR || blocks == Blocks::kOnce) return result;
        if (attentive ? thread.HasSignals() : thread.HasListenersWaiting()) return result;
        std::apply([](auto&... kind) { (Restart(kind), ...); }, kinds);
      }
    }
  }

  static napi_value Result(napi_env env, Thread& thread, std::tuple<Kinds...>& kinds, int64_t result) {
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
  static int64_t Make(Thread& thread, std::tuple<Kinds...>& kinds) {
    return SystemCall<id, function, Kinds...>::Make(thread, kinds);
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

// A system call that native code makes by itself, and that does not sleep for long.
template <uint16_t id, auto function, typename... Kinds>
int64_t MakeCall(Thread& thread, Kinds... kinds) {
  std::tuple<Kinds...> arguments(kinds...);
  return SystemCall<id, function, Kinds...>::Make(thread, arguments);
}

// One that may sleep: −EINTR when something waits that JavaScript has to do.
template <uint16_t id, auto function, typename... Kinds>
struct BlockingCall : private Call<id, function, Blocks::kYes, Kinds...> {
  static int64_t Make(Thread& thread, Kinds... kinds) {
    std::tuple<Kinds...> arguments(kinds...);
    return Call<id, function, Blocks::kYes, Kinds...>::template Interruptible<true>(thread, arguments);
  }
};

// What a guarded call has achieved when its socket is closed while it runs: bytes, or a descriptor, are
// kept. Anything else may be the answer of the dead end that took the socket's place.
enum class Achieves { kNothing, kBytes, kDescriptor };

// The same for the socket of a handle: its kinds begin with kinds::Handle.
template <uint16_t id, auto function, Blocks blocks, Achieves achieves, typename Handle, typename... Kinds>
class GuardedCall : Call<id, function, blocks, Handle, Kinds...> {
  using Base = Call<id, function, blocks, Handle, Kinds...>;

 public:
  static napi_value Invoke(napi_env env, napi_callback_info info) {
    napi_value values[Base::kMaxArguments + 1];
    size_t count = Base::kMaxArguments + 1;
    void* data = nullptr;
    napi_get_cb_info(env, info, &count, values, nullptr, &data);
    Thread& thread = *static_cast<Thread*>(data);
    // The handle is before the first argument of the row.
    Arguments arguments(env, thread, values + 1, count - 1, id);
    std::tuple<Handle, Kinds...> kinds;
    const bool valid = std::apply([&](auto&... kind) { return (kind.From(arguments) && ...); }, kinds);
    if (!valid) return nullptr;
    Handle& handle = std::get<0>(kinds);
    int64_t result = kRefused;
    if (handle.Enter()) [[likely]] {
      if (blocks != Blocks::kNo) thread.set_inside_handle(handle.handle);
      result = Base::template Interruptible<true>(thread, kinds);
      if (blocks != Blocks::kNo) thread.set_inside_handle(0);
      if (handle.Leave(thread) && !IsAchieved(result)) [[unlikely]]
        result = kRefused;
    }
    return Base::Result(env, thread, kinds, result);
  }

 private:
  static bool IsAchieved(int64_t result) {
    return achieves == Achieves::kBytes ? result > 0 : achieves == Achieves::kDescriptor && result >= 0;
  }
};

#endif  // BERKELEY_SOCKETS_CALL_H_
