// Wakes threads that are blocked in a system call when Node wants to end them: process.exit(), an
// uncaught exception, worker.terminate(). Node waits for such a thread for ever otherwise, because
// nothing in JavaScript reaches it.
//
// How it knows: to stop a worker, Node posts a task to the worker's event loop, which makes the file
// descriptor behind the loop readable. One native thread watches those descriptors. When such a task
// has been posted while the worker is inside a call, the waker interrupts the call, and the worker
// asks Node whether it is being stopped. If not, it takes the call up again, once for each task.
#ifndef BERKELEY_SOCKETS_WAKER_H_
#define BERKELEY_SOCKETS_WAKER_H_

#include <node_api.h>

#include <cstdint>
#include <functional>

class Thread;

// The signal that interrupts a blocked call: as in the JDK, SIGRTMAX-2 on Linux and SIGIO on macOS.
int WakeSignal();

// Once per environment, on its thread, before and after it uses the addon.
void RegisterThread(Thread* thread);
void UnregisterThread(Thread* thread);

// Calls `visit` for each registered thread, under the registry's lock.
void ForEachThread(const std::function<void(Thread&)>& visit);

// Called by the thread: its request is answered, and once this returns the waker sends no signal for it.
void SettleRequest(Thread* thread);

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

#endif  // BERKELEY_SOCKETS_WAKER_H_
