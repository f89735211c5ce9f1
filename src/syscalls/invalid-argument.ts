/** Errors for bad arguments, in Node's form. Every one names the argument and the value. */
import { inspect, types } from 'node:util';
import { rows } from './generated/rows.js';

function withCode<E extends Error>(error: E, code: string): E & { code: string } {
  // As Node does: the code is in the stack, but not in the name.
  const { name } = error;
  error.name = `${name} [${code}]`;
  void error.stack;
  Reflect.deleteProperty(error, 'name');
  return Object.assign(error, { code });
}

function received(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'function') return `function ${value.name}`;
  if (typeof value === 'object') {
    const name = (value.constructor as { name?: string } | undefined)?.name;
    return name ? `an instance of ${name}` : inspect(value, { depth: -1 });
  }
  const text = inspect(value, { colors: false });
  return `type ${typeof value} (${text.length > 28 ? `${text.slice(0, 25)}...` : text})`;
}

/** Node's ERR_INVALID_ARG_TYPE. `expected` continues "must be". */
export function invalidType(name: string, expected: string, value: unknown): TypeError {
  const what = name.includes('.') ? 'property' : 'argument';
  return withCode(
    new TypeError(`The "${name}" ${what} must be ${expected}. Received ${received(value)}`),
    'ERR_INVALID_ARG_TYPE',
  );
}

/** Node's ERR_INVALID_ARG_VALUE. */
export function invalidValue(name: string, reason: string, value: unknown): TypeError {
  const what = name.includes('.') ? 'property' : 'argument';
  return withCode(
    new TypeError(`The ${what} '${name}' ${reason}. Received ${inspect(value)}`),
    'ERR_INVALID_ARG_VALUE',
  );
}

/** Node's ERR_OUT_OF_RANGE. */
export function outOfRange(name: string, range: string, value: unknown): RangeError {
  return withCode(
    new RangeError(`The value of "${name}" is out of range. It must be ${range}. Received ${inspect(value)}`),
    'ERR_OUT_OF_RANGE',
  );
}

/** The length that an own property `length` of a view cannot hide. */
const getLength = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype) as object, 'length')!
  .get as (this: Uint8Array) => number;
export const lengthOf = (view: Uint8Array): number => getLength.call(view);

/** Any method that validates its receiver tells (ECMA-262, ValidateTypedArray). */
const { keys } = Uint8Array.prototype;

/** Whether the buffer behind a view is gone, or has shrunk so that the view no longer lies inside. */
function isOutOfBounds(view: Uint8Array): boolean {
  try {
    keys.call(view);
    return false;
  } catch {
    return true;
  }
}

/** `enum class Fault` of native/arguments.h. */
const faults = { notNumber: 0, notInteger: 1, outOfRange: 2, notBytes: 3, empty: 4 };

/** Called by native code when an argument cannot be converted; returns what it throws. */
export function invalidArgument(
  row: number,
  index: number,
  value: unknown,
  fault: number,
  min: number,
  max: number,
): Error | undefined {
  const name = rows[row]?.passed[index] ?? `arguments[${index}]`;
  switch (fault) {
    case faults.notNumber:
      return invalidType(name, 'of type number', value);
    case faults.notInteger:
      return outOfRange(name, 'an integer', value);
    case faults.outOfRange:
      return outOfRange(name, `>= ${min} && <= ${max}`, value);
    case faults.empty:
      return detached(name, value as Uint8Array);
    default:
      return invalidType(name, 'an instance of Uint8Array', value);
  }
}

/** The error for a view that cannot be used, undefined for one that is merely empty. */
export function detached(name: string, view: Uint8Array): Error | undefined {
  return isOutOfBounds(view)
    ? invalidType(name, 'a Uint8Array whose ArrayBuffer is neither detached nor shrunk below it', view)
    : undefined;
}

/** Whether checkInteger would accept it, without a name to make for the error. */
export const isInteger = (value: unknown, min: number, max: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;

/**
 * An integer in [min, max], or the error that names it: `name` and `field` together, which are only joined
 * where they are needed.
 */
export function checkInteger(name: string, value: unknown, min: number, max: number, field = ''): number {
  if (typeof value !== 'number') throw invalidType(name + field, 'of type number', value);
  if (!Number.isInteger(value)) throw outOfRange(name + field, 'an integer', value);
  if (value < min || value > max) throw outOfRange(name + field, `>= ${min} && <= ${max}`, value);
  return value;
}

/** A Uint8Array whose bytes are there, or the error that names it. */
export function checkBytes(name: string, value: unknown): Uint8Array {
  if (!types.isUint8Array(value)) throw invalidType(name, 'an instance of Uint8Array', value);
  const error = lengthOf(value) === 0 ? detached(name, value) : undefined;
  if (error) throw error;
  return value;
}
