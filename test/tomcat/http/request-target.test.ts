import { expect, it } from 'vitest';
import { decodeParameters, decodePath } from '../../../src/tomcat/http/index.js';

it.each([
  ['/', '/'],
  ['/a/b', '/a/b'],
  ['/a/b/', '/a/b/'],
  ['//a///b', '/a/b'],
  ['//', '/'],
  ['/./a/.', '/a/'],
  ['/a/../b', '/b'],
  ['/a/..', '/'],
  ['/a/b/..', '/a/'],
  ['/a/%2e%2E/b', '/b'],
  ['/a/%2e/b', '/a/b'],
  ['/....//a', '/..../a'],
  ['/..a/a..', '/..a/a..'],
  ['/caf%C3%A9%20', '/café '],
  ['/%2541', '/%41'],
  ['/%252e%252e/', '/%2e%2e/'],
  ['/a;b=c/d;e', '/a/d'],
  ['/a%3Bb', '/a;b'],
  ['/%EF%BB%BFa', '/\ufeffa'],
  ['/a%3F%23', '/a?#'],
])('%j is %j', (path, expected) => {
  expect(decodePath(path)).toBe(expected);
});

it.each([
  '',
  '*',
  'a',
  '/..',
  '/../a',
  '/a/../..',
  '/a/../../b',
  '/%2e%2e',
  '/.%2E/a',
  '/%2e%2e%2fa',
  '/a%2Fb',
  '/a%5cb',
  '/a\\b',
  '/..;/a',
  '/a/.;x/b',
  '/;x',
  '/%',
  '/%4',
  '/a%zz',
  '/%4\u0661',
  '/%00',
  '/a%00.txt',
  '/%0a',
  '/%0D',
  '/%7f',
  '/%C0%AE',
  '/%ff',
  '/%ED%A0%80',
  '/%C3',
])('%j is refused', (path) => {
  expect(decodePath(path)).toBeNull();
});

it('decodes parameters as browsers encode them', () => {
  expect([...decodeParameters('a=1&b=%C3%A9+%26&a=2&&=e&__proto__&%zz=%')!]).toEqual([
    ['a', ['1', '2']],
    ['b', ['é &']],
    ['', ['e']],
    ['__proto__', ['']],
    ['%zz', ['%']],
  ]);
  expect([...decodeParameters('?a=b')!]).toEqual([['?a', ['b']]]);
  expect([...decodeParameters('')!]).toEqual([]);
  expect(decodeParameters('a&'.repeat(999))!.get('a')).toHaveLength(999);
  expect(decodeParameters('a&'.repeat(1000))).toBeNull();
});
