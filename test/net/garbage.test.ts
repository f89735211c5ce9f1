// Sockets that are not closed: after the JDK's UnreferencedSockets.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('./support/garbage.mjs', import.meta.url));

async function run(program: string): Promise<Record<string, unknown>> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', '--no-warnings', script, program]);
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe.runIf(process.platform === 'linux')('a socket that nobody names any more', () => {
  it('is closed when it is collected, with a warning for each place where such were opened', async () => {
    const { left, ends, warnings, first } = await run('dropped');
    expect({ left, ends }).toEqual({ left: 0, ends: [-1] });
    // 22 sockets, of three places in the program: how often it is told of one place is not promised.
    expect(warnings).toBeGreaterThanOrEqual(3);
    expect(warnings).toBeLessThanOrEqual(22);
    expect(first).toEqual(['ResourceWarning', 'ERR_SOCKET_UNCLOSED', expect.stringMatching(/opened|accepted by/)]);
  });

  it('is closed although the event loop never turns', async () => {
    const { most } = await run('busy');
    expect(most).toBeLessThan(400);
  });

  it('is named by its stream', async () => {
    expect(await run('stream')).toEqual({ byte: 120, warnings: 0 });
  });

  it('is named by the object of another thread', async () => {
    expect(await run('shared')).toEqual({ value: 121, warnings: 0 });
  });

  it('was closed: no warning', async () => {
    expect(await run('closed')).toEqual({ warnings: 0 });
  });
});
