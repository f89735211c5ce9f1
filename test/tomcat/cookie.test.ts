import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Cookie, parseCookies, setCookie } from '../../src/tomcat/cookie.js';

const execute = promisify(execFile);

interface Spec {
  name: string;
  value: string;
  set?: (cookie: Cookie) => void;
}

const cookieOf = ({ name, value, set }: Spec): Cookie => {
  const cookie = new Cookie(name, value);
  set?.(cookie);
  return cookie;
};

const specs: readonly Spec[] = [
  { name: 'plain', value: 'v' },
  { name: 'empty', value: '' },
  { name: 'quoted', value: '"ab"' },
  { name: "!#$%&'*+-.^_`|~09", value: "!#$%&'()*+-./:<=>?@[]^_`{|}~" },
  { name: 'below', value: '1', set: (cookie) => cookie.setPath('/a/c') },
  { name: 'age', value: '1', set: (cookie) => cookie.setMaxAge(3600) },
  { name: 'gone', value: '1', set: (cookie) => cookie.setMaxAge(0) },
  { name: 'session', value: '1', set: (cookie) => cookie.setMaxAge(-5) },
  {
    name: 'flags',
    value: '1',
    set: (cookie) => {
      cookie.setSecure(true);
      cookie.setHttpOnly(true);
      cookie.setAttribute('SameSite', 'strict');
    },
  },
  { name: 'other', value: '1', set: (cookie) => cookie.setDomain('example.com') },
];

it('Python’s http.cookies reads Set-Cookie as it was meant', async () => {
  const program = `
import sys, json
from http.cookies import SimpleCookie
print(json.dumps([{m.key: [m.coded_value, {k: v for k, v in m.items() if v != ''}] for m in SimpleCookie(line).values()}
                  for line in json.loads(sys.argv[1])]))`;
  const lines = specs.map((spec) => setCookie(cookieOf(spec)));
  const { stdout } = await execute('python3', ['-c', program, JSON.stringify(lines)]);
  const attributes = [
    {},
    {},
    {},
    {},
    { path: '/a/c' },
    { 'max-age': '3600' },
    { 'max-age': '0' },
    {},
    { secure: true, httponly: true, samesite: 'Strict' },
    { domain: 'example.com' },
  ];
  expect(JSON.parse(stdout)).toEqual(specs.map(({ name, value }, i) => ({ [name]: [value, attributes[i]] })));
});

