/** The reference of the entry points, in Markdown: docs/api. */
import type { Docs, Item, Member, Signature } from './model.js';

/** A page: what it is about, and what to write in an import. */
export interface Page {
  readonly entry: string;
  readonly title: string;
  readonly from: string;
  readonly intro: string;
}

/** Finds where things are described. */
export class Index {
  readonly #places = new Map<string, string>();
  readonly #items = new Map<string, Item>();
  readonly #syscalls: ReadonlySet<string>;

  constructor(model: ReadonlyMap<string, readonly Item[]>, syscalls: readonly string[]) {
    this.#syscalls = new Set(syscalls);
    for (const [entry, items] of model) {
      for (const item of items) {
        this.#items.set(item.name, item);
        this.#places.set(item.name, `${entry}.md#${anchor(item.name)}`);
        if (item.kind !== 'class') continue;
        for (const member of item.members) {
          const key = `${item.name}.${member.name}`;
          this.#places.set(key, `${entry}.md#${anchor(headingOf(item, member))}`);
        }
      }
    }
  }

  item(name: string): Item | undefined {
    return this.#items.get(name);
  }

  /** The address of an item, or of a member of a class or of its base, as seen from a page. */
  place(name: string, page: string): string | undefined {
    const place = this.#places.get(name);
    const [item = '', member] = name.split('.');
    const base = this.#items.get(item)?.base;
    if (place === undefined && member !== undefined && base !== undefined) return this.place(`${base}.${member}`, page);
    return place?.replace(new RegExp(`^${page}\\.md#`), '#');
  }

  /** The address of a system call. */
  syscall(name: string, page: string): string | undefined {
    if (!this.#syscalls.has(name)) return undefined;
    return page === 'syscalls' ? `#${name}` : `syscalls.md#${name}`;
  }
}

/** GitHub's anchor of a heading. */
export const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-');

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

function headingOf(item: Item, { name, kind }: Member): string {
  if (kind === 'constructor') return `new ${item.name}()`;
  const object = kind === 'static' ? item.name : lowerFirst(item.name);
  return `${object}${name.startsWith('[') ? '' : '.'}${name}${kind === 'property' ? '' : '()'}`;
}

/** Makes links of `{@link X}` and of the names of system calls. */
function linked(text: string, page: string, index: Index, item?: Item): string {
  return text
    .replace(/\{@link ([\w.]+) ?\}/g, (_, name: string) => {
      const place = index.place(name, page) ?? (item && index.place(`${item.name}.${name}`, page));
      return place === undefined ? name : `[${name}](${place})`;
    })
    .replace(/`(\w+)\((?:2|[A-Z][A-Z_0-9]+)\)`/g, (code: string, name: string) => {
      const place = index.syscall(name, page);
      return place === undefined ? code : `[${code}](${place})`;
    });
}

export function renderPage({ entry, title, from, intro }: Page, items: readonly Item[], index: Index): string {
  const exported = items.filter((item) => item.exported);
  const list = exported.map(({ name }) => `[${name}](#${anchor(name)})`).join(' · ');
  const names = exported.filter(({ kind }) => kind === 'class' || kind === 'function').map(({ name }) => name);
  return `${notice('the docstrings in src')}
# ${title}

${linked(intro, entry, index)}

\`\`\`js
import { ${names.join(', ')} } from '${from}';
\`\`\`

${list}

${renderItems(items, entry, index)}`;
}

export const notice = (source: string): string => `<!-- npm run generate -->
<!-- Generated from ${source} by the command above. Do not edit. -->
`;

export const renderItems = (items: readonly Item[], page: string, index: Index): string =>
  items.map((item) => renderItem(item, page, index)).join('\n\n');

function renderItem(item: Item, page: string, index: Index): string {
  const { name, code, members, signatures } = item;
  const show = (text: string): string => linked(text, page, index, item);
  return parts(
    `## ${name}`,
    item.exported ? '' : 'Not exported.',
    signatures.length > 0
      ? parts(...signatures.map((each) => callable(each, show)))
      : parts(block('ts', code), prose(item.docs, show)),
    item.kind === 'interface' ? bullets(members, show) : '',
    ...(item.kind === 'interface' ? [] : members.map((member) => renderMember(item, member, show))),
    inherited(item, page, index),
  );
}

function renderMember(item: Item, member: Member, show: (text: string) => string): string {
  return parts(`### ${escaped(headingOf(item, member))}`, ...member.signatures.map((each) => callable(each, show)));
}

/** `[Symbol.dispose]()` would be a link. */
const escaped = (text: string): string => text.replace(/\[(.*)\]/, '\\[$1\\]');

const callable = ({ code, docs }: Signature, show: (text: string) => string): string =>
  parts(block('ts', code), prose(docs, show));

/** Members of an interface, which are described in a line each. */
const bullets = (members: readonly Member[], show: (text: string) => string): string =>
  members
    .flatMap(({ signatures }) =>
      signatures.map(({ code, docs }) => {
        const text = parts(docs.text, ...docs.params.map(({ name, text }) => `\`${name}\`: ${text}`));
        const throws = docs.throws && ` Throws ${docs.throws}`;
        const line = show(`${text}${throws}`).replaceAll('\n\n', ' ').trim();
        return `- \`${code.replace(/\s+/g, ' ').replace(/^readonly /, '')}\`${line && `: ${line}`}`;
      }),
    )
    .join('\n');

function prose(docs: Docs, show: (text: string) => string): string {
  const params = docs.params.map(({ name, text }) => `- \`${name}\`: ${show(text)}`).join('\n');
  return parts(
    show(docs.text),
    params,
    docs.returns && `**Returns** ${show(docs.returns)}`,
    docs.throws && `**Throws** ${show(docs.throws.replace(/\b[A-Z]\w+(?:Exception|Error)\b/g, '{@link $&}'))}`,
    ...docs.examples.map((text) => block('js', text)),
  );
}

/** The members that a class has from others, by where they are described. */
function inherited({ base, members }: Item, page: string, index: Index): string {
  const own = new Set(members.map(({ name }) => name));
  const lines: string[] = [];
  for (let from = base && index.item(base); from; from = from.base && index.item(from.base)) {
    const described = from;
    const links = from.members
      .filter(({ kind, name }) => kind !== 'constructor' && kind !== 'static' && !own.has(name))
      .map((member) => {
        own.add(member.name);
        const text = escaped(`${member.name}${member.kind === 'property' ? '' : '()'}`);
        const place = index.place(`${described.name}.${member.name}`, page);
        return place === undefined ? text : `[${text}](${place})`;
      });
    if (links.length > 0) lines.push(`From [${from.name}](${index.place(from.name, page)!}): ${links.join(', ')}.`);
  }
  return parts(...lines);
}

const block = (language: string, code: string): string => code && `\`\`\`${language}\n${code}\n\`\`\``;
const parts = (...texts: readonly string[]): string => texts.filter(Boolean).join('\n\n');
