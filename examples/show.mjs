// Shows what an example does: each call of the API and, indented below it, the system calls that it made, in the
// words of strace. A thread that blocks cannot print, so they are shown when the next step begins, and at the end.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { callsInProgress, startTracing, Trace } from 'berkeley-sockets/trace';

let recording;
/** What is known of each thread, by the kernel's number: its name, and records of calls that are not shown yet. */
const threads = new Map();
/** The thread of the lines that were shown last. */
let speaker;

/** Begins a step, after showing what was called in the one before. The first one begins to record, in all threads. */
export function step(title) {
  if (recording === undefined) {
    recording = startTracing({ threads: 'all' });
    process.on('exit', show);
  }
  show();
  console.log(`\n== ${title}`);
}

/** Says something about what was called so far. */
export function note(text) {
  show();
  console.log(`# ${text}`.trimEnd());
}

/** Waits until another thread is blocked in this system call, and shows it. */
export function untilBlocked(name) {
  for (;;) {
    const blocked = callsInProgress().find((call) => call.name === name);
    if (blocked !== undefined) {
      show();
      const { unfinished } = threads.get(blocked.thread) ?? {};
      print(blocked.thread, { name: unfinished ?? name, systemCalls: [blocked] }, () => '   # blocked');
      return;
    }
    pause();
  }
}

/** Waits until the kernel has come to something that no system call waits for. */
export function until(condition) {
  while (!condition()) pause();
}

/**
 * Runs an example as another process, which shows its own calls, until it has ended. It has `argument` on its command
 * line, and copies of `descriptors` from number 3 on. Returns the number of the process.
 */
export function runOther(example, argument, ...descriptors) {
  show();
  speaker = undefined;
  const stdio = ['inherit', 'inherit', 'inherit', ...descriptors];
  return spawnSync(process.execPath, [fileURLToPath(example), argument], { stdio }).pid;
}

/** A millisecond in which other threads and the kernel get on. */
const pause = () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);

/** Shows the calls that have returned since the last time, thread by thread. */
function show() {
  const { threads: news, lost } = recording.take();
  if (lost > 0) throw new Error(`${lost} system calls are not shown: the ring was full`);
  for (const { thread, name, records } of news) {
    if (!threads.has(thread)) threads.set(thread, { name, records: [], shown: 0 });
    threads.get(thread).records.push(...records);
  }
  for (const [thread, state] of threads) {
    const { calls } = new Trace([{ thread, name: state.name, records: state.records }]);
    const last = calls.at(-1);
    state.unfinished = last?.end === undefined ? last?.name : undefined;
    const returned = state.unfinished === undefined ? calls : calls.slice(0, -1);
    for (const call of returned.slice(state.shown)) print(thread, call);
    // The records of a call that has not returned are needed again: it may make more system calls.
    [state.records, state.shown] = state.unfinished === undefined ? [[], 0] : [state.records, returned.length];
  }
}

function print(thread, call, remark) {
  if (speaker !== thread) console.log(`[pid ${thread}] ${nameOf(thread)}`);
  speaker = thread;
  console.log(textOf(call, remark));
}

/** Threads are numbered as they appear, the main thread first. */
const names = new Map();
function nameOf(thread) {
  if (!names.has(thread)) names.set(thread, names.size === 0 ? 'main thread' : `thread ${names.size}`);
  return names.get(thread);
}

/** An API call and, indented, its system calls. `remark` gives what follows the line of each. */
export function textOf({ name, systemCalls }, remark = () => '') {
  if (systemCalls.length === 0) return `${name}\n    no system call${reasonOf(name)}`;
  return [name, ...systemCalls.map((call) => `    ${call.text}${remark(call)}`)].join('\n');
}

function reasonOf(name) {
  if (/^Buffered(Reader|InputStream)\./.test(name)) return ': from the buffer';
  if (/^(PrintWriter|BufferedOutputStream)\./.test(name)) return ': into the buffer';
  return /^Thread/.test(name) ? ' on a socket' : '';
}

const states = ['', 'ESTABLISHED', 'SYN-SENT', 'SYN-RECV', 'FIN-WAIT-1', 'FIN-WAIT-2', 'TIME-WAIT', 'CLOSE'];
states.push('CLOSE-WAIT', 'LAST-ACK', 'LISTEN', 'CLOSING');

/** What the kernel (Linux) knows of the TCP sockets of a port, as `ss -tan` tells it, by descriptor. */
export function connections(port) {
  const rows = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
    readFileSync(file, 'latin1').trim().split('\n').slice(1).map(connectionOf),
  );
  const mine = rows.filter(({ local, peer }) => local === port || peer === port);
  const descriptors = descriptorsByInode();
  // Without a descriptor: nobody has accepted it yet, or everybody has closed it.
  for (const row of mine) row.descriptor = descriptors.get(row.inode) ?? -1;
  // The listener first, and the end of a server after that of its client.
  const place = ({ local, peer, descriptor }) => {
    if (peer === 0) return -2;
    return local === port ? (mine.find((each) => each.local === peer)?.descriptor ?? Infinity) + 0.5 : descriptor;
  };
  return mine.sort((a, b) => place(a) - place(b));
}

/** A line of /proc/net/tcp (proc(5)). */
function connectionOf(line) {
  const [, local, peer, state, queues, , , , , inode] = line.trim().split(/\s+/);
  const [sendQueue, receiveQueue] = queues.split(':').map((each) => parseInt(each, 16));
  const portOf = (address) => parseInt(address.split(':')[1], 16);
  return {
    state: states[parseInt(state, 16)],
    sendQueue,
    receiveQueue,
    local: portOf(local),
    peer: portOf(peer),
    inode,
  };
}

/** The sockets of this process. */
function descriptorsByInode() {
  const descriptors = new Map();
  for (const fd of readdirSync('/proc/self/fd')) {
    try {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/self/fd/${fd}`))?.[1];
      if (inode !== undefined) descriptors.set(inode, Number(fd));
    } catch {
      // It has been closed in the meantime.
    }
  }
  return descriptors;
}

/** Prints {@link connections}. Recv-Q: bytes that nobody has read; of a listener, connections that nobody has accepted. */
export function showConnections(port) {
  note('State        Recv-Q  Send-Q   Local    Peer  Descriptor');
  for (const { state, sendQueue, receiveQueue, local, peer, descriptor } of connections(port)) {
    const cells = [receiveQueue, sendQueue, local, peer === 0 ? '*' : peer].map((cell) => String(cell).padStart(8));
    note(`${state.padEnd(11)}${cells.join('')}  ${descriptor < 0 ? 'none' : descriptor}`);
  }
}
