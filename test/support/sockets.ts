// Sockets for tests to use: all on loopback, on ports and names that nobody else has.
import { mkdtempSync, openSync, closeSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as s from 'berkeley-sockets/syscalls';
import type { Inet4Address, Inet6Address, UnixAddress } from 'berkeley-sockets/syscalls';

export const inet = (port = 0, address = '127.0.0.1'): Inet4Address => ({ family: s.AF_INET, address, port });
export const inet6 = (port = 0, address = '::1'): Inet6Address => ({ family: s.AF_INET6, address, port });
export const unix = (path: string): UnixAddress => ({ family: s.AF_UNIX, path });

/** Text as bytes, byte for character. */
export const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
export const text = (buf: Uint8Array, from = 0, to = buf.length): string =>
  Buffer.from(buf.buffer, buf.byteOffset, buf.length).toString('latin1', from, to);
/** A C array of unsigned int. */
export const words = (...values: number[]): Uint8Array => new Uint8Array(Uint32Array.from(values).buffer);

export function closeAll(...fds: readonly number[]): void {
  for (const fd of fds) s.close(fd);
}

/** A socket that is bound to a free port of 127.0.0.1, and the port. */
export function boundSocket(type: number): { fd: number; port: number } {
  const fd = s.socket(s.AF_INET, type, 0);
  s.bind(fd, inet());
  return { fd, port: (s.getsockname(fd) as Inet4Address).port };
}

export function tcpListener(backlog = 8): { fd: number; port: number } {
  const listener = boundSocket(s.SOCK_STREAM);
  s.listen(listener.fd, backlog);
  return listener;
}

/** Both ends of a TCP connection over 127.0.0.1. */
export function tcpPair(): { client: number; server: number; port: number } {
  const listener = tcpListener(1);
  const client = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
  s.connect(client, inet(listener.port));
  const server = s.accept(listener.fd).fd;
  s.close(listener.fd);
  return { client, server, port: listener.port };
}

export const unixPair = (type = s.SOCK_STREAM): [number, number] => s.socketpair(s.AF_UNIX, type, 0);

/** Sleeps until there is something to read: what was sent over loopback may not be there at once. */
export function waitReadable(fd: number): void {
  s.poll([{ fd, events: s.POLLIN }], -1);
}

/** Runs a test in a folder of its own, which is removed. */
export function inFolder<T>(test: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'syscalls-'));
  const remove = (): void => {
    rmSync(folder, { recursive: true });
  };
  let result: T;
  try {
    result = test(folder);
  } catch (error) {
    remove();
    throw error;
  }
  if (result instanceof Promise) return result.finally(remove) as T;
  remove();
  return result;
}

/** Runs a test with a file that is open for reading and writing. */
export function withFile(content: string | Uint8Array, test: (fd: number, path: string) => void): void {
  inFolder((folder) => {
    const path = join(folder, 'file');
    writeFileSync(path, content);
    const fd = openSync(path, 'r+');
    try {
      test(fd, path);
    } finally {
      closeSync(fd);
    }
  });
}
