/** The servers that are compared, how each is obtained, and its command line. */
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { once } from 'node:events';
import { compiled, debian, Missing, npm, onPath, scratch } from './obtain.mjs';
import { maxDescriptors, output } from './processes.mjs';

export const [c, nginx, bun, tomcat, nodeHttp] = ['C', 'nginx', 'Bun.serve', 'Tomcat', 'node:http'];
export const [polling, blocking] = ['berkeley-sockets polling', 'berkeley-sockets blocking'];

const bunVersion = '1.4.5';
const here = (file) => path.join(import.meta.dirname, file);

/** A port that was free a moment ago, for a server that cannot say which one it took. */
async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

const nginxConfiguration = (directory, port, files) => `
daemon off;
${process.getuid() === 0 ? 'user root;' : ''}
worker_processes 2;
worker_rlimit_nofile ${maxDescriptors};
pid ${directory}/pid;
error_log stderr error;
events { worker_connections ${Math.min(maxDescriptors, 20_000)}; }
http {
  access_log off;
  sendfile on;
  tcp_nodelay on;
  keepalive_requests 1000000000;
  keepalive_timeout 600s;
  default_type text/plain;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${directory}/${name};`).join(' ')}
  server {
    listen 127.0.0.1:${port} backlog=1024;
    ${files ? `root ${files};` : "location / { return 200 'Hello, World!'; }"}
  }
}
`;

const directories = [];
process.on('exit', () => directories.forEach((directory) => fs.rmSync(directory, { recursive: true, force: true })));

async function prepareNginx() {
  const program = onPath('nginx') ?? path.join(await debian('nginx'), 'usr/sbin/nginx');
  return async (files) => {
    const port = await freePort();
    const directory = fs.mkdtempSync(path.join(scratch, 'nginx-'));
    directories.push(directory);
    const configuration = path.join(directory, 'nginx.conf');
    fs.writeFileSync(configuration, nginxConfiguration(directory, port, files));
    const command = [program, '-p', directory, '-e', 'stderr', '-c', configuration];
    return { command, port };
  };
}

async function prepareTomcat() {
  if (!onPath('javac')) throw new Missing('apt-get install openjdk-17-jdk-headless');
  const installed = '/usr/share/java';
  const jars = ['tomcat10-embed-core.jar', 'tomcat10-annotations-api.jar'];
  const find = async (jar, name) =>
    fs.existsSync(path.join(installed, jar))
      ? path.join(installed, jar)
      : path.join(await debian(name), installed, jar);
  const classPath = [await find(jars[0], 'libtomcat10-embed-java'), await find(jars[1], 'libtomcat10-java'), scratch];
  await output(['javac', '-cp', classPath.join(':'), '-d', scratch, here('Main.java')], { seconds: 120 });
  const base = path.join(scratch, 'tomcat');
  fs.mkdirSync(base, { recursive: true });
  return () => ({ command: ['java', '-cp', classPath.join(':'), 'Main', base] });
}

async function prepareBun() {
  const modules = path.join(await npm('bun', bunVersion), 'node_modules/@oven');
  const program = fs.readdirSync(modules).map((name) => path.join(modules, name, 'bin/bun'))[0];
  return () => ({ command: [program, here('bun-server.mjs')] });
}

async function prepareC() {
  const program = await compiled('server.c');
  return () => ({ command: [program] });
}

const ours = (connector, maxThreads) => () => (files) => ({
  command: [process.execPath, here('our-server.mjs'), connector, String(maxThreads), ...(files ? [files] : [])],
});

/** A worker takes 8 MB. */
const blockingThreads = 64;

/**
 * `prepare` returns a function that makes the command line, for requests or, when it is given a directory, for files.
 * `connections`: how many it can serve at a time. `slow`: it has a handler that sleeps.
 * `closesSilently`: when asked to close the connection it does, and does not send `Connection: close`; wrk counts an error.
 */
export const peers = [
  { name: c, prepare: prepareC, slow: true },
  // How far apart are two that run the same?
  { name: `${c}, a second process`, prepare: prepareC },
  { name: nginx, prepare: prepareNginx, files: true },
  { name: bun, prepare: prepareBun, slow: true, closesSilently: true },
  { name: nodeHttp, prepare: () => () => ({ command: [process.execPath, here('node-server.mjs')] }), slow: true },
  { name: tomcat, prepare: prepareTomcat, slow: true },
  { name: polling, prepare: ours('polling', 200), slow: true, files: true },
  { name: blocking, prepare: ours('blocking', blockingThreads), slow: true, files: true, connections: blockingThreads },
];

/** Gives each peer what makes its `command`, or the reason why it is `missing`. */
export async function prepare(wanted) {
  for (const peer of wanted) {
    try {
      peer.command = await peer.prepare();
    } catch (error) {
      peer.missing = error.message;
    }
  }
}
