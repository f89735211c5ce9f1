/** Which connect() an accept() belongs to, when both are in the trace. */
import { constants } from 'node:os';
import { decodeSocketAddress } from '../../syscalls/structures/socket-address.js';
import type { TraceEvent } from '../calls.js';
import type { CallRecord } from '../records.js';

type SystemCallEvent = Extract<TraceEvent, { kind: 'systemCall' }>;

/** A connection whose ends are both in the trace. */
export interface Link {
  readonly connect: SystemCallEvent;
  readonly accept: SystemCallEvent;
}

/** Of each sort, at most as many are remembered: peers from elsewhere are never found. */
const limit = 10_000;

/**
 * connect(2) tells where to, accept(2) where from: they belong together when bind(2) or getsockname(2) have told that the
 * client is bound to where accept says, and the server to where connect went. Without that there is no link, rather than
 * a guess.
 */
export class Connections {
  /** By descriptor. */
  readonly #connected = new Map<number, SystemCallEvent>();
  readonly #locals = new Map<number, string>();
  /** By the client's address and the server's port. */
  readonly #connects = new Map<string, SystemCallEvent>();
  readonly #accepts = new Map<string, SystemCallEvent>();

  add(event: SystemCallEvent): Link | undefined {
    const { row, args, entry, exit } = event.record;
    const fd = Number(BigInt.asIntN(32, args[0]!));
    const isDone = exit !== undefined && exit.error === 0;
    switch (row.name) {
      case 'close':
        this.#connected.delete(fd);
        this.#locals.delete(fd);
        return undefined;
      case 'bind': {
        const local = isDone ? addressOf(entry[0]) : undefined;
        if (local !== undefined) this.#locals.set(fd, local);
        return undefined;
      }
      case 'connect':
        // One that goes on in the background has begun.
        if (isDone || exit?.error === constants.errno.EINPROGRESS) remember(this.#connected, fd, event);
        return this.#link(fd);
      case 'getsockname': {
        const local = isDone ? addressOf(exit.chunks[0]?.subarray(4)) : undefined;
        if (local !== undefined) remember(this.#locals, fd, local);
        return this.#link(fd);
      }
      case 'accept':
      case 'accept4': {
        const peer = isDone ? addressOf(exit.chunks[0]?.subarray(4)) : undefined;
        const local = this.#locals.get(fd);
        if (peer === undefined || local === undefined) return undefined;
        const connection = `${peer} ${portOf(local)}`;
        const connect = this.#connects.get(connection);
        this.#connects.delete(connection);
        if (connect !== undefined) return { connect, accept: event };
        remember(this.#accepts, connection, event);
        return undefined;
      }
      default:
        return undefined;
    }
  }

  /** The client's address is known: it is looked for among those that were accepted, or waits for them. */
  #link(fd: number): Link | undefined {
    const connect = this.#connected.get(fd);
    const local = this.#locals.get(fd);
    const remote = addressOf(connect?.record.entry[0]);
    if (connect === undefined || local === undefined || remote === undefined) return undefined;
    this.#connected.delete(fd);
    const connection = `${local} ${portOf(remote)}`;
    const accept = this.#accepts.get(connection);
    this.#accepts.delete(connection);
    // Else the port has been used again: it is an earlier connection.
    if (accept !== undefined && accept.at > connect.record.start) return { connect, accept };
    remember(this.#connects, connection, connect);
    return undefined;
  }
}

function remember<K, V>(map: Map<K, V>, key: K, value: V): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > limit) map.delete(map.keys().next().value!);
}

/** '127.0.0.1:40112', also for the same address in IPv6's form; undefined for other families, and without a port. */
export function addressOf(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined) return undefined;
  const { address, port } = decodeSocketAddress(bytes) as { readonly address?: string; readonly port?: number };
  if (address === undefined || !port) return undefined;
  return `${address.replace(/^::ffff:(?=\d+\.)/, '')}:${port}`;
}

const portOf = (address: string): string => address.slice(address.lastIndexOf(':') + 1);

/** Whether it is one end of a connection that was accepted: the descriptor, and who it is from. */
export function acceptedBy({ row, exit }: CallRecord): { fd: number; peer: string } | undefined {
  if (!/^accept4?$/.test(row.name) || exit === undefined || exit.error !== 0) return undefined;
  const peer = addressOf(exit.chunks[0]?.subarray(4));
  return peer === undefined ? undefined : { fd: exit.result, peer };
}
