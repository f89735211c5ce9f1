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
  readonly blocks: boolean;
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
    blocks: false,
  },
  {
    name: 'socketpair',
    kernelName: 'socketpair',
    passed: ['domain', 'type', 'protocol'],
    args: ['Domain', 'SocketType', 'Protocol', 'FdPairOut'],
    argNames: ['domain', 'type', 'protocol', 'sv'],
    result: 'Zero',
    blocks: false,
  },
  {
    name: 'bind',
    kernelName: 'bind',
    passed: ['fd', 'addr'],
    args: ['Fd', 'SockaddrIn'],
    argNames: ['fd', 'addr'],
    result: 'Zero',
    blocks: false,
  },
  {
    name: 'connect',
    kernelName: 'connect',
    passed: ['fd', 'addr'],
    args: ['Fd', 'SockaddrIn'],
    argNames: ['fd', 'addr'],
    result: 'Zero',
    blocks: true,
  },
  {
    name: 'listen',
    kernelName: 'listen',
    passed: ['fd', 'backlog'],
    args: ['Fd', 'Int'],
    argNames: ['fd', 'backlog'],
    result: 'Zero',
    blocks: false,
  },
  {
    name: 'accept',
    kernelName: 'accept',
    passed: ['fd'],
    args: ['Fd', 'SockaddrOut'],
    argNames: ['fd', 'addr'],
    result: 'Fd',
    blocks: true,
  },
  {
    name: 'accept4',
    kernelName: 'accept4',
    passed: ['fd', 'flags'],
    args: ['Fd', 'SockaddrOut', 'SocketFlags'],
    argNames: ['fd', 'addr', 'flags'],
    result: 'Fd',
    blocks: true,
  },
  {
    name: 'shutdown',
    kernelName: 'shutdown',
    passed: ['fd', 'how'],
    args: ['Fd', 'ShutdownHow'],
    argNames: ['fd', 'how'],
    result: 'Zero',
    blocks: false,
  },
  { name: 'close', kernelName: 'close', passed: ['fd'], args: ['Fd'], argNames: ['fd'], result: 'Zero', blocks: false },
  {
    name: 'getsockname',
    kernelName: 'getsockname',
    passed: ['fd'],
    args: ['Fd', 'SockaddrOut'],
    argNames: ['fd', 'addr'],
    result: 'Zero',
    blocks: false,
  },
  {
    name: 'getpeername',
    kernelName: 'getpeername',
    passed: ['fd'],
    args: ['Fd', 'SockaddrOut'],
    argNames: ['fd', 'addr'],
    result: 'Zero',
    blocks: false,
  },
  {
    name: 'read',
    kernelName: 'read',
    passed: ['fd', 'buf', 'offset', 'length'],
    args: ['Fd', 'SliceOut'],
    argNames: ['fd', 'buf'],
    result: 'Size',
    blocks: true,
  },
  {
    name: 'write',
    kernelName: 'write',
    passed: ['fd', 'buf', 'offset', 'length'],
    args: ['Fd', 'SliceIn'],
    argNames: ['fd', 'buf'],
    result: 'Size',
    blocks: true,
  },
  {
    name: 'readv',
    kernelName: 'readv',
    passed: ['fd', 'bufs'],
    args: ['Fd', 'IovecOut'],
    argNames: ['fd', 'bufs'],
    result: 'Size',
    blocks: true,
  },
  {
    name: 'writev',
    kernelName: 'writev',
    passed: ['fd', 'bufs'],
    args: ['Fd', 'IovecIn'],
    argNames: ['fd', 'bufs'],
    result: 'Size',
    blocks: true,
  },
  {
    name: 'recv',
    kernelName: 'recvfrom',
    passed: ['fd', 'buf', 'flags', 'offset', 'length'],
    args: ['Fd', 'SliceOut', 'MsgFlags', 'Null', 'Null'],
    argNames: ['fd', 'buf', 'flags', 'src_addr', 'addrlen'],
    result: 'Size',
    blocks: true,
  },
  {
    name: 'send',
    kernelName: 'sendto',
    passed: ['fd', 'buf', 'flags', 'offset', 'length'],
    args: ['Fd', 'SliceIn', 'MsgFlags', 'Null', 'NullLength'],
    argNames: ['fd', 'buf', 'flags', 'dest_addr', 'addrlen'],
    result: 'Size',
    blocks: true,
  },
  {
    name: 'recvfrom',
    kernelName: 'recvfrom',
    passed: ['fd', 'buf', 'flags'],
    args: ['Fd', 'BufferOut', 'MsgFlags', 'SenderOut'],
    argNames: ['fd', 'buf', 'flags', 'addr'],
    result: 'Size',
    blocks: true,
  },
  {
    name: 'sendto',
    kernelName: 'sendto',
    passed: ['fd', 'buf', 'flags', 'addr'],
    args: ['Fd', 'BufferIn', 'MsgFlags', 'SockaddrIn'],
    argNames: ['fd', 'buf', 'flags', 'addr'],
    result: 'Size',
    blocks: true,
  },
  {
    name: 'recvmsg',
    kernelName: 'recvmsg',
    passed: ['fd', 'message.iov', 'message.control', 'flags'],
    args: ['Fd', 'MsghdrOut', 'MsgFlags'],
    argNames: ['fd', 'msg', 'flags'],
    result: 'Size',
    blocks: true,
  },
  {
    name: 'sendmsg',
    kernelName: 'sendmsg',
    passed: ['fd', 'message.iov', 'message.control', 'message.addrLength', 'flags'],
    args: ['Fd', 'MsghdrIn', 'MsgFlags'],
    argNames: ['fd', 'msg', 'flags'],
    result: 'Size',
    blocks: true,
  },
  {
    name: 'getsockopt',
    kernelName: 'getsockopt',
    passed: ['fd', 'level', 'optname', 'bytes'],
    args: ['Fd', 'OptLevel', 'OptName', 'OptvalOut'],
    argNames: ['fd', 'level', 'optname', 'length'],
    result: 'Zero',
    blocks: false,
  },
  {
    name: 'setsockopt',
    kernelName: 'setsockopt',
    passed: ['fd', 'level', 'optname', 'value'],
    args: ['Fd', 'OptLevel', 'OptName', 'OptvalIn'],
    argNames: ['fd', 'level', 'optname', 'value'],
    result: 'Zero',
    blocks: false,
  },
  {
    name: 'poll',
    kernelName: 'poll',
    passed: ['entries', 'timeout'],
    args: ['PollFds', 'Timeout'],
    argNames: ['fds', 'timeout'],
    result: 'Int',
    blocks: true,
  },
  {
    name: 'fcntl',
    kernelName: 'fcntl',
    passed: ['fd', 'cmd', 'arg'],
    args: ['Fd', 'FcntlCmd', 'FcntlArg'],
    argNames: ['fd', 'cmd', 'arg'],
    result: 'FcntlResult',
    blocks: false,
  },
  {
    name: 'ioctl',
    kernelName: 'ioctl',
    passed: ['fd', 'request', 'arg'],
    args: ['Fd', 'IoctlRequest', 'IoctlArg'],
    argNames: ['fd', 'request', 'arg'],
    result: 'Zero',
    blocks: false,
  },
  { name: 'dup', kernelName: 'dup', passed: ['fd'], args: ['Fd'], argNames: ['fd'], result: 'Fd', blocks: false },
  {
    name: 'dup2',
    kernelName: 'dup2',
    passed: ['fd', 'fd2'],
    args: ['Fd', 'Fd'],
    argNames: ['fd', 'fd2'],
    result: 'Fd',
    blocks: false,
  },
  {
    name: 'pipe',
    kernelName: 'pipe',
    passed: [],
    args: ['FdPairOut'],
    argNames: ['pipefd'],
    result: 'Zero',
    blocks: false,
  },
  {
    name: 'sendfile',
    kernelName: 'sendfile',
    passed: ['outFd', 'inFd', 'offset', 'count'],
    args: ['Fd', 'Fd', 'FileOffset', 'Count'],
    argNames: ['outFd', 'inFd', 'offset', 'count'],
    result: 'Size',
    blocks: true,
  },
  {
    name: 'epoll_create1',
    kernelName: 'epoll_create1',
    passed: ['flags'],
    args: ['EpollFlags'],
    argNames: ['flags'],
    result: 'Fd',
    blocks: false,
  },
  {
    name: 'epoll_ctl',
    kernelName: 'epoll_ctl',
    passed: ['epfd', 'op', 'fd', 'event'],
    args: ['Fd', 'EpollOp', 'Fd', 'EpollEventIn'],
    argNames: ['epfd', 'op', 'fd', 'event'],
    result: 'Zero',
    blocks: false,
  },
  {
    name: 'epoll_wait',
    kernelName: 'epoll_wait',
    passed: ['epfd', 'bytes', 'maxevents', 'timeout'],
    args: ['Fd', 'EpollEventsOut', 'Timeout'],
    argNames: ['epfd', 'maxevents', 'timeout'],
    result: 'Int',
    blocks: true,
  },
  { name: 'kqueue', kernelName: 'kqueue', passed: [], args: [], argNames: [], result: 'Fd', blocks: false },
  {
    name: 'kevent',
    kernelName: 'kevent',
    passed: ['kq', 'changes', 'bytes', 'timeout'],
    args: ['Fd', 'KeventsIn', 'KeventsOut', 'KeventTimeout'],
    argNames: ['kq', 'changes', 'maxevents', 'timeout'],
    result: 'Int',
    blocks: true,
  },
];
