// npm run generate
// Generated from src/syscalls/{syscalls.table,names.ts} by the command above. Do not edit.

import type { ArgumentKind, ResultKind } from '../kinds.js';

/** A row of the table as the argument check and the trace need it. */
export interface Row {
  readonly name: SyscallName;
  readonly kernelName: string;
  /** What native code was handed, by name: for error messages. */
  readonly passed: readonly string[];
  readonly args: readonly ArgumentKind[];
  /** Of C's arguments, which are more than those of JavaScript: a buffer is followed by its length. */
  readonly argumentNames: readonly string[];
  readonly result: ResultKind;
}

export type SyscallName =
  | 'socket'
  | 'socketpair'
  | 'bind'
  | 'connect'
  | 'listen'
  | 'accept'
  | 'accept4'
  | 'shutdown'
  | 'close'
  | 'getsockname'
  | 'getpeername'
  | 'read'
  | 'write'
  | 'readv'
  | 'writev'
  | 'recv'
  | 'send'
  | 'recvfrom'
  | 'sendto'
  | 'recvmsg'
  | 'sendmsg'
  | 'getsockopt'
  | 'setsockopt'
  | 'poll'
  | 'fcntl'
  | 'ioctl'
  | 'dup'
  | 'dup2'
  | 'dup3'
  | 'tgkill'
  | 'pipe'
  | 'sendfile'
  | 'epoll_create1'
  | 'epoll_ctl'
  | 'epoll_wait'
  | 'kqueue'
  | 'kevent';

