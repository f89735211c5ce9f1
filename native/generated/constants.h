// npm run generate
// Generated from src/syscalls/{syscalls.table,names.ts} by the command above. Do not edit.
// NOLINTBEGIN
#ifdef AF_UNSPEC
CONSTANT(AF_UNSPEC)
#endif
#ifdef AF_UNIX
CONSTANT(AF_UNIX)
#endif
#ifdef AF_INET
CONSTANT(AF_INET)
#endif
#ifdef AF_INET6
CONSTANT(AF_INET6)
#endif
#ifdef SOCK_STREAM
CONSTANT(SOCK_STREAM)
#endif
#ifdef SOCK_DGRAM
CONSTANT(SOCK_DGRAM)
#endif
#ifdef SOL_SOCKET
CONSTANT(SOL_SOCKET)
#endif
#ifdef SO_REUSEADDR
CONSTANT(SO_REUSEADDR)
#endif
#ifdef SO_ERROR
CONSTANT(SO_ERROR)
#endif
#ifdef SCM_RIGHTS
CONSTANT(SCM_RIGHTS)
#endif
#ifdef MSG_PEEK
CONSTANT(MSG_PEEK)
#endif
#ifdef SO_GET_FILTER
CONSTANT(SO_GET_FILTER)
#endif
#ifdef F_GETFL
CONSTANT(F_GETFL)
#endif
#ifdef EPERM
CONSTANT(EPERM)
#endif
#ifdef ENOENT
CONSTANT(ENOENT)
#endif
#ifdef EBADF
CONSTANT(EBADF)
#endif
#ifdef EAGAIN
CONSTANT(EAGAIN)
#endif
#ifdef EINVAL
CONSTANT(EINVAL)
#endif
#ifdef EADDRINUSE
CONSTANT(EADDRINUSE)
#endif
#ifdef ECONNREFUSED
CONSTANT(ECONNREFUSED)
#endif
#ifdef EINTR
CONSTANT(EINTR)
#endif
#ifdef EPIPE
CONSTANT(EPIPE)
#endif
// NOLINTEND
