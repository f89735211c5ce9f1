/** Vectors and `struct msghdr` as strace prints them. */
import { constants } from '../../syscalls/binding.js';
import { controlMessages } from '../../syscalls/structures/message.js';
import { sockaddr } from './sockaddr.js';
import { cut, flags, int32, limit, list, nameOf, oneOf, pointer } from './text.js';
import type { NameSet } from './text.js';

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
  const length = lengthBefore === header.nameLength ? `${header.nameLength}` : `${lengthBefore} => ${header.nameLength}`;
  const fields = [`msg_name=${name}`, `msg_namelen=${length}`];
  fields.push(`msg_iov=${header.iov === 0n ? 'NULL' : parts.iov}`, `msg_iovlen=${header.iovLength}`);
  if (header.controlLength > 0) {
    const messages = header.control === 0n ? 'NULL' : control(parts.control);
    fields.push(`msg_control=${messages}`);
  }
  fields.push(`msg_controllen=${header.controlLength}`, `msg_flags=${flags('msgFlags', header.flags, 'MSG_???')}`);
  return `{${fields.join(', ')}}`;
}

/** cmsg_type is named by its level; SOL_IPV6 and others are not decoded by strace 6.1. */
function controlType(level: number, type: number): string {
  const set: NameSet | undefined =
    level === constants.SOL_SOCKET ? 'socketControl' : level === constants.SOL_IP ? 'ipOptions' : undefined;
  if (set === undefined) return `0x${type.toString(16)}`;
  return nameOf(set, type) ?? oneOf(set, type, set === 'ipOptions' ? 'IP' : 'SCM');
}

function control(bytes: Uint8Array): string {
  return `[${Array.from(controlMessages(bytes), ({ level, type, length, data }) => {
    const fields = [
      `cmsg_len=${length}`,
      `cmsg_level=${oneOf('levels', level, 'SOL_??')}`,
      `cmsg_type=${controlType(level, type)}`,
    ];
    const text = controlData(level, type, data);
    if (text !== undefined) fields.push(`cmsg_data=${text}`);
    return `{${fields.join(', ')}}`;
  }).join(', ')}]`;
}

function controlData(level: number, type: number, data: Uint8Array): string | undefined {
  if (level !== constants.SOL_SOCKET) return undefined;
  if (type === constants.SCM_RIGHTS && data.length >= 4) {
    return `[${Array.from({ length: data.length >> 2 }, (_, i) => int32(data, 4 * i)).join(', ')}]`;
  }
  if (type === constants.SCM_CREDENTIALS && data.length >= 12) {
    return `{pid=${int32(data)}, uid=${int32(data, 4) >>> 0}, gid=${int32(data, 8) >>> 0}}`;
  }
  return undefined;
}
