/**
 * What is measured: the same call in each language. `c` is C, `raw` and `throwing` are
 * `berkeley-sockets/syscalls`, the others are the peers. The names in the code (`zero`, `bytes64`, …) are
 * made by contender.mjs, c/contender.c and contender.py alike; `bad` is a descriptor that is not open.
 */

/** At most so many ns above C. */
export const targets = { buffer: 100, plain: 60 };

/** A call that fails is measured where failing costs no exception. */
export const cases = [
  {
    name: 'read, bad descriptor (EBADF)',
    kind: 'buffer',
    c: 'read(bad, bytes64, 64)',
    raw: 'raw.read(bad, bytes64)',
    koffi: 'libc.read(bad, bytes64, 64)',
  },
  {
    name: 'read 1 byte, /dev/zero',
    kind: 'buffer',
    c: 'read(zero, bytes1, 1)',
    raw: 'raw.read(zero, bytes1)',
    throwing: 'read(zero, bytes1)',
    koffi: 'libc.read(zero, bytes1, 1)',
    fs: 'fs.readSync(zero, bytes1, 0, 1, null)',
    python: 'os.read(zero, 1)',
  },
  {
    name: 'read 64 bytes, /dev/zero',
    kind: 'buffer',
    c: 'read(zero, bytes64, 64)',
    raw: 'raw.read(zero, bytes64)',
    throwing: 'read(zero, bytes64)',
    koffi: 'libc.read(zero, bytes64, 64)',
    fs: 'fs.readSync(zero, bytes64, 0, 64, null)',
    python: 'os.read(zero, 64)',
  },
  {
    name: 'the same, offset and length given',
    kind: 'buffer',
    c: 'read(zero, bytes64, 64)',
    raw: 'raw.read(zero, bytes64, 0, 64)',
    throwing: 'read(zero, bytes64, 0, 64)',
  },
  {
    name: 'write 1 byte, /dev/null',
    kind: 'buffer',
    c: 'write(null_device, bytes1, 1)',
    raw: 'raw.write(null_device, bytes1)',
    throwing: 'write(null_device, bytes1)',
    koffi: 'libc.write(null_device, bytes1, 1)',
    fs: 'fs.writeSync(null_device, bytes1, 0, 1, null)',
    python: 'os.write(null_device, bytes1)',
  },
  {
    name: 'write 64 bytes, /dev/null',
    kind: 'buffer',
    c: 'write(null_device, bytes64, 64)',
    raw: 'raw.write(null_device, bytes64)',
    throwing: 'write(null_device, bytes64)',
    koffi: 'libc.write(null_device, bytes64, 64)',
    fs: 'fs.writeSync(null_device, bytes64, 0, 64, null)',
    python: 'os.write(null_device, bytes64)',
  },
  {
    name: 'write and read 64 bytes, pipe (a call)',
    kind: 'buffer',
    systemCalls: 2,
    c: 'write(pipe_in, bytes64, 64); read(pipe_out, bytes64, 64)',
    raw: 'raw.write(pipe_in, bytes64); raw.read(pipe_out, bytes64)',
    throwing: 'write(pipe_in, bytes64); read(pipe_out, bytes64)',
    koffi: 'libc.write(pipe_in, bytes64, 64); libc.read(pipe_out, bytes64, 64)',
    fs: 'fs.writeSync(pipe_in, bytes64, 0, 64, null); fs.readSync(pipe_out, bytes64, 0, 64, null)',
    python: 'os.write(pipe_in, bytes64); os.read(pipe_out, 64)',
  },
  {
    name: 'close, bad descriptor (EBADF)',
    kind: 'plain',
    c: 'close(bad)',
    raw: 'raw.close(bad)',
    koffi: 'libc.close(bad)',
  },
  {
    name: 'close, /dev/null',
    kind: 'plain',
    opens: true,
    c: 'close(opened[i])',
    raw: 'raw.close(opened[i])',
    throwing: 'close(opened[i])',
    koffi: 'libc.close(opened[i])',
    fs: 'fs.closeSync(opened[i])',
    python: 'os.close(opened[i])',
  },
  {
    name: 'shutdown, bad descriptor (EBADF)',
    kind: 'plain',
    c: 'shutdown(bad, SHUT_WR)',
    raw: 'raw.shutdown(bad, SHUT_WR)',
    koffi: 'libc.shutdown(bad, SHUT_WR)',
  },
  {
    name: 'dup2(fd, fd)',
    kind: 'plain',
    c: 'dup2(zero, zero)',
    raw: 'raw.dup2(zero, zero)',
    throwing: 'dup2(zero, zero)',
    koffi: 'libc.dup2(zero, zero)',
  },
  {
    name: 'fcntl(fd, F_GETFD)',
    kind: 'plain',
    c: 'fcntl(zero, F_GETFD)',
    raw: 'raw.fcntl(zero, F_GETFD)',
    throwing: 'fcntl(zero, F_GETFD)',
  },
  {
    name: 'getsockopt(SO_TYPE)',
    c: 'length = sizeof number; getsockopt(udp, SOL_SOCKET, SO_TYPE, &number, &length)',
    raw: 'raw.getsockopt(udp, SOL_SOCKET, SO_TYPE)',
    throwing: 'getsockopt(udp, SOL_SOCKET, SO_TYPE)',
  },
  {
    name: 'ioctl(FIONREAD)',
    c: 'ioctl(udp, FIONREAD, &number)',
    raw: 'raw.ioctl(udp, FIONREAD)',
    throwing: 'ioctl(udp, FIONREAD)',
  },
  {
    name: 'poll of one descriptor, not ready',
    c: 'poll(&entry, 1, 0)',
    raw: 'raw.poll(entries, 0)',
    throwing: 'poll(entries, 0)',
  },
  {
    name: 'getsockname, AF_INET',
    c: 'length = sizeof address; getsockname(udp, (struct sockaddr *)&address, &length)',
    raw: 'raw.getsockname(udp)',
    throwing: 'getsockname(udp)',
  },
  {
    name: 'sendto AF_INET, bad descriptor (EBADF)',
    c: 'sendto(bad, bytes64, 64, 0, (struct sockaddr *)&address, sizeof address)',
    raw: 'raw.sendto(bad, bytes64, 0, address)',
  },
];
