/** Values of getsockopt and setsockopt. */
import { constants, registers } from '../binding.js';
import { checkBytes, checkInteger, invalidType, lengthOf } from '../invalid-argument.js';

/** C's int for a number or a boolean, the bytes of a structure otherwise. */
export function optionValue(value: number | boolean | Uint8Array, name: string): number | Uint8Array {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return checkInteger(name, value, -0x80000000, 0x7fffffff);
  if (typeof value !== 'object' || (value as unknown) === null) {
    throw invalidType(name, 'of type number or boolean or an instance of Uint8Array', value);
  }
  const bytes = checkBytes(name, value);
  checkInteger(name, lengthOf(bytes), 0, 0x7fffffff, '.length');
  return bytes;
}

/** Room for `length` bytes, or undefined to ask for an int. */
export function optionBuffer(length: number | undefined, level: number, optname: number): Uint8Array | undefined {
  if (length === undefined) return undefined;
  checkInteger('length', length, 0, maxLength);
  // Here the kernel counts instructions of 8 bytes (native/kinds_option.h).
  const unit = level === constants.SOL_SOCKET && optname === constants.SO_GET_FILTER ? 8 : 1;
  return new Uint8Array(length * unit);
}

/** No option is near it. */
const maxLength = 0xffffff;

/** What the last getsockopt returned. */
export const optionResult = (bytes: Uint8Array | undefined): number | Uint8Array =>
  bytes === undefined ? registers[1]! : bytes.subarray(0, registers[0]);

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

/** `struct linger`: seconds, −1 when it is off. */
export const lingerSeconds = (bytes: Uint8Array): number =>
  viewOf(bytes).getInt32(0, true) === 0 ? -1 : viewOf(bytes).getInt32(4, true);

/** `struct timeval` in milliseconds. */
export const timevalMilliseconds = (bytes: Uint8Array): number =>
  Number(viewOf(bytes).getBigInt64(0, true)) * 1000 + viewOf(bytes).getInt32(8, true) / 1000;
