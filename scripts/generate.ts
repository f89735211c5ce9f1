/**
 * Writes every file that derives from syscalls.table and names.ts, and the reference in docs/api. `--check` writes
 * nothing and fails when a file on disk differs from what would be written.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import { resultKinds } from '../src/syscalls/kinds.js';
import { names, namesIn } from '../src/syscalls/names.js';
import { referenceFiles } from './reference/pages.js';
import { readTable } from './table.js';
import type { Row } from './table.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const rows = readTable(`${root}src/syscalls/syscalls.table`);
const head =
  '// npm run generate\n// Generated from src/syscalls/{syscalls.table,names.ts} by the command above. Do not edit.\n';

/** What is handed to native code, in order, and at which index each argument's part begins. */
function passed(row: Row): { expressions: string[]; indexes: number[][] } {
  const expressions: string[] = [];
  const indexes = row.args.map(({ name, kind }) =>
    (kind.pass ?? [name]).map((text) => expressions.push(text.replaceAll('$', name)) - 1),
  );
  row.args.forEach(({ kind }, i) => {
    for (const name of kind.trailing ?? []) indexes[i]!.push(expressions.push(name) - 1);
  });
  return { expressions, indexes };
}

function parameters(row: Row): string {
  const own = row.args
    .filter(({ kind }) => kind.type !== undefined)
    .map(({ name, kind }) => `${name}${kind.optional ? '?' : ''}: ${kind.type!}`);
  const trailing = row.args.flatMap(({ kind }) => (kind.trailing ?? []).map((name) => `${name}?: number`));
  return [...own, ...trailing].join(', ');
}

/** `<L …>` where the result's type depends on a parameter's. */
const generics = (row: Row): string => row.args.map(({ kind }) => kind.generic ?? '').join('');

/** The JavaScript result: nothing, the number, what the kernel wrote, or an object of all of them. */
function resultOf(row: Row): { type: string; value: string } {
  const result = resultKinds[row.result];
  const out = row.args.flatMap(({ kind }) => kind.out ?? []);
  const only = out.find(({ name }) => name === '') ?? (row.result === 'Zero' && out.length === 1 ? out[0] : undefined);
  if (only) return only;
  if (out.length === 0)
    return result.name === undefined ? { type: 'void', value: '' } : { type: 'number', value: 'result' };
  const fields = result.name === undefined ? out : [{ name: result.name, type: 'number', value: 'result' }, ...out];
  return {
    type: `{ ${fields.map(({ name, type }) => `${name}: ${type}`).join('; ')} }`,
    value: `{ ${fields.map(({ name, value }) => `${name}: ${value}`).join(', ')} }`,
  };
}

/** The parameter that may be the buffer of the call before: see remembered-buffer.ts. */
const slice = (row: Row): string | undefined => row.args.find(({ kind }) => kind.trailing)?.name;

/** The call of native code. */
function nativeCall(row: Row): string {
  const buffer = slice(row);
  const call = nativeCallOf('native', row, (text) => text);
  if (buffer === undefined) return call;
  const again = nativeCallOf('remembered', row, (text) => (text === buffer ? '0' : text));
  return `isRemembered(${buffer}) ? ${again} : remember(${buffer}, ${call})`;
}

/** What may be left out and is, is not handed over: undefined costs more than a number. */
function nativeCallOf(object: string, row: Row, pass: (text: string) => string): string {
  const { expressions, indexes } = passed(row);
  const call = (given: readonly string[]): string => `${object}.${row.name}(${given.map(pass).join(', ')})`;
  const optional = row.args.flatMap(({ kind }, i) => {
    const own = indexes[i]!;
    return kind.optional ? own : own.slice(own.length - (kind.trailing ?? []).length);
  });
  const names = optional.map((index) => expressions[index]!).filter((text) => /^\w+$/.test(text));
  if (names.length === 0) return call(expressions);
  const absent = names.map((name) => `${name} === undefined`).join(' && ');
  return `(${absent} ? ${call(expressions.slice(0, -names.length))} : ${call(expressions)})`;
}

function body(row: Row, raw: boolean, call = (): string => nativeCall(row)): string {
  const steps = (part: 'prepare' | 'finish'): string =>
    row.args.map(({ name, kind }) => kind[part]?.replaceAll('$', name) ?? '').join('\n');
  const address = row.args.map(({ name, kind }) => kind.address?.replaceAll('$', name)).find(Boolean);
  const failed = raw ? 'return result;' : `throw systemCallError(${row.name}, result${address ? `, ${address}` : ''});`;
  const { value } = resultOf(row);
  return `{
    ${row.system === undefined ? '' : `if (process.platform !== '${row.system}') ${raw ? 'return missing;' : `throw systemCallError(${row.name}, missing);`}`}
    ${steps('prepare')}
    const result = ${call()};
    if (${resultKinds[row.result].failed ?? 'result < 0'}) ${failed}
    ${steps('finish')}
    ${value ? `return ${value};` : raw ? 'return result;' : ''}
  }`;
}

