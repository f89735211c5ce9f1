// The rows of FAULTS that concern sockets: which call fails how, and what a program sees of it.
import { describe, expect, it } from 'vitest';
import { play } from './inject.js';
import type { Call, Played } from './inject.js';

/** syscall, errno, how it is injected, the scenario, what comes of it, and what else must hold of the calls. */
type Row = [
  call: string,
  errno: string,
  how: string,
  scenario: string,
  expected: Record<string, unknown>,
  also: ((played: Played) => void) | undefined,
];

const named = (calls: readonly Call[], name: string): Call[] => calls.filter((call) => call.name === name);
const ok = (count: number): string[] => Array.from({ length: count }, () => 'ok');
const bytes = ['97', '98', '99', '100', '101'];
const accepted = { seen: ok(5) };
const rows: Row[] = [];
const add = (
  call: string,
  errnos: string,
  how: string,
  ...rest: [string, Row[4] | ((errno: string) => Row[4]), Row[5]?]
): void => {
  const [scenario, expected, also] = rest;
  for (const errno of errnos.split(' ')) {
    rows.push([call, errno, how, scenario, typeof expected === 'function' ? expected(errno) : expected, also]);
  }
};
/** An error that the caller is told of, and then what goes on. */
const thrown = (errno: string, name = 'SocketException'): string => `${name} ${errno}`;

// accept
add('accept4', 'EINTR EAGAIN', 'when=1+2', 'accept', accepted);
add('accept4', 'EINTR EAGAIN', 'when=1+2', 'acceptWithTimeout', accepted);
add(
  'accept4',
  'ECONNABORTED EPROTO ENETDOWN ENOPROTOOPT EHOSTDOWN ENONET EHOSTUNREACH EOPNOTSUPP ENETUNREACH ETIMEDOUT',
  'when=2+3',
  'accept',
  accepted,
);
add('accept4', 'EPERM', 'when=1..5', 'accept', accepted, ({ calls }) => {
  const tries = named(calls, 'accept4');
  // A pause of at least 1 ms after each.
  for (let i = 1; i <= 5; i++) expect(tries[i]!.at - tries[i - 1]!.at).toBeGreaterThanOrEqual(0.001);
});
add('accept4', 'EMFILE ENFILE ENOBUFS ENOMEM', 'when=1', 'accept', (errno) => ({ seen: [thrown(errno), ...ok(4)] }));
add('accept4', 'EMFILE ENOBUFS', 'when=1+1', 'acceptForever', {}, ({ result, calls }) => {
  expect(named(calls, 'accept4').length).toBeLessThanOrEqual(25);
  expect(Object.keys(result['seen'] as object)).toHaveLength(1);
});
add('accept4', 'EMFILE', 'when=1..4', 'acceptForever', { seen: { 'SocketException EMFILE': 4, ok: 1 } });
add('accept4', 'EINVAL EBADF ENOTSOCK', 'when=3', 'accept', (errno) => ({
  seen: ['ok', 'ok', thrown(errno), 'ok', 'ok'],
}));

// poll
add('poll', 'EINTR', 'when=1+2', 'acceptWithTimeout', accepted);
add('poll', 'EINTR', 'when=1+2', 'timedRead', { seen: bytes });
add('poll', 'EINTR', 'when=1..50', 'readUntilTimeout', { result: 'SocketTimeoutException ETIMEDOUT', onTime: true });
add('poll', 'EINTR', 'when=1..50', 'acceptUntilTimeout', { result: 'SocketTimeoutException ETIMEDOUT', onTime: true });
add('poll', 'ENOMEM EINVAL', 'when=2', 'timedRead', (errno) => ({ seen: ['97', thrown(errno), '98', '99', '100'] }));

// read, with a timeout recvfrom
for (const [call, scenario] of [
  ['read', 'read'],
  ['recvfrom', 'timedRead'],
] as const) {
  add(call, 'EINTR', 'when=1+2', scenario, { seen: bytes });
  add(call, 'EAGAIN', 'when=3+5', scenario, { seen: bytes });
  // Thrown once and from then on, without a call: Linux would return 0.
  add(
    call,
    'ECONNRESET ETIMEDOUT EHOSTUNREACH ECONNREFUSED',
    'when=2',
    scenario,
    (errno) => ({ seen: ['97', ...Array.from({ length: 4 }, () => thrown(errno))] }),
    ({ calls }) => {
      expect(named(calls, call)).toHaveLength(2);
    },
  );
  add(call, 'EIO ENOMEM ENOBUFS', 'when=2', scenario, (errno) => ({ seen: ['97', thrown(errno), '98', '99', '100'] }));
}

