// The trace's switch and its reader, for TypeScript.
#ifndef BERKELEY_SOCKETS_TRACING_H_
#define BERKELEY_SOCKETS_TRACING_H_

#include <napi.h>

#include <memory>

class Ring;
class Thread;

// A thread has been registered: it is recorded if all are.
void JoinTracing(const Thread& thread);

// A thread has started.
void AddRing(std::shared_ptr<Ring> ring);

// It is gone, and what it has recorded is read.
void RemoveRing(const std::shared_ptr<Ring>& ring);

// startRecording(all), takeRecording(id), drain(id), stopRecording(id), drainPending(), nameThread(name),
// nameApi(name), apiEnter(name), apiLeave()
void DefineTracing(Napi::Object exports, Thread* thread);

#endif  // BERKELEY_SOCKETS_TRACING_H_
