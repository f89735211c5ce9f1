/** Reads src/syscalls/syscalls.table; what a row may look like is written at the head of that file. */
import { readFileSync } from 'node:fs';
import { argumentKinds, resultKinds } from '../src/syscalls/kinds.js';
import type { ArgumentKind, Kind, ResultKind } from '../src/syscalls/kinds.js';

export interface Argument {
  readonly name: string;
  readonly kindName: ArgumentKind;
  readonly kind: Kind;
}

export interface Row {
  readonly id: number;
  readonly name: string;
  /** What the kernel and strace call it. */
  readonly kernelName: string;
  readonly docs: readonly string[];
  readonly args: readonly Argument[];
  readonly result: ResultKind;
  readonly blocks: 'no' | 'yes' | 'once';
  readonly system: 'linux' | 'darwin' | undefined;
}

const rowPattern = /^(\w+)\((.*)\): ([\w<>]+)(?: as (\w+))?$/;

export function readTable(file: string): Row[] {
  const rows: Row[] = [];
  let docs: string[] = [];
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.startsWith('#')) {
      docs.push(line.replace(/^# ?/, ''));
    } else if (line.trim() === '') {
      docs = [];
    } else {
      rows.push(parseRow(line, docs, rows.length));
      docs = [];
    }
  }
  return rows;
}

function parseRow(line: string, docs: string[], id: number): Row {
  const [, name = '', list = '', result = '', kernelName = name] = rowPattern.exec(line) ?? [];
  if (name === '') throw new SyntaxError(`syscalls.table: not a row: ${line}`);
  if (docs.length === 0) throw new SyntaxError(`syscalls.table: ${name} has no documentation`);
  const resultName = result.replace(/^(Linux|Darwin)?<?(BlockingOnce|Blocking)?<?(\w+?)>*$/, '$3');
  if (!(resultName in resultKinds)) throw new SyntaxError(`syscalls.table: ${name}: no result kind ${resultName}`);
  return {
    id,
    name,
    kernelName,
    docs,
    args: list === '' ? [] : list.split(', ').map((text) => parseArgument(name, text)),
    result: resultName as ResultKind,
    blocks: result.includes('BlockingOnce<') ? 'once' : result.includes('Blocking<') ? 'yes' : 'no',
    system: result.startsWith('Linux<') ? 'linux' : result.startsWith('Darwin<') ? 'darwin' : undefined,
  };
}

function parseArgument(row: string, text: string): Argument {
  const [name = '', kindName = ''] = text.split(': ');
  if (!(kindName in argumentKinds)) throw new SyntaxError(`syscalls.table: ${row}: no argument kind ${kindName}`);
  return { name, kindName: kindName as ArgumentKind, kind: argumentKinds[kindName as ArgumentKind] };
}