// write
const intact = (length: number): Record<string, unknown> => ({ length, intact: true });
add('write', 'EINTR EAGAIN', 'when=1', 'write', { result: 'ok', received: intact(300) });
add('write', 'EINTR EAGAIN', 'when=1+2', 'writeMuch', { result: 'ok', received: intact(3_000_000) });
add('write', 'EPIPE ECONNRESET', 'when=1', 'write', (errno) => ({ result: thrown(errno) }));
add(
  'write',
  'EPIPE ECONNRESET',
  'when=3',
  'writeMuch',
  (errno) => ({ result: thrown(errno) }),
  ({ result, calls }) => {
    const written = named(calls, 'write').reduce((sum, call) => sum + Math.max(0, Number(call.result) || 0), 0);
    expect(written).toBeGreaterThan(0);
    expect(result).toMatchObject({ bytesWritten: written, received: intact(written) });
  },
);
add('write', 'ENOBUFS ENOMEM', 'when=1..3', 'write', { result: 'ok', received: intact(300) });
add(
  'write',
  'ENOBUFS ENOMEM',
  'when=1+1',
  'write',
  (errno) => ({ result: thrown(errno) }),
  ({ calls }) => {
    const tries = named(calls, 'write');
    expect(tries.length).toBeGreaterThan(1);
    expect(tries.length).toBeLessThanOrEqual(20);
  },
);

// connect
const notConnected = (errno: string): Record<string, unknown> => ({
  result: thrown(errno, 'ConnectException'),
  closed: true,
  open: 0,
});
add('connect', 'ECONNREFUSED ETIMEDOUT ENETUNREACH EADDRNOTAVAIL EACCES EPERM', 'when=1', 'connect', (errno) => ({
  ...notConnected(errno),
  fd: -1,
  again: 'SocketException ERR_SOCKET_CLOSED',
}));
add('connect', 'ECONNREFUSED', 'when=1', 'timedConnect', notConnected);
add('connect', 'EACCES', 'when=1', 'constructSocket', (errno) => ({
  result: thrown(errno, 'ConnectException'),
  open: 0,
}));

// socket, bind, listen
const nothingOpen = { open: 0 };
add('socket', 'EMFILE ENFILE ENOBUFS EACCES', 'when=1', 'listen', (errno) => ({
  result: thrown(errno),
  ...nothingOpen,
}));
add('bind', 'EADDRINUSE EACCES', 'when=1', 'listen', (errno) => ({
  result: thrown(errno, 'BindException'),
  ...nothingOpen,
}));
add('listen', 'EADDRINUSE', 'when=1', 'listen', {
  ...nothingOpen,
  result: expect.stringMatching(/Exception EADDRINUSE$/) as string,
});
add('setsockopt', 'EINVAL ENOPROTOOPT', 'when=1', 'listen', (errno) => ({ result: thrown(errno), ...nothingOpen }));
add('socket', 'EMFILE', 'when=1', 'constructSocket', (errno) => ({ result: thrown(errno), ...nothingOpen }));

// setsockopt of a connection
add('setsockopt', 'EINVAL ENOTCONN ENOPROTOOPT', 'when=2+2', 'options', (errno) => ({
  seen: [0, 1, 2, 3, 4, 5].flatMap((i) => [i % 2 === 1 ? thrown(errno) : 'ok', 120]),
}));

// shutdown: java.net ignores that the peer has gone (sun.nio.ch.Net.shutdown), and so does close().
add('shutdown', 'ENOTCONN', 'when=1', 'shutdown', { result: 'ok' });
add('shutdown', 'ENOTCONN EINVAL', 'when=1', 'close', { seen: ok(5), closed: true, fd: -1, other: 97 });

// close: the number is given back whatever it returns, and never closed again (here it leaks: the call is not made).
add(
  'close',
  'EINTR EIO ENOSPC EDQUOT',
  'when=1+1',
  'close',
  { seen: ok(5), closed: true, fd: -1, other: 97 },
  ({ calls }) => {
    const numbers = named(calls, 'close').map(({ args }) => args);
    expect(numbers).toHaveLength(2);
    expect(new Set(numbers).size).toBe(2);
  },
);

// sendfile
const all = { sent: 1_000_000, received: intact(1_000_000) };
add('sendfile', 'EINTR EAGAIN', 'when=1+2', 'sendfile', all);
add('sendfile', 'EINTR EAGAIN', 'when=1+2', 'sendfileNonBlocking', all);
add('sendfile', 'EINVAL ENOSYS EOPNOTSUPP EOVERFLOW', 'when=1', 'sendfile', all, ({ calls }) => {
  expect(named(calls, 'sendfile')).toHaveLength(1);
});
add('sendfile', 'ECONNRESET EPIPE', 'when=1', 'sendfile', (errno) => ({
  sent: expect.stringMatching(new RegExp(`^SocketException ${errno}`)) as string,
}));
add('sendfile', 'EIO', 'when=2', 'sendfileNonBlocking', {}, ({ result, calls }) => {
  const [first] = named(calls, 'sendfile');
  expect(result).toMatchObject({
    sent: `SocketException EIO ${first!.result}`,
    received: intact(Number(first!.result)),
  });
});

