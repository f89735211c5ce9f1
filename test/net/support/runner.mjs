// The Runnable of threads.ts: runs a function that came as text, and tells how it ended.
import { readlinkSync } from 'node:fs';
import * as net from 'berkeley-sockets';
import * as s from 'berkeley-sockets/syscalls';

const utf8 = new TextEncoder();

/** What of an exception the test looks at. */
function describe(error) {
  if (!(error instanceof Error)) return { name: 'thrown', message: String(error) };
  const { name, message, stack, code, errno, syscall, address, port, path, bytesWritten } = error;
  return { name, message, stack, code, errno, syscall, address, port, path, bytesWritten };
}

export default (source, memory, ...args) => {
  const words = new Int32Array(memory, 0, 3);
  const put = (value) => {
    const { written } = utf8.encodeInto(JSON.stringify(value) ?? 'null', text);
    words[2] = written;
  };
  // TextEncoder does not write into shared memory everywhere.
  const text = new Uint8Array(memory.byteLength - 12);
  const tell = (word) => {
    new Uint8Array(memory, 12).set(text);
    Atomics.store(words, word, 1);
    Atomics.notify(words, word);
  };
  put(readlinkSync('/proc/thread-self'));
  tell(0);
  let outcome;
  try {
    const body = new Function(`return (${source})`)();
    outcome = { value: body({ net, s }, ...args) };
  } catch (error) {
    outcome = { error: describe(error) };
  }
  put({ ...outcome, at: Number(process.hrtime.bigint()) / 1e6 });
  tell(1);
};
