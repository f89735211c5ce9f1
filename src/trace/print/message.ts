/** Vectors and `struct msghdr` as strace prints them. */
import { control } from './control-messages.js';
import { sockaddr } from './sockaddr.js';
import { cut, flags, limit, list, pointer } from './text.js';

interface Vector {
  readonly base: bigint;
  readonly length: number;
}

function vectorsOf(places: Uint8Array): Vector[] {
  const view = new DataView(places.buffer, places.byteOffset, places.length);
  return Array.from({ length: places.length / 16 }, (_, i) => ({
    base: view.getBigUint64(16 * i, true),
    length: Number(view.getBigUint64(16 * i + 8, true)),
  }));
}

/** `[{iov_base="ab", iov_len=2}]`. Without text (the call failed), the addresses. `total`: bytes transferred. */
export function vectors(places: Uint8Array, text?: Uint8Array, total = Number.MAX_SAFE_INTEGER): string {
  let at = 0;
  return list(
    vectorsOf(places).map(({ base, length }) => {
      let shown = pointer(base);
      if (text !== undefined && base !== 0n) {
        const here = Math.min(length, total);
        const kept = Math.min(here, limit);
        shown = cut(text.subarray(at, at + kept), here);
        at += kept;
        total -= here;
      }
      return `{iov_base=${shown}, iov_len=${length}}`;
    }),
  );
}

interface Header {
  readonly name: bigint;
  readonly nameLength: number;
  readonly iov: bigint;
  readonly iovLength: number;
  readonly control: bigint;
  readonly controlLength: number;
  readonly flags: number;
}

export function headerOf(chunk: Uint8Array): Header {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
  const number = (i: number): number => Number(view.getBigUint64(8 * i, true));
  const address = (i: number): bigint => view.getBigUint64(8 * i, true);
  return {
    name: address(0),
    nameLength: number(1),
    iov: address(2),
    iovLength: number(3),
    control: address(4),
    controlLength: number(5),
    flags: number(6),
  };
}

/** What strace prints of a message: the name, the vectors, the control messages, the flags. */
export function msghdr(
  header: Header,
  parts: { name: Uint8Array; lengthBefore?: number; iov: string; control: Uint8Array },
): string {
  const { lengthBefore = header.nameLength } = parts;
  const name = header.name === 0n || parts.name.length < 2 ? pointer(header.name) : sockaddr(parts.name);
  const length =
    lengthBefore === header.nameLength ? `${header.nameLength}` : `${lengthBefore} => ${header.nameLength}`;
  const fields = [`msg_name=${name}`, `msg_namelen=${length}`];
  fields.push(`msg_iov=${header.iov === 0n ? 'NULL' : parts.iov}`, `msg_iovlen=${header.iovLength}`);
  if (header.controlLength > 0) {
    fields.push(`msg_control=${header.control === 0n ? 'NULL' : control(parts.control, header.controlLength)}`);
  }
  fields.push(`msg_controllen=${header.controlLength}`, `msg_flags=${flags('msgFlags', header.flags, 'MSG_???')}`);
  return `{${fields.join(', ')}}`;
}
