import { describe, expect, it } from 'vitest';
import { linesOf, resultOf, run } from './programs.js';

const play = (scene: string, ...args: unknown[]): Promise<unknown> => resultOf('sharing.mjs', scene, args);
const socketClosed = 'ERR_SOCKET_CLOSED: Socket closed';
const socketIsClosed = 'ERR_SOCKET_CLOSED: Socket is closed';

describe.runIf(process.platform === 'linux').concurrent('a socket that is handed to a thread', () => {
  it('is the same socket there: descriptor, addresses, state', async () => {
    const { here, there, closed, fd } = (await play('look')) as Record<string, Record<string, unknown>>;
    expect(there).toEqual({
      ...here,
      type: 'Socket',
      isSocket: true,
      connected: true,
      soTimeout: 77,
      outputShutdown: false,
      inputShutdown: true,
    });
    expect({ closed, fd }).toEqual({ closed: true, fd: -1 });
  });

  it('shows here what the thread has changed', async () => {
    expect(await play('changeThere')).toEqual([1234, true, 'EPIPE: Socket output is already shutdown', -1]);
  });

  it.each(['accept', 'read', 'write'])('is closed there: %s() here throws', async (call) => {
    const result = [socketClosed, true, -1];
    expect(await play('closeThere', call)).toEqual(call === 'read' ? [...result, -1] : result);
  });

  it.each(['accept', 'read', 'write'])('is closed here: %s() there throws', async (call) => {
    const ran = await run('sharing.mjs', 'closeHere', [call]);
    expect(ran).toMatchObject({ end: 0, stderr: '', result: true });
    expect(linesOf(ran)).toEqual([socketClosed]);
  });

  it('can be accepted from by several threads; each connection wakes one, and close() all', async () => {
    const ran = await run('sharing.mjs', 'fourAccept');
    expect(ran).toMatchObject({ end: 0, stderr: '', result: [3, [true, true, true, true]] });
    expect(linesOf(ran).filter((line) => line === socketClosed)).toHaveLength(3);
  });

  it('closed, is of no use to the thread, even when its number names another connection', async () => {
    const ran = await run('sharing.mjs', 'stale');
    const result = { reused: true, listens: 'ETIMEDOUT: Accept timed out', untouched: true };
    expect(ran).toMatchObject({ end: 0, stderr: '', result });
    const refusals = Array.from({ length: 4 }, () => socketIsClosed);
    expect(JSON.parse(linesOf(ran)[0]!)).toEqual([true, -1, ...refusals, null]);
  });

  it('leaves its place in the table to others: 1,500 connections, each with its own bytes', async () => {
    expect(await play('recycled')).toEqual([]);
  });

  it('leaves no descriptor behind', async () => {
    expect(await play('descriptors')).toEqual([]);
  });

  it('may have no descriptor yet: what this thread connects, that one uses', async () => {
    expect(await play('unconnected')).toBe('from there');
  });

  it('must not be closed already', async () => {
    expect(await play('closedBefore')).toBe(socketClosed);
  });

  it('a socket of the thread itself ends with the thread', async () => {
    expect(await play('listenerThere')).toEqual([null, 'ECONNREFUSED: connect ECONNREFUSED:']);
  });
});
