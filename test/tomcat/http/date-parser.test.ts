import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { parseDate } from '../../../src/tomcat/http/date-parser.js';

const now = Date.UTC(2026, 10, 22);

it.each(['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994'])(
  'RFC 9110’s own: %s',
  (text) => expect(parseDate(text, now)).toBe(784111777000),
);

it('dates as Python makes them', () => {
  const program = `
import json, random
from email.utils import formatdate
print(json.dumps([[t, formatdate(t, usegmt=True)] for t in [0, 951782400, 4102444799] + [random.randrange(2**32) for _ in range(1000)]]))`;
  const dates = JSON.parse(execFileSync('python3', ['-c', program], { encoding: 'utf8' })) as [number, string][];
  for (const [seconds, text] of dates) expect(parseDate(text, now)).toBe(seconds * 1000);
});

it.each([
  ['Sunday, 22-Nov-76 00:00:00 GMT', 2076],
  ['Monday, 22-Nov-77 00:00:00 GMT', 1977],
  ['Monday, 01-Jan-00 00:00:00 GMT', 2000],
])('two digits of a year: %s', (text, year) => {
  expect(new Date(parseDate(text, now)!).getUTCFullYear()).toBe(year);
});

it('a leap second is the one before it', () => {
  expect(parseDate('Sat, 31 Dec 2016 23:59:60 GMT')).toBe(Date.UTC(2016, 11, 31, 23, 59, 59));
});

it.each([
  '',
  '1',
  '784111777',
  '1994-11-06T08:49:37Z',
  'Sun, 06 Nov 1994 08:49:37',
  'Sun, 06 Nov 1994 08:49:37 +0000',
  'Sun, 06 Nov 1994 08:49:37 gmt',
  'Sun, 6 Nov 1994 08:49:37 GMT',
  'Sun, 31 Nov 1994 08:49:37 GMT',
  'Sun, 00 Nov 1994 08:49:37 GMT',
  'Sun, 06 Nov 1994 24:00:00 GMT',
  'Sun, 06 Nov 1994 08:60:00 GMT',
  'Sun, 06 Nov 1994 08:49:61 GMT',
  'Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT',
  ' Sun, 06 Nov 1994 08:49:37 GMT',
])('%j is none', (text) => expect(parseDate(text)).toBeNull());
