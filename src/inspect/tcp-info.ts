/** TCP's part of a socket's state: `struct tcp_info` of Linux, `struct tcp_connection_info` of macOS. */
import { constants } from '../syscalls/binding.js';
import { stateName } from './state.js';
import type { Mutable, SocketState } from './state.js';
import { StructureView } from './structure.js';

/** What was read at about one time. */
export interface TcpReading {
  readonly info: StructureView;
  /** SIOCOUTQ or idiag_wqueue: write_seq − snd_una. Absent where the kernel tells none. */
  readonly sendQueue: number | undefined;
  /** Bytes that wait to be read. */
  readonly receiveQueue: number | undefined;
}

/** Members of tcp_info that tell whether anything happened. All but the state and the unsent bytes only grow. */
const counters = `tcpi_state tcpi_bytes_acked tcpi_bytes_received tcpi_notsent_bytes tcpi_segs_out tcpi_segs_in
  tcpi_bytes_sent tcpi_bytes_retrans`.split(/\s+/);

/** How often a socket is read that does not stand still. */
const attempts = 64;

/**
 * Reads until nothing has happened between two readings of tcp_info. The kernel copies the members of tcp_info under
 * the socket's lock, but the state and the queues come from outside it (tcp_get_info, tcp_ioctl, tcp_diag_get_info).
 * Read in between two that are the same, they belong to them: snd_una moves with bytes_acked, snd_nxt with segs_out,
 * write_seq with the unsent bytes, and a FIN with the state.
 *
 * @param read takes the queues first, tcp_info after it; undefined: the socket is gone.
 */
export function readSettled(
  read: () => TcpReading | undefined,
  first = read(),
): { reading: TcpReading; settled: boolean } | undefined {
  let before = first;
  for (let i = 0; before !== undefined && i < attempts; i++) {
    const { info } = before;
    const reading = read();
    if (reading === undefined) return undefined;
    if (counters.every((member) => info.get(member) === reading.info.get(member))) return { reading, settled: true };
    before = reading;
  }
  return before && { reading: before, settled: false };
}

/**
 * SND.NXT and RCV.NXT counted from the SYN, which is number 0. The kernel has snd_nxt and rcv_nxt, and shows neither
 * to a user who is not allowed to repair connections (TCP_REPAIR); but it shows what they are made of:
 *
 * - rcv_nxt is set to the peer's initial number + 1 when its SYN arrives, and from there on moves only in
 *   tcp_rcv_nxt_update(), which adds the same to bytes_received. A FIN is in it: `rcvNxt = 1 + bytes_received`.
 * - snd_nxt is 1 after our SYN, and moves over what is sent for the first time: bytes_sent − bytes_retrans
 *   (__tcp_transmit_skb, __tcp_retransmit_skb) count data, and a FIN counts one. The FIN is sent in the states after a
 *   shutdown once no byte is unsent, since it is the last: `sndNxt = 1 + bytes_sent − bytes_retrans + FIN`.
 * - That is wrong by a segment which this host dropped itself (a full queue of the device): it is counted in bytes_sent
 *   although snd_nxt does not move over it. So it has to agree with a second way: tcp_snd_una_update() adds to
 *   bytes_acked what snd_una moves, and snd_nxt − snd_una = write_seq − snd_una − (write_seq − snd_nxt) = send queue −
 *   unsent. Their sum is sndNxt, on the side that connected; on the side that accepted, whose snd_una begins behind the
 *   SYN, it is one less. Where it is neither, sndNxt is not known and absent, from the drop to the end of the
 *   connection. (Which side this is, the kernel does not tell: a single byte that was dropped as a segment of its own, on
 *   the side that connected, passes for the difference.)
 *
 * Not known at all: before the handshake, after the end (CLOSE, where TIME_WAIT is no longer the descriptor's), of a
 * kernel before 4.19, which does not count bytes_sent. A byte of Fast Open's SYN is counted like any other.
 */
export function sequenceNumbers(
  { info, sendQueue }: TcpReading,
  settled: boolean,
): Pick<SocketState, 'rcvNxt' | 'sndNxt'> {
  const state = stateName(info.number('tcpi_state'));
  if (state === undefined || state === 'CLOSE' || state === 'LISTEN') return {};
  const [sent, again, acked, received, unsent] = [
    'bytes_sent',
    'bytes_retrans',
    'bytes_acked',
    'bytes_received',
    'notsent_bytes',
  ].map((member) => info.get(`tcpi_${member}`));
  if (state === 'SYN_SENT') return sent === 0 && info.get('tcpi_segs_out') ? { sndNxt: 1 } : {};
  if (received === undefined) return {};
  const rcvNxt = 1 + received;
  if (!settled || sendQueue === undefined) return { rcvNxt };
  if (sent === undefined || again === undefined || acked === undefined || unsent === undefined) return { rcvNxt };
  const finSent = state === 'FIN_WAIT2' || (unsent === 0 && /^(FIN_WAIT1|CLOSING|LAST_ACK)$/.test(state));
  const firstSent = sent - again + (finSent ? 1 : 0);
  const synAcked = acked + sendQueue - unsent - firstSent;
  return synAcked === 0 || synAcked === 1 ? { rcvNxt, sndNxt: 1 + firstSent } : { rcvNxt };
}

