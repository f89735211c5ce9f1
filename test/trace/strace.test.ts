import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rows } from '../../src/syscalls/generated/rows.js';
import { underStrace } from '../support/strace.js';

const script = fileURLToPath(new URL('every-call.mjs', import.meta.url));
const groups = JSON.parse(execFileSync(process.execPath, [script, 'groups'], { encoding: 'utf8' })) as string[];
const seen = new Set<string>();

describe.runIf(process.platform === 'linux')('the trace equals what strace recorded of the same process', () => {
  it.each(groups)('%s', (group) => {
    const { output, lines } = underStrace(process.execPath, [script, group]);
    const { nodeFds, lost, strace } = JSON.parse(output) as { nodeFds: number[]; lost: number; strace: string };
    // Node writes to descriptors of its own on this thread (an eventfd wakes its event loop).
    const foreign = new RegExp(`^(read|write|epoll_ctl)\\((${nodeFds.join('|')}),`);
    const ours = strace.trimEnd().split('\n');
    expect(lost).toBe(0);
    expect(ours).toEqual(lines.filter((line) => !foreign.test(line)));
    for (const line of ours) seen.add(line.slice(0, line.indexOf('(')));
  });

  it('in all of them together, every call of the table was made', () => {
    const missing = rows.filter(({ kernelName }) => !seen.has(kernelName)).map(({ name }) => name);
    expect(missing).toEqual(['kqueue', 'kevent']);
  });
});
