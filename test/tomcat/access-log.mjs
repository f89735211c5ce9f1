// Writes lines to an access log as told: by a thread of a server (workerData), or a program (argv).
import { argv } from 'node:process';
import { workerData } from 'node:worker_threads';
import { AccessLog } from '../../dist/tomcat/access-log.js';

const channel = { getRemoteSocketAddress: () => ({ family: 2, address: '127.0.0.1', port: 1 }) };
const parserOf = (target) => ({ method: 'GET', target, version: 'HTTP/1.1', header: () => null });

if (workerData !== null) {
  const { file, name, count, start } = workerData;
  const log = new AccessLog(file);
  Atomics.wait(start, 0, 0);
  for (let i = 0; i < count; i++) log.add({ parser: parserOf(`/${name}/${i}`), channel, status: 200, bytes: i });
  log.close();
} else {
  const [file, ...times] = argv.slice(2);
  const log = new AccessLog(file);
  for (const time of times) log.add({ parser: null, channel, status: 400, bytes: 0 }, Number(time));
  log.close();
}
