/** The Runnable of the thread that lets in successors: handover.ts. */
import { parentPort } from 'node:worker_threads';
import { ErrnoError } from '../syscalls/errno-error.js';
import { raw } from '../syscalls/generated/calls.js';
import { onInterrupt } from '../net/interrupts.js';
import type { ServerSocket } from '../net/server-socket.js';
import type { Socket } from '../net/socket.js';
import { acceptAll } from './accept-all.js';
import { checkUser, implOf, words } from './handover.js';

/** Sends both, under numbers that nobody closes meanwhile. */
function offer(successor: Socket, listener: ServerSocket, door: ServerSocket): void {
  const fds: number[] = [];
  try {
    for (const socket of [listener, door]) fds.push(implOf(socket).duplicate());
    implOf(successor).sendDescriptors(words.offer, fds);
  } finally {
    for (const fd of fds) raw.close(fd);
  }
}

/** Whether the successor serves. It takes as long as it takes to start; if it ends before, the kernel tells. */
function follows(successor: Socket, listener: ServerSocket, door: ServerSocket): boolean {
  try {
    checkUser(successor, 'A process that wants the listening socket');
    offer(successor, listener, door);
    return successor.getInputStream().read() === words.serving;
  } catch (error) {
    if (!(error instanceof ErrnoError)) throw error;
    if (!listener.isClosed()) process.stderr.write(`${String(error)}\n`);
    return false;
  } finally {
    successor.close();
  }
}

/** Lets in successors, one after the other, until one serves or the door is closed. */
export default function run(door: ServerSocket, listener: ServerSocket): void {
  let current: Socket | undefined;
  const stopListening = onInterrupt(() => {
    // The server stops, whatever becomes of the successor.
    if (door.isClosed()) current?.close();
  });
  acceptAll(door, (successor) => {
    current = successor;
    if (follows(successor, listener, door)) {
      parentPort?.postMessage('serving');
      return false;
    }
    current = undefined;
    // While the server stops, whoever comes now waits until the door is closed.
    return !listener.isClosed();
  });
  stopListening();
}
