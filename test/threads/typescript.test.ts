import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('typescript-main.ts', import.meta.url));

async function outputOf(...options: string[]): Promise<{ end: unknown; stdout: string }> {
  const child = execFile(process.execPath, [...options, main], { timeout: 60_000, killSignal: 'SIGKILL' });
  const [[end], stdout] = (await Promise.all([once(child, 'exit'), text(child.stdout!)])) as [[unknown], string];
  return { end, stdout };
}

const expected = { end: 0, stdout: 'a thread in TypeScript\na pool in TypeScript\n' };

describe('a module in TypeScript', () => {
  it('runs in threads where tsx loads it', async () => {
    expect(await outputOf('--import', 'tsx')).toEqual(expected);
  });

  // From these versions on Node leaves out the types by itself (its documentation, "Modules: TypeScript").
  const [major, minor] = process.versions.node.split('.').map(Number) as [number, number];
  const isLoaded = major > 22 || (major === 22 && minor >= 18);
  it(
    isLoaded ? 'runs in threads where Node loads it' : 'is not loaded by this Node, neither here nor there',
    async () => {
      expect(await outputOf()).toEqual(isLoaded ? expected : { end: 1, stdout: '' });
    },
  );
});
