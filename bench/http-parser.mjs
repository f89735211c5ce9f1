/**
 * What the framing of HTTP costs, in ns of CPU: `node bench/http-parser.mjs [SECONDS] [MODULE]`. Nothing is sent.
 *
 * Buffers alternate: a parser that is compiled for one particular buffer looks a third faster than it is.
 */
import { pathToFileURL } from 'node:url';

const seconds = Number(process.argv[2] ?? 20);
const module = process.argv[3]
  ? pathToFileURL(process.argv[3])
  : new URL('../dist/tomcat/http/index.js', import.meta.url);
const { ChunkedDecoder, RequestParser, ResponseHead, decodePath } = await import(module);

const calls = 20_000;
const copies = (text) => Array.from({ length: 8 }, () => Buffer.from(text, 'latin1'));
const typical = copies(
  'GET /hello/world?name=value HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nUser-Agent: wrk/4.1.0 (linux; x64)\r\n' +
    'Accept: text/html,application/xhtml+xml,*/*\r\nConnection: keep-alive\r\n\r\n',
);
const minimal = copies('GET / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n');
const browser = copies(
  'GET /a/b/c.html?d=e HTTP/1.1\r\nHost: example.com\r\nConnection: keep-alive\r\nCache-Control: max-age=0\r\n' +
    'Upgrade-Insecure-Requests: 1\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) ' +
    'Chrome/140.0.0.0 Safari/537.36\r\nAccept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,' +
    '*/*;q=0.8\r\nReferer: http://example.com/\r\nAccept-Encoding: gzip, deflate, br\r\nAccept-Language: en-US,en;q=0.9\r\n' +
    `Cookie: session=${'0123456789abcdef'.repeat(8)}\r\n\r\n`,
);
const chunked = copies('400\r\n' + 'x'.repeat(1024) + '\r\n400\r\n' + 'x'.repeat(1024) + '\r\n0\r\n\r\n');

const parser = new RequestParser();
const head = new ResponseHead();
const out = Buffer.alloc(1024);
const get = { method: 'GET', version: 'HTTP/1.1', keepAlive: true };
let turn = 0;
let sink = 0;
const next = (buffers) => buffers[turn++ & 7];

function bySplitting(buf) {
  const lines = buf.latin1Slice(0, buf.length).split('\r\n');
  const [method, target, version] = lines[0].split(' ');
  const fields = new Map();
  for (let i = 1; lines[i] !== ''; i++) {
    const colon = lines[i].indexOf(':');
    fields.set(lines[i].slice(0, colon).toLowerCase(), lines[i].slice(colon + 1).trim());
  }
  return method.length + target.length + version.length + fields.size;
}

function parse(buf) {
  return parser.parse(buf, 0, buf.length);
}

function byteByByte(buf) {
  for (let end = 1; end < buf.length; end++) sink += parser.parse(buf, 0, end);
  return parser.parse(buf, 0, buf.length);
}

function decodeChunks(buf) {
  const decoder = new ChunkedDecoder();
  for (let at = 0; !decoder.done;) at += decoder.decode(buf, at, buf.length);
}

function respond() {
  head.begin(get);
  head.setHeader('Content-Type', 'text/plain');
  sink += head.write(out, 0, 13);
}

const rows = {
  'minimal GET, 1 field': () => (sink += parse(next(minimal))),
  'typical GET, 4 fields': () => (sink += parse(next(typical))),
  '  and its path, decoded': () => (sink += parse(next(typical)) + decodePath(parser.path).length),
  '  and 2 fields': () =>
    (sink += parse(next(typical)) + parser.header('user-agent').length + parser.header('accept').length),
  '  byte by byte': () => (sink += byteByByte(next(typical))),
  '  latin1Slice and split, no checks': () => (sink += bySplitting(next(typical))),
  'GET of a browser, 10 fields': () => (sink += parse(next(browser))),
  '  latin1Slice and split, no checks ': () => (sink += bySplitting(next(browser))),
  'response head, 1 field': respond,
  'chunked body, 2 KiB in 2 chunks': () => decodeChunks(next(chunked)),
};
const bytes = { minimal: minimal[0].length, typical: typical[0].length, browser: browser[0].length };

function measure(run) {
  const before = process.cpuUsage();
  for (let i = 0; i < calls; i++) run();
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1000) / calls;
}

const results = Object.fromEntries(Object.keys(rows).map((name) => [name, []]));
for (const end = performance.now() + seconds * 1000; performance.now() < end;) {
  for (const [name, run] of Object.entries(rows)) results[name].push(measure(run));
}
console.log(
  `bytes: ${JSON.stringify(bytes)}; ns, best and median of ${results['response head, 1 field'].length} rounds`,
);
for (const [name, times] of Object.entries(results)) {
  times.sort((a, b) => a - b);
  const [best, median] = [times[0], times[times.length >> 1]].map((time) => time.toFixed(0).padStart(6));
  console.log(`${name.padEnd(36)} ${best} ${median}`);
}
if (sink === 0) throw new Error('Nothing was done');
