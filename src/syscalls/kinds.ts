/**
 * The kinds of argument and result that rows of syscalls.table are made of. A kind tells the
 * generator how it looks in JavaScript and which C++ struct of native/kinds*.h converts and passes it;
 * how it prints is in src/trace/print, under the same name.
 */
export interface Kind {
  /** C++ struct in native/kinds*.h. */
  readonly native: string;
  /** Type of the JavaScript parameter. Absent: the kernel writes it, the caller gives nothing. */
  readonly type?: string;
  /** Whether the parameter may be left out. */
  readonly optional?: boolean;
  /** Parameters that come after all others, as `offset?: number` of a buffer. */
  readonly trailing?: readonly string[];
  /** Statement to run before the call; `$` is the parameter's name. */
  readonly prepare?: string;
  /** Expressions handed to native code; `$` is the parameter's name. Default: the parameters. */
  readonly pass?: readonly string[];
  /** Statement to run after a call that succeeded. */
  readonly finish?: string;
  /** What it adds to the JavaScript result: field, type and expression. */
  readonly out?: readonly { readonly name: string; readonly type: string; readonly value: string }[];
  /** The names of the C arguments that it is, for the trace; `$` is the parameter's name. Default: that one. */
  readonly c?: readonly string[];
  /** Type parameter of the function, where the result's type depends on this parameter's. */
  readonly generic?: string;
  /** Expression for the address that an error of this call carries. */
  readonly address?: string;
}

const int: Kind = { native: 'Int', type: 'number' };

