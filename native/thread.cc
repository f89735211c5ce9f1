#include "thread.h"

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

Thread::Thread(napi_env environment, Shared* memory, bool tracing)
    : env(environment),
      shared(memory),
      tracing_(tracing),
      pthread_(pthread_self()),
      ring_(std::make_shared<Ring>(CurrentThreadId())) {}

void Thread::Interrupt() const { pthread_kill(pthread_, WakeSignal()); }

bool Thread::Terminating() {
  wake_requested_.store(false, std::memory_order_seq_cst);
  // Node refuses to run JavaScript for an environment that is being stopped
  // (Environment::can_call_into_js); of the cheap calls of Node-API, this one asks.
  napi_value global = nullptr;
  bool has = false;
  napi_get_global(env, &global);
  return napi_has_named_property(env, global, "Object", &has) != napi_ok;
}
