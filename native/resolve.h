// getaddrinfo(3), blocking, for the object layer.
#ifndef BERKELEY_SOCKETS_RESOLVE_H_
#define BERKELEY_SOCKETS_RESOLVE_H_

#include <napi.h>

class Thread;

void DefineResolve(Napi::Object exports, Thread* thread);

#endif  // BERKELEY_SOCKETS_RESOLVE_H_
