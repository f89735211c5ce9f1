import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { escapeHtml } from './error-page.js';

/**
 * The page that lists a directory: what does not begin with a dot, directories first. `open(2)`, `getdents(2)`, `close(2)`.
 *
 * @param root the directory of all files.
 * @param path of this one, canonical, between slashes; it is open as `fd`.
 */
export function directoryPage(root: string, path: string, fd: number): string {
  // By the descriptor, so that it is the one that was found to be beneath.
  const directory = process.platform === 'linux' ? `/proc/self/fd/${fd}` : join(root, path);
  const entries = readdirSync(directory, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .map((entry) => ({ isFile: !entry.isDirectory(), name: entry.isDirectory() ? `${entry.name}/` : entry.name }))
    .sort((a, b) => Number(a.isFile) - Number(b.isFile) || (a.name < b.name ? -1 : 1));
  const names = path === '/' ? entries.map(({ name }) => name) : ['../', ...entries.map(({ name }) => name)];
  const items = names.map((name) => {
    // "./": a name with a colon is no scheme.
    const href = `./${name.split('/').map(encodeURIComponent).join('/')}`;
    return `<li><a href="${escapeHtml(href)}">${escapeHtml(name)}</a></li>`;
  });
  const title = escapeHtml(path);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1><ul>\n${items.join('\n')}\n</ul></body></html>\n`;
}
