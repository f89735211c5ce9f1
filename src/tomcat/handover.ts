/**
 * How a server follows another one on the same port, without a moment in which nobody listens. The server that runs has a
 * UNIX socket, its door. Whoever connects there is its successor, and gets two descriptors: the listener and the door. It
 * starts, and says so when it serves; then the other one stops. If it ends before, nothing has happened.
 *
 * One thread of the server that runs lets in one successor at a time; others wait in the door's queue. As the door itself
 * is handed over, they are let in by the successor, and the path names the same socket all the time.
 */
import { known } from '../syscalls/binding.js';
import { chmodSync, lstatSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ErrnoError } from '../syscalls/errno-error.js';
import { raw } from '../syscalls/generated/calls.js';
import { invalidValue } from '../syscalls/invalid-argument.js';
import { SocketException } from '../net/exceptions.js';
import { ServerSocket } from '../net/server-socket.js';
import { SocketBase } from '../net/socket-base.js';
import type { SocketImpl } from '../net/socket-impl.js';
import { Socket } from '../net/socket.js';
import { Crew } from '../threads/crew.js';

const { EACCES, EMFILE, SOL_LOCAL, SOL_SOCKET, SO_PEERCRED, LOCAL_PEERCRED } = known;

/** What the two tell each other, a byte each. */
export const words = { offer: 0x4f, serving: 0x53 };

/** Milliseconds to wait for an offer: another successor, that is let in before, may be starting. */
const patience = 60_000;

/** Milliseconds that the thread has to come out of the call that it is blocked in. */
const mercy = 500;

export const implOf = (socket: SocketBase): SocketImpl => SocketBase.existing(socket).impl;

/** The user whom the process at the other end runs as: `struct ucred` of Linux and `struct xucred` of macOS have it at 4. */
function peerUid(socket: Socket): number {
  const linux = process.platform === 'linux';
  const bytes = linux
    ? implOf(socket).getOption(SOL_SOCKET, SO_PEERCRED, 12)
    : implOf(socket).getOption(SOL_LOCAL, LOCAL_PEERCRED, 76);
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
}

/** @throws SocketException when the other end belongs to somebody else, who is not root. */
export function checkUser(socket: Socket, what: string): void {
  const uid = peerUid(socket);
  if (uid === 0 || uid === process.geteuid!()) return;
  throw new SocketException('getsockopt', -EACCES, { message: `${what} belongs to user ${uid}` });
}

/** Connects to the server that runs, if there is one. */
function connect(path: string): Socket | undefined {
  try {
    return new Socket({ path });
  } catch (error) {
    const { code } = error as ErrnoError;
    if (code === 'ENOENT') return undefined;
    // The server that has bound it has ended. Anything else is not ours to replace.
    if (code === 'ECONNREFUSED' && lstatSync(path).isSocket()) return undefined;
    if (code === 'ECONNREFUSED' || code === 'ENOTSOCK')
      throw invalidValue('options.handover', 'must be the path of a socket, or of nothing', path);
    throw error;
  }
}

/** Waits for the listener and the door of the server that runs. None: it has ended meanwhile. */
function receiveOffer(predecessor: Socket): ServerSocket[] {
  predecessor.setOption('SO_RCVTIMEO', patience);
  let received;
  try {
    received = implOf(predecessor).receiveDescriptors(2);
  } catch (error) {
    if ((error as ErrnoError).code === 'ECONNRESET') return [];
    throw error;
  }
  const { byte, fds } = received;
  if (byte < 0) return [];
  const sockets: ServerSocket[] = [];
  try {
    // The kernel leaves out what there is no number for (unix(7), MSG_CTRUNC).
    if (fds.length !== 2) throw new SocketException('recvmsg', -EMFILE);
    for (const fd of fds) sockets.push(ServerSocket.adopt(fd));
    return sockets;
  } catch (error) {
    for (const socket of sockets) socket.close();
    for (const fd of fds.slice(sockets.length)) raw.close(fd);
    throw error;
  }
}

/** A door at this path, in the place of one that nobody has any more. Nobody else can connect to it at any time. */
function openDoor(path: string): ServerSocket {
  const directory = mkdtempSync(`${path}.`);
  const name = join(directory, 's');
  try {
    const door = new ServerSocket({ path: name });
    try {
      chmodSync(name, 0o600);
      renameSync(name, path);
    } catch (error) {
      door.close();
      throw error;
    }
    return door;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

export class Handover {
  readonly #path: string;
  #predecessor: Socket | undefined;
  /** The listener of the server that runs, if there is one. */
  listener: ServerSocket | undefined;
  #door: ServerSocket | undefined;
  #crew: Crew | undefined;

  /**
   * Looks for a server that runs.
   *
   * @throws SocketTimeoutException when it does not answer; SocketException when it is another user's;
   * ERR_INVALID_ARG_VALUE when the path is in use for something else.
   */
  constructor(path: string) {
    this.#path = path;
    while (this.#predecessor === undefined) {
      const socket = connect(path);
      if (socket === undefined) return;
      implOf(socket).closeIfThrows(() => {
        checkUser(socket, `The server at ${path}`);
        [this.listener, this.#door] = receiveOffer(socket);
      });
      if (this.#door === undefined) socket.close();
      else this.#predecessor = socket;
    }
  }

  /** Makes the door, unless the server that runs has given its own. From now on a successor waits there. */
  open(): void {
    this.#door ??= openDoor(this.#path);
  }

  /** This server serves: lets a successor in from now on, and tells the predecessor. */
  complete(listener: ServerSocket, name: string, onSuccessor: () => void): void {
    if (this.listener !== listener) this.listener?.close();
    const module = new URL('./doorkeeper.js', import.meta.url).href;
    this.#crew = new Crew(module, 1, () => `${name}-doorkeeper`, [this.#door, listener]);
    this.#crew.onMessage = onSuccessor;
    this.#crew.hire(1);
    this.#crew.awaitReady();
    try {
      this.#predecessor?.getOutputStream().write(words.serving);
    } catch (error) {
      // It has ended by itself.
      if (!(error instanceof ErrnoError)) throw error;
    }
    this.#predecessor?.close();
  }

  /**
   * Lets no successor in any more, after the listener has been closed. One that waits then finds that there is nobody, and
   * opens the port. The file stays: removing it could hit the one of a successor.
   */
  close(): void {
    this.#predecessor?.close();
    this.listener?.close();
    this.#door?.close();
    if (this.#crew === undefined) return;
    this.#crew.shut();
    this.#crew.wake();
    if (this.#crew.awaitEnd(mercy)) return;
    this.#crew.stop();
    this.#crew.awaitEnd(-1);
  }
}
