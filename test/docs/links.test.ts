import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The pages of this repository. */
const pages = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)));

const cache = new Map<string, string>();
const textOf = (page: string): string => {
  const text = cache.get(page) ?? readFileSync(join(root, page), 'utf8');
  cache.set(page, text);
  return text;
};

/** Without blocks of code, where brackets mean something else. */
const prose = (text: string): string => text.replace(/^(```+)[^]*?^\1$/gm, '').replace(/`[^`\n]*`/g, '`');

/** The anchors that GitHub gives the headings of a page: a second one of the same name ends with -1. */
function anchorsOf(page: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of textOf(page)
    .replace(/^(```+)[^]*?^\1$/gm, '')
    .matchAll(/^#+ (.*)$/gm)) {
    const anchor = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-');
    let unique = anchor;
    for (let n = 1; anchors.has(unique); n++) unique = `${anchor}-${n}`;
    anchors.add(unique);
  }
  return anchors;
}

describe('every link in a page of this repository', () => {
  it.each(pages)('%s', (page) => {
    const links = Array.from(prose(textOf(page)).matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g), (match) => {
      return match[1] ?? match[2]!;
    });
    const broken = links.filter((link) => {
      if (/^(https?|mailto):/.test(link)) return false;
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? page : join(dirname(page), file);
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).has(anchor);
    });
    expect(broken, `links of ${page} that lead nowhere`).toEqual([]);
  });
});