/** Whether native code takes the JavaScript arguments as they are and returns the result as it is. */
const isDirect = (row: Row): boolean =>
  row.system === undefined &&
  slice(row) === undefined &&
  row.args.every(({ kind }) => !kind.prepare && !kind.finish && !kind.out && (!kind.pass || kind.pass.length === 0));

/** What the modules that lay out structures export: values and types by name. */
const structures = readdirSync(`${root}src/syscalls/structures`).map((file) => {
  const text = readFileSync(`${root}src/syscalls/structures/${file}`, 'utf8');
  const exported = (pattern: RegExp): string[] => Array.from(text.matchAll(pattern), ([, name]) => name!);
  return {
    file: file.replace('.ts', ''),
    values: exported(/^export (?:function\*?|const) (\w+)/gm),
    types: exported(/^export (?:interface|type) (\w+)/gm),
  };
});

function callsFile(): string {
  const functions = rows.map(
    (row) => `
  /**
   ${row.docs.map((line) => ` * ${line}`).join('\n')}
   */
  export function ${row.name}${generics(row)}(${parameters(row)}): ${resultOf(row).type} ${body(row, false)}`,
  );
  const raw = rows.map((row) => {
    const { type } = resultOf(row);
    const signature = `${generics(row)}(${parameters(row)}) => ${type === 'void' ? 'number' : type === 'number' ? type : `${type} | number`}`;
    return `/** {@link ${row.name}}, returning −errno where it would throw. */
    ${row.name}: ${isDirect(row) ? `native.${row.name} as ${signature}` : `(${signature.replace(' =>', ':')} => ${body(row, true)})`},`;
  });
  const text = functions.join('') + raw.join('');
  return [
    head,
    "import { constants, native, registers, remembered } from '../binding.js';\n",
    "import { systemCallError } from '../errno-error.js';\n",
    importsFor(text),
    missing,
    functions.join('\n'),
    '\n/** The same functions, returning −errno instead of throwing. A bad argument throws here too. */\n',
    `export const raw = {\n${raw.join('\n')}\n} as const;\n`,
  ].join('');
}

function rowsFile(): string {
  const entries = rows.map((row) =>
    JSON.stringify({
      name: row.name,
      kernelName: row.kernelName,
      passed: passed(row).expressions.map((text) =>
        /^\w+$/.test(text) ? text : (/[($ ](\w+)[,)]/.exec(text)?.[1] ?? text),
      ),
      args: row.args.map(({ kindName }) => kindName),
      argumentNames: row.args.flatMap(({ name, kind }) => (kind.c ?? ['$']).map((text) => text.replace('$', name))),
      result: row.result,
    }),
  );
  return `${head}
import type { ArgumentKind, ResultKind } from '../kinds.js';

/** A row of the table as the argument check and the trace need it. */
export interface Row {
  readonly name: SyscallName;
  readonly kernelName: string;
  /** What native code was handed, by name: for error messages. */
  readonly passed: readonly string[];
  readonly args: readonly ArgumentKind[];
  /** Of C's arguments, which are more than those of JavaScript: a buffer is followed by its length. */
  readonly argumentNames: readonly string[];
  readonly result: ResultKind;
}

export type SyscallName = ${rows.map(({ name }) => `'${name}'`).join(' | ')};

export const rows: readonly Row[] = [${entries.join(',\n')}];
`;
}

/** Whether the row has a guarded twin: native/call.h. */
const isGuarded = (row: Row): boolean => row.args[0]?.kindName === 'SocketFd';

/** What a guarded call keeps when its socket is closed while it runs. */
const achieves = ({ result }: Row): string =>
  `Achieves::k${{ Size: 'Bytes', Fd: 'Descriptor', Zero: 'Nothing', Int: 'Nothing', FcntlResult: 'Nothing' }[result]}`;

/** The guarded twins: as `raw`, with a handle and the states in which they refuse in the descriptor's place. */
function guardedFile(): string {
  const guarded = rows.filter(isGuarded).map((row) => {
    const fd = row.args[0]!.name;
    const handle = (text: string): string => text.replace(fd, 'handle, unless');
    const { type } = resultOf(row);
    const signature = `${generics(row)}(${parameters(row).replace(`${fd}: number`, 'handle: number, unless: number')})`;
    return `${row.name}${signature}: ${type === 'void' || type === 'number' ? 'number' : `${type} | number`} ${body(
      row,
      true,
      () => nativeCallOf('guardedNative', row, (text) => (text === fd ? handle(text) : text)),
    )},`;
  });
  const text = guarded.join('\n');
  return `${head}
import { ${text.includes('missing') ? 'constants, ' : ''}guardedNative, registers } from '../binding.js';
${importsFor(text)}
${text.includes('missing') ? missing : ''}
/**
 * System calls on the socket of a handle (native/handles.h). They return −errno, or \`refused\` when the socket is
 * closed, is closed meanwhile, or is in one of the states \`unless\`.
 */
export const guarded = {
  /** poll(2) for this socket alone. */
  poll: (handle: number, unless: number, events: number, timeout: number): number =>
    guardedNative.poll(handle, unless, events, timeout),
  ${text}
} as const;
`;
}

