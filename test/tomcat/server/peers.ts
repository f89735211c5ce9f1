/** Programs of others that tests talk to: nginx and Tomcat from Debian's packages. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export interface Peer {
  /** Where it listens: a port of 127.0.0.1, or the path of a socket. */
  readonly address: number | string;
  readonly stop: () => Promise<void>;
}

/** Runs a program to its end, which it must reach without an error. Returns what it printed. */
export async function run(program: string, args: readonly string[], input = ''): Promise<string> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.on('error', () => undefined).end(input);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  if (child.exitCode !== 0)
    throw new Error(`${program} ${args.join(' ')} ended with ${child.exitCode}:\n${stdout}${stderr}`);
  return stdout;
}

async function stopped(child: ChildProcess, folder: string): Promise<void> {
  const ended = once(child, 'close');
  child.kill();
  if (child.exitCode === null && child.signalCode === null) await ended;
  rmSync(folder, { recursive: true });
}

const accepts = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ path });
    socket.on('connect', () => { resolve(true); }).on('error', () => { resolve(false); }); // prettier-ignore
    socket.on('connect', () => socket.destroy());
  });

/** Starts nginx, on a socket that has a path: no port can be somebody else's. @param http what stands in `http {}`. */
export async function startNginx(http: (socket: string) => string): Promise<Peer> {
  const folder = mkdtempSync(join(tmpdir(), 'berkeley-nginx-'));
  const socket = join(folder, 'socket');
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; master_process off; pid ${folder}/pid; error_log /dev/null crit;
    ${process.getuid!() === 0 ? 'user root;' : ''}
    events {} http { access_log off; ${paths.join(' ')} ${http(socket)} }`,
  );
  const program = existsSync('/usr/sbin/nginx') ? '/usr/sbin/nginx' : 'nginx';
  const child = spawn(program, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', '/dev/null'], {
    stdio: 'ignore',
  });
  let reason: Error | number | null | undefined;
  child.on('error', (error) => (reason = error)).on('exit', (code) => (reason = code));
  while (!(await accepts(socket))) {
    if (reason !== undefined) throw new Error(`nginx has ended: ${String(reason)}; apt-get install nginx`);
    await nextTurn();
  }
  return { address: socket, stop: () => stopped(child, folder) };
}

const jars = ['tomcat10-embed-core.jar', 'tomcat10-annotations-api.jar'].map((name) => `/usr/share/java/${name}`);

/** Compiles a program in Java that stands beside this file. Returns the class path. */
export async function compiled(folder: string, source: string, classPath: readonly string[] = []): Promise<string> {
  const all = [folder, ...classPath].join(':');
  await run('javac', ['-cp', all, '-d', folder, fileURLToPath(new URL(source, import.meta.url))]);
  return all;
}

/** Starts a Tomcat with a servlet that echoes (TomcatEcho.java). */
export async function startTomcat(): Promise<Peer> {
  const folder = mkdtempSync(join(tmpdir(), 'berkeley-tomcat-'));
  const classPath = await compiled(
    folder,
    'TomcatEcho.java',
    jars.filter((jar) => existsSync(jar)),
  );
  const child = spawn('java', ['-XX:TieredStopAtLevel=1', '-cp', classPath, 'TomcatEcho', folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const { value } = (await createInterface(child.stdout)[Symbol.asyncIterator]().next()) as { value?: string };
  if (value === undefined) throw new Error('Tomcat has not started');
  return { address: Number(value), stop: () => stopped(child, folder) };
}
