// The tables of test/cases that say what a strict server makes of bytes, as far as a parser decides it.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodePath } from '../../../src/tomcat/http/index.js';
import { completed, fixtures, moreLenient, stricter } from './llhttp.js';
import { bytesOf, places, read, shred, split } from './messages.js';
import type { Outcome } from './messages.js';

const load = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../cases/${name}`, import.meta.url), 'utf8')) as unknown;

interface Case {
  id: string;
  category: string;
  base64: string;
  level: string;
  note: string;
  half_close?: boolean;
  verdict: { accept: boolean | null; responses: number[][]; close: boolean | null };
}

/** Rows that others decide: those who know methods, files, or what an application has answered. The parser accepts. */
const serverDecides: Record<string, string> = {
  'rl-23': 'which methods there are',
  'rl-24': 'which methods there are',
  'sf-12': 'such a file does not exist',
  'sf-15': 'dot files are not served',
  'rs-01': 'what an application does: response-head.test.ts has the rule',
  'rs-02': 'the status is the application’s',
  'rs-03': 'the status is the application’s',
  'rs-05': 'the application throws',
  'rs-09': 'the body is shorter than the application has declared',
  'rs-10': 'the body is longer than the application has declared',
};

const cases = load('http-cases.json') as Case[];
const good = bytesOf('GET /before HTTP/1.1\r\nHost: a.test\r\n\r\n');

/** The statuses that the bytes would be answered with, if there were a file and a method for everything. */
const statusesOf = ({ messages, refused }: Outcome): number[] => [
  ...messages.map(({ path }) => (path === '*' || decodePath(path) !== null ? 200 : 400)),
  ...(refused === undefined ? [] : [refused]),
];
const closes = ({ messages, refused }: Outcome): boolean =>
  refused !== undefined || messages.at(-1)?.keepAlive === false;

describe.each(cases)('$id $level $note', ({ id, base64, verdict, half_close: halfClose }) => {
  const bytes = Buffer.from(base64, 'base64');
  const whole = read([bytes]);

  it('gets the verdict', () => {
    if (id in serverDecides) {
      expect(whole.refused).toBeUndefined();
      return;
    }
    if (halfClose && whole.refused === undefined) {
      // The end of the connection in the middle of a message is what is wrong with it.
      expect(whole.rest).toBe('body');
      return;
    }
    const statuses = statusesOf(whole);
    expect(statuses).toHaveLength(verdict.responses.length);
    for (const [i, status] of statuses.entries()) expect(verdict.responses[i]).toContain(status);
    // A 400 for a path is the server’s: it knows the framing, and may go on.
    const isPath = whole.refused === undefined && statuses.at(-1) === 400;
    if (verdict.close !== null && !isPath) expect(closes(whole)).toBe(verdict.close);
  });

  it('gets the same wherever it is split, and after another request', () => {
    const before = read([good]).messages;
    const after = { ...whole, messages: [...before, ...whole.messages], consumed: good.length + whole.consumed };
    expect(read([Buffer.concat([good, bytes])])).toEqual(after);
    if (bytes.length < 20_000) expect(read(shred(bytes))).toEqual(whole);
    for (const at of places(bytes.length)) {
      expect(read(split(bytes, at)), `split at ${at}`).toEqual(whole);
      expect(read(split(Buffer.concat([good, bytes]), good.length + at)), `pipelined, split at ${at}`).toEqual(after);
    }
  });
});

describe.each(fixtures)('llhttp: $id $title', ({ id, base64, strict_llhttp: verdict }) => {
  const bytes = completed(base64);
  const whole = read([bytes]);
  it('gets the same verdict, or there is a reason', () => {
    const accepts = whole.refused === undefined;
    expect(accepts).toBe(id in stricter ? false : id in moreLenient || verdict === 'ok');
  });
  it('gets the same wherever it is split', () => {
    expect(read(shred(bytes))).toEqual(whole);
    for (const at of places(bytes.length)) expect(read(split(bytes, at)), `split at ${at}`).toEqual(whole);
  });
});
