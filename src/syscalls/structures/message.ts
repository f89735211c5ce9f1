/** Messages of recvmsg and sendmsg: vectors and control messages (`cmsg(3)`). */
import { constants, layout, registers } from '../binding.js';
import { checkBytes, checkInteger, invalidType } from '../invalid-argument.js';
import { encodeSocketAddress } from './socket-address.js';
import type { SocketAddress } from './socket-address.js';

/** A control message. SCM_RIGHTS carries descriptors as numbers, every other its bytes. */
export interface ControlMessage {
  /** SOL_SOCKET, IPPROTO_IP, … */
  level: number;
  /** SCM_RIGHTS, SCM_CREDENTIALS, IP_PKTINFO, … */
  type: number;
  /** Its bytes; of SCM_RIGHTS, descriptors. */
  data: Uint8Array | readonly number[];
}

/** A message for sendmsg: `struct msghdr`. */
export interface OutgoingMessage {
  /** The data, in pieces. */
  iov: readonly Uint8Array[];
  /** Where to; absent on a connected socket. */
  addr?: SocketAddress | Uint8Array;
  /** Sent along with the data: descriptors, credentials. */
  control?: readonly ControlMessage[];
}

/** Room for a message that recvmsg receives: `struct msghdr`. */
export interface IncomingMessage {
  /** Filled one after the other. */
  iov: readonly Uint8Array[];
  /** Room for control messages in bytes: `CMSG_SPACE()` of each. Default: none. */
  controlLength?: number;
}

/**
 * A plain copy of an array of buffers: reading its elements again runs no code of the caller. (Array.from
 * defines the elements of its result; push would look for setters on the way.)
 */
export function bufferList(bufs: readonly Uint8Array[], name: string): Uint8Array[] {
  if (!Array.isArray(bufs)) throw invalidType(name, 'an instance of Array', bufs);
  const list = Array.from(bufs as readonly Uint8Array[]);
  // Only now: a getter among them may have changed one that was read before it.
  list.forEach((buf, i) => checkBytes(`${name}[${i}]`, buf));
  return list;
}

/** The vectors, control bytes and address of a message to be sent. */
export function encodeMessage(message: OutgoingMessage): {
  iov: Uint8Array[];
  control: Uint8Array | undefined;
  addrLength: number;
} {
  checkObject(message);
  const { iov, control, addr } = message;
  const buffers = bufferList(iov, 'msg.iov');
  const bytes = control === undefined ? undefined : encodeControl(control);
  // Last: what was read before may have run code of the caller, with calls of its own.
  const addrLength = addr === undefined ? 0 : encodeSocketAddress(addr, 'msg.addr');
  return { iov: buffers, control: bytes, addrLength };
}

/** The vectors of a message to be received, and room for its control messages. */
export function prepareMessage(message: IncomingMessage): { iov: Uint8Array[]; control: Uint8Array | undefined } {
  checkObject(message);
  const { iov, controlLength = 0 } = message;
  checkInteger('msg.controlLength', controlLength, 0, maxControl);
  return { iov: bufferList(iov, 'msg.iov'), control: controlLength === 0 ? undefined : new Uint8Array(controlLength) };
}

/** The kernel's own limit is far lower (net.core.optmem_max). */
const maxControl = 0xffffff;

function checkObject(message: unknown): void {
  if (typeof message !== 'object' || message === null) throw invalidType('msg', 'of type object', message);
}

const { SOL_SOCKET, SCM_RIGHTS } = constants;
const align = (length: number): number => Math.ceil(length / layout.cmsgAlignment!) * layout.cmsgAlignment!;

/**
 * Room that a control message with `length` bytes of data takes: `cmsg(3)`. Makes no system call.
 *
 * @example recvmsg(fd, { iov: [buf], controlLength: CMSG_SPACE(4 * 2) }, 0); // room for two descriptors
 */
export const CMSG_SPACE = (length: number): number => align(layout.cmsgHeaderSize!) + align(length);

/**
 * Length of a control message with `length` bytes of data, its cmsg_len: `cmsg(3)`. Makes no system call.
 *
 * @example const isWhole = data.length >= CMSG_LEN(4);
 */
export const CMSG_LEN = (length: number): number => align(layout.cmsgHeaderSize!) + length;

function encodeControl(control: readonly ControlMessage[]): Uint8Array {
  if (!Array.isArray(control)) throw invalidType('msg.control', 'an instance of Array', control);
  const parts = Array.from(control as ControlMessage[], (item, i) => {
    const name = `msg.control[${i}]`;
    if (typeof item !== 'object' || (item as unknown) === null) throw invalidType(name, 'of type object', item);
    const { level, type, data } = item;
    checkInteger(name, level, -0x80000000, 0x7fffffff, '.level');
    checkInteger(name, type, -0x80000000, 0x7fffffff, '.type');
    // A copy, so that nothing that runs later can change it.
    const bytes = Array.isArray(data)
      ? descriptorBytes(data as number[], name)
      : new Uint8Array(checkBytes(`${name}.data`, data));
    return { level, type, bytes };
  });
  const result = new Uint8Array(parts.reduce((sum, { bytes }) => sum + CMSG_SPACE(bytes.length), 0));
  const view = new DataView(result.buffer);
  let at = 0;
  for (const { level, type, bytes } of parts) {
    // Little-endian: size_t on Linux, socklen_t on macOS; no message is longer than 32 bits tell.
    view.setUint32(at, CMSG_LEN(bytes.length), true);
    view.setInt32(at + layout.cmsgLengthSize!, level, true);
    view.setInt32(at + layout.cmsgLengthSize! + 4, type, true);
    result.set(bytes, at + CMSG_LEN(0));
    at += CMSG_SPACE(bytes.length);
  }
  return result;
}

function descriptorBytes(fds: readonly number[], name: string): Uint8Array {
  const numbers = Array.from(fds, (fd, i) => checkInteger(`${name}.data[${i}]`, fd, -0x80000000, 0x7fffffff));
  return new Uint8Array(Int32Array.from(numbers).buffer);
}

/** The control messages that the last recvmsg received into `bytes`. */
export function decodeControl(bytes: Uint8Array | undefined): ControlMessage[] {
  if (bytes === undefined) return [];
  return Array.from(controlMessages(bytes.subarray(0, registers[1])), ({ level, type, data }) => ({
    level,
    type,
    data:
      level === SOL_SOCKET && type === SCM_RIGHTS
        ? Array.from(new Int32Array(data.slice(0, data.length & ~3).buffer))
        : data.slice(),
  }));
}

/** Steps through control bytes as CMSG_NXTHDR does. `length` is cmsg_len; `data` may be shorter. */
export function* controlMessages(
  bytes: Uint8Array,
): Generator<{ level: number; type: number; length: number; data: Uint8Array }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const headerSize = layout.cmsgHeaderSize!;
  for (let at = 0; at + headerSize <= bytes.length;) {
    const length = view.getUint32(at, true);
    if (length < headerSize) return;
    const level = view.getInt32(at + layout.cmsgLengthSize!, true);
    const type = view.getInt32(at + layout.cmsgLengthSize! + 4, true);
    yield { level, type, length, data: bytes.subarray(at + headerSize, at + length) };
    at += align(length);
  }
}
