// The numbers of the rows of syscalls.table, by name.
#ifndef BERKELEY_SOCKETS_ROWS_H_
#define BERKELEY_SOCKETS_ROWS_H_

#include <cstdint>

namespace rows {

#define REMEMBERED(...)
#define GUARDED(...)
#define SYSCALL(id, name, ...) inline constexpr uint16_t name = id;
#include "generated/rows.h"
#undef REMEMBERED
#undef GUARDED
#undef SYSCALL

}  // namespace rows

#endif  // BERKELEY_SOCKETS_ROWS_H_
