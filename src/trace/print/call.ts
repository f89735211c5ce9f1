/** One system call as a line of strace. */
import { strerror } from '../../syscalls/binding.js';
import { errnoName } from '../../syscalls/errno-error.js';
import type { CallRecord } from '../records.js';
import { printers } from './kinds.js';
import { results } from './results.js';

/** What the printers of one call read from: registers and chunks, taken in the order of the arguments. */
export class Decoder {
  readonly call: CallRecord;
  #register = 0;
  #entry = 0;
  #exit = 0;

  constructor(call: CallRecord) {
    this.call = call;
  }

  /** The call is over; before that, what the kernel writes is not there. */
  get done(): boolean {
    return this.call.exit !== undefined;
  }

  get failed(): boolean {
    return this.call.exit !== undefined && this.call.exit.error !== 0;
  }

  get result(): number {
    return this.call.exit?.result ?? 0;
  }

  /** The next register as C's int. */
  int(): number {
    return Number(BigInt.asIntN(32, this.pointer()));
  }

  /** The next register as it is: a pointer or a size. */
  pointer(): bigint {
    return this.call.args[this.#register++]!;
  }

  /** A register that belongs to an argument before, as C's int: what `optval` means depends on `optname`. */
  earlier(index: number): number {
    return Number(BigInt.asIntN(32, this.call.args[index]!));
  }

  entryChunk(): Uint8Array {
    return this.call.entry[this.#entry++]!;
  }

  exitChunk(): Uint8Array {
    return this.call.exit!.chunks[this.#exit++]!;
  }
}

/** strace puts the result into this column. */
const resultColumn = 39;

/** A printer's answer for an argument that the kernel has not written yet. */
export const unwritten = Symbol('unwritten');

export function printCall(call: CallRecord): string {
  const { decoder, args, isComplete } = decodeArguments(call);
  if (!isComplete) return `${call.row.kernelName}(${args.join(', ')}${args.length > 0 ? ', ' : ''} <unfinished ...>`;
  const text = `${call.row.kernelName}(${args.join(', ')})`;
  return call.exit === undefined
    ? `${text.slice(0, -1)} <unfinished ...>`
    : `${text.padEnd(resultColumn)} = ${resultOf(decoder)}`;
}

/** The arguments as strace prints them. Of a call in progress, those before the first that the kernel writes. */
function decodeArguments(call: CallRecord): { decoder: Decoder; args: string[]; isComplete: boolean } {
  const decoder = new Decoder(call);
  const args: string[] = [];
  for (const kind of call.row.args) {
    const printed = printers[kind](decoder);
    if (printed === unwritten) return { decoder, args, isComplete: false };
    args.push(...printed);
  }
  return { decoder, args, isComplete: true };
}

/** The same by name; whole numbers as numbers. */
export function namedArguments(call: CallRecord): Record<string, string | number> {
  const names = call.row.argumentNames;
  const { args } = decodeArguments(call);
  return Object.fromEntries(args.map((text, i) => [names[i]!, /^-?\d{1,15}$/.test(text) ? Number(text) : text]));
}

function resultOf(decoder: Decoder): string {
  const { row, exit } = decoder.call;
  if (exit!.error === 0) return results[row.kernelName]?.(decoder) ?? String(exit!.result);
  const name = errnoName(exit!.error);
  if (name === `E${exit!.error}`) return `-1 (errno ${exit!.error})`;
  // Interrupted: strace sees the code inside the kernel, before it becomes EINTR (include/linux/errno.h).
  if (name === 'EINTR' && row.kernelName === 'poll') return '? ERESTART_RESTARTBLOCK (Interrupted by signal)';
  if (name === 'EINTR' && row.kernelName !== 'epoll_wait')
    return '? ERESTARTSYS (To be restarted if SA_RESTART is set)';
  return `-1 ${name} (${strerror(exit!.error)})`;
}
