import { expect, it } from 'vitest';
import { rangesOf } from '../../src/tomcat/byte-ranges.js';

/** As Content-Range has them. */
const text = (field: string, size: number): string | null =>
  rangesOf(field, size)
    ?.map(({ first, last }) => `${first}-${last}`)
    .join(' ') ?? null;

it.each([
  // RFC 9110, 14.1.2, of 10000 bytes
  ['bytes=0-499', '0-499'],
  ['bytes=500-999', '500-999'],
  ['bytes=-500', '9500-9999'],
  ['bytes=9500-', '9500-9999'],
  ['bytes=0-0,-1', '0-0 9999-9999'],
  ['bytes= 0-999, 4500-5499, -1000', '0-999 4500-5499 9000-9999'],
  ['bytes=500-600,601-999', '500-600 601-999'],
  ['bytes=500-700,601-999', '500-700 601-999'],
  // what is beyond the end
  ['bytes=9999-10000', '9999-9999'],
  ['bytes=0-99999999999999999999', '0-9999'],
  ['bytes=-20000', '0-9999'],
  ['bytes=0-0,10000-', '0-0'],
  ['BYTES=0-0', '0-0'],
  ['bytes=,0-0,,', '0-0'],
  ['bytes=5-5,0-0', '5-5 0-0'],
])('%s', (field, expected) => expect(text(field, 10_000)).toBe(expected));

it.each([
  'bytes=10000-',
  'bytes=99999999999999999999-',
  `bytes=${'9'.repeat(400)}-`,
  'bytes=-0',
  'bytes=10000-10001,20000-',
])('no such bytes: %s', (field) => expect(rangesOf(field, 10_000)).toEqual([]));

it.each([
  'bytes',
  'bytes=',
  'bytes=,',
  'bytes=-',
  'bytes=a-b',
  'bytes=1',
  'bytes=5-4',
  'bytes=0-1,5-4',
  'bytes=--1',
  'bytes=1-2-3',
  'bytes=+1-2',
  'bytes=0x0-1',
  'bytes=1.0-2',
  'bytes=1 - 2',
  'bytes 0-1',
  'bytes =0-1',
  'lines=0-1',
  '',
  // more than there is, or in many pieces: an answer that is larger than the file
  'bytes=0-,0-',
  'bytes=0-9999,0-0',
  `bytes=${Array.from({ length: 33 }, (_, i) => `${2 * i}-${2 * i}`).join()}`,
  `bytes=${'10000-,'.repeat(33)}`,
])('is ignored: %s', (field) => expect(rangesOf(field, 10_000)).toBeNull());

it('of an empty file there is nothing, and all of it is its last bytes', () => {
  expect(rangesOf('bytes=0-', 0)).toEqual([]);
  expect(rangesOf('bytes=0-0', 0)).toEqual([]);
  expect(rangesOf('bytes=-0', 0)).toEqual([]);
  expect(rangesOf('bytes=-1', 0)).toBeNull();
});

it('takes no longer than the field is long', () => {
  // Where it was the square of the length, the test would not end.
  for (const part of [',', ' ', '1', '-', '1-,', '9-9 ,'])
    expect(rangesOf(`bytes=${part.repeat(1 << 18)}x`, 100)).toBeNull();
});
