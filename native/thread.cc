#include "thread.h"

#include <sched.h>

#include <csignal>

#include "waker.h"

#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>
#endif

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
