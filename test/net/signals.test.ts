// Signals that come while the main thread is blocked: their listeners run at once, on it, and each time once.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('./support/signalled.mjs', import.meta.url));

/** What the program prints, line by line, and how it ends. */
async function run(...args: string[]): Promise<{ lines: unknown[]; end: unknown }> {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 30_000,
    killSignal: 'SIGKILL',
  });
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  const lines = output.split('\n').filter((line) => line !== '');
  return { lines: lines.map((line) => JSON.parse(line) as unknown), end: code ?? signal };
}

describe.runIf(process.platform === 'linux').each(['accept', 'read'])(
  'a main thread that is blocked in %s()',
  (call) => {
    it.each(['SIGTERM', 'SIGINT', 'SIGUSR2', 'SIGHUP'])(
      'has a listener of %s run, which can close the socket',
      async (signal) => {
        expect(await run('close', signal, call)).toEqual({
          lines: [
            { listener: signal, closed: false },
            { name: 'SocketException', code: 'ERR_SOCKET_CLOSED', closed: true },
          ],
          end: 0,
        });
      },
    );

    it('is ended by a listener that exits', async () => {
      expect(await run('exit', 'SIGTERM', call)).toEqual({ lines: [], end: 42 });
    });

    it('throws what a listener throws', async () => {
      expect(await run('throw', 'SIGINT', call)).toEqual({
        lines: [{ name: 'RangeError', message: 'from the listener', closed: false }],
        end: 0,
      });
    });

    it('is ended by the signal where there is no listener, or none any more', async () => {
      expect(await run('default', 'SIGTERM', call)).toEqual({ lines: [], end: 'SIGTERM' });
      expect(await run('removed', 'SIGTERM', call)).toEqual({ lines: [], end: 'SIGTERM' });
    });

    it('has 200 signals delivered, each once', async () => {
      expect(await run('loop', 'SIGUSR2', call)).toEqual({ lines: [{ delivered: 200 }], end: 0 });
    });

    it('with a timeout, it is not shortened', async () => {
      expect(await run('timed', 'SIGUSR2', call)).toMatchObject({
        lines: [{ name: 'SocketTimeoutException', early: false }],
        end: 0,
      });
    });
  },
);
