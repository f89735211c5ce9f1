/**
 * The calls of cases.mjs in Node: `node contender.mjs COLUMN [MODULE] [traced]`; COLUMN is the code to run,
 * MODULE the build of `berkeley-sockets/syscalls`. Speaks as c/contender.c does.
 */
import fs from 'node:fs';
import { cases } from './cases.mjs';

const [column, module = 'berkeley-sockets/syscalls', traced] = process.argv.slice(2);

const scope = {
  fs,
  bad: -1,
  zero: fs.openSync('/dev/zero', 'r+'),
  null_device: fs.openSync('/dev/null', 'r+'),
  bytes1: new Uint8Array(1),
  bytes64: new Uint8Array(64),
  opened: [],
};

if (column === 'koffi') {
  const { default: koffi } = await import('koffi');
  const library = koffi.load(null);
  scope.libc = {
    read: library.func('intptr_t read(int fd, void *bytes, size_t length)'),
    write: library.func('intptr_t write(int fd, const void *bytes, size_t length)'),
    close: library.func('int close(int fd)'),
    shutdown: library.func('int shutdown(int fd, int how)'),
    dup2: library.func('int dup2(int fd, int other)'),
  };
}

// Descriptors that no column can make by itself.
const syscalls = await import(module);
[scope.pipe_out, scope.pipe_in] = syscalls.pipe();
scope.udp = syscalls.socket(syscalls.AF_INET, syscalls.SOCK_DGRAM, 0);
syscalls.bind(scope.udp, { family: syscalls.AF_INET, address: '127.0.0.1', port: 0 });
scope.address = { family: syscalls.AF_INET, address: '127.0.0.1', port: 9 };
scope.entries = [{ fd: scope.pipe_out, events: syscalls.POLLIN }];
const names =
  'raw read write close dup2 fcntl getsockopt ioctl poll getsockname F_GETFD FIONREAD SHUT_WR SOL_SOCKET SO_TYPE'.split(
    ' ',
  );
for (const name of names) scope[name] = syscalls[name];

/** A function of its own for each case, so that V8 compiles each for itself, as it would a program's loop. */
function compiled(code) {
  const loop = `(calls) => { for (let i = 0; i < calls; i++) { ${code}; } }`;
  return new Function(`{ ${Object.keys(scope)} }`, `return ${loop};`)(scope);
}

const runs = cases.map((each) => each[column] && compiled(each[column]));

/** The recorder without the decoder: what it records is thrown away between measurements. */
const recorder = traced && (await import('../dist/syscalls/binding.js')).thread;
const { readRecords } = await import('../dist/trace/records.js');
const recording = recorder?.startRecording(false);

function measure({ opens }, run, batches, calls) {
  const times = [];
  for (let batch = 0; batch < batches; batch++) {
    if (opens) for (let i = 0; i < calls; i++) scope.opened[i] = fs.openSync('/dev/null', 'r+');
    const start = process.hrtime.bigint();
    run(calls);
    times.push(Number(process.hrtime.bigint() - start) / calls);
  }
  return times.sort((a, b) => a - b)[batches >> 1];
}

function* lines() {
  const input = Buffer.alloc(256);
  for (let text = ''; ;) {
    const length = fs.readSync(0, input);
    if (length === 0) return;
    text += input.latin1Slice(0, length);
    for (let end; (end = text.indexOf('\n')) >= 0; text = text.slice(end + 1)) yield text.slice(0, end);
  }
}

for (const line of lines()) {
  const [index, batches, calls] = line.split(' ').map(Number);
  // The ring is empty when a measurement begins, and large enough for it: a record that is lost costs less.
  recorder?.drain(recording);
  const time = measure(cases[index], runs[index], batches, calls);
  const [recorded] = recorder?.drain(recording) ?? [];
  const lost = recorded && [...readRecords(recorded.records)].find(({ kind }) => kind === 'lost');
  if (lost) throw new Error(`${lost.calls} records lost`);
  fs.writeSync(1, `${time}\n`);
}
