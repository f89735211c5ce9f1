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

#include <functional>

class Thread;

// The signal that interrupts a blocked call: as in the JDK, SIGRTMAX-2 on Linux and SIGIO on macOS.
int WakeSignal();

// Once per environment, on its thread, before and after it uses the addon.
void RegisterThread(Thread* thread);
void UnregisterThread(Thread* thread);

// Starts the waker, which workers start by themselves.
void PrepareWaker();
// Has the waker interrupt the threads that have signals (Shared::signals). Safe in a signal handler.
void NudgeWaker();

// Calls `visit` for each registered thread, under the registry's lock.
void ForEachThread(const std::function<void(Thread&)>& visit);

// Signals to registered threads are sent under the registry's lock: once this returns, none that was being
// sent is on its way.
void SettleSignals();

// Called by the thread: its request is answered, and once this returns the waker sends no signal for it.
void SettleRequest(Thread* thread);

#endif  // BERKELEY_SOCKETS_WAKER_H_
