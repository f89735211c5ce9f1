// Packet filters (SO_ATTACH_FILTER): what a socket does not take in, its peer has to send again.
import * as s from 'berkeley-sockets/syscalls';
import { trace } from 'berkeley-sockets/trace';
import { notOpen } from './kernel.js';

/** Where a buffer is: the trace prints the address of what a failed call was to fill. */
export function addressOf(buffer: Uint8Array): bigint {
  const line = trace(() => s.raw.read(notOpen, buffer)).toString();
  return BigInt(/read\(\d+, (0x[0-9a-f]+)/.exec(line)![1]!);
}

/** Attaches a program of `count` instructions BPF_RET: it accepts as many bytes of a packet as `accepted` says. */
export function attachFilter(fd: number, count: number, accepted: (instruction: number) => number): Uint8Array {
  const program = new Uint8Array(4096);
  const view = new DataView(program.buffer);
  for (let i = 0; i < count; i++) {
    view.setUint16(8 * i, s.BPF_RET, true);
    view.setUint32(8 * i + 4, accepted(i), true);
  }
  const fprog = new DataView(new ArrayBuffer(16));
  fprog.setUint16(0, count, true);
  fprog.setBigUint64(8, addressOf(program), true);
  s.setsockopt(fd, s.SOL_SOCKET, s.SO_ATTACH_FILTER, new Uint8Array(fprog.buffer));
  return program.slice(0, 8 * count);
}

/** From now on the socket drops every packet. */
export const dropEverything = (fd: number): void => void attachFilter(fd, 1, () => 0);

/** And no more. */
export const takeEverything = (fd: number): void => s.setsockopt(fd, s.SOL_SOCKET, s.SO_DETACH_FILTER, 0);
