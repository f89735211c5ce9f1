import { describe, expect, it } from 'vitest';
import { RequestParser } from '../../../src/tomcat/http/index.js';
import { bytesOf, read, shred, split } from './messages.js';

/** What a request comes to: its one message, or the status it is refused with. */
function verdict(text: string, parser = new RequestParser()) {
  const outcome = read([bytesOf(text)], parser);
  expect(read(shred(bytesOf(text)), parser)).toEqual(outcome);
  expect(outcome.rest).toBe('none');
  return outcome.refused ?? outcome.messages[0]!;
}
const get = (fields: string, line = 'GET / HTTP/1.1'): string => `${line}\r\nHost: a.test\r\n${fields}\r\n`;
const line = (text: string): ReturnType<typeof verdict> => verdict(get('', text));

it('tells what a request says', () => {
  expect(
    verdict('PROPFIND /a%20b/c?d=e?f HTTP/1.1\r\nHOST:\t a.test:80 \r\nX-Empty:\r\nx: caf\xe9 \t!\r\n\r\n'),
  ).toEqual({
    method: 'PROPFIND',
    target: '/a%20b/c?d=e?f',
    path: '/a%20b/c',
    version: 'HTTP/1.1',
    host: 'a.test:80',
    headers: [
      ['HOST', 'a.test:80'],
      ['X-Empty', ''],
      ['x', 'caf\xe9 \t!'],
    ],
    body: '',
    trailers: [],
    keepAlive: true,
    expectsContinue: false,
  });
});

it('finds fields regardless of case, and nothing that was not sent', () => {
  const parser = new RequestParser();
  const head = bytesOf(get('Cookie: a=1\r\n__proto__: x\r\ncooKIE: b=2\r\nA^b: y\r\n'));
  expect(parser.parse(head, 0, head.length)).toBe(head.length);
  head.fill(0);
  expect(parser.header('COOKIE')).toBe('a=1');
  expect(parser.headerValues('cookie')).toEqual(['a=1', 'b=2']);
  expect(parser.header('__proto__')).toBe('x');
  expect(parser.header('a~b')).toBeNull();
  expect(parser.header('toString')).toBeNull();
  expect(parser.header('cooki\u212a')).toBeNull();
  expect(parser.headerValues('none')).toEqual([]);
});

