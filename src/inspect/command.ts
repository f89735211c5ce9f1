/** `berkeley-sockets inspect [PID]`. */
import { ErrnoError } from '../syscalls/errno-error.js';
import { printSockets } from './print.js';
import { allProcesses, processSockets } from './process-sockets.js';

const usage = `usage: berkeley-sockets inspect [PID]

Shows what the kernel keeps for the sockets of a process: TCP state, addresses, bytes that
wait, sequence numbers, windows, round-trip time, retransmits, the accept queue, buffers.
Without PID, those of every process that you may see. Linux; on macOS a program can only
inspect itself: socketState() of berkeley-sockets/inspect.
`;

/** Exit codes, as those of grep: nothing found is no failure of the command. */
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
  if (process.platform !== 'linux') throw new Error('macOS shows a process only its own sockets');
  const { processes, hidden } = allProcesses();
  out(processes.map(({ pid, command, sockets }) => `== ${pid} ${command}\n\n${printSockets(sockets)}`).join('\n'));
  if (hidden > 0) out(`\n${hidden} processes of other users are not shown\n`);
}

/** What went wrong, in the words of a user; errors of this program itself are thrown on. */
function explain(error: unknown, pid = ''): string {
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  if (syscall === 'scandir' && code === 'ENOENT') return `there is no process ${pid}`;
  if (syscall === 'scandir' && code === 'EACCES') return `process ${pid} belongs to another user`;
  if (error instanceof ErrnoError || (error instanceof Error && code === undefined && !(error instanceof TypeError))) {
    return message;
  }
  if (code?.startsWith('ERR_') === true) return message;
  throw error;
}
