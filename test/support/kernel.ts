// What the kernel says about descriptors and connections, by other ways than the calls under test.
import { fstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { afterEach, beforeEach, expect } from 'vitest';

/** No descriptor has this number in a test. */
export const notOpen = 399;

/** What a descriptor names: 'socket:[1234]', 'pipe:[99]', a path. Undefined: it is closed. */
export function target(fd: number): string | undefined {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/self/fd/${fd}`);
    const { dev, ino, mode } = fstatSync(fd);
    return `${dev}:${ino}:${mode}`;
  } catch {
    return undefined;
  }
}

/** A field of /proc/self/fdinfo: 'pos', 'flags' (octal), 'ino'. */
export function fdInfo(fd: number, field: string): string {
  const line = new RegExp(`^${field}:\\s*(.*)$`, 'm').exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'));
  if (!line) throw new Error(`fdinfo has no ${field}`);
  return line[1]!;
}

/** The flags of an open file, as O_* bits. */
export const openFlags = (fd: number): number => parseInt(fdInfo(fd, 'flags'), 8);

/** The sockets in /proc/net/<table> that are this descriptor's: its columns. */
export function procNet(table: 'tcp' | 'tcp6' | 'udp' | 'udp6' | 'unix', fd: number): string[] | undefined {
  const inode = /^socket:\[(\d+)\]$/.exec(target(fd) ?? '')?.[1];
  const rows = readFileSync(`/proc/net/${table}`, 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/));
  return rows.find((columns) => columns[table === 'unix' ? 6 : 9] === inode);
}

/** '0100007F:1F90', the form of /proc/net/tcp, for a port of 127.0.0.1. */
export const loopbackColumn = (port: number): string => `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;

/** The column `st` of /proc/net/tcp. */
export const tcpState = { established: '01', listen: '0A', finWait2: '05', closeWait: '08' } as const;

/** Every socket, pipe, epoll set and temporary file that this process has open. */
function openFds(): string[] {
  const fds = readdirSync(process.platform === 'linux' ? '/proc/self/fd' : '/dev/fd');
  return fds
    .map((fd) => `${fd} ${target(Number(fd)) ?? 'closed'}`)
    .filter((line) => /^\d+ (socket|pipe|anon_inode:\[eventpoll\]|\/tmp|\/dev)/.test(line))
    .sort();
}

/** Registers a check that every test of the file closes what it has opened. */
export function closesWhatItOpens(): void {
  const before: string[] = [];
  beforeEach(() => {
    before.splice(0, before.length, ...openFds());
  });
  afterEach(({ task }) => {
    // A test that failed did not come to closing anything.
    if (task.result?.state === 'fail') return;
    expect(openFds()).toEqual(before);
  });
}
