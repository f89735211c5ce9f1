/** The files of docs/api. */
import { readFileSync } from 'node:fs';
import { readModel } from './model.js';
import { constantsPage, syscallsPage } from './raw-layer.js';
import type { RawLayer } from './raw-layer.js';
import { anchor, Index, notice, renderPage } from './render.js';
import type { Page } from './render.js';

/** What `berkeley-sockets` exports is on three pages. */
const javaPages: readonly Page[] = [
  {
    entry: 'net',
    title: 'Sockets',
    from: 'berkeley-sockets',
    intro: `Blocking sockets by the names of java.net. Times are milliseconds, sizes are bytes. A failed call throws a
{@link SocketException}, a bad argument Node's ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE or ERR_INVALID_ARG_VALUE, and then
no system call is made. What a JDK 17 calls in the same place: [jdk.md](../jdk.md).`,
  },
  {
    entry: 'io',
    title: 'Streams, readers and writers',
    from: 'berkeley-sockets',
    intro: `What java.io has for sockets. Only the streams of a socket make system calls; all others call the stream below
them, which this page names where it says \`read(2)\` and \`write(2)\`.`,
  },
  {
    entry: 'threads',
    title: 'Threads',
    from: 'berkeley-sockets',
    intro: `Threads that run a function of another module, and share sockets. Each is a worker of Node with an event loop of
its own, which stands still while the function blocks.`,
  },
];

/** Of the entry points of their own: what their pages say first, where that is not what is said in the code. */
const intros: Readonly<Record<string, string>> = {
  trace: 'Which system calls were made, as strace shows them: [trace.md](../trace.md).',
  inspect: 'What the kernel keeps for a socket. The command: `berkeley-sockets inspect`.',
  tomcat: 'A small Tomcat on blocking sockets: [tomcat.md](../tomcat.md).',
};

/** A page for each entry point of the package, but of the raw layer, which has its own form. */
export function pagesOf(root: string): Page[] {
  const { exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { exports: Record<string, string> };
  const entries = Object.keys(exports).flatMap((name) => /^\.\/(\w+)$/.exec(name)?.[1] ?? []);
  const others = entries
    .filter((entry) => entry !== 'syscalls')
    .map((entry) => {
      const from = `berkeley-sockets/${entry}`;
      return { entry, title: from, from, intro: intros[entry] ?? commentOf(`${root}src/${entry}/index.ts`) };
    });
  return [...javaPages, ...others];
}

/** What a module says of itself, after its name. */
function commentOf(file: string): string {
  const [, comment = ''] = /^\/\*\*([^]*?)\*\//.exec(readFileSync(file, 'utf8')) ?? [];
  const text = comment
    .replace(/\n ?\* ?/g, ' ')
    .replace(/^ *`[^`]*`: /, '')
    .trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function referenceFiles(root: string, raw: RawLayer): Record<string, string> {
  const pages = pagesOf(root);
  const model = readModel(root, ['syscalls', ...pages.map(({ entry }) => entry)]);
  const index = new Index(
    model,
    raw.rows.map(({ name }) => name),
  );
  const files = pages.map((page) => [page.entry, renderPage(page, model.get(page.entry)!, index)] as const);
  const names = (entry: string): string =>
    model
      .get(entry)!
      .filter(({ exported }) => exported)
      .map(({ name }) => `[${name}](${entry}.md#${anchor(name)})`)
      .join(' · ');
  const calls = raw.rows.map(({ name }) => `[${name}](syscalls.md#${name})`).join(' · ');
  const contents = `${notice('the docstrings in src')}
# Reference

${pages.map(({ entry, title }) => `## [${title}](${entry}.md)\n\n${names(entry)}`).join('\n\n')}

## [berkeley-sockets/syscalls](syscalls.md)

${calls}

${names('syscalls')} · [constants](constants.md)
`;
  return {
    'docs/api/README.md': contents,
    'docs/api/syscalls.md': syscallsPage(raw, model.get('syscalls')!, index),
    'docs/api/constants.md': constantsPage(raw),
    ...Object.fromEntries(files.map(([entry, text]) => [`docs/api/${entry}.md`, text])),
  };
}