const missing = '/** What a call returns on a system that does not have it. */\nconst missing = -constants.ENOSYS!;\n';

/** The imports of what a text uses of the modules that lay out structures. */
function importsFor(text: string): string {
  const lines = structures.flatMap(({ file, values, types }) => {
    const used = (list: readonly string[]): string =>
      list.filter((name) => new RegExp(`\\b${name}\\b`).test(text)).join(', ');
    const line = (kind: string, list: string): string =>
      list && `import ${kind}{ ${list} } from '../structures/${file}.js';\n`;
    return [line('', used(values)), line('type ', used(types))];
  });
  return lines.join('');
}

function rowsHeader(): string {
  const line = (row: Row): string => {
    const { indexes } = passed(row);
    const kinds = row.args.map(({ kind }, i) => `${kind.native}<${indexes[i]!.join(', ')}>`);
    const call = [row.name, row.kernelName, `Blocks::k${row.blocks[0]!.toUpperCase()}${row.blocks.slice(1)}`, ...kinds];
    const again = slice(row) && `\nREMEMBERED(${row.id}, ${call.join(', ').replace('Slice', 'RememberedSlice')})`;
    const guarded =
      isGuarded(row) && `\nGUARDED(${[row.id, ...call.slice(0, 3), achieves(row), ...kinds.slice(1)].join(', ')})`;
    const text = `SYSCALL(${row.id}, ${call.join(', ')})${again ?? ''}${guarded || ''}`;
    if (row.system === undefined) return text;
    return `#if defined(${row.system === 'linux' ? '__linux__' : '__APPLE__'})\n${text}\n#endif`;
  };
  return `${head}// NOLINTBEGIN\n${rows.map(line).join('\n')}\n// NOLINTEND\n`;
}

/** The sets with what names.ts says of each: for a constant, its documentation. */
const constantSets = Array.from(
  readFileSync(`${root}src/syscalls/names.ts`, 'utf8').matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\s+(\w+):\s+`/g),
  ([, about = '', key = '']) => ({
    about: about.replace(/\s*\n\s*\* ?/g, ' ').trim(),
    members: namesIn(key as keyof typeof names),
  }),
);
if (constantSets.length !== Object.keys(names).length) throw new SyntaxError('names.ts: a set has no comment');
const constantNames = constantSets.flatMap(({ members }) => members);

function constantsHeader(): string {
  const enumerators = new Set(
    Object.values(names).flatMap((set) => Array.from(set.matchAll(/linux:(\w+)/g), ([, name]) => name)),
  );
  const lines = constantNames.map((name) => {
    const condition = enumerators.has(name) ? '#if defined(__linux__)' : `#ifdef ${name}`;
    return `${condition}\nCONSTANT(${name})\n#endif`;
  });
  return `${head}// NOLINTBEGIN\n${lines.join('\n')}\n// NOLINTEND\n`;
}

function constantsFile(): string {
  const seen = new Set<string>();
  for (const name of constantNames) {
    if (seen.has(name)) throw new SyntaxError(`names.ts: ${name} stands in two sets`);
    seen.add(name);
  }
  return `${head}
import { constants } from '../binding.js';

${constantSets
  .map(({ about, members }) =>
    members.map((name) => `/** ${about} */\nexport const ${name} = constants.${name}!;`).join('\n'),
  )
  .join('\n\n')}
`;
}

const outputs: Record<string, string> = {
  'src/syscalls/generated/calls.ts': callsFile(),
  'src/syscalls/generated/guarded.ts': guardedFile(),
  'src/syscalls/generated/rows.ts': rowsFile(),
  'src/syscalls/generated/constants.ts': constantsFile(),
  ...referenceFiles(root, {
    rows,
    constantSets,
    signature: (row) => `${row.name}(${parameters(row)}): ${resultOf(row).type}`,
  }),
  'native/generated/rows.h': rowsHeader(),
  'native/generated/constants.h': constantsHeader(),
};

const options = await prettier.resolveConfig(`${root}package.json`);
for (const [file, text] of Object.entries(outputs)) {
  const parser = file.endsWith('.ts') ? 'typescript' : file.endsWith('.md') ? 'markdown' : undefined;
  const formatted =
    parser === undefined ? text : await prettier.format(text, { ...options, parser, proseWrap: 'always' });
  if (!process.argv.includes('--check')) {
    writeFileSync(root + file, formatted);
  } else if (readFileSync(root + file, 'utf8') !== formatted) {
    console.error(`${file} is stale: run \`npm run generate\``);
    process.exitCode = 1;
  }
}
