import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StepAnswer } from '../../src/lens/stories/conductor.js';
import { apiCallsOf, callsOf, linesOf, socketOf, StoryServer } from './reader.js';
import type { ListedStory } from './reader.js';

let server: StoryServer;
let stories: ListedStory[];

beforeAll(async () => {
  server = await StoryServer.start();
  stories = await server.stories();
});
afterAll(async () => {
  await server.stop();
});

const opening = ['socket', 'setsockopt', 'setsockopt', 'bind', 'getsockname', 'listen'];
const connecting = ['socket', 'setsockopt', 'connect', 'getsockname'];
const goodbye = ['getsockopt', 'shutdown', 'close'];

/** The state of each socket. */
const states = ({ sockets }: StepAnswer): Record<string, string | undefined> =>
  Object.fromEntries(sockets.map(({ name, state }) => [name, state]));

/** What a call of this name has returned. */
const resultOf = (step: StepAnswer, name: string): number | undefined =>
  step.calls.find((call) => call.name === name)?.result;

const portOf = (address: object | undefined): number => (address as { port: number }).port;

const threadOf = ({ calls }: StepAnswer, name: string): number =>
  calls.find(({ threadName }) => threadName === name)!.thread;

/** The thread of the pool that has called something. */
const poolThread = (step: StepAnswer): string => Object.keys(callsOf(step)).find((name) => name.startsWith('pool-'))!;

type Claim = (step: StepAnswer, before: StepAnswer) => void;

/** The beginning that several have. */
const listens: Claim = (step) => {
  expect(callsOf(step)).toEqual({ server: opening });
  expect(states(step)).toEqual({ server: 'LISTEN' });
};
const connects: Claim = (step) => {
  expect(callsOf(step)).toEqual({ server: ['accept4'], client: connecting });
  expect(states(step)).toEqual({ server: 'LISTEN', socket: 'ESTABLISHED', client: 'ESTABLISHED' });
  const numbers = ['socket', 'client'].map((name) => socketOf(step, name)!.fd);
  expect(numbers).toEqual([resultOf(step, 'accept4'), resultOf(step, 'socket')]);
};

