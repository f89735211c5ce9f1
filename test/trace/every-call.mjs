// Makes the system calls of one group, with results and failures of many kinds, while it is traced, and
// prints the trace. Between the two marks, strace sees the same calls on the same thread.
import {
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as s from 'berkeley-sockets/syscalls';
import { trace } from 'berkeley-sockets/trace';

const { raw } = s;
/** Node's own: it writes to some of them whenever it likes. */
const nodeFds = readdirSync('/proc/self/fd')
  .map(Number)
  .filter((fd) => existsSync(`/proc/self/fd/${fd}`));
const directory = mkdtempSync(join(tmpdir(), 'trace-'));
const file = join(directory, 'file');
writeFileSync(file, 'abcdefghijklmnopqrstuvwxyz');
const fileFd = openSync(file, 'r');
const bad = 399;
const bytes = (text) => Buffer.from(text, 'latin1');
const inet = (port = 0, address = '127.0.0.1') => ({ family: s.AF_INET, address, port });
const inet6 = (port = 0, more = {}) => ({ family: s.AF_INET6, address: '::1', port, ...more });
const unix = (path) => ({ family: s.AF_UNIX, path });
const u32 = (...values) => new Uint8Array(Uint32Array.from(values).buffer);

/** Every option of these levels, read and set with values of many lengths. */
function options(levels, fd) {
  const [p, q] = s.socketpair(s.AF_UNIX, s.SOCK_STREAM, 0);
  const inetSocket = s.socket(
    levels[0] === 41 ? s.AF_INET6 : s.AF_INET,
    levels[0] === 17 ? s.SOCK_DGRAM : s.SOCK_STREAM,
    0,
  );
  for (const level of levels)
    for (const socket of fd === undefined ? [inetSocket, ...(level === 1 ? [p] : [])] : [fd])
      for (let optname = 0; optname < 90; optname++) {
        // TCP_REPAIR needs a socket of its own kind; iptables' options (64 and above) have names of their own.
        if ((level === 6 && optname === 19) || ((level === 0 || level === 41) && optname >= 64)) continue;
        raw.getsockopt(socket, level, optname);
        for (const length of [0, 1, 2, 4, 8, 16, 100, 300]) raw.getsockopt(socket, level, optname, length);
        for (const value of [
          1,
          u32(0x04030201, 0),
          u32(1, 2, 3, 4),
          bytes(''),
          bytes('ab'),
          bytes('lo\0'),
          bytes('x'.repeat(40)),
        ])
          raw.setsockopt(socket, level, optname, value);
      }
  for (const each of [p, q, inetSocket]) s.close(each);
}

const groups = {
  sockets() {
    const domains = ['AF_INET', 'AF_INET6', 'AF_UNIX', 'AF_NETLINK', 'AF_PACKET', 'AF_VSOCK'].map((n) => s[n] ?? 17);
    for (const domain of [...domains, 255, -1, 0])
      for (const [type, protocol] of [
        [s.SOCK_STREAM, 0],
        [s.SOCK_DGRAM, 17],
        [s.SOCK_RAW | s.SOCK_CLOEXEC, 3],
        [s.SOCK_STREAM | s.SOCK_NONBLOCK, 200],
        [77, 9],
        [0, 0],
        [s.SOCK_CLOEXEC, 0],
        [0x12345001, 6],
        [-1, -1],
        [s.SOCK_SEQPACKET, 132],
      ]) {
        const fd = raw.socket(domain, type, protocol);
        if (fd >= 0) s.close(fd);
      }
    raw.socketpair(s.AF_INET, s.SOCK_STREAM, 0);
    const [a, b] = s.socketpair(s.AF_UNIX, s.SOCK_DGRAM | s.SOCK_CLOEXEC, 0);
    for (const fd of [a, b, bad, -1]) raw.close(fd);
    raw.accept(bad);
    raw.accept4(bad, s.SOCK_CLOEXEC | s.SOCK_NONBLOCK);
    raw.accept4(bad, 7);
    raw.listen(bad, 5);
    raw.listen(bad, -1);
    for (const how of [0, 1, 2, 3, 7, -1]) raw.shutdown(bad, how);
    raw.getsockname(bad);
    raw.getpeername(-1);
  },
  tcp() {
    for (const [domain, any] of [
      [s.AF_INET, inet()],
      [s.AF_INET6, inet6()],
    ]) {
      const l = s.socket(domain, s.SOCK_STREAM, 0);
      raw.setsockopt(l, s.SOL_SOCKET, s.SO_REUSEADDR, true);
      s.bind(l, any);
      raw.bind(l, any);
      raw.getpeername(l);
      s.listen(l, 50);
      const name = s.getsockname(l);
      const c = s.socket(domain, s.SOCK_STREAM | s.SOCK_CLOEXEC, s.IPPROTO_TCP);
      s.connect(c, name);
      raw.connect(c, name);
      const { fd } = s.accept(l);
      s.getpeername(fd);
      const c2 = s.socket(domain, s.SOCK_STREAM, 0);
      s.connect(c2, name);
      const { fd: fd2 } = s.accept4(l, s.SOCK_CLOEXEC | s.SOCK_NONBLOCK);
      const buf = Buffer.alloc(100);
      raw.read(fd2, buf);
      raw.recv(fd2, buf, 0);
      raw.recvfrom(fd2, buf, s.MSG_DONTWAIT);
      raw.readv(fd2, [buf, buf]);
      raw.recvmsg(fd2, { iov: [buf], controlLength: 64 }, 0);
      s.write(c, bytes('hello\n\x01\x002\xff"\\\t\r\v\f' + 'z'.repeat(40)));
      s.read(fd, buf);
      s.write(c, bytes('x'.repeat(32)));
      s.read(fd, buf, 10, 40);
      s.write(c, bytes('x'.repeat(33)));
      s.read(fd, buf);
      s.send(c, bytes('\x007\x008'), s.MSG_NOSIGNAL | s.MSG_MORE);
      s.send(c, bytes(''), 0);
      s.recv(fd, buf, s.MSG_PEEK);
      s.recv(fd, buf, s.MSG_WAITALL, 0, 4);
      s.write(c, bytes('abc'), 1, 1);
      s.recvfrom(fd, buf, 0);
      s.writev(c, [bytes('a'), bytes(''), bytes('b'.repeat(40))]);
      s.readv(fd, [Buffer.alloc(2), Buffer.alloc(50), Buffer.alloc(3)]);
      s.send(c, bytes('!'), s.MSG_OOB);
      raw.recv(fd, buf, s.MSG_OOB);
      s.writev(
        c,
        Array.from({ length: 40 }, () => bytes('q')),
      );
      s.readv(
        fd,
        Array.from({ length: 40 }, () => Buffer.alloc(1)),
      );
      s.shutdown(c, s.SHUT_WR);
      s.read(fd, buf);
      raw.write(c, bytes('late'));
      raw.send(c, bytes('late'), s.MSG_NOSIGNAL);
      s.sendfile(fd, fileFd, 0, 10);
      s.sendfile(fd, fileFd, null, 5);
      s.sendfile(fd, fileFd, 26, 5);
      raw.sendfile(bad, fileFd, 3, 5);
      raw.sendfile(bad, fileFd, null, 5);
      raw.sendfile(fd, fileFd, -1, 5);
      s.recv(c, buf, 0);
      for (const each of [l, c, fd, c2, fd2]) s.close(each);
    }
    const c = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    raw.connect(c, inet(1));
    raw.bind(c, inet(1, '203.0.113.1'));
    raw.bind(c, unix('.'));
    raw.bind(c, new Uint8Array(3));
    raw.bind(c, new Uint8Array(0));
    raw.bind(c, new Uint8Array(200));
    raw.bind(c, new Uint8Array([255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
    raw.bind(c, new Uint8Array([2, 0, 1]));
    const c6 = s.socket(s.AF_INET6, s.SOCK_STREAM, 0);
    raw.connect(c6, inet6(9, { address: 'fe80::1', scopeId: 1, flowinfo: 5 }));
    raw.connect(c6, inet6(1, { address: '::ffff:127.0.0.1', scopeId: 99 }));
    raw.bind(c6, inet6(9, { address: '2001:db8:0:0:1:0:0:1' }));
    raw.bind(c6, inet6(9, { address: '::1.2.3.4' }));
    raw.bind(c6, inet6(9, { address: '1:0:0:2::' }));
    raw.bind(c6, inet6(9, { address: 'ff02::1', scopeId: 77 }));
    s.close(c);
    s.close(c6);
  },
  datagrams() {
    const [a, b] = [0, 1].map(() => s.socket(s.AF_INET, s.SOCK_DGRAM, 0));
    s.bind(a, inet());
    const name = s.getsockname(a);
    const buf = Buffer.alloc(16);
    s.sendto(b, bytes('abcd'), 0, name);
    s.recvfrom(a, buf, 0);
    s.sendto(b, bytes(''), 0, name);
    s.recvfrom(a, buf, 0);
    s.sendmsg(b, { iov: [bytes('12'), bytes('345')], addr: name }, 0);
    s.recvmsg(a, { iov: [Buffer.alloc(3), Buffer.alloc(9)] }, 0);
    s.sendto(b, bytes('x'.repeat(40)), 0, name);
    s.recvfrom(a, buf, s.MSG_TRUNC);
    s.sendto(b, bytes('y'.repeat(40)), 0, name);
    s.recvmsg(a, { iov: [buf] }, 0);
    raw.sendto(b, bytes('x'), 0, inet(0));
    raw.recvmsg(a, { iov: [buf] }, s.MSG_DONTWAIT);
    raw.recvfrom(a, buf, s.MSG_DONTWAIT | s.MSG_PEEK);
    raw.sendto(b, Buffer.alloc(70000), 0, name);
    s.setsockopt(a, s.SOL_IP, s.IP_PKTINFO, 1);
    s.sendto(b, bytes('i'), 0, name);
    s.recvmsg(a, { iov: [buf], controlLength: 128 }, 0);
    for (const option of [s.IP_RECVTTL, s.IP_RECVTOS, s.IP_RECVORIGDSTADDR, s.IP_RECVERR])
      s.setsockopt(a, s.SOL_IP, option, 1);
    for (const option of [s.SO_TIMESTAMP, s.SO_TIMESTAMPNS, 63, 64, 65, s.SO_TIMESTAMPING, s.SO_RXQ_OVFL, s.SO_MARK]) {
      raw.setsockopt(a, s.SOL_SOCKET, option, option === 65 || option === s.SO_TIMESTAMPING ? 0x18 : 1);
      s.sendto(b, bytes('t'), 0, name);
      s.recvmsg(a, { iov: [buf], controlLength: 512 }, 0);
    }
    s.connect(a, inet(1));
    raw.send(a, bytes('e'), 0);
    s.poll([{ fd: a, events: 0 }], 1000);
    raw.recvmsg(a, { iov: [buf], controlLength: 512 }, s.MSG_ERRQUEUE | s.MSG_DONTWAIT);
    const d6 = s.socket(s.AF_INET6, s.SOCK_DGRAM, 0);
    s.bind(d6, inet6());
    s.setsockopt(d6, s.SOL_IPV6, s.IPV6_RECVPKTINFO, 1);
    s.sendto(d6, bytes('6'), 0, s.getsockname(d6));
    s.recvmsg(d6, { iov: [buf], controlLength: 512 }, 0);
    s.close(d6);
    const u = s.socket(s.AF_UNIX, s.SOCK_DGRAM, 0),
      v = s.socket(s.AF_UNIX, s.SOCK_DGRAM, 0);
    s.bind(u, unix(join(directory, 'u')));
    s.getsockname(u);
    s.connect(v, unix(join(directory, 'u')));
    s.send(v, bytes('x'), 0);
    s.recvfrom(u, buf, 0);
    s.getsockname(v);
    s.getpeername(v);
    s.bind(v, unix(''));
    s.send(v, bytes('x'), 0);
    s.recvmsg(u, { iov: [buf], controlLength: 40 }, 0);
    for (const fd of [a, b, u, v]) s.close(fd);
    const l = s.socket(s.AF_UNIX, s.SOCK_SEQPACKET, 0);
    s.bind(l, unix(`\0trace-${process.pid}\0\x01x`));
    s.listen(l, 1);
    const c = s.socket(s.AF_UNIX, s.SOCK_SEQPACKET, 0);
    s.connect(c, s.getsockname(l));
    const { fd } = s.accept(l);
    s.getpeername(c);
    s.getsockname(fd);
    raw.bind(c, unix('/' + 'a'.repeat(107)));
    raw.bind(c, unix('/' + 'a'.repeat(200)));
    raw.connect(c, unix('/nowhere/x'));
    for (const each of [l, c, fd]) s.close(each);
  },
  messages() {
    const [p, q] = s.socketpair(s.AF_UNIX, s.SOCK_STREAM, 0);
    const buf = Buffer.alloc(10);
    s.sendmsg(
      p,
      { iov: [bytes('ab'), bytes('cde')], control: [{ level: s.SOL_SOCKET, type: s.SCM_RIGHTS, data: [p, q] }] },
      0,
    );
    for (const fd of s.recvmsg(q, { iov: [buf], controlLength: 100 }, s.MSG_CMSG_CLOEXEC).control[0].data) s.close(fd);
    s.sendmsg(
      p,
      {
        iov: [bytes('ab')],
        control: [
          { level: s.SOL_SOCKET, type: s.SCM_CREDENTIALS, data: u32(process.pid, process.getuid(), process.getgid()) },
        ],
      },
      0,
    );
    s.setsockopt(q, s.SOL_SOCKET, s.SO_PASSCRED, 1);
    s.recvmsg(q, { iov: [buf], controlLength: 100 }, 0);
    s.send(p, bytes('x'), 0);
    s.recvmsg(q, { iov: [buf], controlLength: 32 }, 0);
    s.setsockopt(q, s.SOL_SOCKET, s.SO_PASSCRED, 0);
    s.sendmsg(p, { iov: [bytes('ab')], control: [{ level: s.SOL_SOCKET, type: s.SCM_RIGHTS, data: [p, q] }] }, 0);
    for (const fd of s.recvmsg(q, { iov: [buf], controlLength: 20 }, 0).control[0].data) s.close(fd);
    s.sendmsg(p, { iov: [bytes('ab')], control: [{ level: s.SOL_SOCKET, type: s.SCM_RIGHTS, data: [p, q] }] }, 0);
    s.recvmsg(q, { iov: [buf] }, 0);
    s.sendmsg(p, { iov: [bytes('ab')], control: [{ level: s.SOL_SOCKET, type: s.SCM_RIGHTS, data: [p] }] }, 0);
    s.recvmsg(q, { iov: [buf], controlLength: 8 }, 0);
    raw.sendmsg(p, { iov: [bytes('ab')], control: [{ level: 0, type: 8, data: bytes('\x01\0\0\0') }] }, 0);
    raw.sendmsg(
      p,
      {
        iov: [bytes('ab')],
        control: [
          { level: 41, type: 50, data: bytes('1'.repeat(20)) },
          { level: 1, type: 77, data: bytes('abc') },
          { level: 17, type: 103, data: bytes('ab') },
          { level: 6, type: 1, data: bytes('ab') },
        ],
      },
      0,
    );
    raw.sendmsg(p, { iov: [bytes('ab')], control: [{ level: 1, type: 1, data: [] }] }, 0);
    raw.sendmsg(p, { iov: [bytes('ab')], control: [] }, 0);
    raw.sendmsg(p, { iov: [] }, s.MSG_DONTWAIT | s.MSG_NOSIGNAL);
    raw.sendmsg(bad, { iov: [bytes('')] }, 0);
    raw.recvmsg(bad, { iov: [buf] }, 0);
    raw.recvmsg(q, { iov: [] }, s.MSG_DONTWAIT);
    raw.readv(bad, [buf]);
    raw.readv(bad, []);
    raw.writev(bad, []);
    raw.writev(bad, [bytes(''), bytes('x')]);
    raw.writev(
      p,
      Array.from({ length: 1025 }, () => buf),
    );
    raw.read(bad, buf, 0, 0);
    raw.write(bad, Buffer.alloc(0));
    raw.read(q, buf, 0, 0);
    raw.write(p, Buffer.alloc(0));
    raw.writev(p, [Buffer.alloc(0), bytes('x')]);
    for (let bit = 0; bit < 32; bit++) raw.send(bad, bytes(''), 1 << bit);
    raw.send(bad, bytes(''), -1);
    raw.recv(bad, buf, 0x7f);
    s.close(p);
    s.close(q);
  },
  ...Object.fromEntries([0, 1, 6, 17, 41, 99].map((level) => [`options${level}`, () => options([level])])),
  optionsOfBadDescriptor: () => options([1, 270, 300, -1], bad),
  levels() {
    // strace names the options of these levels too; here they are numbers (print/option.ts).
    const undecoded = new Set([
      101, 132, 136, 255, 256, 257, 258, 259, 260, 263, 266, 268, 269, 271, 272, 273, 274, 275, 276, 277, 278, 279, 280,
      281, 282, 283,
    ]);
    for (let level = -1; level < 300; level++) if (!undecoded.has(level)) raw.setsockopt(bad, level, 1234, 1);
  },
  rare() {
    for (const multicast of [0, 1, 0x0a090807]) {
      const netlink = s.socket(s.AF_NETLINK, s.SOCK_RAW, 0);
      const address = new Uint8Array([s.AF_NETLINK, 0, 0, 0, 0, 0, 0, 0, ...u32(multicast)]);
      raw.bind(netlink, address);
      s.getsockname(netlink);
      s.close(netlink);
    }
    const [p, q] = s.socketpair(s.AF_UNIX, s.SOCK_STREAM, 0);
    const rights = (count) => ({ level: s.SOL_SOCKET, type: s.SCM_RIGHTS, data: Array(count).fill(p) });
    for (const count of [32, 33, 200]) {
      s.sendmsg(p, { iov: [bytes('x')], control: [rights(count)] }, 0);
      const { control } = s.recvmsg(q, { iov: [Buffer.alloc(1)], controlLength: s.CMSG_SPACE(4 * count) }, 0);
      for (const fd of control[0].data) s.close(fd);
    }
    raw.sendmsg(p, { iov: [bytes('x')], control: [{ level: 99, type: 3, data: bytes('ab') }] }, 0);
    for (const cmd of [s.F_DUPFD, s.F_DUPFD_CLOEXEC, s.F_SETPIPE_SZ, s.F_SETOWN]) raw.fcntl(q, cmd, -1);
    raw.fcntl(p, 1027, q);
    s.close(p);
    s.close(q);
  },
  descriptors() {
    const [r, w] = s.pipe();
    const [p, q] = s.socketpair(s.AF_UNIX, s.SOCK_STREAM, 0);
    for (let cmd = 0; cmd < 45; cmd++)
      for (const arg of [undefined, 0, 1, 3]) {
        if ([0, 8, 10, 26].includes(cmd)) continue;
        raw.fcntl(p, cmd, arg);
      }
    for (let cmd = 1020; cmd < 1050; cmd++) {
      if (cmd === 1030 || cmd === 1026) continue;
      raw.fcntl(r, cmd, 4096);
      raw.fcntl(bad, cmd, 1);
    }
    for (const arg of [0, 1, 3, s.O_NONBLOCK, s.O_NONBLOCK | s.O_APPEND, s.O_RDWR | s.O_NONBLOCK, -1])
      raw.fcntl(bad, s.F_SETFL, arg);
    for (const fd of [s.fcntl(p, s.F_DUPFD, 100), s.fcntl(p, s.F_DUPFD_CLOEXEC, 0)]) s.close(fd);
    raw.fcntl(p, s.F_SETOWN, process.pid);
    s.fcntl(p, s.F_GETOWN);
    raw.fcntl(p, s.F_SETSIG, 10);
    raw.fcntl(p, s.F_GETSIG);
    s.fcntl(p, s.F_SETOWN, 0);
    s.fcntl(p, s.F_SETFL, s.O_NONBLOCK);
    s.fcntl(p, s.F_GETFL);
    raw.fcntl(p, s.F_SETFL, 0);
    raw.fcntl(fileFd, s.F_GETFL);
    raw.fcntl(fileFd, s.F_GETFD);
    raw.fcntl(r, s.F_GETPIPE_SZ);
    raw.fcntl(p, s.F_GETLEASE);
    raw.fcntl(fileFd, s.F_GETLEASE);
    for (const request of [
      'FIONREAD',
      'TIOCOUTQ',
      'SIOCOUTQ',
      'SIOCINQ',
      'FIONBIO',
      'SIOCATMARK',
      'SIOCGPGRP',
      'SIOCSPGRP',
      'FIOASYNC',
      'FIOCLEX',
      'FIONCLEX',
      'TCGETS',
      'SIOCOUTQNSD',
      'FIOGETOWN',
      'TIOCGWINSZ',
    ])
      for (const fd of [p, r, bad]) if (s[request] !== undefined) raw.ioctl(fd, s[request]);
    for (const request of [0x1234, 0x80041234, 0xc0101235, -1]) raw.ioctl(bad, request);
    raw.ioctl(p, s.FIONBIO, 1);
    raw.ioctl(p, s.FIONBIO);
    s.close(s.dup(p));
    raw.dup(bad);
    s.dup2(r, 60);
    raw.dup2(bad, 61);
    raw.dup2(r, -1);
    s.dup3(r, 60, s.O_CLOEXEC);
    raw.dup3(r, 60, 0);
    raw.dup3(r, r, s.O_CLOEXEC);
    raw.dup3(r, 61, 1);
    raw.dup3(r, 61, s.O_APPEND | s.O_CLOEXEC | 0x40000000);
    for (const sig of [0, 62, 1, 6, 15, 17, 29, 31, 32, 64, 65, -1]) raw.tgkill(process.pid, 1, sig);
    s.tgkill(process.pid, Number(readlinkSync('/proc/thread-self').split('/').pop()), 0);
    s.close(60);
    s.poll(
      [
        { fd: p, events: s.POLLIN | s.POLLOUT },
        { fd: q, events: -1 },
        { fd: 77, events: s.POLLIN },
        { fd: -1, events: 1 },
      ],
      10,
    );
    s.poll([], 0);
    s.poll([{ fd: r, events: s.POLLIN }], 1);
    s.poll(
      Array.from({ length: 40 }, () => ({ fd: w, events: s.POLLOUT })),
      -1,
    );
    s.poll(
      Array.from({ length: 33 }, () => ({ fd: w, events: 0 })),
      0,
    );
    s.write(w, bytes('12345'));
    s.ioctl(r, s.FIONREAD);
    s.read(r, Buffer.alloc(3));
    s.close(w);
    s.read(r, Buffer.alloc(3));
    s.read(r, Buffer.alloc(3));
    raw.write(r, bytes('x'));
    raw.read(bad, Buffer.alloc(1));
    for (const fd of [r, p, q]) s.close(fd);
    const [r2, w2] = s.pipe();
    s.close(r2);
    raw.write(w2, bytes('nobody'));
    s.close(w2);
  },
  epoll() {
    const e = s.epoll_create1(s.EPOLL_CLOEXEC);
    raw.epoll_create1(77);
    s.close(s.epoll_create1(0));
    const [p, q] = s.socketpair(s.AF_UNIX, s.SOCK_STREAM, 0);
    s.epoll_ctl(e, s.EPOLL_CTL_ADD, p, { events: s.EPOLLIN | s.EPOLLOUT | s.EPOLLET | s.EPOLLONESHOT });
    raw.epoll_ctl(e, s.EPOLL_CTL_ADD, p, { events: 0 });
    s.epoll_ctl(e, s.EPOLL_CTL_ADD, q, { events: s.EPOLLIN | s.EPOLLRDHUP, data: 2 ** 40 + 5 });
    s.epoll_wait(e, 4, 0);
    s.epoll_ctl(e, s.EPOLL_CTL_MOD, p, { events: 0 });
    s.epoll_wait(e, 4, 1);
    s.write(p, bytes('x'));
    s.epoll_wait(e, 1, -1);
    s.epoll_ctl(e, s.EPOLL_CTL_DEL, p);
    raw.epoll_ctl(e, s.EPOLL_CTL_DEL, p);
    raw.epoll_ctl(e, 9, p, { events: -1 });
    raw.epoll_ctl(e, s.EPOLL_CTL_ADD, bad, { events: 0x2000 });
    raw.epoll_ctl(e, s.EPOLL_CTL_ADD, fileFd, { events: 1 });
    raw.epoll_wait(e, 0, 0);
    raw.epoll_wait(e, -1, 0);
    raw.epoll_wait(bad, 4, 0);
    raw.epoll_wait(p, 4, 0);
    s.epoll_ctl(e, s.EPOLL_CTL_DEL, q, { events: 1 });
    for (const fd of [e, p, q]) s.close(fd);
  },
};
if (process.argv[2] === 'groups') {
  writeSync(1, JSON.stringify(Object.keys(groups)));
  rmSync(directory, { recursive: true });
  process.exit();
}
existsSync('/mark/begin');
const recorded = trace(groups[process.argv[2]]);
existsSync('/mark/end');
rmSync(directory, { recursive: true });
const texts = { strace: recorded.toStrace(), ndjson: recorded.toNdjson(), summary: recorded.toSummary() };
const text = Buffer.from(JSON.stringify({ nodeFds, lost: recorded.lost, ...texts }));
for (let at = 0; at < text.length;) at += writeSync(1, text, at);
