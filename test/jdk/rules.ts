/** Where this package's system calls are not those of the JDK, and why. There is no other difference. */

/** A line of a table: a call of the JDK's, what stands in its place here, and for which reasons. */
export interface Row {
  readonly jdk: string | undefined;
  readonly ours: string | undefined;
  readonly reasons: readonly string[];
}

/**
 * Consecutive calls that become others: the n-th line that matches becomes the n-th of `ours`. Undefined: no call. A
 * list: calls that were not made there, and last the one that was.
 */
interface Change {
  /** The calls of the API where it applies, when not everywhere. */
  readonly where?: RegExp;
  readonly calls: readonly RegExp[];
  readonly ours: readonly (string | undefined | readonly string[])[];
}

interface Rule {
  readonly title: string;
  readonly reason: string;
  readonly changes: readonly Change[];
}

const same = '$&';
const v6only = 'setsockopt(fd, SOL_IPV6, IPV6_V6ONLY, [0]) = 0';
const broadcast = 'setsockopt(fd, SOL_SOCKET, SO_BROADCAST, [1]) = 0';

/** A call that found nothing. */
const nothing = (call: string): RegExp => new RegExp(`^${call}\\(.* = -1 EAGAIN$`);
const any = (call: string): RegExp => new RegExp(`^${call}\\(.*`);
const becomesNonBlocking = /^fcntl\(\w+, F_SETFL, O_RDWR\|O_NONBLOCK\) = 0$/;
const timed = '(?:accept4|recvfrom)';
const pollTimedOut = /^poll\(.*, timeout\) = 0$/;
const pollClosed = /^poll\(.*, timeout\) = POLL\w+\|POLLHUP$/;
const pollReady = /^poll\(.*\) = POLL\w+$/;

