/** Sockets of AF_INET and AF_INET6 as NETLINK_SOCK_DIAG shows them: inet_diag. */
import { constants } from '../syscalls/binding.js';
import { formatInet4, formatInet6 } from '../syscalls/structures/socket-address.js';
import type { SocketAddress } from '../syscalls/structures/socket-address.js';
import { attributes } from './netlink.js';
import type { SockDiag } from './netlink.js';
import { constantName, decodeMemory, stateName } from './state.js';
import type { Mutable, SocketState, TcpState } from './state.js';
import { allocate, sizeOf, StructureView } from './structure.js';
import { readSettled, tcpState } from './tcp-info.js';
import type { TcpReading } from './tcp-info.js';

const {
  AF_INET,
  AF_INET6,
  IPPROTO_TCP,
  IPPROTO_UDP,
  IPPROTO_UDPLITE,
  IPPROTO_RAW,
  SOCK_STREAM,
  SOCK_DGRAM,
  SOCK_RAW,
  INET_DIAG_INFO,
  INET_DIAG_CONG,
  INET_DIAG_SKMEMINFO,
  INET_DIAG_PROTOCOL,
  TCP_TIME_WAIT,
} = constants;

/** What inet_diag tells of one socket. */
interface InetSocket {
  readonly message: StructureView;
  readonly attributes: ReadonlyMap<number, Uint8Array>;
  /** As it was asked for. */
  readonly protocol: number;
}

const types = new Map([
  [IPPROTO_TCP!, SOCK_STREAM!],
  [IPPROTO_UDP!, SOCK_DGRAM!],
  [IPPROTO_UDPLITE!, SOCK_DGRAM!],
  [IPPROTO_RAW!, SOCK_RAW!],
]);

/** All but TIME_WAIT, of which there may be many: it is nobody's. */
const states = ~(1 << TCP_TIME_WAIT!) >>> 0;

/** `struct inet_diag_req_v2`: all sockets, or the one with this identity. */
function request(family: number, protocol: number, id?: Uint8Array): Uint8Array {
  const { bytes, view } = allocate('inet_diag_req_v2');
  view.set('sdiag_family', family).set('sdiag_protocol', protocol).set('idiag_states', states);
  const wanted = [INET_DIAG_INFO!, INET_DIAG_CONG!, INET_DIAG_SKMEMINFO!];
  view.set(
    'idiag_ext',
    wanted.reduce((bits, extension) => bits | (1 << (extension - 1)), 0),
  );
  if (id !== undefined) view.bytes('id').set(id);
  return bytes;
}

const parse = (bytes: Uint8Array, protocol: number): InetSocket => ({
  message: new StructureView('inet_diag_msg', bytes),
  attributes: attributes(bytes.subarray(sizeOf('inet_diag_msg'))),
  protocol,
});

/** All sockets of a process's network namespace, by inode. Kinds that this kernel has no module for are left out. */
export function inetSockets(diag: SockDiag): Map<number, InetSocket> {
  const sockets = new Map<number, InetSocket>();
  for (const family of [AF_INET!, AF_INET6!]) {
    for (const protocol of types.keys()) {
      for (const bytes of diag.dump(request(family, protocol))) {
        const socket = parse(bytes, protocol);
        sockets.set(socket.message.number('idiag_inode'), socket);
      }
    }
  }
  return sockets;
}

/** Those of TCP and of one family, also those that no descriptor names. */
export const tcpSockets = (diag: SockDiag, family: number): InetSocket[] =>
  diag.dump(request(family, IPPROTO_TCP!)).map((bytes) => parse(bytes, IPPROTO_TCP!));

function address(socket: InetSocket, end: 's' | 'd'): SocketAddress {
  const { message } = socket;
  const family = message.number('idiag_family');
  const port = message.port(`id.idiag_${end}port`);
  const bytes = message.bytes(`id.idiag_${end === 's' ? 'src' : 'dst'}`);
  if (family === AF_INET) return { family, address: formatInet4(bytes, 0), port };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return { family, address: formatInet6(view, 0), port };
}

// inet_diag counts sequence numbers, FIONREAD and SIOCOUTQ bytes (tcp_inq, tcp_ioctl): they leave out a SYN that is not
// acknowledged, and a FIN that is not read.
const isConnecting: readonly (TcpState | undefined)[] = ['SYN_SENT', 'SYN_RECV'];
const finReceived: readonly (TcpState | undefined)[] = ['CLOSE_WAIT', 'LAST_ACK', 'CLOSING'];

function readingOf(socket: InetSocket): TcpReading | undefined {
  const info = socket.attributes.get(INET_DIAG_INFO!);
  if (info === undefined) return undefined;
  const { message } = socket;
  const state = stateName(message.number('idiag_state'));
  return {
    info: new StructureView('tcp_info', info),
    sendQueue: isConnecting.includes(state) ? 0 : message.number('idiag_wqueue'),
    receiveQueue: Math.max(0, message.number('idiag_rqueue') - (finReceived.includes(state) ? 1 : 0)),
  };
}

/** The state of a socket that was dumped; TCP is asked again until it stands still (tcp-info.ts). */
export function inetState(diag: SockDiag, dumped: InetSocket): SocketState {
  let socket = dumped;
  let tcp: Mutable<Partial<SocketState>> = {};
  const family = dumped.message.number('idiag_family');
  if (dumped.protocol === IPPROTO_TCP) {
    const read = (): TcpReading | undefined => {
      const bytes = diag.find(request(family, IPPROTO_TCP, dumped.message.bytes('id')));
      if (bytes === undefined) return undefined;
      socket = parse(bytes, IPPROTO_TCP);
      return readingOf(socket);
    };
    const first = readingOf(dumped);
    const result = readSettled(read, first);
    if (result !== undefined) tcp = tcpState(result.reading, result.settled);
    else if (first !== undefined) tcp = tcpState(first, false);
  }
  const { message } = socket;
  const raw = socket.attributes.get(INET_DIAG_PROTOCOL!)?.[0];
  const state = tcp.state ?? stateName(message.number('idiag_state'));
  const result: Mutable<SocketState> = {
    family: constantName('addressFamilies', family),
    type: constantName('socketTypes', types.get(socket.protocol)!),
    protocol: constantName('protocols', raw ?? socket.protocol),
    inode: message.number('idiag_inode'),
    localAddress: address(socket, 's'),
  };
  if (state !== undefined) result.state = state;
  if (state !== 'LISTEN' && state !== 'CLOSE') result.remoteAddress = address(socket, 'd');
  // Memory, which SIOCOUTQ tells too. Of what waits to be read, FIONREAD would tell the first datagram: not known here.
  if (socket.protocol !== IPPROTO_TCP) result.sendQueue = message.number('idiag_wqueue');
  const memory = socket.attributes.get(INET_DIAG_SKMEMINFO!);
  if (memory !== undefined) Object.assign(result, decodeMemory(memory));
  Object.assign(result, tcp);
  const congestion = socket.attributes.get(INET_DIAG_CONG!);
  if (congestion !== undefined && socket.protocol === IPPROTO_TCP && state !== 'LISTEN') {
    result.congestion = Buffer.from(congestion.subarray(0, -1)).toString();
  }
  return result;
}
