// Calls every function with every kind of bad argument in every place, between two marks for strace.
// Prints what was thrown; a call that threw nothing, or an errno, is printed as such.
import { existsSync, writeSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';

const buf = new Uint8Array(16);
const addr = { family: s.AF_INET, address: '127.0.0.1', port: 80 };
const addr6 = { family: s.AF_INET6, address: '::1', port: 80, flowinfo: 0, scopeId: 0 };
const control = { level: 1, type: 1, data: [1] };

/** Arguments that the kernel would be asked about: every descriptor is bad. */
const valid = {
  socket: [-1, -1, -1],
  socketpair: [-1, -1, -1],
  bind: [-1, addr],
  connect: [-1, addr6],
  listen: [-1, 1],
  accept: [-1],
  accept4: [-1, 0],
  shutdown: [-1, 0],
  close: [-1],
  getsockname: [-1],
  getpeername: [-1],
  read: [-1, buf, 0, 1],
  write: [-1, buf, 0, 1],
  readv: [-1, [buf]],
  writev: [-1, [buf]],
  recv: [-1, buf, 0, 0, 1],
  send: [-1, buf, 0, 0, 1],
  recvfrom: [-1, buf, 0],
  sendto: [-1, buf, 0, addr],
  recvmsg: [-1, { iov: [buf], controlLength: 8 }, 0],
  sendmsg: [-1, { iov: [buf], addr, control: [control] }, 0],
  getsockopt: [-1, 1, 1, 4],
  setsockopt: [-1, 1, 1, 1],
  poll: [[{ fd: -1, events: 1 }], 0],
  fcntl: [-1, 1, 0],
  ioctl: [-1, 1, 0],
  dup: [-1],
  dup2: [-1, 1],
  dup3: [-1, 1, 0],
  tgkill: [-1, -1, 0],
  sendfile: [-1, -1, 0, 1],
  epoll_create1: [-1],
  epoll_ctl: [-1, 1, 1, { events: 1, data: 1 }],
  epoll_wait: [-1, 1, 0],
};

const bad = [
  NaN,
  Infinity,
  -Infinity,
  1.5,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 32,
  2 ** 32 + 1,
  2 ** 53,
  '3',
  '',
  null,
  undefined,
  true,
  3n,
  {},
  [],
  [3],
  Symbol('s'),
  () => 3,
  { valueOf: () => 3 },
  new Number(3),
  new Date(0),
  'buffer',
  new Float64Array(2),
  new DataView(new ArrayBuffer(2)),
  new ArrayBuffer(2),
  [[1]],
  [null],
];

/** What is good in a place although it is in the list: by function and path. */
const allowed = {
  'read.2': [undefined], 'read.3': [undefined], 'write.2': [undefined], 'write.3': [undefined],
  'recv.3': [undefined], 'recv.4': [undefined], 'send.3': [undefined], 'send.4': [undefined],
  'getsockopt.3': [undefined], 'setsockopt.3': [true], 'fcntl.2': [undefined], 'ioctl.2': [undefined],
  'ioctl.1': [2 ** 31], 'sendfile.2': [null, 2 ** 31, -(2 ** 31) - 1, 2 ** 32, 2 ** 32 + 1],
  'sendfile.3': [2 ** 31, 2 ** 32, 2 ** 32 + 1],
  'epoll_ctl.3': [undefined], 'epoll_ctl.3.events': [2 ** 31], 'epoll_ctl.3.data': [undefined, 2 ** 31, 2 ** 32, 2 ** 32 + 1],
  'connect.1.flowinfo': [undefined, 2 ** 31], 'connect.1.scopeId': [undefined, 2 ** 31],
  'sendmsg.1.addr': [undefined], 'sendmsg.1.control': [undefined], 'recvmsg.1.controlLength': [undefined],
}; // prettier-ignore
/** An empty list is a list. */
const lists = [
  'readv.1',
  'writev.1',
  'poll.0',
  'sendmsg.1.iov',
  'recvmsg.1.iov',
  'sendmsg.1.control',
  'sendmsg.1.control.0.data',
];

function isAllowed(path, value) {
  if (allowed[path]?.some((each) => Object.is(each, value))) return true;
  if (!Array.isArray(value)) return false;
  return lists.includes(path) && (value.length === 0 || (path.endsWith('data') && Object.is(value[0], 3)));
}

/** Every path into the arguments, and a copy of them with another value there. */
function* places(value, path = []) {
  if (path.length > 0) yield path;
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return;
  for (const key of Object.keys(value)) yield* places(value[key], [...path, key]);
}
function replaced(value, [key, ...rest], other) {
  if (key === undefined) return other;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[key] = replaced(value[key], rest, other);
  return copy;
}

const wrong = [];
let tried = 0;
function attempt(label, fn) {
  tried++;
  try {
    wrong.push(`${label}: no error, result ${String(fn())}`);
  } catch (error) {
    const good =
      /^ERR_(INVALID_ARG_TYPE|OUT_OF_RANGE|INVALID_ARG_VALUE)$/.test(error.code) &&
      (error instanceof TypeError || error instanceof RangeError);
    if (!good) wrong.push(`${label}: ${error}`);
  }
}

existsSync('/mark/begin');
for (const [name, args] of Object.entries(valid))
  for (const path of places(args))
    for (const value of bad) {
      const place = `${name}.${path.join('.')}`;
      if (isAllowed(place, value)) continue;
      const given = replaced(args, path, value);
      const label = `${place} = ${typeof value === 'symbol' ? 'symbol' : typeof value === 'object' ? (value?.constructor.name ?? value) : String(value)}`;
      attempt(label, () => s[name](...given));
      attempt(`raw ${label}`, () => s.raw[name](...given));
    }

// Buffers that are gone, or smaller than they were, or become so while later arguments are read.
const detached = () => {
  const bytes = new Uint8Array(8);
  structuredClone(bytes, { transfer: [bytes.buffer] });
  return bytes;
};
const shrunk = (fixed) => {
  const buffer = new ArrayBuffer(16, { maxByteLength: 16 });
  const bytes = fixed ? new Uint8Array(buffer, 4, 8) : new Uint8Array(buffer, 8);
  buffer.resize(6);
  return bytes;
};
for (const [kind, make] of [
  ['detached', detached],
  ['shrunk', () => shrunk(true)],
  ['length-tracking', () => shrunk(false)],
]) {
  attempt(`read ${kind}`, () => s.read(-1, make()));
  attempt(`write ${kind} 0 0`, () => s.write(-1, make(), 0, 0));
  attempt(`write ${kind} 0 4`, () => s.write(-1, make(), 0, 4));
  attempt(`recv ${kind}`, () => s.recv(-1, make(), 0));
  attempt(`recvfrom ${kind}`, () => s.recvfrom(-1, make(), 0));
  attempt(`sendto ${kind}`, () => s.sendto(-1, make(), 0, addr));
  attempt(`bind ${kind}`, () => s.bind(-1, make()));
  attempt(`setsockopt ${kind}`, () => s.setsockopt(-1, 1, 1, make()));
  attempt(`readv ${kind}`, () => s.readv(-1, [new Uint8Array(1), make()]));
  attempt(`sendmsg iov ${kind}`, () => s.sendmsg(-1, { iov: [make()] }, 0));
  attempt(`sendmsg control ${kind}`, () =>
    s.sendmsg(-1, { iov: [], control: [{ level: 1, type: 2, data: make() }] }, 0),
  );
  attempt(`sendmsg addr ${kind}`, () => s.sendmsg(-1, { iov: [], addr: make() }, 0));
}
const growing = new ArrayBuffer(8, { maxByteLength: 32 });
const tracking = new Uint8Array(growing);
growing.resize(4);
attempt('read beyond a length-tracking view', () => s.read(-1, tracking, 0, 5));
for (const [offset, length] of [
  [17, undefined],
  [16, 1],
  [0, 17],
  [8, 9],
  [-1, 1],
  [1, -1],
  [2 ** 53 - 1, 2 ** 53 - 1],
  [1, 2 ** 53 - 1],
]) {
  attempt(`read offset ${offset} length ${length}`, () => s.read(-1, buf, offset, length));
  attempt(`send offset ${offset} length ${length}`, () => s.send(-1, buf, 0, offset, length));
}
const transferring = () => {
  const first = new Uint8Array(8);
  const iov = [first, undefined];
  Object.defineProperty(iov, 1, {
    get: () => (structuredClone(first, { transfer: [first.buffer] }), new Uint8Array(1)),
  });
  return iov;
};
attempt('readv: a getter detaches an earlier one', () => s.readv(-1, transferring()));
attempt('writev: a getter detaches an earlier one', () => s.writev(-1, transferring()));
attempt('recvmsg: a getter detaches an earlier one', () => s.recvmsg(-1, { iov: transferring() }, 0));
const first = new Uint8Array(8);
attempt('sendmsg: the control getter detaches an iov', () =>
  s.sendmsg(-1, { iov: [first], control: [{ level: 1, type: 2, get data() { structuredClone(first, { transfer: [first.buffer] }); return buf; } }] }, 0)); // prettier-ignore
const second = new Uint8Array(8);
attempt('sendmsg: the address getter detaches an iov', () =>
  s.sendmsg(-1, { iov: [second], addr: { ...addr, get port() { structuredClone(second, { transfer: [second.buffer] }); return 80; } } }, 0)); // prettier-ignore
const third = new Uint8Array(8);
attempt('sendto: the address getter detaches the buffer', () =>
  s.sendto(-1, third, 0, { ...addr, get port() { structuredClone(third, { transfer: [third.buffer] }); return 80; } })); // prettier-ignore
for (const address of ['', 'localhost', '127.0.0', '::1', '127.0.0.1 ', '1.2.3.4\0'])
  attempt(`IPv4 ${address}`, () => s.bind(-1, { ...addr, address }));
for (const address of ['', '127.0.0.1', ':::', 'fe80::1%lo', '::1\0'])
  attempt(`IPv6 ${address}`, () => s.bind(-1, { ...addr6, address }));
attempt('path with a null byte', () => s.bind(-1, { family: s.AF_UNIX, path: '/tmp/a\0b' }));
attempt('path with half a character', () => s.bind(-1, { family: s.AF_UNIX, path: '/tmp/\ud800' }));
attempt('path missing', () => s.bind(-1, { family: s.AF_UNIX }));
attempt('family missing', () => s.bind(-1, { path: 'x' }));
attempt('no arguments', () => s.socket());
attempt('no arguments, raw', () => s.raw.read());
existsSync('/mark/end');

writeSync(1, JSON.stringify({ tried, wrong }));
