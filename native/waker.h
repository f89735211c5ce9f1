// Wakes threads that are blocked in a system call when Node wants to end them: process.exit(), an
// uncaught exception, worker.terminate(). Node waits for such a thread for ever otherwise, because
// nothing in JavaScript reaches it.
//
// How it knows: to stop a worker, Node posts a task to the worker's event loop, which makes the file
// descriptor behind the loop readable. One native thread watches those descriptors. When such a task
// has been posted while the worker is inside a call, the waker interrupts the call, and the worker
// asks Node whether it is being stopped. If not, it takes the call up again.
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

// The event loop of an environment, as far as the waker looks at it.
struct Loop {
  int fd = -1;  // what the loop sleeps on; -1 where the runtime has no libuv (Bun, Deno end blocked threads)
  // Not 0 while a task like "stop" waits to be run; nullptr: not found, so any event may be one.
  const int* task_posted = nullptr;
};
Loop FindLoop(napi_env env);

#endif  // BERKELEY_SOCKETS_WAKER_H_
