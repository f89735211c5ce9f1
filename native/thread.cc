#include "thread.h"

#include <sched.h>

#include <cerrno>
#include <chrono>
#include <csignal>

#include "waker.h"

#if defined(__linux__)
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace {

// Inside of no row of the table.
constexpr uint16_t kParked = 0xfffe;

}  // namespace

int64_t CurrentThreadId() {
#if defined(__linux__)
  return ::syscall(SYS_gettid);
#else
  uint64_t id = 0;
  pthread_threadid_np(nullptr, &id);
  return static_cast<int64_t>(id);
#endif
}

Thread::Thread(napi_env environment, Shared* memory)
    : env(environment), shared(memory), pthread_(pthread_self()), ring_(std::make_shared<Ring>(CurrentThreadId())) {}

void Thread::Interrupt() const { pthread_kill(pthread_, WakeSignal()); }

bool Thread::Answer() {
  SettleRequest(this);
  // A signal that was sent before is pending now, and is delivered on the way back from the kernel.
  sched_yield();
  // Posting a second task while the first waits makes no event (uv_async_send(3)), and "stop" may be the
  // second. So the first is taken off, before the look below, and given back when the event loop runs.
  task_taken_ |= loop.TakeTask();
  // Node refuses to run JavaScript for an environment that is being stopped
  // (Environment::can_call_into_js); of the cheap calls of Node-API, this one asks. It runs no JavaScript.
  napi_value function = nullptr;
  napi_value key = nullptr;
  bool has = false;
  napi_get_reference_value(env, at_next_turn, &function);
  napi_create_string_utf8(env, "name", NAPI_AUTO_LENGTH, &key);
  return napi_has_own_property(env, function, key, &has) != napi_ok;
}

void Thread::ScheduleReturn() {
  return_scheduled_ = true;
  napi_value function = nullptr;
  napi_value undefined = nullptr;
  napi_get_reference_value(env, at_next_turn, &function);
  napi_get_undefined(env, &undefined);
  napi_call_function(env, undefined, function, 0, nullptr, nullptr);
}

void Thread::ReturnTask() {
  return_scheduled_ = false;
  if (!task_taken_) return;
  task_taken_ = false;
  loop.PostTask();
}

#if defined(__linux__)

// futex(2), because a signal interrupts it, which it does not with a condition variable.
bool Thread::Park(uint64_t deadline) {
  bool interrupted = false;
  Enter(kParked);
  while (permit_.exchange(0) == 0) {
    if ((WakeRequested() && Answer()) || HasSignals()) {
      interrupted = true;
      break;
    }
    const uint64_t now = Now();
    if (deadline != 0 && now >= deadline) break;
    const uint64_t left = deadline - now;
    const timespec timeout{static_cast<time_t>(left / 1'000'000'000), static_cast<long>(left % 1'000'000'000)};
    const long result =
        ::syscall(SYS_futex, &permit_, FUTEX_WAIT_PRIVATE, 0, deadline == 0 ? nullptr : &timeout, nullptr, 0);
    if (result == -1 && errno == EINTR && !WakeRequested()) {
      interrupted = true;
      break;
    }
  }
  Leave();
  return !interrupted;
}

void Thread::Unpark() {
  permit_.store(1);
  ::syscall(SYS_futex, &permit_, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
}

#else

// macOS has no public call of this kind before version 14.4 (os_sync_wait_on_address). A condition variable
// is not interrupted by signals: it is left now and then to look.
bool Thread::Park(uint64_t deadline) {
  constexpr std::chrono::milliseconds kLook{10};
  bool interrupted = false;
  Enter(kParked);
  std::unique_lock lock(park_mutex_);
  while (permit_.exchange(0) == 0) {
    if (WakeRequested()) {
      lock.unlock();
      interrupted = Answer();
      lock.lock();
    }
    interrupted = interrupted || HasSignals();
    if (interrupted) break;
    if (deadline != 0 && Now() >= deadline) break;
    park_.wait_for(lock, kLook);
  }
  Leave();
  return !interrupted;
}

void Thread::Unpark() {
  {
    const std::lock_guard lock(park_mutex_);
    permit_.store(1);
  }
  park_.notify_one();
}

#endif