describe('request line', () => {
  it.each([
    ['GET /?q HTTP/1.1', { path: '/', target: '/?q' }],
    ['GET /?a|b{c}[d]^`\\ HTTP/1.1', { path: '/' }],
    ['OPTIONS * HTTP/1.1', { path: '*' }],
    ['GET http://b.test HTTP/1.1', { path: '/', host: 'b.test', target: 'http://b.test' }],
    ['GET HTTP://b.test:81/c?d HTTP/1.1', { path: '/c', host: 'b.test:81' }],
    ['GET http://b.test?d HTTP/1.1', { path: '/', host: 'b.test' }],
    ['GET http://[::1]:81/ HTTP/1.1', { host: '[::1]:81' }],
    ['GET // HTTP/1.0', { path: '//', version: 'HTTP/1.0', keepAlive: false }],
    ["M!#$%&'*+-.^_`|~9 / HTTP/1.1", { method: "M!#$%&'*+-.^_`|~9" }],
    ['\r\n\r\nGET / HTTP/1.1', { method: 'GET' }],
    ['G / HTTP/1.1', { method: 'G' }],
    ['GETT / HTTP/1.1', { method: 'GETT' }],
  ])('%j is read', (text, expected) => {
    expect(line(text)).toMatchObject(expected);
  });

  it.each([
    [400, ' GET / HTTP/1.1'],
    [400, 'GET\t/ HTTP/1.1'],
    [400, 'GET  / HTTP/1.1'],
    [400, 'GET /  HTTP/1.1'],
    [400, 'GET  HTTP/1.1'],
    [400, 'GET / HTTP/1.1\t'],
    [400, 'GET / HTTP/1.1\r'],
    [400, '\nGET / HTTP/1.1'],
    [400, '\r\rGET / HTTP/1.1'],
    [400, 'GET / HTTP/1'],
    [400, 'GET / HTTP/1.'],
    [400, 'GET / HTTP/1.10'],
    [400, 'GET / HTTP/10.1'],
    [400, 'GET / HTTP 1.1'],
    [505, 'GET / HTTP/1.2'],
    [505, 'GET / HTTP/0.9'],
    [505, 'GET / HTTP/3.0'],
    [505, 'PRI * HTTP/2.0'],
    [400, 'GET /\x7f HTTP/1.1'],
    [400, 'GET /"a" HTTP/1.1'],
    [400, 'GET /a\\b HTTP/1.1'],
    [400, 'GET /<a> HTTP/1.1'],
    [400, 'GET /a#b HTTP/1.1'],
    [400, 'GET /?a#b HTTP/1.1'],
    [400, 'GET *a HTTP/1.1'],
    [400, 'OPTIONS *a HTTP/1.1'],
    [400, 'GET a.test:80 HTTP/1.1'],
    [400, 'GET https://a.test/ HTTP/1.1'],
    [400, 'GET ftp://a.test/ HTTP/1.1'],
    [400, 'GET http:/a.test/ HTTP/1.1'],
    [400, 'GET http:///a HTTP/1.1'],
    [400, 'GET http://:80/ HTTP/1.1'],
    [400, 'GET http://u:p@a.test/ HTTP/1.1'],
    [400, 'GET http://a.test/\\ HTTP/1.1'],
    [400, 'CONNECT / HTTP/1.1'],
    [400, 'CONNECT a.test HTTP/1.1'],
    [400, 'CONNECT a.test: HTTP/1.1'],
    [400, 'CONNECT http://a.test:80 HTTP/1.1'],
    [501, 'CONNECT a.test:80 HTTP/1.1'],
    [501, 'CONNECT [::1]:80 HTTP/1.1'],
  ])('%i: %j', (status, text) => {
    expect(line(text)).toBe(status);
  });

  it('is refused at the first wrong byte', () => {
    const parser = new RequestParser();
    expect(parser.parse(bytesOf('\x16\x03'), 0, 2)).toBe(-400);
    expect(parser.parse(bytesOf('GET /\r'), 0, 6)).toBe(-400);
    expect(parser.parse(bytesOf('GET / HTTP/2.0'), 0, 14)).toBe(-505);
    expect(parser.parse(bytesOf('GET / HTTP/1.1\rH'), 0, 16)).toBe(-400);
  });
});

describe('host', () => {
  const host = (value: string): ReturnType<typeof verdict> => verdict(`GET / HTTP/1.1\r\nHost: ${value}\r\n\r\n`);
  it.each([
    '',
    'a',
    'a.test:',
    'a_b-c.~',
    '0.0.0.0=5000',
    '127.0.0.1:65535',
    '[::1]',
    '[::ffff:1.2.3.4]:1',
    'a%41',
    'a:0080',
  ])('%j is one', (value) => {
    expect(host(value)).toMatchObject({ host: value });
  });
  it.each([
    'a b',
    'a,b',
    'a/b',
    'a@b',
    'a:b',
    'a:1:2',
    ':80',
    '::1',
    '[::1',
    '[]',
    '[::g]',
    '[fe80::1%25a]',
    '[::1]a',
    'a%4',
    'a%zz',
    '\xe9',
    'a:65536',
    'a:-1',
    'http://a',
    'a?',
    'a#',
    '"a"',
  ])('%j is none', (value) => {
    expect(host(value)).toBe(400);
  });
  it('is needed once in HTTP/1.1, and at most once in 1.0', () => {
    expect(verdict('GET / HTTP/1.1\r\n\r\n')).toBe(400);
    expect(verdict('GET http://a/ HTTP/1.1\r\n\r\n')).toBe(400);
    expect(verdict(get('Host: a.test\r\n'))).toBe(400);
    expect(verdict(get('Host: a.test\r\n', 'GET / HTTP/1.0'))).toBe(400);
    expect(verdict('GET / HTTP/1.0\r\n\r\n')).toMatchObject({ host: '' });
  });
});

