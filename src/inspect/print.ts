/** Socket states as text: a block for each socket, with units. */
import type { SocketAddress } from '../syscalls/structures/socket-address.js';
import type { ProcessSocket } from './process-sockets.js';

/** Names are chosen by any process: what would control a terminal is shown as its code. */
export const printable = (text: string): string =>
  text.replace(/\p{Cc}/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);

/** '127.0.0.1:80', '[::1]:80', '/run/x', '@abstract'. */
function addressText(addr: SocketAddress): string {
  if (addr.path !== undefined) return addr.path === '' ? '(unnamed)' : printable(addr.path.replaceAll('\0', '@'));
  if (addr.address === undefined) return `0x${Buffer.from(addr).toString('hex')}`;
  return addr.address.includes(':') ? `[${addr.address}]:${addr.port}` : `${addr.address}:${addr.port}`;
}

/** 'TCP', 'UDP over IPv6', 'UNIX stream'. */
function kindText({ family, type = '', protocol }: ProcessSocket): string {
  if (family === undefined) return 'socket';
  const kind = family === 'AF_INET6' ? ' over IPv6' : '';
  if (protocol !== undefined) return protocol.replace('IPPROTO_', '') + kind;
  return `${family.replace('AF_', '')} ${type.replace('SOCK_', '').toLowerCase()}`;
}

/** Parts with their values, those without one left out: 'cwnd 10 segments'. */
const parts = (...list: readonly [name: string, value: number | string | undefined, unit?: string][]): string =>
  list
    .filter(([, value]) => value !== undefined)
    .map(([name, value, unit]) => `${name} ${value!}${unit === undefined ? '' : ` ${unit}`}`)
    .join(', ');

function header(socket: ProcessSocket): string {
  const { fd, state, localAddress, remoteAddress, inode, peerInode, family } = socket;
  const words = [`fd ${fd}`, kindText(socket)];
  if (state !== undefined) words.push(state);
  if (localAddress !== undefined) words.push(addressText(localAddress));
  if (remoteAddress !== undefined) words.push('<->', addressText(remoteAddress));
  if (inode !== undefined) words.push(`inode ${inode}${peerInode === undefined ? '' : ` <-> ${peerInode}`}`);
  if (family === undefined) words.push('(not listed by the kernel: neither bound nor connected, or of another kind)');
  return words.join('  ');
}

function lines(socket: ProcessSocket): [label: string, text: string][] {
  const s = socket;
  const optionTexts = Object.entries(s.options ?? {}).map(([name, value]) =>
    value === true ? name : `${name}=${value}${name === 'SO_LINGER' ? 's' : 'ms'}`,
  );
  const cwndUnit = process.platform === 'linux' ? 'segments' : 'B';
  const rtt = s.rtt === undefined ? undefined : `${s.rtt}${s.rttvar === undefined ? '' : ` ± ${s.rttvar}`}`;
  const isListener = s.acceptQueue !== undefined;
  return [
    ['accept', isListener ? `${s.acceptQueue} of ${s.acceptQueueLimit ?? '?'} connections waiting` : ''],
    [
      'receive',
      parts(
        ['waiting', s.receiveQueue, 'B'],
        ['rcvNxt', s.rcvNxt],
        ['window', s.receiveWindow, 'B'],
        ['buffer', s.receiveBuffer, 'B'],
        ['memory', s.memory?.receive, 'B'],
        ['dropped', s.memory?.drops || undefined],
      ),
    ],
    [
      'send',
      parts(
        ['waiting', s.sendQueue, 'B'],
        ['unsent', s.unsent, 'B'],
        ['sndNxt', s.sndNxt],
        ['window', s.sendWindow, 'B'],
        ['buffer', s.sendBuffer, 'B'],
        ['memory', s.memory && s.memory.send + s.memory.sendQueue, 'B'],
      ),
    ],
    [
      'path',
      parts(
        ['rtt', rtt, 'ms'],
        ['rto', s.rto, 'ms'],
        ['mss', s.mss, 'B'],
        ['cwnd', s.cwnd, cwndUnit],
        ['ssthresh', s.ssthresh, cwndUnit],
        ['unacked', s.unacked, 'segments'],
        ['retransmits', s.retransmits],
        ['congestion', s.congestion],
      ),
    ],
    ['options', optionTexts.join(' ')],
  ];
}

/**
 * Sockets as text, a block for each: what it is, then what waits to be accepted, read and sent, the path, the options.
 * Bytes are B. Makes no system call.
 *
 * @example console.log(printSockets(processSockets()));
 */
export function printSockets(sockets: readonly ProcessSocket[]): string {
  return sockets
    .map((socket) => {
      const shown = lines(socket).filter(([, text]) => text !== '');
      return [header(socket), ...shown.map(([label, text]) => `    ${label.padEnd(8)}${text}`)].join('\n');
    })
    .map((block) => `${block}\n`)
    .join('\n');
}