const milliseconds = (microseconds: number | undefined): number | undefined =>
  microseconds === undefined || microseconds === 0 ? undefined : microseconds / 1000;

/** TCP_INFINITE_SSTHRESH of include/net/tcp.h: there was no congestion yet. */
const infinite = 0x7fffffff;

/** The members of tcp_info by our names. */
export function tcpState(reading: TcpReading, settled: boolean): Mutable<Partial<SocketState>> {
  const { info } = reading;
  const state = stateName(info.number('tcpi_state'));
  if (state === 'LISTEN') {
    // tcp_get_info: of a listener, these two are sk_ack_backlog and sk_max_ack_backlog.
    return { state, acceptQueue: info.number('tcpi_unacked'), acceptQueueLimit: info.number('tcpi_sacked') };
  }
  const { receiveQueue, sendQueue } = reading;
  // What came before the end can still be read.
  if (state === undefined || state === 'CLOSE') return defined({ state, receiveQueue, sendQueue });
  const ssthresh = info.get('tcpi_snd_ssthresh');
  // min_rtt is ~0 until there was a sample.
  const minRtt = info.get('tcpi_min_rtt');
  const isScaled = (info.number('tcpi_options') & constants.TCPI_OPT_WSCALE!) !== 0;
  return defined({
    state,
    receiveQueue,
    sendQueue,
    unsent: info.get('tcpi_notsent_bytes'),
    ...sequenceNumbers(reading, settled),
    receiveWindow: info.get('tcpi_rcv_wnd'),
    sendWindow: info.get('tcpi_snd_wnd'),
    receiveWindowScale: isScaled ? info.get('tcpi_rcv_wscale') : undefined,
    sendWindowScale: isScaled ? info.get('tcpi_snd_wscale') : undefined,
    rtt: milliseconds(info.get('tcpi_rtt')),
    rttvar: milliseconds(info.get('tcpi_rttvar')),
    minRtt: milliseconds(minRtt === 0xffffffff ? undefined : minRtt),
    rto: milliseconds(info.get('tcpi_rto')),
    cwnd: info.get('tcpi_snd_cwnd'),
    ssthresh: ssthresh === infinite ? undefined : ssthresh,
    mss: info.get('tcpi_snd_mss'),
    receiveMss: info.get('tcpi_rcv_mss'),
    pmtu: info.get('tcpi_pmtu'),
    unacked: info.get('tcpi_unacked'),
    retransmits: info.get('tcpi_total_retrans'),
    bytesSent: info.get('tcpi_bytes_sent'),
    bytesRetransmitted: info.get('tcpi_bytes_retrans'),
    bytesAcked: info.get('tcpi_bytes_acked'),
    bytesReceived: info.get('tcpi_bytes_received'),
    segmentsSent: info.get('tcpi_segs_out'),
    segmentsReceived: info.get('tcpi_segs_in'),
  });
}

/**
 * The members of macOS's tcp_connection_info by our names. Sequence numbers are not known there: tcpi_rxbytes counts
 * bytes that arrived twice, twice.
 */
export function tcpConnectionState(info: StructureView): Mutable<Partial<SocketState>> {
  const state = stateName(info.number('tcpi_state'));
  if (state === undefined || state === 'CLOSE' || state === 'LISTEN') return defined({ state });
  const ssthresh = info.get('tcpi_snd_ssthresh');
  return defined({
    state,
    sendQueue: info.get('tcpi_snd_sbbytes'),
    receiveWindow: info.get('tcpi_rcv_wnd'),
    sendWindow: info.get('tcpi_snd_wnd'),
    receiveWindowScale: info.get('tcpi_rcv_wscale'),
    sendWindowScale: info.get('tcpi_snd_wscale'),
    rtt: info.get('tcpi_srtt'),
    rttvar: info.get('tcpi_rttvar'),
    rto: info.get('tcpi_rto'),
    cwnd: info.get('tcpi_snd_cwnd'),
    // TCP_MAXWIN << TCP_MAX_WINSHIFT: there was no congestion yet.
    ssthresh: ssthresh === 65535 << 14 ? undefined : ssthresh,
    mss: info.get('tcpi_maxseg'),
    retransmits: info.get('tcpi_txretransmitpackets'),
    bytesSent: info.get('tcpi_txbytes'),
    bytesRetransmitted: info.get('tcpi_txretransmitbytes'),
    bytesReceived: info.get('tcpi_rxbytes'),
    segmentsSent: info.get('tcpi_txpackets'),
    segmentsReceived: info.get('tcpi_rxpackets'),
  });
}

/** Without the properties that are undefined. */
export function defined<T extends object>(object: { [Key in keyof T]: T[Key] | undefined }): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
