import { describe, expect, it } from 'vitest';
import { explanations } from '../../src/lens/explanations.js';
import { rows } from '../../src/syscalls/generated/rows.js';

const traced = [...new Set(rows.map(({ kernelName }) => kernelName))];

describe('the explanations of system calls', () => {
  it.each(traced)('%s has one', (name) => {
    const { [name]: explanation } = explanations;
    expect(explanation, `add ${name} to src/lens/explanations.ts`).toBeDefined();
    expect(explanation!.man).toMatch(new RegExp(`^${name}\\(2\\)$`));
    expect(explanation!.en).toMatch(/^[A-Z].*\.$/);
    // Polite and written: 합니다체.
    expect(explanation!.ko).toMatch(/[가-힣]니다\.$/);
  });

  it('none is of a call that no trace shows', () => {
    expect(Object.keys(explanations).filter((name) => !traced.includes(name))).toEqual([]);
  });
});
