// Where the members of structures lie that the kernel fills and only TypeScript reads.
#ifndef BERKELEY_SOCKETS_STRUCTURES_H_
#define BERKELEY_SOCKETS_STRUCTURES_H_

#include <napi.h>

// structures(): { [structure]: { size, fields: { [member]: [offset, size, shift?, mask?] } } }
Napi::Value Structures(const Napi::CallbackInfo& info);

#endif  // BERKELEY_SOCKETS_STRUCTURES_H_
