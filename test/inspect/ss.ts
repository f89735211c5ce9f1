// What ss(8) of iproute2 says about sockets, and how it is compared.
import { execFileSync } from 'node:child_process';
import type { SocketState } from 'berkeley-sockets/inspect';
import type { SocketAddress } from 'berkeley-sockets/syscalls';

/** A line of ss: the columns, and what follows them by name ('rtt' → '0.02/0.01'). */
export interface SsRow {
  readonly state: string;
  readonly received: number;
  readonly sent: number;
  readonly local: string;
  readonly peer: string;
  readonly words: readonly string[];
  readonly fields: ReadonlyMap<string, string>;
}

function rowOf(columns: readonly string[], rest: readonly string[]): SsRow {
  const [, state = '', received, sent, local = '', peer = ''] = columns;
  // 'rtt:1/2', 'ino:5', and 'pacing_rate 7bps', which is shown nowhere else.
  const fields = new Map(
    rest.flatMap((word): [string, string][] => {
      const [, name, value] = /^(\w+):(.+)$/.exec(word) ?? [];
      return name === undefined ? [] : [[name, value!]];
    }),
  );
  return { state, received: Number(received), sent: Number(sent), local, peer, words: rest, fields };
}

/** Every socket of this network namespace that ss lists, by inode. (TIME-WAIT, of which there may be thousands, has none.) */
export function ss(): Map<number, SsRow> {
  const output = execFileSync('ss', ['-tuwxmieaOnH', 'exclude', 'time-wait'], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const rows = new Map<number, SsRow>();
  for (const line of output.split('\n')) {
    const columns = line.trim().split(/\s+/);
    if (columns.length < 6) continue;
    if (columns[0]!.startsWith('u_')) {
      const [netid, state, received, sent, local, inode, peer, peerInode, ...rest] = columns as [string, ...string[]];
      const row = rowOf([netid, state!, received!, sent!, local!, peer!], rest);
      rows.set(Number(inode), { ...row, fields: new Map([...row.fields, ['peer', peerInode!]]) });
    } else {
      const row = rowOf(columns, columns.slice(6));
      rows.set(Number(row.fields.get('ino')), row);
    }
  }
  return rows;
}

/** The states as ss writes them. */
const states: Readonly<Record<string, string>> = {
  ESTABLISHED: 'ESTAB',
  CLOSE: 'UNCONN',
  FIN_WAIT1: 'FIN-WAIT-1',
  FIN_WAIT2: 'FIN-WAIT-2',
};

function addressText(addr: SocketAddress | undefined): string {
  if (addr === undefined) return '*';
  if (addr.path !== undefined) return addr.path === '' ? '*' : addr.path.replace(/\0/g, '@');
  return addr.address!.includes(':') ? `[${addr.address!}]:${addr.port!}` : `${addr.address!}:${addr.port!}`;
}

const pair = (a: number | undefined, b: number | undefined, separator: string): string | undefined =>
  a === undefined ? undefined : `${a}${separator}${b ?? 0}`;

/**
 * A state in the words of ss: what ss would print of it, undefined what it would leave out. The rules are those of
 * iproute2's misc/ss.c: zeros are mostly not printed, and a FIN that nobody has read counts one in Recv-Q.
 */
export function inWordsOfSs(state: SocketState): Record<string, string | number | undefined> {
  const s = state;
  const nonZero = (value: number | undefined): number | undefined => (value === 0 ? undefined : value);
  const memory = s.memory!;
  const isTcp = s.protocol === 'IPPROTO_TCP';
  const isListener = s.state === 'LISTEN';
  return {
    state: states[s.state!] ?? s.state!.replaceAll('_', '-'),
    received: isListener ? s.acceptQueue : s.receiveQueue,
    sent: isListener ? s.acceptQueueLimit : s.sendQueue,
    local: addressText(s.localAddress),
    // Of UNIX sockets, ss does not look up the peer's name.
    peer: s.family === 'AF_UNIX' || s.remoteAddress === undefined ? undefined : addressText(s.remoteAddress),
    ino: s.family === 'AF_UNIX' ? undefined : s.inode,
    peerInode: s.family === 'AF_UNIX' ? (s.peerInode ?? 0) : undefined,
    skmem: `(r${memory.receive},rb${s.receiveBuffer!},t${memory.send},tb${s.sendBuffer!},f${memory.forward},w${memory.sendQueue},o${memory.option},bl${memory.backlog},d${memory.drops})`,
    ...(!isTcp || isListener
      ? {}
      : {
          congestion: s.congestion,
          wscale: pair(s.sendWindowScale, s.receiveWindowScale, ','),
          rto: s.rto,
          rtt: pair(s.rtt, s.rttvar, '/'),
          mss: s.mss,
          pmtu: s.pmtu,
          rcvmss: s.receiveMss,
          cwnd: s.cwnd,
          ssthresh: s.ssthresh,
          bytes_sent: nonZero(s.bytesSent),
          bytes_retrans: nonZero(s.bytesRetransmitted),
          bytes_acked: nonZero(s.bytesAcked),
          bytes_received: nonZero(s.bytesReceived),
          segs_out: nonZero(s.segmentsSent),
          segs_in: nonZero(s.segmentsReceived),
          unacked: nonZero(s.unacked),
          notsent: nonZero(s.unsent),
          minrtt: s.minRtt,
          snd_wnd: nonZero(s.sendWindow),
          retrans: nonZero(s.retransmits),
        }),
  };
}

/** The same of a line of ss. */
export function fromSs(row: SsRow, state: SocketState): Record<string, string | number | undefined> {
  const number = (name: string): number | undefined => {
    const value = row.fields.get(name);
    return value === undefined ? undefined : Number(value);
  };
  const isUnix = state.family === 'AF_UNIX';
  const isTcp = state.protocol === 'IPPROTO_TCP';
  const finWaits = isTcp && /^(CLOSE-WAIT|LAST-ACK|CLOSING)$/.test(row.state) && row.received > 0 ? 1 : 0;
  return {
    state: row.state,
    // Of datagrams, ss shows memory, which skmem has too; we show the bytes of the first datagram.
    received: state.type === 'SOCK_DGRAM' && !isUnix ? state.receiveQueue : row.received - finWaits,
    // SIOCOUTQ does not count the SYN, and ss does.
    sent: row.state === 'SYN-SENT' ? row.sent - 1 : row.sent,
    local: row.local,
    peer: isUnix || state.remoteAddress === undefined ? undefined : row.peer,
    ino: isUnix ? undefined : number('ino'),
    peerInode: isUnix ? number('peer') : undefined,
    skmem: row.fields.get('skmem'),
    ...(!isTcp || row.state === 'LISTEN'
      ? {}
      : {
          congestion: row.words.find((word) => /^(bbr|cubic|reno|dctcp)$/.test(word)),
          wscale: row.fields.get('wscale'),
          rto: number('rto'),
          rtt: row.fields.get('rtt'),
          mss: number('mss'),
          pmtu: number('pmtu'),
          rcvmss: number('rcvmss'),
          cwnd: number('cwnd'),
          ssthresh: number('ssthresh'),
          bytes_sent: number('bytes_sent'),
          bytes_retrans: number('bytes_retrans'),
          bytes_acked: number('bytes_acked'),
          bytes_received: number('bytes_received'),
          segs_out: number('segs_out'),
          segs_in: number('segs_in'),
          unacked: number('unacked'),
          notsent: number('notsent'),
          minrtt: number('minrtt'),
          snd_wnd: number('snd_wnd'),
          // 'retrans:0/3': unacknowledged ones, and all.
          retrans: row.fields.has('retrans') ? Number(row.fields.get('retrans')!.split('/')[1]) : undefined,
        }),
  };
}