/** What each step of each story claims, in the words of the kernel. */
const claims: Record<string, Claim[]> = {
  'server-socket': [
    (step) => {
      expect(callsOf(step)).toEqual({ server: opening });
      expect(states(step)).toEqual({ server: 'LISTEN' });
      // The number that socket(2) has returned is the one that all others are about.
      expect(linesOf(step, 'listen')[0]).toMatch(new RegExp(`^listen\\(${resultOf(step, 'socket')}, 50\\) += 0$`));
    },
    (step) => {
      expect(callsOf(step)).toEqual({ server: ['accept4 …'] });
      expect(socketOf(step, 'server')!.acceptQueue).toBe(0);
    },
    (step, before) => {
      expect(callsOf(step)).toEqual({ server: ['accept4'], client: connecting });
      expect(states(step)).toEqual({ server: 'LISTEN', socket: 'ESTABLISHED', client: 'ESTABLISHED' });
      expect(socketOf(step, 'socket')!.fd).toBe(resultOf(step, 'accept4'));
      expect(socketOf(step, 'server')!.fd).toBe(socketOf(before, 'server')!.fd);
      // The same call as in the step before, which has returned now.
      expect(step.calls.find(({ name }) => name === 'accept4')!.start).toBe(before.calls[0]!.start);
    },
    (step) => {
      expect(callsOf(step)).toEqual({ client: ['write'] });
      expect(resultOf(step, 'write')).toBe(18);
      expect(socketOf(step, 'socket')!.receiveQueue).toBe(18);
    },
    (step) => {
      expect(apiCallsOf(step)).toEqual({ server: ['Socket.getInputStream', 'BufferedReader.readLine'] });
      expect(callsOf(step)).toEqual({ server: ['read'] });
      expect(step.calls[0]!.api.name).toBe('BufferedReader.readLine()');
      expect(resultOf(step, 'read')).toBe(18);
      expect(socketOf(step, 'socket')!.receiveQueue).toBe(0);
    },
    (step) => {
      expect(callsOf(step)).toEqual({ server: ['write'] });
      expect(resultOf(step, 'write')).toBe(28);
      expect(socketOf(step, 'client')!.receiveQueue).toBe(28);
    },
    (step) => {
      expect(callsOf(step)).toEqual({ client: ['read'] });
      expect(socketOf(step, 'client')!.receiveQueue).toBe(0);
    },
    (step) => {
      expect(callsOf(step)).toEqual({ server: [...goodbye, 'close'], client: goodbye });
      expect(step.sockets).toEqual([]);
    },
  ],
  handshake: [
    (step) => {
      expect(callsOf(step)).toEqual({ server: opening });
      expect(states(step)).toEqual({ server: 'LISTEN' });
    },
    (step) => {
      expect(callsOf(step)).toEqual({ client: connecting });
      expect(resultOf(step, 'connect')).toBe(0);
      expect(states(step)).toEqual({ server: 'LISTEN', first: 'ESTABLISHED' });
      expect(socketOf(step, 'server')!.acceptQueue).toBe(1);
      expect(step.waiting).toHaveLength(1);
      expect(step.waiting[0]).toMatchObject({ state: 'ESTABLISHED', receiveQueue: 0 });
      expect(portOf(step.waiting[0]!.remoteAddress)).toBe(portOf(socketOf(step, 'first')!.localAddress));
    },
    (step) => {
      expect(callsOf(step)).toEqual({ client: ['write'] });
      expect(resultOf(step, 'write')).toBe(6);
      expect(socketOf(step, 'first')!.sendQueue).toBe(0);
      expect(socketOf(step, 'server')!.acceptQueue).toBe(1);
      expect(step.waiting).toHaveLength(1);
      expect(step.waiting[0]).toMatchObject({ state: 'ESTABLISHED', receiveQueue: 6 });
    },
    (step) => {
      expect(callsOf(step)).toEqual({ client: connecting });
      expect(socketOf(step, 'server')).toMatchObject({ acceptQueue: 2, acceptQueueLimit: 50 });
      expect(step.waiting).toHaveLength(2);
    },
    (step) => {
      expect(callsOf(step)).toEqual({ server: ['accept4'] });
      expect(socketOf(step, 'socket')).toMatchObject({ fd: resultOf(step, 'accept4'), receiveQueue: 6 });
      // The oldest.
      expect(portOf(socketOf(step, 'socket')!.remoteAddress)).toBe(portOf(socketOf(step, 'first')!.localAddress));
      expect(socketOf(step, 'server')!.acceptQueue).toBe(1);
    },
    (step) => {
      expect(callsOf(step)).toEqual({ server: ['accept4'] });
      expect(portOf(socketOf(step, 'another')!.remoteAddress)).toBe(portOf(socketOf(step, 'second')!.localAddress));
      expect(socketOf(step, 'server')!.acceptQueue).toBe(0);
      expect(step.waiting).toEqual([]);
    },
    (step) => {
      expect(callsOf(step)).toEqual({ server: ['read'] });
      expect(linesOf(step, 'read')[0]).toMatch(/^read\(\d+, "Hello\\n", 8192\) += 6$/);
    },
    (step) => {
      expect(callsOf(step)).toEqual({ server: [...goodbye, ...goodbye, 'close'], client: [...goodbye, ...goodbye] });
      expect(step.sockets).toEqual([]);
    },
  ],

  buffers: [
    (step) => {
      expect(callsOf(step)).toEqual({ server: opening.toSpliced(3, 0, 'setsockopt') });
      expect(linesOf(step, 'setsockopt')[2]).toContain('SO_RCVBUF, [65536]');
    },
    (step) => {
      expect(callsOf(step)).toEqual({ server: ['accept4'], client: connecting.toSpliced(2, 0, 'setsockopt') });
      expect(linesOf(step, 'setsockopt')[1]).toContain('SO_SNDBUF, [65536]');
      for (const name of ['socket', 'client']) {
        expect(socketOf(step, name)).toMatchObject({ receiveQueue: 0, sendQueue: 0 });
      }
      // Inherited; the kernel counts it twice.
      expect(socketOf(step, 'socket')!.receiveBuffer).toBe(131_072);
      expect(socketOf(step, 'client')!.sendBuffer).toBe(131_072);
    },
    (step) => {
      expect(callsOf(step)).toEqual({ client: ['write'] });
      expect(socketOf(step, 'socket')!.receiveQueue).toBe(14);
    },
    (step) => {
      expect(callsOf(step)).toEqual({ client: ['write …'] });
      expect(socketOf(step, 'socket')!.receiveQueue).toBeGreaterThan(14);
      expect(socketOf(step, 'client')!.unsent).toBeGreaterThan(0);
    },
    (step) => {
      expect(callsOf(step)).toEqual({ client: ['write …'], server: ['read'] });
      expect(linesOf(step, 'read')[0]).toContain('"one\\ntwo\\nthree\\n');
      expect(socketOf(step, 'client')!.unsent).toBeGreaterThan(0);
    },
    (step, before) => {
      expect(resultOf(step, 'write')).toBe(1_048_576);
      expect(callsOf(step).client).toEqual(['write']);
      expect(callsOf(step).server!.at(-1)).toBe('read …');
      expect(socketOf(step, 'socket')!.receiveQueue).toBe(0);
      const read = [...before.calls, ...step.calls].filter(({ name }) => name === 'read');
      expect(read.reduce((sum, { result = 0 }) => sum + result, 0)).toBe(14 + 1_048_576);
    },
    (step) => {
      expect(callsOf(step)).toEqual({ client: goodbye, server: ['read'] });
      expect(resultOf(step, 'read')).toBe(0);
      expect(states(step)).toEqual({ server: 'LISTEN', socket: 'CLOSE_WAIT' });
    },
    (step) => {
      expect(callsOf(step)).toEqual({ server: [...goodbye, 'close'] });
      expect(step.sockets).toEqual([]);
    },
  ],

  'read-line': [
    listens,
    connects,
    (step) => {
      expect(callsOf(step)).toEqual({ client: ['write'] });
      expect(socketOf(step, 'socket')!.receiveQueue).toBe(14);
    },
    (step) => {
      expect(linesOf(step, 'read')).toEqual([
        expect.stringMatching(/^read\(\d+, "one\\ntwo\\nthree\\n", 8192\) += 14$/),
      ]);
      expect(step.calls).toHaveLength(1);
      expect(socketOf(step, 'socket')!.receiveQueue).toBe(0);
    },
    (step) => {
      expect(step.calls).toEqual([]);
      expect(apiCallsOf(step)).toEqual({ server: ['BufferedReader.readLine', 'BufferedReader.readLine'] });
    },
    (step) => {
      expect(callsOf(step)).toEqual({ server: ['read …'] });
      expect(apiCallsOf(step)).toEqual({ server: ['BufferedReader.readLine …'] });
    },
    (step) => {
      expect(callsOf(step)).toEqual({ client: goodbye, server: ['read'] });
      expect(resultOf(step, 'read')).toBe(0);
      expect(states(step)).toEqual({ server: 'LISTEN', socket: 'CLOSE_WAIT' });
    },
    (step) => {
      expect(callsOf(step)).toEqual({ server: [...goodbye, 'close'] });
      expect(step.sockets).toEqual([]);
    },
  ],

  threads: [
    (step) => {
      expect(callsOf(step)).toEqual({ server: opening });
      expect(step.threads).toHaveLength(4);
    },
    (step) => {
      const accepted = resultOf(step, 'accept4')!;
      expect(callsOf(step)).toEqual({ server: ['accept4'], clients: connecting, [poolThread(step)]: ['read …'] });
      expect(apiCallsOf(step).server).toEqual(['ServerSocket.accept', 'ThreadPool.execute']);
      // Another thread, the same number.
      expect(linesOf(step, 'read')).toEqual([`read(${accepted},  <unfinished ...>`]);
      expect(socketOf(step, 'socket of slow')!.fd).toBe(accepted);
    },
    (step, before) => {
      const reads = step.calls.filter(({ name }) => name === 'read');
      expect(reads.map(({ end }) => end)).toEqual([undefined, undefined]);
      expect(new Set(reads.map(({ thread }) => thread)).size).toBe(2);
      expect(reads[0]!.thread).toBe(before.calls.find(({ name }) => name === 'read')!.thread);
      const numbers = ['socket of slow', 'socket of fast'].map((name) => socketOf(step, name)!.fd);
      expect(reads.map(({ text }) => text)).toEqual(numbers.map((fd) => `read(${fd},  <unfinished ...>`));
      expect(callsOf(step)).toMatchObject({ server: ['accept4'], clients: connecting });
    },
    (step) => {
      expect(callsOf(step).clients).toEqual(['write', 'read']);
      const [blocked, ...others] = step.calls.filter(({ end }) => end === undefined);
      expect(others).toEqual([]);
      expect(blocked!.text).toBe(`read(${socketOf(step, 'socket of slow')!.fd},  <unfinished ...>`);
      const answered = step.calls.filter(
        ({ threadName, thread }) => threadName !== 'clients' && thread !== blocked!.thread,
      );
      expect(answered.map(({ name }) => name)).toEqual(['read', 'write', ...goodbye]);
      expect(socketOf(step, 'socket of fast')).toBeUndefined();
      expect(states(step)).toMatchObject({ fast: 'CLOSE_WAIT', slow: 'ESTABLISHED' });
    },
    (step, before) => {
      const { thread } = before.calls.find(({ end }) => end === undefined)!;
      const answered = step.calls.filter((call) => call.thread === thread);
      expect(answered.map(({ name }) => name)).toEqual(['read', 'write', ...goodbye]);
      expect(callsOf(step).clients).toEqual(['write', 'read']);
      expect(states(step)).toEqual({ server: 'LISTEN', fast: 'CLOSE_WAIT', slow: 'CLOSE_WAIT' });
    },
    (step) => {
      expect(callsOf(step)).toEqual({ clients: [...goodbye, ...goodbye], server: ['close'] });
      expect(step.sockets).toEqual([]);
    },
  ],

  'half-close': [
    listens,
    connects,
    (step) => {
      expect(callsOf(step)).toEqual({ client: ['write', 'shutdown'] });
      expect(states(step)).toEqual({ server: 'LISTEN', socket: 'CLOSE_WAIT', client: 'FIN_WAIT2' });
      expect(socketOf(step, 'socket')!.receiveQueue).toBe(11);
    },
    (step) => {
      expect(callsOf(step)).toEqual({ server: ['read', 'read'] });
      expect(step.calls.map(({ result }) => result)).toEqual([11, 0]);
    },
    (step) => {
      expect(callsOf(step)).toEqual({ server: ['write'] });
      expect(resultOf(step, 'write')).toBe(11);
      expect(socketOf(step, 'client')).toMatchObject({ state: 'FIN_WAIT2', receiveQueue: 11 });
    },
    (step) => {
      expect(callsOf(step)).toEqual({ client: ['read'] });
      expect(resultOf(step, 'read')).toBe(11);
      expect(socketOf(step, 'client')).toMatchObject({ state: 'FIN_WAIT2', receiveQueue: 0 });
    },
    (step) => {
      expect(step.calls).toEqual([]);
      expect(apiCallsOf(step)).toEqual({ client: ['Socket.getOutputStream'] });
    },
    (step) => {
      expect(callsOf(step)).toEqual({ client: ['close'], server: [...goodbye, 'close'] });
      expect(step.sockets).toEqual([]);
    },
  ],

  close: [
    (step) => {
      expect(callsOf(step)).toEqual({ closer: opening });
    },
    (step) => {
      expect(callsOf(step)).toEqual({ acceptor: ['accept4 …'] });
      expect(apiCallsOf(step)).toEqual({ closer: ['Thread.start'], acceptor: ['ServerSocket.accept …'] });
      expect(socketOf(step, 'server')!.acceptQueue).toBe(0);
    },
    (step) => {
      expect(callsOf(step).closer!.slice(0, 2)).toEqual(['dup3', 'tgkill']);
      expect(callsOf(step).acceptor![0]).toBe('accept4');
      expect(step.calls.find(({ name }) => name === 'accept4')!.error).toBe('EINTR');
      expect(linesOf(step, 'tgkill')[0]).toContain(`, ${threadOf(step, 'acceptor')}, `);
      // Whoever was out last.
      expect(linesOf(step, 'close')).toHaveLength(1);
      expect(step.sockets).toEqual([]);
    },
    (step) => {
      expect(callsOf(step)).toEqual({ closer: ['socket', 'setsockopt', 'connect', 'close'] });
      expect(step.calls.find(({ name }) => name === 'connect')!.error).toBe('ECONNREFUSED');
    },
    (step) => {
      expect(callsOf(step)).toEqual({ closer: [...opening, ...connecting, 'accept4'], reader: ['read …'] });
      expect(states(step)).toEqual({ server: 'LISTEN', client: 'ESTABLISHED', socket: 'ESTABLISHED' });
    },
    (step) => {
      expect(callsOf(step).closer!.slice(0, 4)).toEqual(['getsockopt', 'shutdown', 'dup3', 'tgkill']);
      expect(step.calls.find(({ name }) => name === 'read')!.error).toBe('EINTR');
      expect(linesOf(step, 'tgkill')[0]).toContain(`, ${threadOf(step, 'reader')}, `);
      expect(linesOf(step, 'close')).toHaveLength(1);
      expect(states(step)).toEqual({ server: 'LISTEN', client: 'CLOSE_WAIT' });
    },
    (step) => {
      expect(callsOf(step)).toEqual({ closer: [...goodbye, 'close'] });
      expect(step.sockets).toEqual([]);
    },
  ],
};

