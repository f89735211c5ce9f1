#include "signals.h"

#include <pthread.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>

#include "thread.h"
#include "waker.h"

namespace {

// The main thread, which has one environment for as long as the process runs.
struct Main {
  Thread& thread;
  pthread_t const pthread;
  void* const async;  // uv_async_t
  napi_ref deliver = nullptr;
  napi_async_context context = nullptr;
};

// Set before a handler is installed; nullptr again when the main thread has ended, and nobody can listen.
std::atomic<Main*> the_main{nullptr};

// In a signal handler: only what signal-safety(7) allows; uv_async_send() is one atomic and one write(2).
void Catch(int signal) {
  const int error = errno;
  const Main* const main = the_main;
  if (main == nullptr) return;
  main->thread.Signal(signal);
  SendAsync(main->async);
  NudgeWaker();
  // Delivered to another thread: the main one is to be interrupted.
  if (pthread_equal(pthread_self(), main->pthread) == 0) pthread_kill(main->pthread, WakeSignal());
  errno = error;
}

// The event loop turns: what has not been delivered yet is.
void Deliver(void* /*async*/) {
  const Main* const main = the_main;
  if (main == nullptr) return;
  napi_env env = main->thread.env;
  napi_handle_scope scope = nullptr;
  if (!main->thread.HasSignals() || napi_open_handle_scope(env, &scope) != napi_ok) return;
  napi_value function = nullptr;
  napi_value global = nullptr;
  napi_get_reference_value(env, main->deliver, &function);
  napi_get_global(env, &global);
  napi_make_callback(env, main->context, global, function, 0, nullptr, nullptr);
  napi_close_handle_scope(env, scope);
}

// catchSignal(signal, deliver): from now on the signal, which Node has just begun to catch, is caught here.
// Node's own handler is replaced: it would have the listeners called a second time. Without SA_RESTART, as
// the system call has to return.
void CatchSignal(const Napi::CallbackInfo& info) {
  const int signal = info[0].As<Napi::Number>().Int32Value();
  if (signal <= 0 || signal >= 31) return;
  struct sigaction action {};
  // Only what Node catches: SIGKILL cannot be, and a runtime without libuv does it in its own way.
  if (sigaction(signal, nullptr, &action) != 0 || action.sa_handler == SIG_DFL || action.sa_handler == SIG_IGN) return;
  if (the_main.load() == nullptr) {
    auto& thread = *static_cast<Thread*>(info.Data());
    void* const async = NewAsync(thread.env, Deliver);
    if (async == nullptr) return;
    auto* const main = new Main{thread, pthread_self(), async};
    napi_create_reference(info.Env(), info[1], 1, &main->deliver);
    napi_async_init(info.Env(), nullptr, Napi::String::New(info.Env(), "signal"), &main->context);
    PrepareWaker();
    the_main = main;
  }
  action.sa_handler = Catch;
  action.sa_flags = 0;
  sigfillset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
}

}  // namespace

void LeaveSignals(const Thread& thread) {
  const Main* const main = the_main;
  if (main != nullptr && &main->thread == &thread) the_main = nullptr;
}

void DefineSignals(Napi::Object exports, Thread* thread) {
  exports["catchSignal"] = Napi::Function::New(exports.Env(), CatchSignal, "catchSignal", thread);
}
