// Node's event loop, as far as native code looks at it: it finds libuv at run time, as other runtimes have none.
#ifndef BERKELEY_SOCKETS_LOOP_H_
#define BERKELEY_SOCKETS_LOOP_H_

#include <node_api.h>

// The event loop of an environment, as far as the waker looks at it.
struct Loop {
  int fd = -1;  // what the loop sleeps on; -1 where the runtime has no libuv (Bun, Deno end blocked threads)
  // The uv_async_t by which tasks like "stop" are posted, and its field that is not 0 while one waits.
  // nullptr: not found, so any event may be one.
  void* poster = nullptr;
  int* posted = nullptr;

  bool TaskMayWait() const { return posted == nullptr || __atomic_load_n(posted, __ATOMIC_SEQ_CST) != 0; }
  bool TakeTask() const { return posted != nullptr && __atomic_exchange_n(posted, 0, __ATOMIC_SEQ_CST) != 0; }
  void PostTask() const;
};
Loop FindLoop(napi_env env);

// A uv_async_t of the environment's loop that does not keep the process alive, or nullptr.
void* NewAsync(napi_env env, void (*callback)(void* async));
// Has its callback called by the loop. Safe in a signal handler.
void SendAsync(void* async);

#endif  // BERKELEY_SOCKETS_LOOP_H_
