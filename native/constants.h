// The values of src/syscalls/names.ts, from the C headers.
#ifndef BERKELEY_SOCKETS_CONSTANTS_H_
#define BERKELEY_SOCKETS_CONSTANTS_H_

#include <napi.h>

Napi::Object Constants(Napi::Env env);

#endif  // BERKELEY_SOCKETS_CONSTANTS_H_
