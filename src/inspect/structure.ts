/** Reads and writes members of C structures by name; where they lie is what the headers said (native/structures.cc). */
import { structures as layouts } from '../syscalls/binding.js';
import type { Structure } from '../syscalls/binding.js';

const structures = layouts();

/** Bytes with the structure that they are. The kernel may have written fewer than the structure has. */
export class StructureView {
  readonly #structure: Structure;
  readonly #view: DataView;

  constructor(name: string, bytes: Uint8Array) {
    this.#structure = structureOf(name);
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** A member, or undefined where the kernel is older than the member. */
  get(member: string): number | undefined {
    const [offset, size, shift = 0, mask] = this.#place(member);
    if (offset + size > this.#view.byteLength) return undefined;
    const value = this.#number(offset, size);
    return mask === undefined ? value : (value >> shift) & mask;
  }

  /** A member that every kernel has. */
  number(member: string): number {
    const value = this.get(member);
    if (value === undefined) throw new RangeError(`no ${member} in ${this.#view.byteLength} bytes`);
    return value;
  }

  /** A number in network byte order. */
  port(member: string): number {
    return this.#view.getUint16(this.#place(member)[0]);
  }

  /** The bytes of a member. */
  bytes(member: string): Uint8Array {
    const [offset, size] = this.#place(member);
    return new Uint8Array(this.#view.buffer, this.#view.byteOffset + offset, size);
  }

  set(member: string, value: number): this {
    const [offset, size] = this.#place(member);
    if (size === 1) this.#view.setUint8(offset, value);
    else if (size === 2) this.#view.setUint16(offset, value, true);
    else this.#view.setUint32(offset, value, true);
    return this;
  }

  #place(member: string): Structure['fields'][string] {
    const place = this.#structure.fields[member];
    if (place === undefined) throw new TypeError(`native/structures.cc does not have ${member}`);
    return place;
  }

  /** Little-endian, as every processor that this package is built for. */
  #number(offset: number, size: number): number {
    if (size === 1) return this.#view.getUint8(offset);
    if (size === 2) return this.#view.getUint16(offset, true);
    const low = this.#view.getUint32(offset, true);
    return size === 4 ? low : low + this.#view.getUint32(offset + 4, true) * 2 ** 32;
  }
}

function structureOf(name: string): Structure {
  const structure = structures[name];
  if (structure === undefined) throw new TypeError(`native/structures.cc does not have ${name}`);
  return structure;
}

export const sizeOf = (name: string): number => structureOf(name).size;

/** Bytes for a structure, and more behind it, all zero. */
export function allocate(name: string, more = 0): { bytes: Uint8Array; view: StructureView } {
  const bytes = new Uint8Array(sizeOf(name) + more);
  return { bytes, view: new StructureView(name, bytes) };
}
