import { constants as osConstants } from 'node:os';
import * as syscalls from 'berkeley-sockets/syscalls';
import { ErrnoError, raw } from 'berkeley-sockets/syscalls';
import { expect } from 'vitest';

type CallName = keyof typeof raw;
type Arguments<Name extends CallName> = Parameters<(typeof raw)[Name]>;
type AnyCall = (...args: unknown[]) => unknown;

/** −errno by its name, from Node and not from the code under test. */
export function negated(code: string): number {
  const value = (osConstants.errno as Readonly<Record<string, number>>)[code];
  if (value === undefined) throw new Error(`Node does not know ${code}`);
  return -value;
}

/** Calls a function that has to throw, and returns what it threw. */
export function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

/** Asserts that an error is the ErrnoError of this call, with these properties and no others. */
export function expectErrnoError(error: unknown, name: string, code: string, details: object = {}): void {
  expect(error).toBeInstanceOf(ErrnoError);
  expect(Object.fromEntries(Object.entries(error as ErrnoError))).toEqual({
    code,
    errno: negated(code),
    syscall: name,
    ...details,
  });
  expect((error as ErrnoError).message).toMatch(new RegExp(`^${name} ${code}: .`));
}

/**
 * Asserts that a call fails: it throws an ErrnoError with exactly these properties, and its raw twin
 * returns −errno. The call is made twice, so it has to be one that fails both times.
 */
export function expectFailure<Name extends CallName>(
  name: Name,
  args: Arguments<Name>,
  code: string,
  details: object = {},
): void {
  const throwing = (syscalls as unknown as Readonly<Record<string, AnyCall>>)[name]!;
  expectErrnoError(
    thrownBy(() => throwing(...args)),
    name,
    code,
    details,
  );
  expect((raw[name] as AnyCall)(...args)).toBe(negated(code));
}

/** Asserts that both twins refuse a value that is no C value, in Node's words and before any system call. */
export function expectRefusal(name: CallName, args: readonly unknown[], code: string): void {
  const throwing = (syscalls as unknown as Readonly<Record<string, AnyCall>>)[name]!;
  for (const call of [throwing, raw[name] as AnyCall]) {
    const error = thrownBy(() => call(...args));
    expect(error).toBeInstanceOf(code === 'ERR_OUT_OF_RANGE' ? RangeError : TypeError);
    expect(error).toMatchObject({ code });
  }
}