describe('framing', () => {
  const post = (fields: string, body = ''): ReturnType<typeof verdict> =>
    verdict(get(fields, 'POST / HTTP/1.1') + body);
  it.each([
    ['Content-Length: 5\r\n', 'hello', 'hello'],
    ['cOnTeNt-LeNgTh: \t 0005\t\r\n', 'hello', 'hello'],
    ['Content-Length: 0\r\n', '', ''],
    ['Transfer-Encoding: chunked\r\n', '2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n', 'hello'],
    ['transfer-encoding: \tCHUNKED \r\n', '0\r\n\r\n', ''],
    ['Transfer_Encoding: chunked\r\nContent-Length: 1\r\n', 'a', 'a'],
  ])('%j', (fields, body, expected) => {
    expect(post(fields, body)).toMatchObject({ body: expected });
  });
  it.each([
    [400, 'Content-Length: 5\r\nContent-Length: 5\r\n'],
    [400, 'Content-Length: 5, 5\r\n'],
    [400, 'Content-Length: +5\r\n'],
    [400, 'Content-Length: 0x5\r\n'],
    [400, 'Content-Length: 5;\r\n'],
    [400, 'Content-Length: "5"\r\n'],
    [400, 'Content-Length: \xb2\r\n'],
    [400, 'Content-Length: 9007199254740992\r\n'],
    [400, `Content-Length: ${'9'.repeat(400)}\r\n`],
    [400, 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n'],
    [400, 'Transfer-Encoding: chunked\r\nContent-Length: 5\r\n'],
    [400, 'Transfer-Encoding: identity\r\n'],
    [400, 'Transfer-Encoding: chunked, chunked\r\n'],
    [400, 'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n'],
    [400, 'Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n'],
    [400, 'Transfer-Encoding: "chunked"\r\n'],
    [400, 'Transfer-Encoding: gzip,, chunked\r\n'],
    [400, 'Transfer-Encoding: gzip, chunked\xa0\r\n'],
    [501, 'Transfer-Encoding: gzip, chunked\r\n'],
    [501, 'Transfer-Encoding: x;a=b \t,\tChunked\r\n'],
    [417, 'Expect: 100-continued\r\n'],
    [417, 'Expect: 100-continue, x\r\n'],
  ])('%i: %j', (status, fields) => {
    expect(post(fields)).toBe(status);
  });
  it('takes the largest length that can be told exactly', () => {
    const parser = new RequestParser();
    const head = bytesOf(get('Content-Length: 9007199254740991\r\n'));
    expect(parser.parse(head, 0, head.length)).toBe(head.length);
    expect(parser.contentLength).toBe(Number.MAX_SAFE_INTEGER);
  });
  it('there is no Transfer-Encoding in HTTP/1.0, and expectations are ignored', () => {
    expect(verdict(get('Transfer-Encoding: chunked\r\n', 'POST / HTTP/1.0'))).toBe(400);
    expect(verdict(get('Expect: what\r\n', 'POST / HTTP/1.0'))).toMatchObject({ expectsContinue: false });
  });
  it.each([
    ['Content-Length: 1\r\nExpect: 100-Continue\r\n', 'a', true],
    ['Expect: 100-continue\r\n', '', false],
    ['Content-Length: 0\r\nExpect: 100-continue\r\n', '', false],
    ['Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n', '0\r\n\r\n', true],
  ])('%j: expects 100 %s%s', (fields, body, expectsContinue) => {
    expect(post(fields, body)).toMatchObject({ expectsContinue });
  });
});

it.each([
  ['HTTP/1.1', '', true],
  ['HTTP/1.1', 'Connection: x, CLOSE ,y\r\n', false],
  ['HTTP/1.1', 'Connection: keep-alive\r\nConnection: close\r\n', false],
  ['HTTP/1.1', 'Connection: close\r\nConnection: keep-alive\r\n', false],
  ['HTTP/1.1', 'Connection: clo se\r\n', true],
  ['HTTP/1.1', 'Connection: Upgrade\r\nUpgrade: websocket\r\n', true],
  ['HTTP/1.0', '', false],
  ['HTTP/1.0', 'Connection: Keep-Alive\r\n', true],
  ['HTTP/1.0', 'Connection: te,keep-alive\r\n', true],
  ['HTTP/1.0', 'Connection: keep-alive, close\r\n', false],
])('%s %j: the connection stays: %s', (version, fields, keepAlive) => {
  expect(verdict(get(fields, `GET / ${version}`))).toMatchObject({ keepAlive });
});

it.each([
  'X : v',
  'X\t: v',
  ': v',
  'X',
  'X\r: v',
  'X: a\rb',
  'X: a\nb',
  'X: a\0b',
  'X: \x7f',
  ' X: v',
  '\tX: v',
  'X: v\r\n w',
  'X[]: v',
  'X\xe9: v',
  '\r',
])('400: field line %j', (fieldLine) => {
  expect(verdict(get(`${fieldLine}\r\n`))).toBe(400);
});

describe('limits', () => {
  const limits = { maxHttpHeaderSize: 100, maxHeaderCount: 3 };
  const sized = (size: number): string => {
    const head = get('X: \r\n');
    return head.replace('X: ', `X: ${'v'.repeat(size - head.length)}`);
  };
  it('a head may have as many bytes as allowed, in a buffer that has no more', () => {
    expect(verdict(sized(100), new RequestParser(limits))).toMatchObject({ method: 'GET' });
    expect(verdict(sized(101), new RequestParser(limits))).toBe(431);
  });
  it.each([
    [501, 'M'.repeat(101)],
    [414, `GET /${'a'.repeat(100)}`],
    [414, `GET ${'a'.repeat(100)}`],
    [414, `GET /?${'a'.repeat(100)}`],
    [431, get(`${'X'.repeat(100)}: v\r\n`)],
    [431, get('A: a\r\nB: b\r\nC: c\r\n')],
    [400, '\r\n'.repeat(50)],
  ])('%i when it is longer', (status, text) => {
    expect(verdict(text, new RequestParser(limits))).toBe(status);
  });
  it('allow as many fields as they say', () => {
    expect(verdict(get('A: a\r\nB: b\r\n'), new RequestParser(limits))).toMatchObject({ method: 'GET' });
    const many = 'A: a\r\n'.repeat(99);
    expect(verdict(get(many))).toMatchObject({ method: 'GET' });
    expect(verdict(get(`${many}A: a\r\n`))).toBe(431);
  });
  it('take a request line of 8000 bytes (RFC 9112, 3)', () => {
    expect(line(`GET /${'a'.repeat(8000 - 14)} HTTP/1.1`)).toMatchObject({ method: 'GET' });
  });
});

it('knows whether it is inside a head', () => {
  const parser = new RequestParser();
  const head = bytesOf(`\r\n${get('')}`);
  const started = Array.from(head, (_, i) => {
    parser.parse(head, 0, i + 1);
    return parser.started;
  });
  expect(started).toEqual(Array.from(head, (_, i) => i >= 2 && i < head.length - 1));
  parser.parse(head, 0, 10);
  parser.reset();
  expect(parser.started).toBe(false);
  expect(parser.parse(head, 2, head.length)).toBe(head.length - 2);
});

it('looks at no byte twice, however a head arrives', () => {
  const head = bytesOf(get(`X: ${'v'.repeat(8000)}\r\n`));
  const parser = new RequestParser();
  for (let end = 1; end < head.length; end++) {
    expect(parser.parse(head, 0, end)).toBe(0);
    // If it were seen again, this would be refused.
    if (end > 100 && end < 8000) head[end - 2] = 0;
  }
  expect(parser.parse(head, 0, head.length)).toBe(head.length);
});

it('pipelined requests are read one after the other', () => {
  const bytes = bytesOf(
    `${get('Content-Length: 3\r\n', 'POST /1 HTTP/1.1')}abc\r\n${get('Connection: close\r\n', 'GET /2 HTTP/1.1')}${get('')}`,
  );
  const whole = read([bytes]);
  expect(whole.messages.map(({ path, body }) => [path, body])).toEqual([
    ['/1', 'abc'],
    ['/2', ''],
  ]);
  for (let i = 0; i < bytes.length; i++) expect(read(split(bytes, i))).toEqual(whole);
});
