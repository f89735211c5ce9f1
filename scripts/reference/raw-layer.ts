/** The reference of the raw layer, which the table and names.ts document. */
import type { Row } from '../table.js';
import type { Item } from './model.js';
import { notice, renderItems } from './render.js';
import type { Index } from './render.js';

/** Constants that belong together, and what they are for. */
export interface ConstantSet {
  readonly about: string;
  readonly members: readonly string[];
}

/** What the generator knows of the raw layer. */
export interface RawLayer {
  readonly rows: readonly Row[];
  readonly constantSets: readonly ConstantSet[];
  /** A call as TypeScript declares it. */
  signature(row: Row): string;
}

/** docs/api/syscalls.md */
export function syscallsPage({ rows, signature }: RawLayer, items: readonly Item[], index: Index): string {
  const entries = rows.map((row) => {
    const description = row.docs.filter((line) => !line.startsWith('@')).join(' ');
    const tag = (name: string): string =>
      row.docs.find((line) => line.startsWith(`@${name} `))?.slice(name.length + 2) ?? '';
    const notes = [
      `Manual: ${manual(row)}.`,
      row.blocks === 'no' ? 'Never sleeps.' : 'May sleep; can be woken.',
      row.kernelName === row.name ? '' : `strace and the trace call it \`${row.kernelName}\`.`,
      row.system === undefined ? '' : `${row.system === 'linux' ? 'Linux' : 'macOS'} only.`,
    ];
    return `## ${row.name}

\`\`\`ts
${signature(row)}
\`\`\`

${description}

${notes.filter(Boolean).join(' ')}

**Throws** ${tag('throws')}

\`\`\`js
${tag('example')}
\`\`\`
`;
  });
  return `${notice('src/syscalls/syscalls.table')}
# berkeley-sockets/syscalls

One function, one system call, named and ordered as in its man page. Where C takes a pointer and a length, it takes
one object; where C writes through a pointer, it returns what was written. Failure throws [\`ErrnoError\`](#errnoerror), with
\`code\`, \`errno\`, \`syscall\` and the address that was given; \`raw.<name>\` returns −errno instead. A bad argument
throws \`ERR_INVALID_ARG_TYPE\`, \`ERR_OUT_OF_RANGE\` or \`ERR_INVALID_ARG_VALUE\`, and no system call is made. Any
32-bit integer is a descriptor for the kernel to judge. Constants are in [constants.md](constants.md).

A result of \`raw.getsockopt\` or \`raw.ioctl\` may be negative without being an error: an option's value is (SO_PEEK_OFF).
The throwing forms tell the two apart; in the raw form of getsockopt, ask for bytes.

${rows.map(({ name }) => `[${name}](#${name})`).join(' · ')}

${items.map(({ name }) => `[${name}](#${name.toLowerCase()})`).join(' · ')}

${entries.join('\n')}

${renderItems(items, 'syscalls', index)}`;
}

/** The page of the manual, where it can be read. */
const manual = ({ name, system }: Row): string =>
  system === 'darwin' ? `${name}(2)` : `[${name}(2)](https://man7.org/linux/man-pages/man2/${name}.2.html)`;

/** docs/api/constants.md */
export function constantsPage({ constantSets }: RawLayer): string {
  const entries = constantSets.map(
    ({ about, members }) => `## ${about.replace(/[.:]$/, '')}\n\n${members.map((name) => `\`${name}\``).join(' ')}\n`,
  );
  return `${notice('src/syscalls/names.ts')}
# Constants

Exported by \`berkeley-sockets/syscalls\` under their C names, with the values of the headers that the addon was
compiled with. **A constant that this system does not have is \`undefined\`**: \`SOCK_CLOEXEC\` on macOS, \`SO_NOSIGPIPE\`
on Linux. A call that is given \`undefined\` throws; in \`A | undefined\` JavaScript takes it for 0.

${entries.join('\n')}`;
}
