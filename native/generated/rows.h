// npm run generate
// Generated from src/syscalls/{syscalls.table,names.ts} by the command above. Do not edit.
// NOLINTBEGIN
SYSCALL(0, socket, socket, Blocks::kNo, Int<0>, Int<1>, Int<2>)
SYSCALL(1, socketpair, socketpair, Blocks::kNo, Int<0>, Int<1>, Int<2>, FdPairOut<>)
SYSCALL(2, bind, bind, Blocks::kNo, Int<0>, SockaddrIn<1>)
SYSCALL(3, connect, connect, Blocks::kYes, Int<0>, SockaddrIn<1>)
SYSCALL(4, listen, listen, Blocks::kNo, Int<0>, Int<1>)
SYSCALL(5, accept, accept, Blocks::kYes, Int<0>, SockaddrOut<>)
#if defined(__linux__)
SYSCALL(6, accept4, accept4, Blocks::kYes, Int<0>, SockaddrOut<>, Int<1>)
#endif
SYSCALL(7, shutdown, shutdown, Blocks::kNo, Int<0>, Int<1>)
SYSCALL(8, close, close, Blocks::kNo, Int<0>)
SYSCALL(9, getsockname, getsockname, Blocks::kNo, Int<0>, SockaddrOut<>)
SYSCALL(10, getpeername, getpeername, Blocks::kNo, Int<0>, SockaddrOut<>)
SYSCALL(11, read, read, Blocks::kYes, Int<0>, SliceOut<1, 2, 3>)
SYSCALL(12, write, write, Blocks::kYes, Int<0>, SliceIn<1, 2, 3>)
SYSCALL(13, readv, readv, Blocks::kYes, Int<0>, IovecOut<1>)
SYSCALL(14, writev, writev, Blocks::kYes, Int<0>, IovecIn<1>)
SYSCALL(15, recv, recvfrom, Blocks::kYes, Int<0>, SliceOut<1, 3, 4>, Int<2>, Null<>, Null<>)
SYSCALL(16, send, sendto, Blocks::kYes, Int<0>, SliceIn<1, 3, 4>, Int<2>, Null<>, NullLength<>)
SYSCALL(17, recvfrom, recvfrom, Blocks::kYes, Int<0>, BufferOut<1>, Int<2>, SockaddrOut<>)
SYSCALL(18, sendto, sendto, Blocks::kYes, Int<0>, BufferIn<1>, Int<2>, SockaddrIn<3>)
SYSCALL(19, recvmsg, recvmsg, Blocks::kYes, Int<0>, MsghdrOut<1, 2>, Int<3>)
SYSCALL(20, sendmsg, sendmsg, Blocks::kYes, Int<0>, MsghdrIn<1, 2, 3>, Int<4>)
SYSCALL(21, getsockopt, getsockopt, Blocks::kNo, Int<0>, Int<1>, Int<2>, OptvalOut<3>)
SYSCALL(22, setsockopt, setsockopt, Blocks::kNo, Int<0>, Int<1>, Int<2>, OptvalIn<3>)
SYSCALL(23, poll, poll, Blocks::kYes, PollFds<0>, Timeout<1>)
SYSCALL(24, fcntl, fcntl, Blocks::kNo, Int<0>, Int<1>, FcntlArg<2>)
SYSCALL(25, ioctl, ioctl, Blocks::kNo, Int<0>, IoctlRequest<1>, IoctlArg<2>)
SYSCALL(26, dup, dup, Blocks::kNo, Int<0>)
SYSCALL(27, dup2, dup2, Blocks::kNo, Int<0>, Int<1>)
SYSCALL(28, pipe, pipe, Blocks::kNo, FdPairOut<>)
SYSCALL(29, sendfile, sendfile, Blocks::kYes, Int<0>, Int<1>, FileOffset<2>, Count<3>)
#if defined(__linux__)
SYSCALL(30, epoll_create1, epoll_create1, Blocks::kNo, Int<0>)
#endif
#if defined(__linux__)
SYSCALL(31, epoll_ctl, epoll_ctl, Blocks::kNo, Int<0>, Int<1>, Int<2>, EpollEventIn<3>)
#endif
#if defined(__linux__)
SYSCALL(32, epoll_wait, epoll_wait, Blocks::kYes, Int<0>, EpollEventsOut<1, 2>, Timeout<3>)
#endif
#if defined(__APPLE__)
SYSCALL(33, kqueue, kqueue, Blocks::kNo)
#endif
#if defined(__APPLE__)
SYSCALL(34, kevent, kevent, Blocks::kYes, Int<0>, KeventsIn<1>, KeventsOut<2>, KeventTimeout<3>)
#endif
// NOLINTEND
