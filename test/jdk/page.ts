/** docs/jdk.md. */
import prettier from 'prettier';
import { rules } from './rules.js';
import type { Row } from './rules.js';
import { expected } from './side-by-side.js';
import type { Comparison, SideBySide } from './side-by-side.js';

/** What a section shows, where its calls do not say so themselves. */
const about: Readonly<Record<string, string>> = {
  'Closing while another thread is inside': `close(2) wakes nobody: a thread that sleeps in accept(2) stays there, and
its descriptor's number may already belong to another connection. So \`close()\` puts a dead socket, \`marker\`, in the
descriptor's place, sends each thread inside a signal, and the last of them to leave closes. Below is the thread inside,
and then the one that closes.

Some of this depends on the scheduler. A poll(2) ends because of the dead socket, or of the signal. In this package the
closing thread can be the last to leave, and then close(2) is its call. A write(2) is ended by shutdown(2) already, and
its thread may have left before anybody is signalled: so it is shown with SO_LINGER 0, where there is no shutdown(2).`,
  'Shutting down while another thread is inside': `The kernel itself ends the call of the thread inside.`,
};

export async function page({ comparisons, version }: SideBySide): Promise<string> {
  const titles = [...new Set(comparisons.map(({ section }) => section))];
  const all = comparisons.flatMap(rowsOf);
  const number = (side: 'jdk' | 'ours'): number => all.filter((row) => row[side] !== undefined).length;
  const text = `<!-- npm run docs:jdk -->
<!-- Generated from strace's logs of test/jdk/Conversation.java and conversation.mjs by the command above. Do not edit. -->

# The system calls of JDK ${version}, and ours

Each call of the API with the system calls that its thread makes, in order: on the left those of OpenJDK ${version}, on the right
those of this package. Both come from logs of \`strace -ff\`: two programs, one in Java and one in JavaScript, had the same
conversation over loopback. \`test/jdk/jdk.test.ts\` has them repeat it, and fails when anything differs from this page. A line for each
call, and macOS: [calls.md](calls.md). In all: ${comparisons.length} calls of the API; ${number('jdk')} system calls there, ${number('ours')} here.

A dash is no call. \`lfd\` is a listening socket, \`cfd\` the one that was accepted, \`fd\` any other. Left out are lengths of addresses and of
structures, and what a virtual machine does for itself: memory, locks, signal masks. strace shows \`? ERESTARTSYS\` where a
program gets EINTR. Each call had been made before: the first use of a class loads it. The machine has IPv6, so sockets are
\`AF_INET6\` and take IPv4 as well.

## Where they differ

Applied to the left column, these rules give the right one: the test does just that. On the wire nothing differs.

${rules.map(({ title, reason }) => `### ${title}\n\n${reason}\n`).join('\n')}

${titles.map((title) => section(title, comparisons)).join('\n')}`;
  const options = await prettier.resolveConfig(new URL('../../package.json', import.meta.url));
  return prettier.format(text, { ...options, parser: 'markdown', proseWrap: 'always' });
}

/** The rows as the rules have them, or both lists where the rules do not explain what was called. */
function rowsOf(comparison: Comparison): readonly Row[] {
  const { rows, actual } = comparison;
  if (actual.join('\n') === expected(comparison).join('\n')) return rows;
  const jdk = rows.flatMap(({ jdk }) => jdk ?? []);
  const { length } = jdk.length > actual.length ? jdk : actual;
  return Array.from({ length }, (_, i) => ({ jdk: jdk[i], ours: actual[i], reasons: ['**not explained**'] }));
}

function section(title: string, comparisons: readonly Comparison[]): string {
  const own = comparisons.filter(({ section }) => section === title);
  const silent = own.filter((comparison) => rowsOf(comparison).length === 0).map(({ name }) => call(name));
  return [
    `## ${title}`,
    about[title],
    table(own.filter((comparison) => rowsOf(comparison).length > 0)),
    silent.length > 0 ? `No system call on either side: ${silent.join('; ')}.` : undefined,
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}

function table(comparisons: readonly Comparison[]): string {
  const lines = comparisons.flatMap((comparison) =>
    counted(rowsOf(comparison)).map(({ row: { jdk, ours, reasons }, times }, i) => {
      const cell = (text: string | undefined): string =>
        text === undefined ? '–' : (times > 1 ? `${times} × ` : '') + code(text);
      return `| ${[i === 0 ? call(comparison.name) : '', cell(jdk), cell(ours), reasons.map(link).join(', ')].join(' | ')} |`;
    }),
  );
  return ['| API call | JDK | berkeley-sockets | why |', '| --- | --- | --- | --- |', ...lines].join('\n');
}

/** Rows that are the same become one, with their number. */
function counted(rows: readonly Row[]): { row: Row; times: number }[] {
  const list: { row: Row; times: number }[] = [];
  for (const row of rows) {
    const last = list.at(-1);
    if (JSON.stringify(last?.row) === JSON.stringify(row)) last!.times++;
    else list.push({ row, times: 1 });
  }
  return list;
}

const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;

/** The name of a window: calls, and in words what is special about them. */
const call = (name: string): string =>
  name.replace(/(?:new )?[\w.]+\([^)]*\)(?: (?:get|is)\w+\(\))*/g, (calls) => `\`${calls}\``);

/** To the heading of a rule, by GitHub's rules for anchors. */
const link = (title: string): string => {
  if (!rules.some((rule) => rule.title === title)) return title;
  const anchor = title.toLowerCase().replace(/[^\w -]/g, '');
  return `[${title}](#${anchor.replaceAll(' ', '-')})`;
};
