/** docs/calls.md: each call of the API with its system calls, a line for each. */
import prettier from 'prettier';
import { differences, onMacos } from './macos.js';
import type { Comparison, SideBySide } from './side-by-side.js';

export async function summary({ comparisons, version }: SideBySide): Promise<string> {
  const titles = [...new Set(comparisons.map(({ section }) => section))];
  const text = `<!-- npm run docs:jdk -->
<!-- Generated from strace's logs of test/jdk/Conversation.java and conversation.mjs by the command above. Do not edit. -->

# API call → system calls

What each call of the API asks of the kernel, in order, on the thread that makes it. **Linux** is this package under strace, **JDK
${version}** is OpenJDK ${version} under strace in the same conversation; [jdk.md](jdk.md) has both with all arguments and
results, and the reason for each difference. \`test/jdk/jdk.test.ts\` repeats both runs and fails when this page
differs from them.

**macOS** is not from a run: there was no such machine. The column is the Linux one with what the code does otherwise where
the system is macOS:

${differences
  .filter(({ about }) => about !== '')
  .map(({ about, source }) => `- ${about} [${source}](../${source})`)
  .join('\n')}
- The polling connector of the mini Tomcat waits with \`kqueue(2)\` and \`kevent(2)\` in the place of \`epoll_create1(2)\`,
  \`epoll_ctl(2)\` and \`epoll_wait(2)\`. [native/selector.cc](../native/selector.cc)

The number is how many calls it is. \`2 ×\` is twice in a row; \`= EAGAIN\` is how a call failed, \`= …\` that a signal ended
it. Options that macOS does not have (TCP_KEEPIDLE, TCP_QUICKACK) throw there, and no call is made.

${titles.map((title) => section(title, comparisons)).join('\n\n')}
`;
  const options = await prettier.resolveConfig(new URL('../../package.json', import.meta.url));
  return prettier.format(text, { ...options, parser: 'markdown', proseWrap: 'always' });
}

function section(title: string, comparisons: readonly Comparison[]): string {
  const rows = comparisons
    .filter((comparison) => comparison.section === title)
    .map(({ name, rows, actual }) => {
      const jdk = rows.flatMap(({ jdk }) => jdk ?? []);
      const macos = onMacos(actual);
      const asLinux = macos.join('\n') === actual.join('\n');
      return `| ${[code(name), cell(actual), asLinux ? 'as Linux' : cell(macos), cell(jdk)].join(' | ')} |`;
    });
  return `## ${title}\n\n| API call | Linux | macOS | JDK |\n| --- | --- | --- | --- |\n${rows.join('\n')}`;
}

/** The calls in the words of a name: calls, and what is special about them. */
const code = (name: string): string =>
  name.replace(/(?:new )?[\w.]+\([^)]*\)(?: (?:get|is)\w+\(\))*/g, (calls) => `\`${calls}\``);

function cell(calls: readonly string[]): string {
  if (calls.length === 0) return 'none';
  const list: { text: string; times: number }[] = [];
  for (const text of calls.map(short)) {
    const last = list.at(-1);
    if (last?.text === text) last.times++;
    else list.push({ text, times: 1 });
  }
  if (list.length === 1) return `**${calls.length}${calls.length > 1 ? ' ×' : ''}** \`${list[0]!.text}\``;
  return `**${calls.length}** ${list.map(({ text, times }) => `${times > 1 ? `${times} × ` : ''}\`${text}\``).join(' ')}`;
}

/** What tells a call from another: the option, the command, the flag; and how it failed. */
function short(call: string): string {
  const [, name = '', args = '', result = ''] = /^(\w+)\((.*)\) = (.*)$/.exec(call) ?? [];
  const detail = /\b(?:IPV6_\w+|IP_TOS|SO_\w+|TCP_\w+|F_\w+|SHUT_\w+|FIONREAD|MSG_\w+|AF_UNSPEC)\b/.exec(args)?.[0];
  const failure = /^-1 (\w+)/.exec(result)?.[1] ?? (result.startsWith('?') ? '…' : undefined);
  return `${name}${detail === undefined ? '' : `(${detail})`}${failure === undefined ? '' : ` = ${failure}`}`;
}
