/** The files of `strace -ff -y`: which lines are there, of which sockets, and what they are without the decoration. */

/** A line of strace about a system call. */
export interface StraceLine {
  /** As strace without `-y` writes it. */
  readonly text: string;
  /** What `-y` tells of descriptors: 'socket:[8123]', by their number. */
  readonly files: ReadonlyMap<number, string>;
}

/** A descriptor with its file; string literals are left alone. */
const decorated = /"(?:[^"\\]|\\.)*"|(\d+)<((?:[^<>]|<[^<>]*>)*)>/g;

/** strace puts the result into this column. */
export const resultColumn = 39;

/** The result in strace's column again, after something before it has changed its length. */
export function aligned(line: string): string {
  const [, indentation, call, result] = /^( *)(.*\)) += (.*)$/.exec(line) ?? [];
  return call === undefined ? line : `${indentation!}${call.padEnd(resultColumn)} = ${result!}`;
}

/** Undefined for lines about signals and ends. */
export function parseStraceLine(line: string): StraceLine | undefined {
  if (!/^\w+\(/.test(line)) return undefined;
  const files = new Map<number, string>();
  const plain = line.replace(decorated, (whole, fd: string | undefined, file: string | undefined) => {
    if (fd === undefined) return whole;
    files.set(Number(fd), file!);
    return fd;
  });
  return { text: aligned(plain), files };
}
