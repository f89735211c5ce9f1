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

/** What each step of each story claims, in the words of the kernel. */
const claims: Record<string, ((step: StepAnswer, before: StepAnswer) => void)[]> = {
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
  it('are there in both languages, and in a few sentences', () => {
    const texts = stories.flatMap(({ title, steps }) => [title, ...steps.map(({ text }) => text)]);
    for (const { en, ko } of texts) {
      expect(en).toMatch(/^[ -~’…–]+[.?!]$/);
      expect(ko).toMatch(/[가-힣]/);
      expect(ko).toMatch(/[.?!]$/);
    }
    for (const { steps } of stories) {
      expect(steps.length).toBeGreaterThanOrEqual(4);
      expect(steps.length).toBeLessThanOrEqual(8);
    }
  });

  it('the Korean ones are in one style', () => {
    for (const { title, steps } of stories) {
      for (const { ko } of [title, ...steps.map(({ text }) => text)]) {
        // 합니다체: what ends a sentence, also behind a bracket.
        for (const sentence of ko.split(/(?<=[.?!])\s+/)) expect(sentence).toMatch(/(니다|니까|십시오)[.?!]$/);
      }
    }
  });
});
