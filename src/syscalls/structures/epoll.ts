/** `struct epoll_event` of `epoll_ctl(2)`. It is packed on x86-64 and not elsewhere. */
import { layout } from '../binding.js';
import { checkInteger, invalidType } from '../invalid-argument.js';

/** What epoll_ctl watches for, and epoll_wait reports: `struct epoll_event`. */
export interface EpollEvent {
  /** EPOLLIN, EPOLLOUT, EPOLLET, … */
  events: number;
  /** Comes back with the events: a whole number of at most 53 bits. Default: the descriptor. */
  data?: number;
}

const size = layout.epollEventSize ?? 0;
const dataOffset = layout.epollDataOffset ?? 0;

export function encodeEpollEvent(event: EpollEvent | undefined, fd: number): Uint8Array | undefined {
  if (event === undefined) return undefined;
  if (typeof event !== 'object' || (event as unknown) === null) throw invalidType('event', 'of type object', event);
  const { events, data = fd } = event;
  // EPOLLET is bit 31: made with JavaScript's operators it is negative, exported it is positive.
  checkInteger('event.events', events, -0x80000000, 0xffffffff);
  checkInteger('event.data', data, -0x80000000, Number.MAX_SAFE_INTEGER);
  const view = new DataView(new ArrayBuffer(size));
  view.setUint32(0, events, true);
  view.setBigUint64(dataOffset, BigInt.asUintN(64, BigInt(data < 0 ? data >>> 0 : data)), true);
  return new Uint8Array(view.buffer);
}

const maxEvents = 1 << 20;
let room = new Uint8Array(0);

/** Room for `maxevents` events; the same for every call of this thread. */
export function epollBuffer(maxevents: number): Uint8Array {
  checkInteger('maxevents', maxevents, -0x80000000, maxEvents);
  if (room.length < maxevents * size) room = new Uint8Array(maxevents * size);
  return room;
}

/** The first `count` events. `data` of a descriptor below zero comes back as its 32 bits. */
export function decodeEpollEvents(bytes: Uint8Array, count: number): Required<EpollEvent>[] {
  const view = new DataView(bytes.buffer);
  return Array.from({ length: count }, (_, i) => ({
    events: view.getUint32(i * size, true),
    data: view.getUint32(i * size + dataOffset, true) + view.getUint32(i * size + dataOffset + 4, true) * 0x100000000,
  }));
}
