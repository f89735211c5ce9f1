// Wakes threads that are blocked in a system call when Node wants to end them: process.exit(), an
// uncaught exception, worker.terminate(). Node waits for such a thread for ever otherwise, because
// nothing in JavaScript reaches it.
//
// How it knows: to stop a worker, Node posts a task to the worker's event loop, which makes the file
// descriptor behind the loop readable. One native thread watches those descriptors. When one becomes
// readable while the worker is inside a call, the waker interrupts the call, and the worker asks Node
// whether it is being stopped; if not (somebody only posted a message), it takes the call up again.
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

// The descriptor behind the event loop of this environment, or -1 where the runtime has none (Bun, Deno).
int LoopDescriptor(napi_env env);

#endif  // BERKELEY_SOCKETS_WAKER_H_
