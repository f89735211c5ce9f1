// Signals that have listeners in JavaScript, on the main thread. Node runs the listeners when the event loop
// turns; here a blocked system call of the main thread is interrupted for them too.
#ifndef BERKELEY_SOCKETS_SIGNALS_H_
#define BERKELEY_SOCKETS_SIGNALS_H_

#include <napi.h>

class Thread;

void DefineSignals(Napi::Object exports, Thread* thread);

// The environment ends.
void LeaveSignals(const Thread& thread);

#endif  // BERKELEY_SOCKETS_SIGNALS_H_
