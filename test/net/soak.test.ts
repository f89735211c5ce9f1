// Threads open connections, use them, and close them under one another's reads: no byte comes to a connection that it was
// not sent to. SOAK_SECONDS tells for how long.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('./support/soak.mjs', import.meta.url));
const seconds = process.env.SOAK_SECONDS ?? '10';

it.runIf(process.platform === 'linux')(
  `no foreign byte in ${seconds} s`,
  { timeout: 60_000 + Number(seconds) * 1000 },
  async () => {
    const child = spawn(process.execPath, ['--no-warnings', script, seconds]);
    let [output, errors] = ['', ''];
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    expect({ code, errors: errors.slice(0, 2000) }, output).toEqual({ code: 0, errors: '' });
    const done = JSON.parse(output) as { connections: number; bytes: number; closedUnder: number };
    expect(done.connections).toBeGreaterThan(50 * Number(seconds));
    expect(done.closedUnder).toBeGreaterThan(10 * Number(seconds));
  },
);
