/** What the kernel keeps for a socket, as this package tells it. */
import { constants } from '../syscalls/binding.js';
import { namesIn } from '../syscalls/names.js';
import type { SocketAddress } from '../syscalls/structures/socket-address.js';

/** A state of `tcp(7)` by the kernel's name for it, without TCP_. */
export type TcpState =
  | 'ESTABLISHED'
  | 'SYN_SENT'
  | 'SYN_RECV'
  | 'FIN_WAIT1'
  | 'FIN_WAIT2'
  | 'TIME_WAIT'
  | 'CLOSE'
  | 'CLOSE_WAIT'
  | 'LAST_ACK'
  | 'LISTEN'
  | 'CLOSING';

/** Memory that a socket occupies, in bytes: SO_MEMINFO, `skmem` of `ss -m`. It is more than the data in it. */
export interface SocketMemory {
  /** Of what waits to be read. While it is below `receiveBuffer`, more is taken in. */
  readonly receive: number;
  /** Of what was handed to the network device, or to a UNIX socket's peer, and is not released yet. */
  readonly send: number;
  /** Of what waits in TCP's send queue. */
  readonly sendQueue: number;
  /** Reserved for what comes next. */
  readonly forward: number;
  /** Of options, filters and control messages. */
  readonly option: number;
  /** Of segments that arrived while a call was using the socket. */
  readonly backlog: number;
  /** Datagrams that were dropped because the receive buffer was full: a count, not bytes. */
  readonly drops: number;
}

/** The state of a socket. What has no meaning for it, or is not known, is absent. */
export interface SocketState {
  /** 'AF_INET', 'AF_UNIX', … */
  readonly family: string;
  /** 'SOCK_STREAM', 'SOCK_DGRAM', … */
  readonly type: string;
  /** 'IPPROTO_TCP', 'IPPROTO_UDP', …; absent of UNIX sockets. */
  readonly protocol?: string;
  /** Number of the socket in its file system: what /proc and `ss -e` call it (Linux). */
  readonly inode?: number;
  /** Number of the socket at the other end of a UNIX connection, once it is accepted (Linux). */
  readonly peerInode?: number;

  /** The state, also of sockets that are not TCP: 'CLOSE' is one that is not connected. */
  readonly state?: TcpState;
  /** As getsockname tells it. */
  readonly localAddress?: SocketAddress;
  /** As getpeername tells it; absent when not connected. */
  readonly remoteAddress?: SocketAddress;

  /** Connections that wait for accept. */
  readonly acceptQueue?: number;
  /** How many may wait: `listen`'s backlog, at most net.core.somaxconn. Linux takes in one more. */
  readonly acceptQueueLimit?: number;

  /** Bytes that wait to be read: FIONREAD. Of a datagram socket, those of the first datagram. */
  readonly receiveQueue?: number;
  /** TCP: bytes written and not acknowledged, a FIN counting one: SIOCOUTQ. Of other sockets, memory in bytes. */
  readonly sendQueue?: number;
  /** TCP: those of them that were not sent yet: SIOCOUTQNSD. */
  readonly unsent?: number;
  /** SO_RCVBUF: memory for what waits to be read, in bytes. */
  readonly receiveBuffer?: number;
  /** SO_SNDBUF: memory for what waits to be sent, in bytes. */
  readonly sendBuffer?: number;
  /** Memory that it occupies. */
  readonly memory?: SocketMemory;

  /**
   * RCV.NXT of RFC 9293, the sequence number of the byte that is expected next, where the peer's SYN is number 0: 1 after
   * the handshake, and one more for every byte received, and for the FIN.
   */
  readonly rcvNxt?: number;
  /** SND.NXT, the sequence number that will be sent next, where our SYN is number 0. */
  readonly sndNxt?: number;
  /** Bytes that the peer may send: tcpi_rcv_wnd. */
  readonly receiveWindow?: number;
  /** Bytes beyond those acknowledged that the peer is ready to receive: tcpi_snd_wnd. */
  readonly sendWindow?: number;
  /** Bits by which windows in segments that we send are shifted. */
  readonly receiveWindowScale?: number;
  /** Bits by which windows in segments of the peer are shifted. */
  readonly sendWindowScale?: number;