export const argumentKinds = {
  Int: int,
  Fd: int,
  /** The descriptor that a guarded call takes from a handle. */
  SocketFd: int,
  DupFlags: int,
  Signal: int,
  Domain: int,
  SocketType: int,
  SocketFlags: int,
  Protocol: int,
  ShutdownHow: int,
  MsgFlags: int,
  OptLevel: int,
  OptName: int,
  FcntlCmd: int,
  EpollFlags: int,
  EpollOp: int,
  /** Milliseconds; the time left when a call is taken up again after a wake-up that was not for it. */
  Timeout: { native: 'Timeout', type: 'number' },
  KeventTimeout: { native: 'KeventTimeout', type: 'number' },
  Count: { native: 'Count', type: 'number' },
  /** A null pointer and a zero length, where C has an argument that the call by this name lacks. */
  Null: { native: 'Null', pass: [] },
  NullLength: { native: 'NullLength', pass: [] },

  SliceIn: { native: 'SliceIn', type: 'Uint8Array', trailing: ['offset', 'length'], c: ['$', 'len'] },
  SliceOut: { native: 'SliceOut', type: 'Uint8Array', trailing: ['offset', 'length'], c: ['$', 'len'] },
  BufferIn: { native: 'BufferIn', type: 'Uint8Array', c: ['$', 'len'] },
  BufferOut: { native: 'BufferOut', type: 'Uint8Array', c: ['$', 'len'] },
  IovecIn: {
    native: 'IovecIn',
    type: 'readonly Uint8Array[]',
    pass: ["bufferList($, '$')"],
    c: ['iov', 'iovcnt'],
  },
  IovecOut: {
    native: 'IovecOut',
    type: 'readonly Uint8Array[]',
    pass: ["bufferList($, '$')"],
    c: ['iov', 'iovcnt'],
  },

  SockaddrIn: {
    native: 'SockaddrIn',
    type: 'SocketAddress | Uint8Array',
    pass: ["encodeSocketAddress($, '$')"],
    address: 'lastDestination()',
    c: ['addr', 'addrlen'],
  },
  SockaddrOut: {
    native: 'SockaddrOut',
    pass: [],
    out: [{ name: 'addr', type: 'SocketAddress', value: 'lastSocketAddress()' }],
    c: ['addr', 'addrlen'],
  },
  /** The sender of a datagram; the kernel may name none. */
  SenderOut: {
    native: 'SockaddrOut',
    pass: [],
    out: [{ name: 'addr', type: 'SocketAddress | null', value: 'lastSocketAddressOrNull()' }],
    c: ['addr', 'addrlen'],
  },
  FdPairOut: {
    native: 'FdPairOut',
    pass: [],
    out: [{ name: 'fds', type: '[number, number]', value: '[registers[0]!, registers[1]!]' }],
  },
  MsghdrIn: {
    native: 'MsghdrIn',
    type: 'OutgoingMessage',
    prepare: 'const message = encodeMessage($);',
    pass: ['message.iov', 'message.control', 'message.addrLength'],
    address: 'message.addrLength > 0 ? lastDestination() : undefined',
    c: ['msg'],
  },
  MsghdrOut: {
    native: 'MsghdrOut',
    type: 'IncomingMessage',
    prepare: 'const message = prepareMessage($);',
    pass: ['message.iov', 'message.control'],
    out: [
      { name: 'addr', type: 'SocketAddress | null', value: 'lastSocketAddressOrNull()' },
      { name: 'control', type: 'ControlMessage[]', value: 'decodeControl(message.control)' },
      { name: 'flags', type: 'number', value: 'registers[2]!' },
    ],
    c: ['msg'],
  },
  OptvalIn: {
    native: 'OptvalIn',
    type: 'number | boolean | Uint8Array',
    pass: ["optionValue($, '$')"],
    c: ['optval', 'optlen'],
  },
  /** The JavaScript parameter is the length, which `getsockopt` calls optlen. */
  OptvalOut: {
    native: 'OptvalOut',
    type: 'L',
    generic: '<L extends number | undefined = undefined>',
    optional: true,
    prepare: 'const bytes = optionBuffer($, level, optname);',
    pass: ['bytes'],
    out: [{ name: 'value', type: '(L extends number ? Uint8Array : number)', value: 'optionResult(bytes) as never' }],
    c: ['optval', 'optlen'],
  },
  PollFds: {
    native: 'PollFds',
    type: 'readonly PollFd[]',
    prepare: 'const entries = encodePollFds($);',
    pass: ['entries'],
    finish: 'decodePollFds(entries, $);',
    c: ['$', 'nfds'],
  },
  FcntlArg: { native: 'FcntlArg', type: 'number', optional: true },
  IoctlRequest: { native: 'IoctlRequest', type: 'number' },
  IoctlArg: {
    native: 'IoctlArg',
    type: 'number',
    optional: true,
    out: [{ name: 'value', type: 'number', value: 'registers[0]!' }],
  },
  FileOffset: { native: 'FileOffset', type: 'number | null' },
  EpollEventIn: {
    native: 'EpollEventIn',
    type: 'EpollEvent',
    optional: true,
    pass: ['encodeEpollEvent($, fd)'],
  },
  EpollEventsOut: {
    native: 'EpollEventsOut',
    type: 'number',
    prepare: 'const bytes = epollBuffer($);',
    pass: ['bytes', '$'],
    out: [{ name: '', type: 'Required<EpollEvent>[]', value: 'decodeEpollEvents(bytes, result)' }],
    c: ['events', '$'],
  },
  KeventsIn: {
    native: 'KeventsIn',
    type: 'readonly Kevent[]',
    pass: ['encodeKevents($)'],
    c: ['changelist', 'nchanges'],
  },
  KeventsOut: {
    native: 'KeventsOut',
    type: 'number',
    prepare: 'const bytes = keventBuffer($);',
    pass: ['bytes'],
    out: [{ name: '', type: 'Required<Kevent>[]', value: 'decodeKevents(bytes, result)' }],
    c: ['eventlist', 'nevents'],
  },
} as const satisfies Record<string, Kind>;

export interface Result {
  /** The field that carries it where a call returns more than one thing. Absent: it tells nothing but success. */
  readonly name?: string;
  /** When `result` is −errno. Default: when it is negative. */
  readonly failed?: string;
}

export const resultKinds: Readonly<Record<'Zero' | 'Fd' | 'Size' | 'Int' | 'FcntlResult', Result>> = {
  Zero: {},
  Fd: { name: 'fd' },
  Size: { name: 'length' },
  Int: { name: 'count' },
  // F_GETOWN tells a process group as a negative number; −4095 to −1 are errno (fcntl(2), Bugs).
  FcntlResult: { name: 'value', failed: 'result < 0 && result >= -4095' },
};

export type ArgumentKind = keyof typeof argumentKinds;
export type ResultKind = keyof typeof resultKinds;
