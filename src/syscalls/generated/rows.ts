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
    result: 'Fd',
  },
  {
    name: 'socketpair',
    kernelName: 'socketpair',
    passed: ['domain', 'type', 'protocol'],
    args: ['Domain', 'SocketType', 'Protocol', 'FdPairOut'],
    result: 'Zero',
  },
  { name: 'bind', kernelName: 'bind', passed: ['fd', 'addr'], args: ['SocketFd', 'SockaddrIn'], result: 'Zero' },
  { name: 'connect', kernelName: 'connect', passed: ['fd', 'addr'], args: ['SocketFd', 'SockaddrIn'], result: 'Zero' },
  { name: 'listen', kernelName: 'listen', passed: ['fd', 'backlog'], args: ['SocketFd', 'Int'], result: 'Zero' },
  { name: 'accept', kernelName: 'accept', passed: ['fd'], args: ['SocketFd', 'SockaddrOut'], result: 'Fd' },
  {
    name: 'accept4',
    kernelName: 'accept4',
    passed: ['fd', 'flags'],
    args: ['SocketFd', 'SockaddrOut', 'SocketFlags'],
    result: 'Fd',
  },
  {
    name: 'shutdown',
    kernelName: 'shutdown',
    passed: ['fd', 'how'],
    args: ['SocketFd', 'ShutdownHow'],
    result: 'Zero',
  },
  { name: 'close', kernelName: 'close', passed: ['fd'], args: ['Fd'], result: 'Zero' },
  { name: 'getsockname', kernelName: 'getsockname', passed: ['fd'], args: ['SocketFd', 'SockaddrOut'], result: 'Zero' },
  { name: 'getpeername', kernelName: 'getpeername', passed: ['fd'], args: ['SocketFd', 'SockaddrOut'], result: 'Zero' },
  {
    name: 'read',
    kernelName: 'read',
    passed: ['fd', 'buf', 'offset', 'length'],
    args: ['SocketFd', 'SliceOut'],
    result: 'Size',
  },
  {
    name: 'write',
    kernelName: 'write',
    passed: ['fd', 'buf', 'offset', 'length'],
    args: ['SocketFd', 'SliceIn'],
    result: 'Size',
  },
  { name: 'readv', kernelName: 'readv', passed: ['fd', 'bufs'], args: ['SocketFd', 'IovecOut'], result: 'Size' },
  { name: 'writev', kernelName: 'writev', passed: ['fd', 'bufs'], args: ['SocketFd', 'IovecIn'], result: 'Size' },
  {
    name: 'recv',
    kernelName: 'recvfrom',
    passed: ['fd', 'buf', 'flags', 'offset', 'length'],
    args: ['SocketFd', 'SliceOut', 'MsgFlags', 'Null', 'Null'],
    result: 'Size',
  },
  {
    name: 'send',
    kernelName: 'sendto',
    passed: ['fd', 'buf', 'flags', 'offset', 'length'],
    args: ['SocketFd', 'SliceIn', 'MsgFlags', 'Null', 'NullLength'],
    result: 'Size',
  },
  {
    name: 'recvfrom',
    kernelName: 'recvfrom',
    passed: ['fd', 'buf', 'flags'],
    args: ['SocketFd', 'BufferOut', 'MsgFlags', 'SenderOut'],
    result: 'Size',
  },
  {
    name: 'sendto',
    kernelName: 'sendto',
    passed: ['fd', 'buf', 'flags', 'addr'],
    args: ['SocketFd', 'BufferIn', 'MsgFlags', 'SockaddrIn'],
    result: 'Size',
  },
  {
    name: 'recvmsg',
    kernelName: 'recvmsg',
    passed: ['fd', 'message.iov', 'message.control', 'flags'],
    args: ['SocketFd', 'MsghdrOut', 'MsgFlags'],
    result: 'Size',
  },
  {
    name: 'sendmsg',
    kernelName: 'sendmsg',
    passed: ['fd', 'message.iov', 'message.control', 'message.addrLength', 'flags'],
    args: ['SocketFd', 'MsghdrIn', 'MsgFlags'],
    result: 'Size',
  },
  {
    name: 'getsockopt',
    kernelName: 'getsockopt',
    passed: ['fd', 'level', 'optname', 'bytes'],
    args: ['SocketFd', 'OptLevel', 'OptName', 'OptvalOut'],
    result: 'Zero',
  },
  {
    name: 'setsockopt',
    kernelName: 'setsockopt',
    passed: ['fd', 'level', 'optname', 'value'],
    args: ['SocketFd', 'OptLevel', 'OptName', 'OptvalIn'],
    result: 'Zero',
  },
  { name: 'poll', kernelName: 'poll', passed: ['entries', 'timeout'], args: ['PollFds', 'Timeout'], result: 'Int' },
  {
    name: 'fcntl',
    kernelName: 'fcntl',
    passed: ['fd', 'cmd', 'arg'],
    args: ['SocketFd', 'FcntlCmd', 'FcntlArg'],
    result: 'FcntlResult',
  },
  {
    name: 'ioctl',
    kernelName: 'ioctl',
    passed: ['fd', 'request', 'arg'],
    args: ['SocketFd', 'IoctlRequest', 'IoctlArg'],
    result: 'Zero',
  },
  { name: 'dup', kernelName: 'dup', passed: ['fd'], args: ['Fd'], result: 'Fd' },
  { name: 'dup2', kernelName: 'dup2', passed: ['fd', 'fd2'], args: ['Fd', 'Fd'], result: 'Fd' },
  { name: 'dup3', kernelName: 'dup3', passed: ['fd', 'fd2', 'flags'], args: ['Fd', 'Fd', 'DupFlags'], result: 'Fd' },
  {
    name: 'tgkill',
    kernelName: 'tgkill',
    passed: ['tgid', 'tid', 'sig'],
    args: ['Int', 'Int', 'Signal'],
    result: 'Zero',
  },
  { name: 'pipe', kernelName: 'pipe', passed: [], args: ['FdPairOut'], result: 'Zero' },
  {
    name: 'sendfile',
    kernelName: 'sendfile',
    passed: ['outFd', 'inFd', 'offset', 'count'],
    args: ['SocketFd', 'Fd', 'FileOffset', 'Count'],
    result: 'Size',
  },
  { name: 'epoll_create1', kernelName: 'epoll_create1', passed: ['flags'], args: ['EpollFlags'], result: 'Fd' },
  {
    name: 'epoll_ctl',
    kernelName: 'epoll_ctl',
    passed: ['epfd', 'op', 'fd', 'event'],
    args: ['Fd', 'EpollOp', 'Fd', 'EpollEventIn'],
    result: 'Zero',
  },
  {
    name: 'epoll_wait',
    kernelName: 'epoll_wait',
    passed: ['epfd', 'bytes', 'maxevents', 'timeout'],
    args: ['Fd', 'EpollEventsOut', 'Timeout'],
    result: 'Int',
  },
  { name: 'kqueue', kernelName: 'kqueue', passed: [], args: [], result: 'Fd' },
  {
    name: 'kevent',
    kernelName: 'kevent',
    passed: ['kq', 'changes', 'bytes', 'timeout'],
    args: ['Fd', 'KeventsIn', 'KeventsOut', 'KeventTimeout'],
    result: 'Int',
  },
];
