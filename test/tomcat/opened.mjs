// Opens files as the default servlet does, and prints what came of it: opened.mjs ROOT PATH...
import { readSync } from 'node:fs';
import { close } from 'berkeley-sockets/syscalls';
import { openFile } from '../../dist/tomcat/static-file.js';

const [root, ...paths] = process.argv.slice(2);
const results = paths.map((path) => {
  const file = openFile(root, path);
  if (typeof file === 'number') return file;
  const buf = new Uint8Array(100);
  const content = file.isDirectory ? 'directory' : Buffer.from(buf.buffer, 0, readSync(file.fd, buf)).toString();
  close(file.fd);
  return content;
});
console.log(JSON.stringify(results));