  /** Smoothed round-trip time in milliseconds. */
  readonly rtt?: number;
  /** Its mean deviation in milliseconds. */
  readonly rttvar?: number;
  /** The shortest of late, in milliseconds. */
  readonly minRtt?: number;
  /** Retransmission timeout in milliseconds. */
  readonly rto?: number;
  /** Congestion window in segments (macOS: in bytes). */
  readonly cwnd?: number;
  /** Slow start threshold in segments (macOS: in bytes); absent until there was congestion. */
  readonly ssthresh?: number;
  /** Bytes in the largest segment that we send. */
  readonly mss?: number;
  /** Bytes in the largest segment of the peer, as estimated. */
  readonly receiveMss?: number;
  /** Bytes in the largest packet that the path carries. */
  readonly pmtu?: number;
  /** TCP_CONGESTION: 'cubic', … */
  readonly congestion?: string;
  /** Segments sent and not acknowledged. */
  readonly unacked?: number;
  /** Segments sent again since the connection began. */
  readonly retransmits?: number;
  /** Data bytes sent, with those sent again. */
  readonly bytesSent?: number;
  /** Data bytes sent again. */
  readonly bytesRetransmitted?: number;
  /** Sequence numbers acknowledged by the peer: bytes, the FIN, and on the side that connected, the SYN. */
  readonly bytesAcked?: number;
  /** Sequence numbers received in order: bytes and the FIN. */
  readonly bytesReceived?: number;
  /** Segments sent, also those without data. */
  readonly segmentsSent?: number;
  /** Segments received, also those without data. */
  readonly segmentsReceived?: number;

  /** Options by their C names: flags as booleans, SO_LINGER in seconds, timeouts in milliseconds. Only those that are set. */
  readonly options?: Readonly<Record<string, boolean | number>>;
}

/** While it is being put together. */
export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** macOS has names of its own for some. */
const renamed: Readonly<Record<string, TcpState>> = {
  CLOSED: 'CLOSE',
  SYN_RECEIVED: 'SYN_RECV',
  FIN_WAIT_1: 'FIN_WAIT1',
  FIN_WAIT_2: 'FIN_WAIT2',
};

const states = new Map<number, TcpState>();
for (const constant of namesIn('tcpStates')) {
  const name = constant.replace(/^TCPS?_/, '');
  if (constants[constant] !== undefined) states.set(constants[constant], renamed[name] ?? (name as TcpState));
}

/** The name of a state's number. */
export const stateName = (value: number): TcpState | undefined => states.get(value);

const tables = new Map<string, Map<number, string>>();

/** The name of a constant in a set of names.ts, or the number. */
export function constantName(set: Parameters<typeof namesIn>[0], value: number): string {
  let table = tables.get(set);
  if (table === undefined) {
    // Of names with the same value the first counts: a Map keeps the last.
    const entries = namesIn(set).map((name): [number, string] => [constants[name] ?? NaN, name]);
    tables.set(set, (table = new Map(entries.reverse())));
  }
  return table.get(value) ?? String(value);
}

/** The values of SO_MEMINFO, INET_DIAG_SKMEMINFO and UNIX_DIAG_MEMINFO, which are the same array. */
export function decodeMemory(bytes: Uint8Array): { memory: SocketMemory; receiveBuffer: number; sendBuffer: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  // Kernels before 4.12 do not count drops here.
  const value = (name: string): number => {
    const at = 4 * constants[`SK_MEMINFO_${name}`]!;
    return at + 4 <= bytes.length ? view.getUint32(at, true) : 0;
  };
  return {
    memory: {
      receive: value('RMEM_ALLOC'),
      send: value('WMEM_ALLOC'),
      sendQueue: value('WMEM_QUEUED'),
      forward: value('FWD_ALLOC'),
      option: value('OPTMEM'),
      backlog: value('BACKLOG'),
      drops: value('DROPS'),
    },
    receiveBuffer: value('RCVBUF'),
    sendBuffer: value('SNDBUF'),
  };
}
