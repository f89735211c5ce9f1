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
  readonly argNames: readonly string[];
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
    argNames: ['domain', 'type', 'protocol'],
    result: 'Fd',
  },
  {
    name: 'socketpair',
    kernelName: 'socketpair',
    passed: ['domain', 'type', 'protocol'],
    args: ['Domain', 'SocketType', 'Protocol', 'FdPairOut'],
    argNames: ['domain', 'type', 'protocol', 'sv'],
    result: 'Zero',
  },
  {
    name: 'bind',
    kernelName: 'bind',
    passed: ['fd', 'addr'],
    args: ['Fd', 'SockaddrIn'],
    argNames: ['fd', 'addr'],
    result: 'Zero',
  },
  {
    name: 'connect',
    kernelName: 'connect',
    passed: ['fd', 'addr'],
    args: ['Fd', 'SockaddrIn'],
    argNames: ['fd', 'addr'],
    result: 'Zero',
  },
  {
    name: 'listen',
    kernelName: 'listen',
    passed: ['fd', 'backlog'],
    args: ['Fd', 'Int'],
    argNames: ['fd', 'backlog'],
    result: 'Zero',
  },
  {
    name: 'accept',
    kernelName: 'accept',
    passed: ['fd'],
    args: ['Fd', 'SockaddrOut'],
    argNames: ['fd', 'addr'],
    result: 'Fd',
  },
  {
    name: 'accept4',
    kernelName: 'accept4',
    passed: ['fd', 'flags'],
    args: ['Fd', 'SockaddrOut', 'SocketFlags'],
    argNames: ['fd', 'addr', 'flags'],
    result: 'Fd',
  },
  {
    name: 'shutdown',
    kernelName: 'shutdown',
    passed: ['fd', 'how'],
    args: ['Fd', 'ShutdownHow'],
    argNames: ['fd', 'how'],
    result: 'Zero',
  },
  { name: 'close', kernelName: 'close', passed: ['fd'], args: ['Fd'], argNames: ['fd'], result: 'Zero' },
  {
    name: 'getsockname',
    kernelName: 'getsockname',
    passed: ['fd'],
    args: ['Fd', 'SockaddrOut'],
    argNames: ['fd', 'addr'],
    result: 'Zero',
  },
  {
    name: 'getpeername',
    kernelName: 'getpeername',
    passed: ['fd'],
    args: ['Fd', 'SockaddrOut'],
    argNames: ['fd', 'addr'],
    result: 'Zero',
  },
  {
    name: 'read',
    kernelName: 'read',
    passed: ['fd', 'buf', 'offset', 'length'],
    args: ['Fd', 'SliceOut'],
    argNames: ['fd', 'buf'],
    result: 'Size',
  },
  {
    name: 'write',
    kernelName: 'write',
    passed: ['fd', 'buf', 'offset', 'length'],
    args: ['Fd', 'SliceIn'],
    argNames: ['fd', 'buf'],
    result: 'Size',
  },
  {
    name: 'readv',
    kernelName: 'readv',
    passed: ['fd', 'bufs'],
    args: ['Fd', 'IovecOut'],
    argNames: ['fd', 'bufs'],
    result: 'Size',
  },
  {
    name: 'writev',
    kernelName: 'writev',
    passed: ['fd', 'bufs'],
    args: ['Fd', 'IovecIn'],
    argNames: ['fd', 'bufs'],
    result: 'Size',
  },
  {
    name: 'recv',
    kernelName: 'recvfrom',
    passed: ['fd', 'buf', 'flags', 'offset', 'length'],
    args: ['Fd', 'SliceOut', 'MsgFlags', 'Null', 'Null'],
    argNames: ['fd', 'buf', 'flags', 'src_addr', 'addrlen'],
    result: 'Size',
  },
  {
    name: 'send',
    kernelName: 'sendto',
    passed: ['fd', 'buf', 'flags', 'offset', 'length'],
    args: ['Fd', 'SliceIn', 'MsgFlags', 'Null', 'NullLength'],
    argNames: ['fd', 'buf', 'flags', 'dest_addr', 'addrlen'],
    result: 'Size',
  },
  {
    name: 'recvfrom',
    kernelName: 'recvfrom',
    passed: ['fd', 'buf', 'flags'],
    args: ['Fd', 'BufferOut', 'MsgFlags', 'SenderOut'],
    argNames: ['fd', 'buf', 'flags', 'addr'],
    result: 'Size',
  },
  {
    name: 'sendto',
    kernelName: 'sendto',
    passed: ['fd', 'buf', 'flags', 'addr'],
    args: ['Fd', 'BufferIn', 'MsgFlags', 'SockaddrIn'],
    argNames: ['fd', 'buf', 'flags', 'addr'],
    result: 'Size',
  },
  {
    name: 'recvmsg',
    kernelName: 'recvmsg',
    passed: ['fd', 'message.iov', 'message.control', 'flags'],
    args: ['Fd', 'MsghdrOut', 'MsgFlags'],
    argNames: ['fd', 'msg', 'flags'],
    result: 'Size',
  },
  {
    name: 'sendmsg',
    kernelName: 'sendmsg',
    passed: ['fd', 'message.iov', 'message.control', 'message.addrLength', 'flags'],
    args: ['Fd', 'MsghdrIn', 'MsgFlags'],
    argNames: ['fd', 'msg', 'flags'],
    result: 'Size',
  },
  {
    name: 'getsockopt',
    kernelName: 'getsockopt',
    passed: ['fd', 'level', 'optname', 'bytes'],
    args: ['Fd', 'OptLevel', 'OptName', 'OptvalOut'],
    argNames: ['fd', 'level', 'optname', 'length'],
    result: 'Zero',
  },
  {
    name: 'setsockopt',
    kernelName: 'setsockopt',
    passed: ['fd', 'level', 'optname', 'value'],
    args: ['Fd', 'OptLevel', 'OptName', 'OptvalIn'],
    argNames: ['fd', 'level', 'optname', 'value'],
    result: 'Zero',
  },
  {
    name: 'poll',
    kernelName: 'poll',
    passed: ['entries', 'timeout'],
    args: ['PollFds', 'Timeout'],
    argNames: ['fds', 'timeout'],
    result: 'Int',
  },
  {
    name: 'fcntl',
    kernelName: 'fcntl',
    passed: ['fd', 'cmd', 'arg'],
    args: ['Fd', 'FcntlCmd', 'FcntlArg'],
    argNames: ['fd', 'cmd', 'arg'],
    result: 'FcntlResult',
  },
  {
    name: 'ioctl',
    kernelName: 'ioctl',
    passed: ['fd', 'request', 'arg'],
    args: ['Fd', 'IoctlRequest', 'IoctlArg'],
    argNames: ['fd', 'request', 'arg'],
    result: 'Zero',
  },
  { name: 'dup', kernelName: 'dup', passed: ['fd'], args: ['Fd'], argNames: ['fd'], result: 'Fd' },
  {
    name: 'dup2',
    kernelName: 'dup2',
    passed: ['fd', 'fd2'],
    args: ['Fd', 'Fd'],
    argNames: ['fd', 'fd2'],
    result: 'Fd',
  },
  { name: 'pipe', kernelName: 'pipe', passed: [], args: ['FdPairOut'], argNames: ['pipefd'], result: 'Zero' },
  {
    name: 'sendfile',
    kernelName: 'sendfile',
    passed: ['outFd', 'inFd', 'offset', 'count'],
    args: ['Fd', 'Fd', 'FileOffset', 'Count'],
    argNames: ['outFd', 'inFd', 'offset', 'count'],
    result: 'Size',
  },
  {
    name: 'epoll_create1',
    kernelName: 'epoll_create1',
    passed: ['flags'],
    args: ['EpollFlags'],
    argNames: ['flags'],
    result: 'Fd',
  },
  {
    name: 'epoll_ctl',
    kernelName: 'epoll_ctl',
    passed: ['epfd', 'op', 'fd', 'event'],
    args: ['Fd', 'EpollOp', 'Fd', 'EpollEventIn'],
    argNames: ['epfd', 'op', 'fd', 'event'],
    result: 'Zero',
  },
  {
    name: 'epoll_wait',
    kernelName: 'epoll_wait',
    passed: ['epfd', 'bytes', 'maxevents', 'timeout'],
    args: ['Fd', 'EpollEventsOut', 'Timeout'],
    argNames: ['epfd', 'maxevents', 'timeout'],
    result: 'Int',
  },
  { name: 'kqueue', kernelName: 'kqueue', passed: [], args: [], argNames: [], result: 'Fd' },
  {
    name: 'kevent',
    kernelName: 'kevent',
    passed: ['kq', 'changes', 'bytes', 'timeout'],
    args: ['Fd', 'KeventsIn', 'KeventsOut', 'KeventTimeout'],
    argNames: ['kq', 'changes', 'maxevents', 'timeout'],
    result: 'Int',
  },
];
