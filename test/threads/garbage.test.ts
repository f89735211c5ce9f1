import { describe, expect, it } from 'vitest';
import { run } from './programs.js';

const node = ['--expose-gc'];

/** The result of a scene that ends well, and the warnings that it printed on standard error. */
async function play(scene: string, ...args: unknown[]): Promise<{ result: unknown; stderr: string }> {
  const { end, stderr, result } = await run('garbage.mjs', scene, args, { node });
  if (end !== 0) throw new Error(`${scene} ended with ${end}:\n${stderr}`);
  return { result, stderr };
}

const message = 'A socket that was not closed has been garbage collected, and was closed';
const warning = (detail: RegExp): unknown => ({
  name: 'ResourceWarning',
  code: 'ERR_SOCKET_UNCLOSED',
  message,
  detail: expect.stringMatching(detail) as string,
});
const here = String.raw`\n    at .*garbage\.mjs:\d+:\d+`;
const opened = new RegExp(`opened${here}`);
const acceptedBy = /opened\n {4}at listen .*stage\.mjs:\d+:\d+/;

describe.runIf(process.platform === 'linux').concurrent('a socket that nothing names any more', () => {
  it.each([
    ['accepted', acceptedBy],
    ['connected', opened],
  ])('is closed when it is open, with a warning that names where it was opened: %s', async (kind, origin) => {
    const { result, stderr } = await play('here', kind);
    expect(result).toEqual({ warnings: [warning(origin)], end: -1, leaked: 0 });
    expect(stderr.split(message)).toHaveLength(2);
  });

  it('may be a listener', async () => {
    expect((await play('listener')).result).toEqual({ warnings: [warning(opened)], refused: true });
  });

  it('is closed also where the event loop never turns', async () => {
    expect((await play('blocked')).result).toBeLessThanOrEqual(5);
  });

  it.each([
    ['is not warned of when it was closed', 'closed', []],
    ['is not what a stream names', 'stream', { text: 'still here', warnings: [] }],
    ['is not what an object of this thread names', 'hereOnly', { byte: 120, warnings: [] }],
    ['is not what a waiting message names', 'onItsWay', { text: 'arrived', warnings: [] }],
  ])('%s', async (_, scene, expected) => {
    expect(await play(scene)).toEqual({ result: expected, stderr: '' });
  });

  it('lives for as long as an object in another thread does, and is closed and warned of there', async () => {
    const { result, stderr } = await play('there');
    expect(result).toEqual({ open: 'ETIMEDOUT: Read timed out', end: -1, here: [] });
    expect(stderr).toMatch(/ResourceWarning: .* closed\n.*opened\n {4}at listen/);
    expect(stderr.split(message)).toHaveLength(2);
  });

  it('is closed when the message that named it is taken back', async () => {
    expect((await play('takenBack')).result).toEqual({ count: 1, end: -1 });
  });
});
