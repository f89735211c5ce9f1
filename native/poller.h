// The polling connector: connections that no thread is busy with, and who looks after them. They are in sets
// (PollSet), each with a selector. One thread owns a set: it waits for events and serves one connection
// after the other, as an event loop does. If it stays with one for too long, because it is blocked or
// computes, another thread takes over the set, and what is left of the events it got last; the first one
// finishes what it holds, gives it back, and stands by.
#ifndef BERKELEY_SOCKETS_POLLER_H_
#define BERKELEY_SOCKETS_POLLER_H_

#include <napi.h>

class Thread;

void DefinePollers(Napi::Object exports, Thread* thread);

// The thread ends: what it holds is closed, and its set has no owner.
void LeavePoller(Thread& thread);

#endif  // BERKELEY_SOCKETS_POLLER_H_