export const rules: readonly Rule[] = [
  {
    title: 'Close-on-exec',
    reason:
      'A descriptor without it is inherited by every program that the process starts: the port stays in use and the ' +
      'connection stays open for as long as that program runs. It is set by the call that makes the descriptor, because ' +
      'another thread may start a program between two calls.',
    changes: [
      { calls: [/^socket\((\w+), (\w+)/], ours: ['socket($1, $2|SOCK_CLOEXEC'] },
      { calls: [/^accept\((.*)\) =/], ours: ['accept4($1, SOCK_CLOEXEC) ='] },
      { calls: [/^dup2\((.*)\) =/], ours: ['dup3($1, O_CLOEXEC) ='] },
    ],
  },
  {
    title: 'One getsockname',
    reason: 'The JDK asks once for the address and once for the port. One answer has both.',
    changes: [{ calls: [any('getsockname'), any('getsockname')], ours: [same, undefined] }],
  },
  {
    title: 'Asked when it is wanted',
    reason:
      'Few programs want the own address of a connection that was accepted, or of a datagram socket that is connected. ' +
      'The kernel is asked when the program asks or it is needed, and the answer is remembered.',
    changes: [
      { calls: [/^accept4\(.* = cfd$/, /^getsockname\(cfd.*/], ours: [same, undefined] },
      { where: /^socket\.getLocalSocketAddress/, calls: [any('getsockname')], ours: [undefined] },
      { where: /^datagramSocket\.connect/, calls: [any('getsockname')], ours: [undefined] },
      {
        where: /^datagramSocket\.disconnect/,
        calls: [any('connect'), any('getsockname'), any('bind'), any('getsockname')],
        ours: [['getsockname(fd, [::ffff:127.0.0.1]:port) = 0', same], same, same, undefined],
      },
    ],
  },
  {
    title: 'No flags after accept',
    reason:
      'On BSD and macOS an accepted socket is non-blocking when the listener is. On Linux it never is (accept(2)): there ' +
      'is nothing to look for.',
    changes: [{ calls: [/^fcntl\(cfd, F_GETFL\).*/], ours: [undefined] }],
  },
  {
    title: 'No FIONREAD after a fill',
    reason:
      "After each read the JDK's decoder asks how much is left, to fill its buffer further without blocking. Here the " +
      'reader reads again when it has no whole line yet, and not before.',
    changes: [{ calls: [/^read\(fd, .*, 8192\) = \d+$/, /^ioctl\(fd, FIONREAD.*/], ours: [same, undefined] }],
  },
  {
    title: 'One write',
    reason: 'The JDK copies what is to be written, 128 KiB at a time. Here the kernel is given all of it.',
    changes: [
      {
        calls: Array.from({ length: 8 }, () => /^write\(fd, (.*), 131072\) = 131072$/),
        ours: ['write(fd, $1, 1048576) = 1048576', ...Array.from({ length: 7 }, () => undefined)],
      },
    ],
  },
  {
    title: 'Only a connection is shut down',
    reason:
      'shutdown(2) is there to send FIN before close(2) sends a reset because of unread input. A listener and a socket ' +
      'that is not connected have no peer, and after `shutdownOutput()` the peer has its FIN. JDK 21 does not do it ' +
      'for listeners either.',
    changes: [
      {
        where:
          /^(?:serverSocket|new ServerSocket)|a thread is in socket.connect|(?:refused|too late|after shutdownOutput\(\))$/,
        calls: [/^getsockopt\(\w+, SOL_SOCKET, SO_LINGER.*/, /^shutdown\(\w+, SHUT_WR\).*/],
        ours: [undefined, undefined],
      },
      { calls: [/^(connect\(.*\)) = -1 ECONNRESET or \? ERESTARTSYS$/], ours: ['$1 = ? ERESTARTSYS'] },
    ],
  },
  {
    title: 'Non-blocking from the start',
    reason:
      'A socket that will be connected with a timeout is made non-blocking by socket(2), and its flags are known.',
    changes: [
      {
        calls: [/^(socket\(.*SOCK_CLOEXEC)/, any('setsockopt'), any('fcntl'), becomesNonBlocking],
        ours: ['$1|SOCK_NONBLOCK', same, undefined, undefined],
      },
      {
        where: /^socket\.connect/,
        calls: [/^fcntl\(fd, F_GETFL\) = O_RDWR\|O_NONBLOCK$/, /^fcntl\(fd, F_SETFL, O_RDWR\) = 0$/],
        ours: [undefined, 'fcntl(fd, F_SETFL, O_RDONLY) = 0'],
      },
    ],
  },
  {
    title: 'Poll once',
    reason:
      'Before and after it waits, the JDK asks poll(2) for how things are. One poll(2) waits, or returns at once.',
    changes: [
      {
        calls: [/^poll\(fd, POLLOUT, 0\) = 0$/, /^poll\(fd, POLLOUT, timeout\) = .*/, /^poll\(fd, POLLOUT, 0\) = .*/],
        ours: [undefined, same, undefined],
      },
      { calls: [/^poll\(fd, POLLOUT, 0\) = POLL/], ours: ['poll(fd, POLLOUT, timeout) = POLL'] },
    ],
  },
  {
    title: 'It knows that it was closed',
    reason:
      'The poll(2) of a thread that is inside ends because of the dead socket. The JDK then makes its call on that, and ' +
      'looks afterwards whether the socket was closed. Here it looks at once.',
    changes: [
      {
        calls: [pollClosed, /^(?:accept4|read|recvfrom|getsockopt)\(.*/, any('close')],
        ours: [same, undefined, same],
      },
    ],
  },
  {
    title: 'A socket that blocks',
    reason:
      'For a read with a timeout the JDK makes the socket non-blocking, and leaves it so: from then on each read without ' +
      'a timeout is three calls. The flag belongs to all processes that share the socket. Here MSG_DONTWAIT says it of ' +
      'one call.',
    changes: [
      {
        where: /^(?:in\.read|datagramSocket)/,
        calls: [any('fcntl'), becomesNonBlocking],
        ours: [undefined, undefined],
      },
      {
        where: /^datagramSocket/,
        calls: [/^fcntl\(fd, F_GETFL\) = O_RDWR\|O_NONBLOCK$/, /^fcntl\(fd, F_SETFL, O_RDWR\) = 0$/],
        ours: [undefined, undefined],
      },
      { calls: [nothing('read'), /^poll\(fd, POLLIN, -1\).*/, any('read')], ours: [undefined, undefined, same] },
      {
        where: /with a timeout/,
        calls: [/^read\((.*, \d+)\) =/],
        ours: ['recvfrom($1, MSG_DONTWAIT, NULL, NULL) ='],
      },
      { where: /with a timeout/, calls: [/^recvfrom\((.*, \d+), 0, /], ours: ['recvfrom($1, MSG_DONTWAIT, '] },
      {
        // What strangers have sent is thrown away: a byte of each is enough.
        where: /^datagramSocket\.connect/,
        calls: [/^recvfrom\(fd, buf, 100, 0, addr\) = -1 EAGAIN$/],
        ours: ['recvfrom(fd, buf, 1, MSG_DONTWAIT, NULL, NULL) = -1 EAGAIN'],
      },
    ],
  },
  {
    title: 'Poll first',
    reason:
      'With a timeout the JDK tries, polls when nothing was there, and tries again. Here poll(2) comes first, as in ' +
      'JDK 11: one or two calls less when the program has to wait, one more when it has not.',
    changes: [
      { calls: [nothing(timed), pollTimedOut, nothing(timed)], ours: [undefined, same, undefined] },
      { calls: [nothing(timed), pollReady, any(timed)], ours: [undefined, same, same] },
      { calls: [nothing(timed), pollClosed, any('close')], ours: [undefined, same, same] },
      {
        where: /with a timeout, .* (?:waits|is there)$/,
        calls: [/^\w+\((\w+).*/],
        ours: [['poll($1, POLLIN, timeout) = POLLIN', same]],
      },
    ],
  },
  {
    title: 'What is the default',
    reason: 'A new socket of Linux has these values.',
    changes: [
      { calls: [/^setsockopt\(fd, SOL_IPV6, IPV6_RECVPKTINFO, \[0\]\).*/], ours: [undefined] },
      { calls: [/^setsockopt\(fd, SOL_IPV6, IPV6_MULTICAST_HOPS, \[1\]\).*/], ours: [undefined] },
    ],
  },
  {
    title: 'Made when it is needed',
    reason:
      'The JDK has the kernel make a datagram socket before there is an address to bind it to; here `bind()` does, as in ' +
      'a `Socket` and a `ServerSocket`.',
    changes: [
      { where: /^new DatagramSocket\(null\)$/, calls: [any('socket')], ours: [undefined] },
      { where: /^new DatagramSocket\(null\)$/, calls: [any('setsockopt')], ours: [undefined] },
      {
        where: /^datagramSocket\.bind\(address\)$/,
        calls: [any('bind')],
        ours: [['socket(AF_INET6, SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_IP) = fd', v6only, broadcast, same]],
      },
    ],
  },
  {
    title: 'SO_BROADCAST before bind',
    reason: 'As the JDK does it in `new DatagramSocket(null)`: always where the socket is made.',
    changes: [
      {
        where: /^new DatagramSocket\((?!null)/,
        calls: [any('bind'), any('getsockname'), any('setsockopt')],
        ours: [[broadcast, same], same, undefined],
      },
    ],
  },
];

/** The rows of a table: the JDK's calls for a call of the API, and what the rules make of them. */
export function explained(name: string, jdk: readonly string[]): Row[] {
  let rows: Row[] = jdk.map((call) => ({ jdk: call, ours: call, reasons: [] }));
  for (const { title, changes } of rules) {
    for (const change of changes) if (change.where?.test(name) ?? true) rows = changed(rows, title, change);
  }
  return rows;
}

/** The rows after a change, wherever it applies. */
function changed(rows: readonly Row[], reason: string, { calls, ours }: Change): Row[] {
  const made = rows.filter((row) => row.ours !== undefined);
  const becomes = new Map<Row, Row[]>();
  for (let at = 0; at + calls.length <= made.length; at++) {
    const part = made.slice(at, at + calls.length);
    if (!part.every((row, n) => calls[n]!.test(row.ours!))) continue;
    part.forEach((row, n) => becomes.set(row, changedRow(row, reason, calls[n]!, ours[n])));
    at += calls.length - 1;
  }
  return rows.flatMap((row) => becomes.get(row) ?? [row]);
}

function changedRow({ jdk, ours, reasons }: Row, reason: string, call: RegExp, texts: Change['ours'][number]): Row[] {
  const list = [texts].flat().map((text) => text && ours!.replace(call, text));
  const own = list.pop();
  const row = { jdk, ours: own, reasons: own === ours ? reasons : own === undefined ? [reason] : [...reasons, reason] };
  return [...list.map((text) => ({ jdk: undefined, ours: text, reasons: [reason] })), row];
}
