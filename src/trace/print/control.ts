/** Arguments and results of fcntl(2) and ioctl(2). */
import { constants as os } from 'node:os';
import { constants } from '../../syscalls/binding.js';
import { unwritten } from './call.js';
import type { Decoder } from './call.js';
import { flags, hex, int32, nameOf, oneOf, pointer } from './text.js';

/** O_* with the access mode first (open(2)). */
function fileFlags(value: number): string {
  const mode = ['O_RDONLY', 'O_WRONLY', 'O_RDWR', 'O_ACCMODE'][value & 3]!;
  const rest = value & ~3;
  return rest === 0 ? mode : `${mode}|${flags('statusFlags', rest, '').replace(/ .*/, '')}`;
}

function signal(value: number): string {
  const name = Object.entries(os.signals).find(([, number]) => number === value)?.[0];
  return name ?? (value >= 32 && value <= 64 ? `SIGRT_${value - 32}` : String(value));
}

interface Command {
  /** Prints the third argument; absent: it is not printed. */
  readonly arg?: (value: number, register: bigint) => string;
  readonly result?: (value: number) => string;
}

const decimal = (value: number): string => String(value);
const long = (_: number, register: bigint): string => String(BigInt.asIntN(64, register));
const structure = (_: number, register: bigint): string => pointer(register);
const inBraces =
  (print: (value: number) => string, number: (value: number) => string = hex) =>
  (value: number): string =>
    `${number(value)} (${print(value)})`;
const lock = (value: number): string => oneOf('fcntlLocks', value, 'F_???');
const nonZero =
  (print: (value: number) => string) =>
  (value: number): string =>
    value === 0 ? '0' : print(value);
const seals = (value: number): string => flags('fcntlSeals', value, 'F_SEAL_???');
const fdFlags = (value: number): string => flags('fdFlags', value, 'FD_???');

const commands: Record<string, Command> = {
  F_DUPFD: { arg: long },
  F_DUPFD_CLOEXEC: { arg: long },
  F_GETFD: { result: nonZero(inBraces((value) => `flags ${fdFlags(value)}`)) },
  F_SETFD: { arg: fdFlags },
  F_GETFL: { result: inBraces((value) => `flags ${fileFlags(value)}`) },
  F_SETFL: { arg: fileFlags },
  F_GETOWN: {},
  F_SETOWN: { arg: decimal },
  F_GETSIG: { result: nonZero(inBraces(signal, decimal)) },
  F_SETSIG: { arg: signal },
  F_GETLEASE: { result: inBraces(lock) },
  F_SETLEASE: { arg: lock },
  F_NOTIFY: { arg: (value) => flags('fcntlNotify', value, 'DN_???') },
  F_GETPIPE_SZ: {},
  F_SETPIPE_SZ: { arg: long },
  F_GET_SEALS: { result: nonZero(inBraces((value) => `seals ${seals(value)}`)) },
  F_ADD_SEALS: { arg: seals },
  F_GETLK: { arg: structure },
  F_SETLK: { arg: structure },
  F_SETLKW: { arg: structure },
  F_OFD_GETLK: { arg: structure },
  F_OFD_SETLK: { arg: structure },
  F_OFD_SETLKW: { arg: structure },
  F_GETOWN_EX: { arg: structure },
  F_SETOWN_EX: { arg: structure },
};

const commandOf = (decoder: Decoder): Command | undefined =>
  commands[nameOf('fcntlCommands', decoder.earlier(1)) ?? ''];

export function fcntlArg(decoder: Decoder): string[] {
  const command = commandOf(decoder);
  const register = decoder.pointer();
  if (command === undefined) return [hex(register)];
  return command.arg === undefined ? [] : [command.arg(Number(BigInt.asIntN(32, register)), register)];
}

export const fcntlResult = (decoder: Decoder): string =>
  commandOf(decoder)?.result?.(decoder.result) ?? String(decoder.result);

export function ioctlRequest(request: number): string {
  const name = nameOf('ioctlRequests', request >>> 0) ?? nameOf('ioctlRequests', request);
  if (name !== undefined) return name;
  // asm-generic/ioctl.h: direction 2 bits, size 14, type 8, number 8.
  const direction = ['_IOC_NONE', '_IOC_WRITE', '_IOC_READ', '_IOC_READ|_IOC_WRITE'][request >>> 30]!;
  return `_IOC(${direction}, ${hex((request >>> 8) & 0xff)}, ${hex(request & 0xff)}, ${hex((request >>> 16) & 0x3fff)})`;
}

/** Requests that read an int, that write one, and that have no argument (ioctl_list(2), socket(7)). */
const ioctlIn = valuesOf('FIONBIO', 'FIOASYNC', 'SIOCSPGRP', 'FIOSETOWN');
const ioctlOut = valuesOf('FIONREAD', 'TIOCOUTQ', 'SIOCOUTQNSD', 'SIOCATMARK', 'SIOCGPGRP', 'FIOGETOWN');
const ioctlNone = valuesOf('FIOCLEX', 'FIONCLEX');

function valuesOf(...list: string[]): Set<number> {
  return new Set(list.map((name) => constants[name]).filter((value) => value !== undefined));
}

export function ioctlArg(decoder: Decoder): string[] | typeof unwritten {
  const request = decoder.earlier(1) >>> 0;
  const address = pointer(decoder.pointer());
  if (ioctlNone.has(request)) return [];
  if (ioctlIn.has(request)) return [`[${int32(decoder.entryChunk())}]`];
  if (!decoder.done) return unwritten;
  return [ioctlOut.has(request) && !decoder.failed ? `[${int32(decoder.exitChunk())}]` : address];
}
