// Queues of messages between threads: how a ThreadPool hands work, and sockets, to its threads. They are
// here and not in a SharedArrayBuffer because native code cannot be stopped halfway by worker.terminate(): no
// message is ever half taken. Blocked threads are woken as in any other call (waker.h).
#ifndef BERKELEY_SOCKETS_QUEUE_H_
#define BERKELEY_SOCKETS_QUEUE_H_

#include <napi.h>

class Thread;

void DefineQueues(Napi::Object exports, Thread* thread);

// The thread ends: it is no member of any queue any more, and what it was working at is closed.
void LeaveQueues(Thread& thread);

#endif  // BERKELEY_SOCKETS_QUEUE_H_
