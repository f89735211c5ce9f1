// systemd's socket activation, with its own tool and by hand: sd_listen_fds(3).
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Socket } from 'berkeley-sockets';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { closeAll, inFolder, tcpListener, unixPair } from '../support/sockets.js';

/** Says what it has got, twice, and which variables are left; then what a child has inherited. */
const script = `
  import { spawnSync } from 'node:child_process';
  import { listenFds, ServerSocket } from 'berkeley-sockets';
  import * as s from 'berkeley-sockets/syscalls';
  const tell = (f) => { try { return f(); } catch (error) { return [error.code, error.message]; } };
  // Node makes what it inherits close-on-exec.
  s.raw.fcntl(3, s.F_SETFD, 0);
  const first = tell(listenFds);
  const left = Object.keys(process.env).filter((name) => name.startsWith('LISTEN_'));
  const flags = s.raw.fcntl(3, s.F_GETFD);
  console.log(JSON.stringify({ first, second: listenFds(), left, flags }));
  if (process.argv[1] === 'serve') {
    const server = ServerSocket.adopt(first[0].fd);
    const socket = server.accept();
    socket.getOutputStream().write(first[0].name);
    socket.close();
    server.close();
  }`;
const node = [process.execPath, '--input-type=module', '--eval', script];

/** Runs it as systemd does, with descriptors from 3 on; \`$$\` in the variables is its own process. */
function activate(variables: string, fds: readonly number[]): unknown {
  const args = ['-c', `${variables} exec "$@"`, 'sh', ...node];
  const { stdout, stderr } = spawnSync('sh', args, { stdio: ['ignore', 'pipe', 'pipe', ...fds], encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

const gone = { second: [], left: [] };

describe('listenFds()', () => {
  it('tells each descriptor and its name once, and makes it close-on-exec', () => {
    const fds = [tcpListener().fd, ...unixPair()];
    const all = activate('LISTEN_PID=$$ LISTEN_FDS=3 LISTEN_FDNAMES=web:a:', fds);
    const first = ['web', 'a', ''].map((name, i) => ({ fd: 3 + i, name }));
    expect(all).toEqual({ ...gone, first, flags: s.FD_CLOEXEC });
    closeAll(...fds);
  });

  it('without names, they are unknown', () => {
    const { fd } = tcpListener();
    const all = activate('LISTEN_PID=$$ LISTEN_FDS=1', [fd]);
    expect(all).toEqual({ ...gone, first: [{ fd: 3, name: 'unknown' }], flags: s.FD_CLOEXEC });
    s.close(fd);
  });

  it('those of another process are not ours', () => {
    const { fd } = tcpListener();
    expect(activate('LISTEN_PID=1 LISTEN_FDS=1', [fd])).toEqual({ ...gone, first: [], flags: 0 });
    expect(activate('', [fd])).toEqual({ ...gone, first: [], flags: 0 });
    expect(activate('LISTEN_PID=$$', [fd])).toEqual({ ...gone, first: [], flags: 0 });
    s.close(fd);
  });

  it.each([
    ['LISTEN_FDS=x', 'ERR_INVALID_ARG_VALUE', "'LISTEN_FDS' must be a number"],
    ['LISTEN_FDS=-1', 'ERR_INVALID_ARG_VALUE', "'LISTEN_FDS' must be a number"],
    ['LISTEN_FDS=1 LISTEN_FDNAMES=a:b', 'ERR_INVALID_ARG_VALUE', "'LISTEN_FDNAMES' must have 1 names"],
    ['LISTEN_FDS=1000', 'EBADF', 'fcntl EBADF'],
  ])('%s is an error', (variables, code, message) => {
    const { first } = activate(`LISTEN_PID=$$ ${variables}`, []) as { first: string[] };
    expect(first).toEqual([code, expect.stringContaining(message)]);
  });

  it.runIf(process.platform === 'linux')(
    'systemd-socket-activate hands over a listener and the client that woke it',
    async () => {
      await inFolder(async (folder) => {
        const path = join(folder, 's');
        const child = spawn('systemd-socket-activate', ['-l', path, '--fdname=door', ...node, 'serve']);
        const end = once(child, 'close');
        // It says that it listens.
        await once(child.stderr, 'data');
        const client = new Socket({ path });
        let stdout = '';
        child.stdout.on('data', (chunk) => (stdout += String(chunk)));
        expect(await end).toEqual([0, null]);
        expect(Buffer.from(client.getInputStream().readAllBytes()).toString()).toBe('door');
        client.close();
        expect(JSON.parse(stdout)).toEqual({ ...gone, first: [{ fd: 3, name: 'door' }], flags: s.FD_CLOEXEC });
      });
    },
  );
});
