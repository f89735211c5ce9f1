import { describe, expect, it } from 'vitest';
import { Mapper } from '../../src/tomcat/mapper.js';

const mapperOf = (...patterns: string[]): Mapper<string> => {
  const mapper = new Mapper<string>();
  for (const pattern of patterns) mapper.add(pattern, pattern);
  return mapper;
};

describe('the specification’s own example (Servlet 6.0, 12.2.2)', () => {
  const mapper = mapperOf('/foo/bar/*', '/baz/*', '/catalog', '*.bop');
  it.each([
    ['/foo/bar/index.html', '/foo/bar/*', '/foo/bar', '/index.html'],
    ['/foo/bar/index.bop', '/foo/bar/*', '/foo/bar', '/index.bop'],
    ['/baz', '/baz/*', '/baz', null],
    ['/baz/index.html', '/baz/*', '/baz', '/index.html'],
    ['/catalog', '/catalog', '/catalog', null],
    ['/catalog/racecar.bop', '*.bop', '/catalog/racecar.bop', null],
    ['/index.bop', '*.bop', '/index.bop', null],
  ])('%s', (path, value, servletPath, pathInfo) => {
    expect(mapper.map(path)).toEqual({ value, servletPath, pathInfo });
  });

  it.each(['/catalog/index.html', '/', '/bazaar', '/foo/bars', '/foo', '/catalog/', '/a.bop/b', '/A.BOP', '/bop'])(
    'nothing for %s',
    (path) => expect(mapper.map(path)).toBeNull(),
  );
});

it('exact comes before the longest prefix, before the extension, before the default', () => {
  const mapper = mapperOf('/', '*.x', '/a/*', '/a/b/*', '/a/b/c.x');
  const ways = ['/a/b/c.x', '/a/b/d.x', '/a/bb.x', '/c.x', '/c', '/a.x/'].map((path) => mapper.map(path)?.value);
  expect(ways).toEqual(['/a/b/c.x', '/a/b/*', '/a/*', '*.x', '/', '/']);
});

it('the order in which patterns are added means nothing', () => {
  const patterns = ['/*', '/a/*', '/a/b/*', '/a/bb/*', '/a/b', '/', '*.x', ''];
  const paths = ['/', '/a', '/a/', '/a/b', '/a/b/', '/a/b/c', '/a/bb', '/a/bbb', '/x.x'];
  const [one, other] = [mapperOf(...patterns), mapperOf(...patterns.toReversed())];
  for (const path of paths) expect(one.map(path)).toEqual(other.map(path));
});

it.each([
  [['', '/'], '/', { value: '', servletPath: '', pathInfo: '/' }],
  [['', '/*'], '/', { value: '', servletPath: '', pathInfo: '/' }],
  [['', '/'], '/a', { value: '/', servletPath: '/a', pathInfo: null }],
  [['/'], '/', { value: '/', servletPath: '/', pathInfo: null }],
  [['/*', '/'], '/a/b', { value: '/*', servletPath: '', pathInfo: '/a/b' }],
  [['/*'], '/', { value: '/*', servletPath: '', pathInfo: '/' }],
  [['/a/*'], '/a/', { value: '/a/*', servletPath: '/a', pathInfo: '/' }],
  // "All other strings are used for exact matches only."
  [['/a*'], '/a*', { value: '/a*', servletPath: '/a*', pathInfo: null }],
  [['/*.x', '/'], '/b.x', { value: '/', servletPath: '/b.x', pathInfo: null }],
])('%j: %s', (patterns, path, expected) => {
  expect(mapperOf(...patterns).map(path)).toEqual(expected);
});

it.each(['a', 'a/*', '*', '*.', '*.a.b', '*./a', '//', '/a//b', '/./a', '/..', '/a/../*', ' /a'])(
  'refuses the pattern %j, and names it',
  (pattern) => {
    expect(() => mapperOf(pattern)).toThrow(
      expect.objectContaining({
        code: 'ERR_INVALID_ARG_VALUE',
        message: expect.stringMatching(/'pattern'.*Received '/) as string,
      }),
    );
    expect(() => mapperOf(pattern)).toThrow(`Received '${pattern}'`);
  },
);

it('refuses what is no string', () => {
  expect(() => mapperOf(7 as unknown as string)).toThrow(expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE' }));
});

it.each(['', '/', '/*', '/a', '/a/*', '*.a'])('refuses %j the second time', (pattern) => {
  expect(() => mapperOf(pattern, pattern)).toThrow(`The argument 'pattern' is mapped already. Received '${pattern}'`);
});

it('a pattern that is refused changes nothing', () => {
  const mapper = mapperOf('/a');
  expect(() => mapper.add('/a', 'other')).toThrow();
  expect(mapper.map('/a')?.value).toBe('/a');
});
