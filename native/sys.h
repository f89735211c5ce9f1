// The C functions behind the rows, each of which makes exactly one system call. They are libc's, which
// this header includes. In namespace sys are those that differ between Linux and macOS, or that libc
// does not pass on as they are: there they hide libc's.
#ifndef BERKELEY_SOCKETS_SYS_H_
#define BERKELEY_SOCKETS_SYS_H_

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>

#if defined(__linux__)
#include <sys/epoll.h>
#include <sys/sendfile.h>
#include <sys/syscall.h>
#else
#include <sys/event.h>
#endif

namespace sys {

inline int ioctl(int fd, unsigned long request, void* arg) { return ::ioctl(fd, request, arg); }

#if defined(__linux__)

using ::sendfile;

// glibc's pipe() calls pipe2(2). Newer architectures have no other.
inline int pipe(int* fds) {
#if defined(SYS_pipe)
  return static_cast<int>(::syscall(SYS_pipe, fds));
#else
  return ::pipe2(fds, 0);
#endif
}

// Older C libraries have no function for it.
inline int tgkill(int tgid, int tid, int sig) { return static_cast<int>(::syscall(SYS_tgkill, tgid, tid, sig)); }

// glibc turns F_GETOWN into F_GETOWN_EX (sysdeps/unix/sysv/linux/fcntl64.c): ask the kernel itself.
inline int fcntl(int fd, int cmd, long arg) { return static_cast<int>(::syscall(SYS_fcntl, fd, cmd, arg)); }

#else

inline int fcntl(int fd, int cmd, long arg) { return ::fcntl(fd, cmd, arg); }

// sendfile(2) of macOS: the file comes first, the length is in and out, and what was sent before an
// EAGAIN or EINTR is told in `length` although the call fails.
inline ssize_t sendfile(int out_fd, int in_fd, off_t* offset, size_t count) {
  if (offset == nullptr) {
    errno = EINVAL;
    return -1;
  }
  auto length = static_cast<off_t>(count);
  // A length of 0 means "to the end of the file" there; it means nothing here.
  if (length == 0) return 0;
  const int result = ::sendfile(in_fd, out_fd, *offset, &length, nullptr, 0);
  return result == 0 || length > 0 ? static_cast<ssize_t>(length) : -1;
}

#endif

// A socket whose peer is closed, and that no child inherits, or −errno.
inline int DeadEnd(int* fd) {
  int ends[2];
#if defined(__linux__)
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return -errno;
#else
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return -errno;
  ::fcntl(ends[0], F_SETFD, FD_CLOEXEC);
#endif
  close(ends[1]);
  *fd = ends[0];
  return 0;
}

}  // namespace sys

#endif  // BERKELEY_SOCKETS_SYS_H_
