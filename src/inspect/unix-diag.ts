/** UNIX sockets as NETLINK_SOCK_DIAG shows them: unix_diag. */
import { constants } from '../syscalls/binding.js';
import { decodeSocketAddress } from '../syscalls/structures/socket-address.js';
import type { SocketAddress } from '../syscalls/structures/socket-address.js';
import { attributes } from './netlink.js';
import type { SockDiag } from './netlink.js';
import { constantName, decodeMemory, stateName } from './state.js';
import type { Mutable, SocketState } from './state.js';
import { allocate, sizeOf, StructureView } from './structure.js';

const {
  AF_UNIX,
  INET_DIAG_NOCOOKIE,
  UDIAG_SHOW_NAME,
  UDIAG_SHOW_PEER,
  UDIAG_SHOW_RQLEN,
  UDIAG_SHOW_MEMINFO,
  UNIX_DIAG_NAME,
  UNIX_DIAG_PEER,
  UNIX_DIAG_RQLEN,
  UNIX_DIAG_MEMINFO,
} = constants;

/** `struct unix_diag_req`: all sockets, or the one with this inode. */
function request(inode = 0): Uint8Array {
  const { bytes, view } = allocate('unix_diag_req');
  view.set('sdiag_family', AF_UNIX!).set('udiag_states', 0xffffffff).set('udiag_ino', inode);
  view.set('udiag_show', UDIAG_SHOW_NAME! | UDIAG_SHOW_PEER! | UDIAG_SHOW_RQLEN! | UDIAG_SHOW_MEMINFO!);
  new Uint32Array(view.bytes('udiag_cookie').buffer, view.bytes('udiag_cookie').byteOffset, 2).fill(
    INET_DIAG_NOCOOKIE!,
  );
  return bytes;
}

const uint32 = (bytes: Uint8Array): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(0, true);

/** The attribute has sun_path alone, and nothing where the socket has no name. */
function nameOf(path: Uint8Array | undefined): SocketAddress {
  if (path === undefined) return { family: AF_UNIX!, path: '' };
  const bytes = new Uint8Array(2 + path.length);
  new DataView(bytes.buffer).setUint16(0, AF_UNIX!, true);
  bytes.set(path, 2);
  return decodeSocketAddress(bytes);
}

function decode(bytes: Uint8Array): SocketState {
  const message = new StructureView('unix_diag_msg', bytes);
  const found = attributes(bytes.subarray(sizeOf('unix_diag_msg')));
  const state = stateName(message.number('udiag_state'));
  const result: Mutable<SocketState> = {
    family: 'AF_UNIX',
    type: constantName('socketTypes', message.number('udiag_type')),
    inode: message.number('udiag_ino'),
    localAddress: nameOf(found.get(UNIX_DIAG_NAME!)),
  };
  if (state !== undefined) result.state = state;
  const peer = found.get(UNIX_DIAG_PEER!);
  // 0: nobody has accepted the connection yet, and so it has no inode.
  if (peer !== undefined && uint32(peer) !== 0) result.peerInode = uint32(peer);
  const lengths = found.get(UNIX_DIAG_RQLEN!);
  if (lengths !== undefined) {
    const view = new StructureView('unix_diag_rqlen', lengths);
    const [received, sent] = [view.number('udiag_rqueue'), view.number('udiag_wqueue')];
    // sk_diag_show_rqlen: of a listener, the queue of accept and its limit.
    if (state === 'LISTEN') Object.assign(result, { acceptQueue: received, acceptQueueLimit: sent });
    else Object.assign(result, { receiveQueue: received, sendQueue: sent });
  }
  const memory = found.get(UNIX_DIAG_MEMINFO!);
  if (memory !== undefined) Object.assign(result, decodeMemory(memory));
  return result;
}

/** All UNIX sockets of this network namespace, by inode. */
export function unixSockets(diag: SockDiag): Map<number, SocketState> {
  const sockets = new Map(
    diag.dump(request()).map((bytes) => {
      const state = decode(bytes);
      return [state.inode!, state];
    }),
  );
  for (const [inode, state] of sockets) {
    const peer = state.peerInode === undefined ? undefined : sockets.get(state.peerInode);
    if (peer?.localAddress !== undefined) sockets.set(inode, { ...state, remoteAddress: peer.localAddress });
  }
  return sockets;
}

/** What unix_diag tells of one socket, or undefined: it is gone. */
export function unixSocket(diag: SockDiag, inode: number): SocketState | undefined {
  const bytes = diag.find(request(inode));
  return bytes && decode(bytes);
}
