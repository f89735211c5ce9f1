/** `struct kevent` of `kqueue(2)` (macOS, 64 bits: bsd/sys/event.h of XNU; not run on Linux). */
import { layout } from '../binding.js';
import { checkInteger, invalidType } from '../invalid-argument.js';

/** A change to a kernel event queue, or an event of it: `struct kevent`. */
export interface Kevent {
  /** What is watched: a descriptor for EVFILT_READ and EVFILT_WRITE. */
  ident: number;
  /** EVFILT_READ, EVFILT_WRITE, EVFILT_TIMER, … */
  filter: number;
  /** EV_ADD, EV_DELETE, EV_CLEAR, …; comes back with EV_EOF and EV_ERROR. */
  flags: number;
  /** NOTE_*, by filter. */
  fflags?: number;
  /** By filter: bytes to read, room to write, milliseconds of a timer. */
  data?: number;
  /** Comes back with the event. */
  udata?: number;
}

const size = layout.keventSize ?? 0;
const { MAX_SAFE_INTEGER, MIN_SAFE_INTEGER } = Number;

export function encodeKevents(changes: readonly Kevent[]): Uint8Array {
  if (!Array.isArray(changes)) throw invalidType('changes', 'an instance of Array', changes);
  const view = new DataView(new ArrayBuffer(changes.length * size));
  (changes as readonly Kevent[]).forEach((change, i) => {
    const name = `changes[${i}]`;
    if (typeof change !== 'object' || (change as unknown) === null) throw invalidType(name, 'of type object', change);
    const { ident, filter, flags, fflags = 0, data = 0, udata = 0 } = change;
    const at = i * size;
    view.setBigUint64(at, BigInt(checkInteger(name, ident, 0, MAX_SAFE_INTEGER, '.ident')), true);
    view.setInt16(at + 8, checkInteger(name, filter, -0x8000, 0x7fff, '.filter'), true);
    view.setUint16(at + 10, checkInteger(name, flags, 0, 0xffff, '.flags'), true);
    view.setUint32(at + 12, checkInteger(name, fflags, 0, 0xffffffff, '.fflags'), true);
    view.setBigInt64(at + 16, BigInt(checkInteger(name, data, MIN_SAFE_INTEGER, MAX_SAFE_INTEGER, '.data')), true);
    view.setBigUint64(at + 24, BigInt(checkInteger(name, udata, 0, MAX_SAFE_INTEGER, '.udata')), true);
  });
  return new Uint8Array(view.buffer);
}

const maxEvents = 1 << 20;
let room = new Uint8Array(0);

/** Room for exactly `maxevents` events. */
export function keventBuffer(maxevents: number): Uint8Array {
  checkInteger('maxevents', maxevents, 0, maxEvents);
  if (room.length !== maxevents * size) room = new Uint8Array(maxevents * size);
  return room;
}

export function decodeKevents(bytes: Uint8Array, count: number): Required<Kevent>[] {
  const view = new DataView(bytes.buffer);
  return Array.from({ length: count }, (_, i) => ({
    ident: Number(view.getBigUint64(i * size, true)),
    filter: view.getInt16(i * size + 8, true),
    flags: view.getUint16(i * size + 10, true),
    fflags: view.getUint32(i * size + 12, true),
    data: Number(view.getBigInt64(i * size + 16, true)),
    udata: Number(view.getBigUint64(i * size + 24, true)),
  }));
}
