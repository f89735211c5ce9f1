// Cases of the Linux Test Project (test/cases/ltp-cases.json): setup, one call, what the kernel must
// answer. Each runs in a process and a folder of its own.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as syscalls from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';

interface Expectation {
  errno?: string;
  ret?: number | 'fd';
  min?: number;
  mask?: [mask: string, value: string | number];
  data?: string;
  nfds?: number;
  revents?: string;
  msg_flags?: string;
  int?: number;
  offset?: number;
  elapsed_ms_min?: number;
}

interface Case {
  id: string;
  steps: [name: string, ...unknown[]][];
  call: { fn: string };
  expect: Expectation;
  checks: { fn?: string; expect?: Expectation }[];
  linux_only: boolean;
  expressible_from_js: boolean;
  macos?: { errno?: string; note?: string };
}

interface Outcome {
  errno?: string;
  ret?: number;
  data?: string;
  nfds?: number;
  revents?: number;
  msg_flags?: number;
  int?: number;
  offset?: number;
  elapsed_ms?: number;
}

const cases = JSON.parse(readFileSync(new URL('cases/ltp-cases.json', import.meta.url), 'utf8')) as Case[];
const runner = fileURLToPath(new URL('support/ltp-runner.mjs', import.meta.url));
const constants = syscalls as unknown as Readonly<Record<string, number | undefined>>;

function bits(expression: string | number): number {
  if (typeof expression === 'number') return expression;
  return expression.split('|').reduce((sum, name) => sum | (constants[name] ?? Number(name)), 0);
}

/** What the outcome must look like, as far as the case says. */
function wanted(expectation: Expectation, actual: Outcome): Outcome {
  const { errno, ret, mask, min = 0, revents, msg_flags, elapsed_ms_min, ...same } = expectation;
  const result: Outcome = { ...same };
  if (errno !== undefined) result.errno = errno;
  if (typeof ret === 'number') result.ret = ret;
  if (ret === 'fd') result.ret = expect.toSatisfy((fd: number) => fd >= min) as number;
  if (mask) result.ret = expect.toSatisfy((flags: number) => (flags & bits(mask[0])) === bits(mask[1])) as number;
  if (revents !== undefined) result.revents = bits(revents);
  if (msg_flags !== undefined) result.msg_flags = (actual.msg_flags ?? 0) | bits(msg_flags);
  if (elapsed_ms_min !== undefined)
    result.elapsed_ms = expect.toSatisfy((ms: number) => ms >= elapsed_ms_min) as number;
  return result;
}

async function run({ id, steps }: Case): Promise<{ call: Outcome; checks: Outcome[] }> {
  const directory = mkdtempSync(join(tmpdir(), 'ltp-'));
  try {
    const limit = steps.find(([name]) => name === 'rlimit_nofile')?.[1] as number | undefined;
    const [command, args] =
      limit === undefined
        ? [process.execPath, [runner, id]]
        : ['sh', ['-c', `ulimit -n ${limit}; exec "$0" "$@"`, process.execPath, runner, id]];
    const { stdout } = await promisify(execFile)(command, args, { cwd: directory });
    return JSON.parse(stdout) as { call: Outcome; checks: Outcome[] };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const here = (each: Case): boolean => process.platform === 'linux' || !(each.linux_only || each.macos);
const title = ({ id, call, expect: { errno, ret, mask } }: Case): string =>
  `${id}: ${call.fn} ${errno ?? ret ?? `has ${String(mask?.[1])}`}`;

// Node takes its time to start on a busy machine.
describe.concurrent('what the Linux Test Project expects of', { timeout: 30_000 }, () => {
  const runnable = cases.filter((each) => each.expressible_from_js && here(each));
  it.each(runnable.map((each) => [title(each), each] as const))('%s', async (_, each) => {
    const { call, checks } = await run(each);
    expect(call).toMatchObject(wanted(each.expect, call));
    const expectations = each.checks.flatMap((check) => check.expect ?? []);
    expect(checks).toMatchObject(expectations.map((expectation, i) => wanted(expectation, checks[i] ?? {})));
    expect(checks.length).toBe(expectations.length);
  });
});

const noPointer = 'JavaScript gives no pointers: a bad or a null one cannot be passed';
const noLength = 'the length of a buffer is what it is: a false one cannot be passed';
const noSuchFile = 'nothing in JavaScript makes a descriptor of this kind';

/** Cases that no JavaScript program can put as C puts them, and why. */
const inexpressible: Readonly<Record<string, string>> = {
  'socketpair01-6': noPointer,
  'accept01-2': noPointer,
  'getsockname01-3': noPointer,
  'getsockname01-4': noPointer,
  'getsockopt01-4': noPointer,
  'setsockopt01-3': noPointer,
  'sendmsg01-3': noPointer,
  'sendmsg01-10': noPointer,
  'recv01-3': noPointer,
  'recvfrom01-3': noPointer,
  'recvfrom01-5': noPointer,
  'recvmsg01-5': noPointer,
  'readv01-5': noPointer,
  'sendfile04-1': noPointer,
  'ioctl01-2': noPointer,
  'ioctl01-5': noPointer,
  'connect01-3': 'an address object has its own length; test/syscalls/connect.test.ts cuts its bytes short',
  'getpeername01-4': noLength,
  'sendto01-6': noLength,
  'recvfrom01-4': noLength,
  'recvmsg01-3': noLength,
  'readv02-1': noLength,
  'writev01-1': noLength,
  'writev01-3': noLength,
  'accept03-2': 'node:fs has no O_PATH; test/syscalls/accept.test.ts uses its number',
  'accept03-8': 'no Node module makes an epoll set; test/syscalls/accept.test.ts does, by epoll_create1',
  'accept03-9': noSuchFile,
  'accept03-11': noSuchFile,
  'accept03-14': noSuchFile,
  'ioctl01-3': 'node:fs opens no pty pair; test/syscalls/ioctl.test.ts opens its controlling half',
  'ppoll01-4': 'needs a C signal handler and a timer; test/cpython.test.ts interrupts poll with a real signal',
};

it('leaves out exactly the cases that JavaScript cannot express', () => {
  const flagged = cases.filter((each) => !each.expressible_from_js).map(({ id }) => id);
  expect(Object.keys(inexpressible).sort()).toEqual(flagged.sort());
});
