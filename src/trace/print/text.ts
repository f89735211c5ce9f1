/** strace's notation for single values. Checked against strace 6.1, byte for byte, by test/trace. */
import { constants } from '../../syscalls/binding.js';
import { namesIn } from '../../syscalls/names.js';
import type { names } from '../../syscalls/names.js';
import { kernelNames } from './kernel-names.js';

export type NameSet = keyof typeof names;

/** strings and arrays are cut at 32 (strace -s). */
export const limit = 32;

interface Named {
  readonly name: string;
  readonly value: number;
}

/** Flags that strace prints from the lowest bit to the highest. */
const ascending = new Set<NameSet>(['msgFlags', 'pollEvents', 'epollEvents']);

const sets = new Map<NameSet, Named[]>();

/** The constants of a set that this system has, in the order of names.ts, the first name of each value. */
export function namesOf(set: NameSet): readonly Named[] {
  let list: Named[] | undefined = sets.get(set);
  if (list === undefined) {
    const hidden = kernelNames[set] ?? {};
    const words = namesIn(set);
    const byValue = new Map<number, Named>();
    for (const name of [...Object.keys(hidden).filter((name) => !words.includes(name)), ...words]) {
      const value = hidden[name] ?? constants[name];
      if (value !== undefined && !byValue.has(value)) byValue.set(value, { name, value });
    }
    list = [...byValue.values()];
    if (ascending.has(set)) list.sort((a, b) => (a.value >>> 0) - (b.value >>> 0));
    sets.set(set, list);
  }
  return list;
}

export const nameOf = (set: NameSet, value: number): string | undefined =>
  namesOf(set).find((entry) => entry.value === value)?.name;

export const hex = (value: number | bigint): string => {
  const bits = typeof value === 'bigint' ? value : BigInt(value >>> 0);
  return bits === 0n ? '0' : `0x${bits.toString(16)}`;
};

/** One of a set, or the number with a remark: 0xff, AF_???. */
export const oneOf = (set: NameSet, value: number, unknown: string): string =>
  nameOf(set, value) ?? `${hex(value)} /* ${unknown} */`;

/** Bits of a set joined by `|`; bits without a name at the end, in hexadecimal. */
export function flags(set: NameSet, value: number, unknown: string): string {
  if (value === 0) return '0';
  const found: string[] = [];
  let rest = value >>> 0;
  for (const { name, value: bits } of namesOf(set)) {
    const unsigned = bits >>> 0;
    if (unsigned !== 0 && (rest & unsigned) >>> 0 === unsigned) {
      found.push(name);
      rest = (rest & ~unsigned) >>> 0;
    }
  }
  if (rest === 0) return found.join('|');
  return found.length > 0 ? `${found.join('|')}|${hex(rest)}` : `${hex(rest)} /* ${unknown} */`;
}

export const pointer = (address: bigint): string => (address === 0n ? 'NULL' : `0x${address.toString(16)}`);

const escapes: Record<number, string> = {
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
  34: '\\"',
  92: '\\\\',
};
const isOctalDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 55;

/** A C string literal; other bytes in octal, with three digits where the next byte is an octal digit. */
export function quote(bytes: Uint8Array): string {
  let text = '';
  bytes.forEach((byte, i) => {
    if (escapes[byte] !== undefined) text += escapes[byte];
    else if (byte >= 32 && byte < 127) text += String.fromCharCode(byte);
    else text += `\\${byte.toString(8).padStart(isOctalDigit(bytes[i + 1]) ? 3 : 1, '0')}`;
  });
  return `"${text}"`;
}

/** The literal of `bytes`, cut at the limit; `length` is how many there are. */
export const cut = (bytes: Uint8Array, length: number): string =>
  quote(bytes.subarray(0, limit)) + (length > limit ? '...' : '');

/** A C string literal of which every byte is in hexadecimal. */
export const quoteHex = (bytes: Uint8Array): string =>
  `"${Array.from(bytes, (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}"`;

export const int32 = (bytes: Uint8Array, at = 0): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getInt32(at, true);

/** Elements joined, the rest after the limit as `...`. */
export const list = (elements: readonly string[]): string =>
  `[${elements.slice(0, limit).join(', ')}${elements.length > limit ? ', ...' : ''}]`;
