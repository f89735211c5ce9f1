/** What a guided story is made of. The programs of a story run in threads of their own, and make real calls. */
import type { ServerSocket } from '../../net/server-socket.js';
import type { SocketBase } from '../../net/socket-base.js';
import type { SocketState } from '../../inspect/state.js';

export interface Text {
  readonly en: string;
  readonly ko: string;
}

/** The sockets that the story shows, by name, without those that are closed. */
export type Sockets = Readonly<Record<string, SocketState | undefined>>;

/** What happens when the reader goes on. It is done when every thread waits for its next step, or is blocked as said. */
export interface Step {
  /** What happens, and why. Each claim is visible in the calls, or in the state of the sockets, of this very step. */
  readonly text: Text;
  /** The lines that run, as the reader would write them. */
  readonly code: string;
  /** The threads that are inside of a system call when the step is done: role and call. */
  readonly blocked?: readonly (readonly [role: string, call: string])[];
  /** What the kernel has come to when the step is done, where no call of the step waits for it. */
  readonly until?: (sockets: Sockets) => boolean;
  /** How many threads there are from now on; as many as before when left out. */
  readonly threads?: number;
}

/** What a program has in its hands. */
export interface Stage {
  /** Blocks until the reader has come to this step; 1 is the first. */
  at(step: number): void;
  /** Shows a socket to the reader, until it is closed. */
  show<T extends SocketBase>(name: string, socket: T): T;
  /** The port at which the story's listener listens, or has listened last. */
  readonly port: number;
  /**
   * Opens a listener on 9000, or on another port when that is taken; for this machine only. How, when it is not
   * `new ServerSocket(9000)`, says `open`.
   */
  listen(open?: (port: number) => ServerSocket): ServerSocket;
  /** The module for `new Thread()` or `new ThreadPool()` of a program that runs in it. */
  module(role: string): URL;
}

/** Blocks where the story is about blocking. */
export type Program = (stage: Stage, ...args: never[]) => void;

export interface Story {
  readonly id: string;
  readonly title: Text;
  readonly steps: readonly Step[];
  /** The programs by role: what their threads are called. */
  readonly programs: Readonly<Record<string, Program>>;
  /** The roles whose threads are there from the beginning. */
  readonly cast: readonly string[];
}

export const loopback = '127.0.0.1';
