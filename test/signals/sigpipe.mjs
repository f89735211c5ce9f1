// Writes to sockets and pipes that nobody reads, with the deadly default action of SIGPIPE in place:
// that is what libuv restores when the last listener is removed.
import { openSync, writeSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';

const listener = () => undefined;
process.on('SIGPIPE', listener);
process.removeListener('SIGPIPE', listener);

function broken() {
  const [reader, writer] = s.socketpair(s.AF_UNIX, s.SOCK_STREAM, 0);
  s.close(reader);
  return writer;
}
const [readEnd, writeEnd] = s.pipe();
s.close(readEnd);
const bytes = Buffer.from('nobody reads this');
const file = openSync(new URL(import.meta.url), 'r');

const results = {
  write: s.raw.write(broken(), bytes),
  writeToPipe: s.raw.write(writeEnd, bytes),
  writev: s.raw.writev(broken(), [bytes, bytes]),
  send: s.raw.send(broken(), bytes, 0),
  sendto: s.raw.sendto(broken(), bytes, 0, new Uint8Array(0)),
  sendmsg: s.raw.sendmsg(broken(), { iov: [bytes] }, 0),
  sendfile: s.raw.sendfile(broken(), file, 0, 10),
};
writeSync(1, JSON.stringify(results));
