import { describe, expect, it } from 'vitest';
import { run } from './programs.js';

/** One call may wait when the pool ends. */
const ends = [true, true, expect.any(Number) as number];

/** What is wrong with a module, what execute() throws, and what is told on standard error. */
const modules = {
  missing: /^ERR_MODULE_NOT_FOUND: Cannot find module '.*does-not-exist\.mjs'/,
  noFunction: /^TypeError: The default export of data:.* must be a function\. Received 7$/,
  noDefault: /^TypeError: The default export of data:.* must be a function\. Received undefined$/,
  throws: /^RangeError: planned$/,
  rejects: /^RangeError: planned$/,
  syntax: /^SyntaxError: /,
  lacksImport: /^SyntaxError: .*nothing/,
};

describe.runIf(process.platform === 'linux').concurrent('a module that is no Runnable', () => {
  it.each(Object.entries(modules))('%s: execute() of a pool throws it, and the pool ends', async (kind, thrown) => {
    const { end, stderr, result } = await run('failures.mjs', 'pool', [kind]);
    expect({ end, result }).toEqual({
      end: 0,
      result: { thrown: expect.stringMatching(thrown) as string, same: true, few: true, ends },
    });
    expect(stderr).toMatch(/^Exception in thread "pool-1-thread-\d" /);
    // Each thread may say it once, and not again and again.
    expect(stderr.match(/^Exception in thread/gm)!.length).toBeLessThanOrEqual(4);
  });

  it.each(Object.keys(modules))('%s: a thread ends, and says why', async (kind) => {
    const { end, stderr, result } = await run('failures.mjs', 'thread', [kind]);
    expect({ end, result }).toEqual({ end: 0, result: [true, false] });
    expect(stderr).toMatch(/^Exception in thread "Thread-0" [^]*(Error|Received)/);
  });

  it.each(['throwsUndefined', 'throwsFunction', 'exits'])(
    '%s: what is thrown need not be an error, and that need not be known',
    async (kind) => {
      const { end, result } = await run('failures.mjs', 'pool', [kind]);
      expect({ end, result }).toMatchObject({ end: 0, result: { few: true, ends } });
    },
  );
});

describe.runIf(process.platform === 'linux').concurrent('at the limit of descriptors', () => {
  it.each([0, 3, 5, 8, 16, 40, 120])('with %i to spare: threads start, or EMFILE tells', async (spare) => {
    const { end, stderr, result } = await run('failures.mjs', 'limit', [spare], { descriptors: 200 });
    expect({ end, stderr }).toEqual({ end: 0, stderr: '' });
    expect(result).toEqual({
      pool: expect.stringMatching(/^EMFILE: |^made 6$/) as string,
      thread: expect.stringMatching(/^EMFILE: |^joined$/) as string,
      open: true,
    });
    const { pool, thread } = result as Record<string, string>;
    if (spare < 4) expect([pool!.slice(0, 6), thread!.slice(0, 6)]).toEqual(['EMFILE', 'EMFILE']);
    if (spare >= 120) expect([pool, thread]).toEqual(['made 6', 'joined']);
  });
});
