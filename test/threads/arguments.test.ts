import { describe, expect, it } from 'vitest';
import { resultOf } from './programs.js';

const play = (scene: string, node?: string[]): Promise<unknown> =>
  resultOf('arguments.mjs', scene, [], { node: node ?? [] });

describe.runIf(process.platform === 'linux')('the arguments of a thread', () => {
  it('are structured-cloned; sockets and SharedArrayBuffers are shared, however deep', async () => {
    expect(await play('clone')).toEqual({ problems: [], written: 333, closed: [true, true] });
  });

  it('tell what they are: Socket, ServerSocket', async () => {
    expect(await play('types')).toEqual(['Socket true true', 'Socket false false', 'ServerSocket false false']);
  });

  it('are refused when they cannot be cloned, and nothing is leaked', async () => {
    const { outcomes, leaked, answer } = (await play('refused')) as {
      outcomes: Record<string, string>;
      leaked: number;
      answer: string;
    };
    const { 'getter that throws': getter, 'closed socket': closed, port, ...others } = outcomes;
    for (const [name, text] of Object.entries(others)) {
      expect(text, name).toMatch(/could not be cloned\.$/);
      expect(text, name).not.toContain('undefined');
    }
    expect(port).toMatch(/MessagePort/);
    expect(port).not.toMatch(/\(not Thread\)|\(socket changed\)/);
    expect(getter).toBe('RangeError: planned');
    expect(closed).toBe('ERR_SOCKET_CLOSED: Socket closed');
    expect({ leaked, answer }).toEqual({ leaked: 0, answer: 'goes on' });
  });

  it('never bring what only looks like a socket', async () => {
    const seen = (await play('hidden')) as Record<string, string>;
    for (const [name, text] of Object.entries(seen)) {
      expect(text, name).toMatch(/^shared, fd true$|could not be cloned|cannot be shared/);
    }
  });

  it('of the constructors are checked as in Node', async () => {
    const [type, value, range] = ['ERR_INVALID_ARG_TYPE', 'ERR_INVALID_ARG_VALUE', 'ERR_OUT_OF_RANGE'];
    const numbers = [range, range, range, range, type, range];
    expect(await play('checks')).toEqual({
      module: [type, type, type, type, value, value, value],
      pool: [type, value],
      options: [type, type],
      threads: numbers,
      capacity: numbers,
      twice: expect.stringMatching(/^Error: Thread-\d+ has been started already$/) as string,
      join: [range, range, type],
      unstarted: [true, false, null],
    });
  });
});