const onLinux = describe.runIf(process.platform === 'linux').concurrent;

onLinux('a fault of the kernel', () => {
  it.each(rows)('%s %s (%s): %s', async (call, errno, how, scenario, expected, also) => {
    const played = await play(scenario, [`${call}:error=${errno}:${how}`]);
    // Else nothing was tested.
    expect(played.calls.some((each) => each.name === call && each.injected)).toBe(true);
    expect(played.result).toMatchObject(expected);
    also?.(played);
  });
});

onLinux('what needs no injected error', () => {
  const control: [string, Record<string, unknown>][] = [
    ['accept', accepted],
    ['acceptWithTimeout', accepted],
    ['read', { seen: bytes, later: 'ok' }],
    ['timedRead', { seen: bytes }],
    ['writeMuch', { result: 'ok', received: intact(3_000_000) }],
    ['connect', { result: 'ok', closed: false }],
    ['timedConnect', { result: 'ok', closed: false, byte: 97 }],
    ['sendfileNonBlocking', all],
    ['close', { seen: ok(5), closed: true, fd: -1, other: 97 }],
    ['sendfileTruncated', { sent: 1000, received: intact(1000) }],
  ];
  it.each(control)('%s', async (scenario, expected) => {
    expect((await play(scenario, [])).result).toMatchObject(expected);
  });

  it('POLLNVAL, a descriptor that was closed behind the socket: thrown, and no loop', async () => {
    const { result, calls } = await play('closedBehind', []);
    expect(result['seen']).toEqual([
      expect.stringMatching(/EBADF|ERR_SOCKET_CLOSED/),
      expect.stringMatching(/EBADF|ERR_SOCKET_CLOSED/),
    ]);
    expect(named(calls, 'poll').length).toBeLessThanOrEqual(2);
  });

  it('poll(2) that is ready for nothing: accept() and read() wait again', async () => {
    expect((await play('acceptWithTimeout', ['poll:retval=1:when=1..3'])).result).toEqual(accepted);
    expect((await play('timedRead', ['poll:retval=1:when=1..3'])).result).toEqual({ seen: bytes });
    const late = { result: 'SocketTimeoutException ETIMEDOUT', onTime: true };
    expect((await play('readUntilTimeout', ['poll:retval=1:when=1..3'])).result).toEqual(late);
  });

  it('connect(2) that a signal interrupts goes on: it is not made again', async () => {
    const { result, calls } = await play('slowConnect', ['connect:signal=SIGUSR2:when=1']);
    expect(result).toEqual({ result: 'ok', byte: 121 });
    const connects = named(calls, 'connect');
    expect(connects.map((call) => call.result)).toEqual(['-ERESTARTSYS']);
    expect(named(calls, 'getpeername').map((call) => call.result)).toEqual(['0']);
  });

  it('connect(2) that was interrupted before it began is made', async () => {
    // What strace makes up: EINTR, and nothing was sent.
    const { result } = await play('connect', ['connect:error=EINTR:when=1']);
    expect(result).toMatchObject({ result: 'ok', closed: false });
  });

  it('the limit of descriptors: accept() throws EMFILE, does not spin, and recovers', async () => {
    const { result, calls } = await play('acceptAtLimit', [], { descriptors: 64 });
    expect(result).toEqual({ kinds: ['SocketException EMFILE'], few: true, recovered: ok(3) });
    const failures = named(calls, 'accept4').filter((call) => call.result === '-EMFILE');
    expect(failures.length).toBeGreaterThan(1);
    expect(failures.length).toBeLessThanOrEqual(25);
  });

  it.each(['accept4:delay_exit=50000', 'close:delay_exit=50000', 'close:delay_enter=50000'])(
    'close() by another thread during accept(): %s',
    async (delay) => {
      const { result } = await play('closedDuringAccept', [delay]);
      expect(result).toMatchObject({ closed: true, leaked: 0 });
      expect(result['result']).toMatch(/^(ok|SocketException ERR_SOCKET_CLOSED)$/);
    },
  );

  it.each(['read:delay_exit=50000', 'close:delay_exit=50000'])(
    'close() by another thread during read(): %s',
    async (delay) => {
      expect((await play('closedDuringRead', [delay])).result).toEqual({
        result: 'SocketException ERR_SOCKET_CLOSED',
        closed: true,
        leaked: 0,
      });
    },
  );
});
