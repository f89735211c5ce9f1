// Runs one case of test/cases/ltp-cases.json in this process and in its working directory:
//   node ltp-runner.mjs bind01-5
// Prints what the call and each check did, as JSON: {"call": {…}, "checks": [{…}, …]}. Judging is left
// to ltp.test.ts. Exits with an error when a step fails that has to succeed.
import {
  chmodSync,
  constants as fsConstants,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';

const cases = JSON.parse(readFileSync(new URL('../cases/ltp-cases.json', import.meta.url), 'utf8'));
const variables = new Map();

/** The value of a number, of 'A|B' (C constants), or of '$variable'. */
function value(expression) {
  if (typeof expression !== 'string') return expression;
  if (expression.startsWith('$')) {
    if (!variables.has(expression.slice(1))) throw new Error(`no variable ${expression}`);
    return variables.get(expression.slice(1));
  }
  return expression.split('|').reduce((bits, name) => {
    const bit = /^\d+$/.test(name) ? Number(name) : (s[name] ?? fsConstants[name]);
    if (bit === undefined) throw new Error(`no constant ${name}`);
    return bits | bit;
  }, 0);
}

function address(spec) {
  if (spec.of) return variables.get(spec.of);
  if (spec.inet) return { family: s.AF_INET, address: spec.inet[0], port: value(spec.inet[1]) };
  if (spec.inet6) return { family: s.AF_INET6, address: spec.inet6[0], port: value(spec.inet6[1]) };
  if (spec.unix !== undefined) return { family: s.AF_UNIX, path: spec.unix };
  throw new Error(`no address ${JSON.stringify(spec)}`);
}

function buffer(spec) {
  if (spec.text !== undefined) return Buffer.from(spec.text);
  if (spec.hex !== undefined) return Buffer.from(spec.hex, 'hex');
  return Buffer.alloc(spec.buf ?? spec.len, spec.fill ?? 0);
}

/** How JavaScript says what the case says with C's arguments; `read` takes what came back from there. */
function plan(fn, args) {
  const fd = fn === 'poll' ? -1 : value(args[0]);
  const numbers = () => args.map(value);
  const result = (ret) => ({ ret: ret ?? 0 });
  const received = (buf, length) => buf.toString('latin1', 0, length);
  switch (fn) {
    case 'bind':
    case 'connect':
      return () => result(s[fn](fd, address(args[1])));
    case 'accept':
      return () => result(s.accept(fd).fd);
    case 'accept4':
      return () => result(s.accept4(fd, value(args[2])).fd);
    case 'getsockname':
    case 'getpeername':
      return () => (s[fn](fd), result());
    case 'getsockopt':
      return () => (s.getsockopt(fd, value(args[1]), value(args[2])), result());
    case 'setsockopt': {
      const option = typeof args[3] === 'object' ? buffer(args[3]) : value(args[3]);
      return () => result(s.setsockopt(fd, value(args[1]), value(args[2]), option));
    }
    case 'socketpair':
    case 'pipe':
      return () => (s[fn](...numbers()), result());
    case 'read':
    case 'write':
      return () => result(s[fn](fd, buffer(args[1])));
    case 'send':
      return () => result(s.send(fd, buffer(args[1]), value(args[2])));
    case 'sendto':
      return () => result(s.sendto(fd, buffer(args[1]), value(args[2]), address(args[3])));
    case 'recv':
    case 'recvfrom': {
      const buf = buffer(args[1]);
      return () => {
        const got = s[fn](fd, buf, value(args[2]));
        const ret = fn === 'recv' ? got : got.length;
        return { ret, data: received(buf, ret) };
      };
    }
    case 'readv':
    case 'writev':
      return () => result(s[fn](fd, args[1].iov.map(buffer)));
    case 'sendmsg': {
      const { iov, name, rights = [], controllen } = args[1];
      const message = { iov: iov.map(buffer) };
      if (name) message.addr = address(name);
      // A msg_controllen of 0 hides the control message that the case lays out.
      const hidden = controllen === 0;
      if (rights.length > 0 && !hidden) {
        message.control = [{ level: s.SOL_SOCKET, type: s.SCM_RIGHTS, data: rights.map(value) }];
      }
      return () => result(s.sendmsg(fd, message, value(args[2])));
    }
    case 'recvmsg': {
      const { iov, controlcap = 0 } = args[1];
      const bufs = iov.map(buffer);
      return () => {
        const got = s.recvmsg(fd, { iov: bufs, controlLength: controlcap }, value(args[2]));
        const nfds = got.control
          .filter(({ level, type }) => level === s.SOL_SOCKET && type === s.SCM_RIGHTS)
          .reduce((sum, { data }) => sum + data.length, 0);
        return { ret: got.length, msg_flags: got.flags, nfds, data: received(Buffer.concat(bufs), got.length) };
      };
    }
    case 'poll': {
      const fds = args[0].map(([each, events]) => ({ fd: value(each), events: value(events) }));
      return () => {
        const start = process.hrtime.bigint();
        const ret = s.poll(fds, args[1]);
        return { ret, revents: fds[0]?.revents, elapsed_ms: Number(process.hrtime.bigint() - start) / 1e6 };
      };
    }
    case 'ioctl':
      // The third argument is the int that JavaScript gets back.
      return () => ({ ret: 0, int: s.ioctl(fd, value(args[1])) });
    case 'sendfile': {
      const offset = args[2];
      return () => {
        const ret = s.sendfile(fd, value(args[1]), offset, args[3]);
        // JavaScript gives the offset as a value: where C's pointer would end is the sum.
        return offset === null ? { ret } : { ret, offset: offset + ret };
      };
    }
    default:
      // All arguments are numbers: socket, listen, shutdown, close, fcntl, dup, dup2.
      return () => result(s[fn](...numbers()));
  }
}

function outcome(fn, args) {
  const call = plan(fn, args);
  try {
    return call();
  } catch (error) {
    if (error instanceof s.ErrnoError && error.syscall === fn) return { errno: error.code };
    throw error;
  }
}

/** A port nobody listens on: it was free a moment ago. */
function unusedPort(type) {
  const fd = s.socket(s.AF_INET, type, 0);
  s.bind(fd, { family: s.AF_INET, address: '127.0.0.1', port: 0 });
  const { port } = s.getsockname(fd);
  s.close(fd);
  return port;
}

/** The address by which a socket that is bound to "any" is reached from this machine. */
function loopName(fd) {
  const name = s.getsockname(fd);
  if (name.address === '0.0.0.0') return { ...name, address: '127.0.0.1' };
  if (name.address === '::') return { ...name, address: '::1' };
  return name;
}

const steps = {
  socket: (name, ...args) => variables.set(name, s.socket(...args.map(value))),
  socketpair: (a, b, ...args) => pair(a, b, s.socketpair(...args.map(value))),
  pipe: (r, w) => pair(r, w, s.pipe()),
  open: (name, path, flags) => variables.set(name, openSync(path, value(flags))),
  file: (name, content) => writeFileSync(name, content),
  badfd: (name) => variables.set(name, 400),
  closedfd: (name) => {
    const fd = s.socket(s.AF_INET, s.SOCK_DGRAM, 0);
    s.close(fd);
    variables.set(name, fd);
  },
  port: (name, fd) => variables.set(name, s.getsockname(value(fd)).port),
  unusedport: (name) => variables.set(name, unusedPort(s.SOCK_STREAM)),
  unusedport_udp: (name) => variables.set(name, unusedPort(s.SOCK_DGRAM)),
  accept: (name, fd) => variables.set(name, s.accept(value(fd)).fd),
  wait_readable: (fd) => s.poll([{ fd: value(fd), events: s.POLLIN }], -1),
  loopname: (name, fd) => variables.set(name, loopName(value(fd))),
  chmod: (path, mode) => chmodSync(path, mode),
  setfl: (fd, flags) => s.fcntl(value(fd), s.F_SETFL, value(flags)),
  // Node has no lseek: in a file that was just opened, reading moves as far.
  lseek: (fd, position) => readSync(value(fd), Buffer.alloc(position), 0, position, null),
  // ltp.test.ts has started this process with the limit.
  rlimit_nofile: () => {},
  exhaust_fds: () => {
    try {
      for (;;) openSync('/dev/null');
    } catch (error) {
      if (error.code !== 'EMFILE') throw error;
    }
  },
  // An ordinary user is one already.
  seteuid_nobody: () => process.geteuid() === 0 && process.seteuid('nobody'),
  assert_absent: (path) => assertEqual(existsSync(path), false),
  assert_size: (path, size) => assertEqual(statSync(path).size, size),
  assert_pos: (fd, position) =>
    assertEqual(Number(/pos:\s*(\d+)/.exec(readFileSync(`/proc/self/fdinfo/${value(fd)}`, 'utf8'))[1]), position),
};

function pair(a, b, fds) {
  variables.set(a, fds[0]);
  variables.set(b, fds[1]);
}

function assertEqual(actual, expected) {
  if (actual !== expected) throw new Error(`expected ${expected}, found ${actual}`);
}

function run([name, ...args]) {
  if (name in steps) return void steps[name](...args);
  const { errno } = outcome(name, args);
  if (errno) throw new Error(`step ${name} failed: ${errno}`);
}

const { steps: setup, call, checks } = cases.find(({ id }) => id === process.argv[2]);
setup.forEach(run);
const results = { call: outcome(call.fn, call.args), checks: [] };
variables.set('ret', results.call.ret);
for (const { step, fn, args } of checks) {
  if (step) run(step);
  else results.checks.push(outcome(fn, args));
}
writeSync(1, JSON.stringify(results));
