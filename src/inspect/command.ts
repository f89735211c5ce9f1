/** `berkeley-sockets inspect [PID]`. */
import { printable, printSockets } from './print.js';
import { allProcesses, processSockets } from './process-sockets.js';

const usage = `usage: berkeley-sockets inspect [PID]

Shows what the kernel keeps for the sockets of a process: TCP state, addresses, bytes that
wait, sequence numbers, windows, round-trip time, retransmits, the accept queue, buffers.
Without PID, those of every process that you may see. Linux; on macOS a program can only
inspect itself: socketState() of berkeley-sockets/inspect.
`;

const exit = { ok: 0, failed: 1, usage: 2 };

/**
 * The command `berkeley-sockets inspect`: `args` are those behind the command's name. Text goes to `out`, errors to `err`.
 *
 * @returns the exit code: 0, 1 when the process cannot be inspected, 2 when the arguments are wrong.
 * @example process.exitCode = inspectCommand(['4711'], (text) => process.stdout.write(text));
 */
export function inspectCommand(
  args: readonly string[],
  out: (text: string) => void,
  err: (text: string) => void = out,
): number {
  const [pid, ...rest] = args;
  if (pid === '--help' || pid === '-h') {
    out(usage);
    return exit.ok;
  }
  if (rest.length > 0 || (pid !== undefined && !/^[1-9]\d{0,9}$/.test(pid))) {
    err(`berkeley-sockets inspect: not a process id: ${args.join(' ')}\n${usage}`);
    return exit.usage;
  }
  if (pid === undefined && process.platform !== 'linux') {
    err('berkeley-sockets inspect: macOS shows a process only its own sockets\n');
    return exit.failed;
  }
  try {
    if (pid === undefined) showAll(out);
    else showOne(Number(pid), out);
    return exit.ok;
  } catch (error) {
    err(`berkeley-sockets inspect: ${explain(error, pid)}\n`);
    return exit.failed;
  }
}

function showOne(pid: number, out: (text: string) => void): void {
  const sockets = processSockets(pid);
  out(sockets.length === 0 ? `process ${pid} has no sockets\n` : printSockets(sockets));
}

function showAll(out: (text: string) => void): void {
  const { processes, hidden } = allProcesses();
  const blocks = processes.map(
    ({ pid, command, sockets }) => `== ${pid} ${printable(command)}\n\n${printSockets(sockets)}`,
  );
  if (hidden > 0) blocks.push(`${hidden} processes whose descriptors you may not see are left out\n`);
  out(blocks.length === 0 ? 'no process has sockets\n' : blocks.join('\n'));
}

/** What went wrong, in the words of a user; an error of this program itself is thrown on. */
function explain(error: unknown, pid = ''): string {
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  if (syscall === 'scandir' && code === 'ENOENT') return `there is no process ${pid}`;
  if (syscall === 'scandir' && code === 'EACCES') return `you may not see the descriptors of process ${pid}`;
  // A call that failed, or a number that processSockets refuses.
  if (code !== undefined) return message;
  throw error;
}
