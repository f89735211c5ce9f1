import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../scripts/reference/model.js';
import type { Item, Member, Signature } from '../../scripts/reference/model.js';
import { pagesOf } from '../../scripts/reference/pages.js';
import { rows } from '../../src/syscalls/generated/rows.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const model = readModel(root, ['syscalls', ...pagesOf(root).map(({ entry }) => entry)]);
const items = [...model.values()].flat();

const nameOf = (item: Item, member?: Member): string =>
  member === undefined ? item.name : `${item.name}.${member.name}`;

/** Each way to call something, and each property, by name. */
const described = (list: readonly Item[]): { name: string; signature: Signature }[] =>
  list.flatMap((item) => [
    ...item.signatures.map((signature) => ({ name: nameOf(item), signature })),
    ...item.members.flatMap((member) =>
      member.signatures.map((signature) => ({ name: nameOf(item, member), signature })),
    ),
  ]);

const failing = (list: readonly { name: string; signature: Signature }[], holds: (signature: Signature) => boolean) =>
  list.filter(({ signature }) => !holds(signature)).map(({ name }) => name);

/** A system call by its name, or that there is none, or whose rule it is. */
const calls = new RegExp(`\`(${rows.map(({ name }) => name).join('|')})\\(|\\b[Nn]o (system )?call\\b|\\{@link `);

describe('the docstrings of what the package exports', () => {
  it('are there, for every class, type, function, method and property', () => {
    const silent = items.filter(({ docs, signatures }) => docs.text === '' && signatures.length === 0);
    expect(silent.map((item) => nameOf(item))).toEqual([]);
    expect(failing(described(items), ({ docs }) => docs.text !== '')).toEqual([]);
  });

  it('have an example, for every class and function', () => {
    const lacking = items.filter(
      ({ kind, exported, docs, name }) =>
        exported &&
        (kind === 'class' || kind === 'function') &&
        docs.examples.length === 0 &&
        !/Exception$|Error$/.test(name),
    );
    expect(lacking.map((item) => nameOf(item))).toEqual([]);
  });

  it('tell the system calls, for every method of a socket and of its streams', () => {
    const sockets = model.get('net')!.filter(({ kind, name }) => kind === 'class' && !/Exception$|Packet$/.test(name));
    const methods = described(sockets).filter(({ signature }) => signature.code.includes('('));
    expect(methods.length).toBeGreaterThan(60);
    expect(failing(methods, ({ docs }) => calls.test(docs.text))).toEqual([]);
  });

  it('tell what is thrown, for every method of a socket or a thread that takes something', () => {
    const names = /^(Datagram(Packet|Socket)|ServerSocket|Socket|SocketBase|PeerSocket|Socket\w+Stream|Thread(Pool)?)$/;
    const methods = described(items.filter(({ name }) => names.test(name))).filter(({ signature }) =>
      /\(.+\)/.test(signature.code),
    );
    expect(methods.length).toBeGreaterThan(25);
    expect(failing(methods, ({ docs }) => docs.throws !== '')).toEqual([]);
  });

  it('tell the unit of every time and size', () => {
    const text = ({ docs }: Signature): string => [docs.text, ...docs.params.map(({ text }) => text)].join(' ');
    const times = described(items).filter(({ signature }) =>
      /\b\w*([tT]imeout|seconds|Interval)\w*\??: number/.test(signature.code),
    );
    expect(times.length).toBeGreaterThan(5);
    expect(failing(times, (signature) => /seconds/i.test(text(signature)))).toEqual([]);
    const sizes = described(items).filter(({ signature }) =>
      /\b\w*([sS]ize|[lL]ength|[cC]ount|len)\??: number/.test(signature.code),
    );
    expect(sizes.length).toBeGreaterThan(20);
    expect(
      failing(sizes, (signature) =>
        /bytes|units|segments|fields|requests|calls|characters|connections/i.test(text(signature)),
      ),
    ).toEqual([]);
  });
});