it('curl keeps cookies as they were meant, and what it sends back is parsed', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'cookies-'));
  const jar = join(directory, 'jar');
  const fields: (string | undefined)[] = [];
  const sent = specs.filter(({ name }) => name !== 'other');
  const server = createServer((request, response) => {
    fields.push(request.headers.cookie);
    response.setHeader(
      'Set-Cookie',
      sent.map((spec) => setCookie(cookieOf(spec))),
    );
    response.end();
  }).listen(0, '127.0.0.1');
  try {
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a/c/d`;
    for (let i = 0; i < 2; i++) await execute('curl', ['-sS', '-b', jar, '-c', jar, url]);
    expect(fields[0]).toBeUndefined();
    // Of a loopback address, curl takes plain HTTP for secure.
    const kept = sent.filter(({ name }) => name !== 'gone');
    const got = parseCookies(fields[1]!).map((cookie) => [cookie.getName(), cookie.getValue()]);
    expect(got.toSorted()).toEqual(kept.map(({ name, value }) => [name, value]).toSorted());

    const lines = readFileSync(jar, 'utf8').split('\n');
    const rows = lines.filter((line) => /^(#HttpOnly_)?127/.test(line)).map((line) => line.split('\t'));
    const row = (name: string): string[] => rows.find((fieldsOfRow) => fieldsOfRow[5] === name)!;
    expect(row('below')[2]).toBe('/a/c');
    const inAnHour = Date.now() / 1000 + 3600;
    expect(Math.abs(Number(row('age')[4]) - inAnHour)).toBeLessThan(60);
    expect(row('session')[4]).toBe('0');
    expect([row('flags')[0], row('flags')[3], row('below')[3]]).toEqual(['#HttpOnly_127.0.0.1', 'TRUE', 'FALSE']);
  } finally {
    server.close();
    rmSync(directory, { recursive: true });
  }
});

describe('the Cookie field', () => {
  const pairs = (field: string): [string, string][] =>
    parseCookies(field).map((cookie) => [cookie.getName(), cookie.getValue()]);

  it.each([
    [
      'SID=31d4d96e407aad42; lang=en-US',
      [
        ['SID', '31d4d96e407aad42'],
        ['lang', 'en-US'],
      ],
    ], // RFC 6265, 3.1
    [
      'a=1;b=2 ;\tc = 3\t',
      [
        ['a', '1'],
        ['b', '2'],
        ['c', '3'],
      ],
    ],
    [
      'a=1; a=2; 1=b; 0=c',
      [
        ['a', '1'],
        ['a', '2'],
        ['1', 'b'],
        ['0', 'c'],
      ],
    ],
    ['a=b=c==', [['a', 'b=c==']]],
    [
      'a="b c"; d={"e":1,"f":2}',
      [
        ['a', '"b c"'],
        ['d', '{"e":1,"f":2}'],
      ],
    ],
    [
      'a=%20;__proto__=x; constructor=y',
      [
        ['a', '%20'],
        ['__proto__', 'x'],
        ['constructor', 'y'],
      ],
    ],
    ['a; =b; c d=e; f(g)=h; ; i=', [['i', '']]],
    ['', []],
  ])('%s', (field, expected) => {
    expect(pairs(field)).toEqual(expected);
  });

  it('takes no longer for many separators than there are', () => {
    expect(pairs(`${';'.repeat(65536)}a=b`)).toEqual([['a', 'b']]);
    expect(pairs(`${' '.repeat(65536)}a=b`)).toEqual([['a', 'b']]);
  });
});

describe('a cookie', () => {
  it.each(['', 'a b', 'a=b', 'a;b', 'ä', 'a\n', '(a)', 'a,b'])('is not called %j', (name) => {
    expect(() => new Cookie(name, 'v')).toThrow(
      expect.objectContaining({ code: 'ERR_INVALID_ARG_VALUE', message: expect.stringContaining("'name'") as string }),
    );
  });

  it.each([' a', 'a b', 'a;b', 'a,b', 'a\\b', 'a"b', '"', '"a', 'a\r\nSet-Cookie: b=c', '\0', 'ä', '\u010a'])(
    'has no value %j',
    (value) => {
      expect(() => new Cookie('a', value)).toThrow(
        expect.objectContaining({
          code: 'ERR_INVALID_ARG_VALUE',
          message: expect.stringContaining("'value'") as string,
        }),
      );
    },
  );

  it.each([
    ['Path', '/a;b'],
    ['Path', '/a\n'],
    ['Domain', 'a b'],
    ['Domain', 'example.com; Secure'],
    ['SameSite', 'maybe'],
    ['Max-Age', '1.5'],
    ['Other', 'a;b'],
    ['Other', '\r\n'],
  ])('has no %s %j, and says so where it is set', (name, value) => {
    const cookie = new Cookie('a', 'b');
    expect(() => cookie.setAttribute(name, value)).toThrow(
      expect.objectContaining({ code: 'ERR_INVALID_ARG_VALUE', message: expect.stringContaining("'value'") as string }),
    );
    expect(setCookie(cookie)).toBe('a=b');
  });

  it('has attributes whose names have no case, and flags', () => {
    const cookie = new Cookie('a', 'b');
    cookie.setAttribute('PATH', '/x');
    cookie.setAttribute('partitioned', '');
    cookie.setAttribute('Priority', 'High');
    cookie.setAttribute('max-age', '7');
    cookie.setAttribute('httponly', 'true');
    expect([cookie.getPath(), cookie.getMaxAge(), cookie.isHttpOnly(), cookie.getSecure()]).toEqual([
      '/x',
      7,
      true,
      false,
    ]);
    expect(cookie.getAttribute('priority')).toBe('High');
    expect(setCookie(cookie)).toBe('a=b; Max-Age=7; Path=/x; HttpOnly; partitioned; Priority=High');
    cookie.setAttribute('Partitioned', null);
    cookie.setHttpOnly(false);
    cookie.setMaxAge(-1);
    expect(String(cookie)).toBe('a=b; Path=/x; Priority=High');
    expect(cookie.getDomain()).toBeNull();
  });

  it('that came with a value which no server may set is not sent back by mistake', () => {
    const [cookie] = parseCookies('a={"b": 1}');
    expect(() => setCookie(cookie!)).toThrow(expect.objectContaining({ code: 'ERR_INVALID_ARG_VALUE' }));
    cookie!.setValue(encodeURIComponent(cookie!.getValue()));
    expect(setCookie(cookie!)).toBe('a=%7B%22b%22%3A%201%7D');
  });

  it.each([1.5, NaN, 2 ** 31, '1'])('is not kept for %j seconds', (seconds) => {
    expect(() => new Cookie('a', '').setMaxAge(seconds as number)).toThrow(
      expect.objectContaining({ message: expect.stringContaining('"seconds"') as string }),
    );
  });
});