export const rows: readonly Row[] = [
  {
    name: 'socket',
    kernelName: 'socket',
    passed: ['domain', 'type', 'protocol'],
    args: ['Domain', 'SocketType', 'Protocol'],
    argumentNames: ['domain', 'type', 'protocol'],
    result: 'Fd',
  },
  {
    name: 'socketpair',
    kernelName: 'socketpair',
    passed: ['domain', 'type', 'protocol'],
    args: ['Domain', 'SocketType', 'Protocol', 'FdPairOut'],
    argumentNames: ['domain', 'type', 'protocol', 'sv'],
    result: 'Zero',
  },
  {
    name: 'bind',
    kernelName: 'bind',
    passed: ['fd', 'addr'],
    args: ['SocketFd', 'SockaddrIn'],
    argumentNames: ['fd', 'addr', 'addrlen'],
    result: 'Zero',
  },
  {
    name: 'connect',
    kernelName: 'connect',
    passed: ['fd', 'addr'],
    args: ['SocketFd', 'SockaddrIn'],
    argumentNames: ['fd', 'addr', 'addrlen'],
    result: 'Zero',
  },
  {
    name: 'listen',
    kernelName: 'listen',
    passed: ['fd', 'backlog'],
    args: ['SocketFd', 'Int'],
    argumentNames: ['fd', 'backlog'],
    result: 'Zero',
  },
  {
    name: 'accept',
    kernelName: 'accept',
    passed: ['fd'],
    args: ['SocketFd', 'SockaddrOut'],
    argumentNames: ['fd', 'addr', 'addrlen'],
    result: 'Fd',
  },
  {
    name: 'accept4',
    kernelName: 'accept4',
    passed: ['fd', 'flags'],
    args: ['SocketFd', 'SockaddrOut', 'SocketFlags'],
    argumentNames: ['fd', 'addr', 'addrlen', 'flags'],
    result: 'Fd',
  },
  {
    name: 'shutdown',
    kernelName: 'shutdown',
    passed: ['fd', 'how'],
    args: ['SocketFd', 'ShutdownHow'],
    argumentNames: ['fd', 'how'],
    result: 'Zero',
  },
  { name: 'close', kernelName: 'close', passed: ['fd'], args: ['Fd'], argumentNames: ['fd'], result: 'Zero' },
  {
    name: 'getsockname',
    kernelName: 'getsockname',
    passed: ['fd'],
    args: ['SocketFd', 'SockaddrOut'],
    argumentNames: ['fd', 'addr', 'addrlen'],
    result: 'Zero',
  },
  {
    name: 'getpeername',
    kernelName: 'getpeername',
    passed: ['fd'],
    args: ['SocketFd', 'SockaddrOut'],
    argumentNames: ['fd', 'addr', 'addrlen'],
    result: 'Zero',
  },
  {
    name: 'read',
    kernelName: 'read',
    passed: ['fd', 'buf', 'offset', 'length'],
    args: ['SocketFd', 'SliceOut'],
    argumentNames: ['fd', 'buf', 'len'],
    result: 'Size',
  },
  {
    name: 'write',
    kernelName: 'write',
    passed: ['fd', 'buf', 'offset', 'length'],
    args: ['SocketFd', 'SliceIn'],
    argumentNames: ['fd', 'buf', 'len'],
    result: 'Size',
  },
  {
    name: 'readv',
    kernelName: 'readv',
    passed: ['fd', 'bufs'],
    args: ['SocketFd', 'IovecOut'],
    argumentNames: ['fd', 'iov', 'iovcnt'],
    result: 'Size',
  },
  {
    name: 'writev',
    kernelName: 'writev',
    passed: ['fd', 'bufs'],
    args: ['SocketFd', 'IovecIn'],
    argumentNames: ['fd', 'iov', 'iovcnt'],
    result: 'Size',
  },
  {
    name: 'recv',
    kernelName: 'recvfrom',
    passed: ['fd', 'buf', 'flags', 'offset', 'length'],
    args: ['SocketFd', 'SliceOut', 'MsgFlags', 'Null', 'Null'],
    argumentNames: ['fd', 'buf', 'len', 'flags', 'src_addr', 'addrlen'],
    result: 'Size',
  },
  {
    name: 'send',
    kernelName: 'sendto',
    passed: ['fd', 'buf', 'flags', 'offset', 'length'],
    args: ['SocketFd', 'SliceIn', 'MsgFlags', 'Null', 'NullLength'],
    argumentNames: ['fd', 'buf', 'len', 'flags', 'dest_addr', 'addrlen'],
    result: 'Size',
  },
  {
    name: 'recvfrom',
    kernelName: 'recvfrom',
    passed: ['fd', 'buf', 'flags'],
    args: ['SocketFd', 'BufferOut', 'MsgFlags', 'SenderOut'],
    argumentNames: ['fd', 'buf', 'len', 'flags', 'addr', 'addrlen'],
    result: 'Size',
  },
  {
    name: 'sendto',
    kernelName: 'sendto',
    passed: ['fd', 'buf', 'flags', 'addr'],
    args: ['SocketFd', 'BufferIn', 'MsgFlags', 'SockaddrIn'],
    argumentNames: ['fd', 'buf', 'len', 'flags', 'addr', 'addrlen'],
    result: 'Size',
  },
  {
    name: 'recvmsg',
    kernelName: 'recvmsg',
    passed: ['fd', 'message.iov', 'message.control', 'flags'],
    args: ['SocketFd', 'MsghdrOut', 'MsgFlags'],
    argumentNames: ['fd', 'msg', 'flags'],
    result: 'Size',
  },
  {
    name: 'sendmsg',
    kernelName: 'sendmsg',
    passed: ['fd', 'message.iov', 'message.control', 'message.addrLength', 'flags'],
    args: ['SocketFd', 'MsghdrIn', 'MsgFlags'],
    argumentNames: ['fd', 'msg', 'flags'],
    result: 'Size',
  },
  {
    name: 'getsockopt',
    kernelName: 'getsockopt',
    passed: ['fd', 'level', 'optname', 'bytes'],
    args: ['SocketFd', 'OptLevel', 'OptName', 'OptvalOut'],
    argumentNames: ['fd', 'level', 'optname', 'optval', 'optlen'],
    result: 'Zero',
  },
  {
    name: 'setsockopt',
    kernelName: 'setsockopt',
    passed: ['fd', 'level', 'optname', 'value'],
    args: ['SocketFd', 'OptLevel', 'OptName', 'OptvalIn'],
    argumentNames: ['fd', 'level', 'optname', 'optval', 'optlen'],
    result: 'Zero',
  },
  {
    name: 'poll',
    kernelName: 'poll',
    passed: ['entries', 'timeout'],
    args: ['PollFds', 'Timeout'],
    argumentNames: ['fds', 'nfds', 'timeout'],
    result: 'Int',
  },
  {
    name: 'fcntl',
    kernelName: 'fcntl',
    passed: ['fd', 'cmd', 'arg'],
    args: ['SocketFd', 'FcntlCmd', 'FcntlArg'],
    argumentNames: ['fd', 'cmd', 'arg'],
    result: 'FcntlResult',
  },
  {
    name: 'ioctl',
    kernelName: 'ioctl',
    passed: ['fd', 'request', 'arg'],
    args: ['SocketFd', 'IoctlRequest', 'IoctlArg'],
    argumentNames: ['fd', 'request', 'arg'],
    result: 'Zero',
  },
  { name: 'dup', kernelName: 'dup', passed: ['fd'], args: ['Fd'], argumentNames: ['fd'], result: 'Fd' },
  {
    name: 'dup2',
    kernelName: 'dup2',
    passed: ['fd', 'fd2'],
    args: ['Fd', 'Fd'],
    argumentNames: ['fd', 'fd2'],
    result: 'Fd',
  },
  {
    name: 'dup3',
    kernelName: 'dup3',
    passed: ['fd', 'fd2', 'flags'],
    args: ['Fd', 'Fd', 'DupFlags'],
    argumentNames: ['fd', 'fd2', 'flags'],
    result: 'Fd',
  },
  {
    name: 'tgkill',
    kernelName: 'tgkill',
    passed: ['tgid', 'tid', 'sig'],
    args: ['Int', 'Int', 'Signal'],
    argumentNames: ['tgid', 'tid', 'sig'],
    result: 'Zero',
  },
  { name: 'pipe', kernelName: 'pipe', passed: [], args: ['FdPairOut'], argumentNames: ['pipefd'], result: 'Zero' },
  {
    name: 'sendfile',
    kernelName: 'sendfile',
    passed: ['outFd', 'inFd', 'offset', 'count'],
    args: ['SocketFd', 'Fd', 'FileOffset', 'Count'],
    argumentNames: ['outFd', 'inFd', 'offset', 'count'],
    result: 'Size',
  },
  {
    name: 'epoll_create1',
    kernelName: 'epoll_create1',
    passed: ['flags'],
    args: ['EpollFlags'],
    argumentNames: ['flags'],
    result: 'Fd',
  },
  {
    name: 'epoll_ctl',
    kernelName: 'epoll_ctl',
    passed: ['epfd', 'op', 'fd', 'event'],
    args: ['Fd', 'EpollOp', 'Fd', 'EpollEventIn'],
    argumentNames: ['epfd', 'op', 'fd', 'event'],
    result: 'Zero',
  },
  {
    name: 'epoll_wait',
    kernelName: 'epoll_wait',
    passed: ['epfd', 'bytes', 'maxevents', 'timeout'],
    args: ['Fd', 'EpollEventsOut', 'Timeout'],
    argumentNames: ['epfd', 'events', 'maxevents', 'timeout'],
    result: 'Int',
  },
  { name: 'kqueue', kernelName: 'kqueue', passed: [], args: [], argumentNames: [], result: 'Fd' },
  {
    name: 'kevent',
    kernelName: 'kevent',
    passed: ['kq', 'changes', 'bytes', 'timeout'],
    args: ['Fd', 'KeventsIn', 'KeventsOut', 'KeventTimeout'],
    argumentNames: ['kq', 'changelist', 'nchanges', 'eventlist', 'nevents', 'timeout'],
    result: 'Int',
  },
];
