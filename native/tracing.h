// The trace's switch and its reader, for TypeScript.
#ifndef BERKELEY_SOCKETS_TRACING_H_
#define BERKELEY_SOCKETS_TRACING_H_

#include <napi.h>

#include <memory>

class Ring;
class Thread;

// Whether a thread that starts now is traced.
bool TracingAll();

// A thread has started.
void AddRing(std::shared_ptr<Ring> ring);

// It is gone. While all threads are recorded, its ring stays until it has been read.
void RemoveRing(const std::shared_ptr<Ring>& ring);

// setTracing(on, all), takeTracing(), drain(all), drainPending(), nameThread(name), apiEnter(name), apiLeave()
void DefineTracing(Napi::Object exports, Thread* thread);

#endif  // BERKELEY_SOCKETS_TRACING_H_
