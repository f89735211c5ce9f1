import { readdirSync, readFileSync } from 'node:fs';
import mermaid from 'mermaid';
import { describe, expect, it } from 'vitest';
import { below } from '../support/layers.js';

const text = readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8');
const diagrams = Array.from(text.matchAll(/^```mermaid\n([^]*?)^```$/gm), ([, diagram]) => diagram!);

describe('docs/architecture.md', () => {
  // Mermaid needs a browser to parse the other kind.
  it('has a life of a call that can be drawn', async () => {
    await expect(mermaid.parse(diagrams[1]!)).resolves.toMatchObject({ diagramType: 'sequence' });
  });

  it('shows the layers of the code', () => {
    const arrows = Array.from(diagrams[0]!.matchAll(/^ +(\w+) --> (\w+)$/gm), ([, from, to]) => [from!, to!] as const);
    const reached = (from: string): string[] =>
      arrows.filter(([start]) => start === from).flatMap(([, to]) => [to, ...reached(to)]);
    for (const [layer, allowed] of Object.entries(below)) {
      if (layer === '.') continue;
      const direct = arrows.filter(([from]) => from === layer).map(([, to]) => to);
      const inNative = direct.filter((to) => to === 'native');
      expect([...allowed, ...inNative], `what ${layer} points to`).toEqual(expect.arrayContaining(direct));
      expect(reached(layer), `what ${layer} may import`).toEqual(
        expect.arrayContaining([...allowed, 'native', 'kernel']),
      );
    }
    expect(arrows.filter(([, to]) => to === 'kernel')).toEqual([['native', 'kernel']]);
  });

  it('has a line for each layer', () => {
    const rows = Array.from(text.matchAll(/^\| \[(\w+)\]\(\.\.\/(?:src\/)?\1\) /gm), ([, layer]) => layer!);
    expect(rows.sort()).toEqual([...Object.keys(below).filter((layer) => layer !== '.'), 'native'].sort());
  });
});

describe('native/README.md', () => {
  it('has a line for each file', () => {
    const folder = new URL('../../native/', import.meta.url);
    const table = readFileSync(new URL('README.md', folder), 'utf8').split('\n## ')[0]!;
    // `ring.h` `.cc`: two files; `kinds*.h` are named one by one.
    const listed = Array.from(table.matchAll(/`(\w+)(\.\w+)`(?: `(\.\w+)`)?/g), ([, name, first, second]) =>
      [first, second].filter(Boolean).map((end) => `${name}${end}`),
    ).flat();
    const files = readdirSync(folder).filter((file) => /^\w+\.(h|cc|txt|json)$/.test(file));
    expect(listed.sort()).toEqual(files.sort());
  });
});
