// Records that all threads of the process share, by keys, and for a time: the sessions of the servlets, of which each
// thread has instances of its own.
#ifndef BERKELEY_SOCKETS_STORE_H_
#define BERKELEY_SOCKETS_STORE_H_

#include <napi.h>

void DefineStores(Napi::Object exports);

#endif  // BERKELEY_SOCKETS_STORE_H_
