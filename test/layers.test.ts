import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { below } from './support/layers.js';

const src = fileURLToPath(new URL('../src/', import.meta.url));

const layerOf = (file: string): string => (file.includes('/') ? file.slice(0, file.indexOf('/')) : '.');

it('no layer imports one above it', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  expect(new Set(files.map(layerOf))).toEqual(new Set(Object.keys(below)));
  for (const file of files) {
    const text = readFileSync(join(src, file), 'utf8');
    for (const [, target = ''] of text.matchAll(/\b(?:from|import\() ?'(\.[^']*)'/g)) {
      const layer = layerOf(normalize(join(dirname(file), target)));
      const allowed = [layerOf(file), ...below[layerOf(file)]!];
      expect(allowed, `${file} imports ${target}`).toContain(layer);
    }
  }
});
