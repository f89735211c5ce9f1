// How long something takes, on a machine that may be doing other things.
import { expect } from 'vitest';

/** How much later than its timeout a call may return. */
const tolerance = 100;
const tries = 4;

/**
 * Asserts that `call` takes at least `timeout` milliseconds, each time, and at most so much longer, one time of a few.
 * It may return when it ended, by performance.now().
 */
export function takes(timeout: number, call: () => unknown): void {
  const took: number[] = [];
  do {
    const start = performance.now();
    const end = call();
    took.push((typeof end === 'number' ? end : performance.now()) - start);
    expect(took.at(-1)).toBeGreaterThanOrEqual(timeout);
  } while (took.at(-1)! > timeout + tolerance && took.length < tries);
  expect(Math.min(...took)).toBeLessThanOrEqual(timeout + tolerance);
}
