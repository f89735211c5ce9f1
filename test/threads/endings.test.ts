import { describe, expect, it } from 'vitest';
import { linesOf, resultOf, run } from './programs.js';

const play = (scene: string, ...args: unknown[]): Promise<unknown> => resultOf('endings.mjs', scene, args);
const onLinux = describe.runIf(process.platform === 'linux').concurrent;
const ends: Readonly<Record<string, number>> = { exit: 7, uncaught: 1, unref: 0 };
const calls = ['accept', 'timedAccept', 'read', 'write', 'spin', 'wait'];

onLinux.each([...calls, 'take'])('a process with a thread in %s ends', (call) => {
  it.each(call === 'take' ? ['exit', 'uncaught'] : ['exit', 'uncaught', 'unref'])('by %s', async (how) => {
    const { end, stdout } = await run('endings.mjs', 'process', [call, how]);
    expect({ end, stdout }).toEqual({ end: ends[how], stdout: how === 'exit' ? '' : 'null\n' });
  });
});

onLinux('Thread', () => {
  it.each(calls)('terminate() ends it in %s, and closes the socket that it was given', async (call) => {
    expect(await play('terminate', call)).toEqual({ alive: [true, false], joinedBefore: false, joined: true });
  });

  it('terminate() ends it before it has begun', async () => {
    expect(await play('terminateAtOnce')).toMatchObject({ joined: true });
  });

  it('closes the sockets that it made itself when it is ended', async () => {
    expect(await play('ownSockets')).toBe('ECONNREFUSED');
  });

  it('unref() before start() lets the process end', async () => {
    expect(await play('unrefBeforeStart')).toBe(true);
  });

  it('join() waits until it has ended, or for as long as it may', async () => {
    expect(await play('join')).toEqual([false, true, true, true, false]);
  });

  it('ends by process.exit() within, and only it', async () => {
    expect(await play('exitInside')).toEqual([true, false]);
  });

  it('of a pool ends by an exception that nobody catches, and is replaced', async () => {
    const { end, stderr, result } = await run('endings.mjs', 'throwsLater');
    expect({ end, result }).toEqual({ end: 0, result: [-1, true] });
    expect(stderr).toMatch(/^Exception in thread "pool-1-thread-1" Error: planned\n {4}at /);
  });

  it('is one of many, each with its name', async () => {
    expect(await play('manyThreads')).toEqual([true, 12, 12]);
  });
});

const number = { SIGINT: 2, SIGTERM: 15 };
const closed = 'ERR_SOCKET_CLOSED: Socket closed';
const rejected = 'ERR_POOL_SHUT_DOWN: The thread pool has been shut down';

onLinux.each(['SIGINT', 'SIGTERM'] as const)('%s', (name) => {
  it.each([
    ['accept', closed],
    ['timedAccept', closed],
    ['read', closed],
    ['awaitTermination', true],
    ['execute', rejected],
    ['join', true],
  ])('ends a server gracefully that has a handler and sleeps in %s()', async (where, result) => {
    expect(await play('signal', name, where)).toEqual({
      result,
      caught: [name, number[name]],
      answer: 'served',
      terminated: true,
    });
  });

  it.each(['without listeners', 'removed'])('kills a server that has no handler: %s', async (listeners) => {
    expect((await run('endings.mjs', 'signalKills', [name, listeners])).end).toBe(name);
  });
});

onLinux('listeners of signals, while accept() sleeps', () => {
  it('are called as often and as many as they are', async () => {
    expect(await play('signalsMany')).toEqual({ result: closed, caught: ['once', 'on', 'on', 'term'] });
  });

  it('may throw: accept() throws that, and can be called again', async () => {
    const ran = await run('endings.mjs', 'signalListenerThrows');
    expect(ran).toMatchObject({ end: 0, stderr: '', result: 'RangeError: planned' });
    expect(linesOf(ran)).toEqual([]);
  });
});
