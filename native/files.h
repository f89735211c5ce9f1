// Opening the files that are served, so that none is outside of their directory.
#ifndef BERKELEY_SOCKETS_FILES_H_
#define BERKELEY_SOCKETS_FILES_H_

#include <napi.h>

void DefineFiles(Napi::Object exports);

#endif  // BERKELEY_SOCKETS_FILES_H_