describe.runIf(process.platform === 'linux')('each story plays to its end, and each step shows what it claims', () => {
  it('there are claims for each of them', () => {
    expect(stories.map(({ id }) => id)).toEqual(Object.keys(claims));
  });

  it.each(Object.keys(claims))('%s, twice at once', async (id) => {
    const played = await Promise.all([server.play(id), server.play(id)]);
    for (const { beginning, steps } of played) {
      expect(steps).toHaveLength(beginning.steps);
      expect(steps.map(({ step }) => step)).toEqual(claims[id]!.map((_, i) => i + 1));
      for (const [i, claim] of claims[id]!.entries()) claim(steps[i]!, steps[i - 1]!);
      // Only the story's own threads, and every call of theirs has an API call.
      for (const { calls, apiCalls, threads } of steps) {
        const apis = new Set(apiCalls.map(({ thread, api }) => `${thread} ${api.start}`));
        expect(calls.filter((call) => !apis.has(`${call.thread} ${call.api.start}`))).toEqual([]);
        expect(calls.filter(({ thread }) => !threads.includes(thread))).toEqual([]);
      }
    }
  });
});

describe('the texts', () => {
  const sentences = (text: string): string[] => text.split(/(?<=[.?!])\s+/);

  it('are there in both languages, in one to three sentences', () => {
    for (const { title, steps } of stories) {
      for (const { en, ko } of [title, ...steps.map(({ text }) => text)]) {
        expect(en).toMatch(/^[A-Za-z][ -~’]+$/);
        expect(ko).toMatch(/[가-힣]/);
        expect(sentences(en).length, en).toBeLessThanOrEqual(3);
        expect(sentences(ko).length, ko).toBeLessThanOrEqual(3);
      }
      for (const { en, ko } of steps.map(({ text }) => text)) expect(en.slice(-1) + ko.slice(-1)).toBe('..');
      expect(steps.length).toBeGreaterThanOrEqual(4);
      expect(steps.length).toBeLessThanOrEqual(8);
    }
  });

  it('the Korean ones are in one style, 합니다체', () => {
    for (const { title, steps } of stories) {
      for (const { ko } of [title, ...steps.map(({ text }) => text)]) {
        for (const sentence of sentences(ko)) expect(sentence).toMatch(/(니다\.?|니까\?|십시오\.)$/);
      }
    }
  });

  /** Thread.start() is called in some steps, as the trace shows; Array's methods are not ours. */
  const isApi = (name: string): boolean => !['repeat', 'start'].includes(name);

  it('the code of a step is what its threads call', async () => {
    for (const { id, steps } of stories) {
      const { steps: played } = await server.play(id);
      for (const [i, { code }] of steps.entries()) {
        // Also those that have begun in the step before are told.
        const known = new Set(played[i - 1]?.apiCalls.map(({ api }) => api.start));
        const begun = played[i]!.apiCalls.filter(({ api }) => !known.has(api.start));
        const called = begun.map(({ api }) => /(\w+)\(/.exec(api.name)![1]!);
        const written = [...code.matchAll(/(?:(new) |\.)(\w+)\((\)?)/g)].flatMap(([, isNew, name, isEmpty]) =>
          isNew && (isEmpty || !/Socket$/.test(name!)) ? [] : [name!],
        );
        // Of constructors those that make system calls; what a loop does is written once.
        expect(new Set(called.filter((name) => name !== 'start')), code).toEqual(new Set(written.filter(isApi)));
      }
    }
  });
});
