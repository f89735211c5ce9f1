// What a servlet answers, and what goes over the wire (RFC 9110, RFC 9112, the Servlet specification).
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeServers, get } from './behaviour.js';
import { ask, Client, exchange } from './client.js';
import type { Response } from './client.js';

/** All fields but those that change, and those that say whether the connection stays. */
const fieldsOf = ({ headers }: Response): unknown => headers.filter(([name]) => !/^(date|connection)$/i.test(name));

describeServers({}, (at) => {
  const json = async (target: string): Promise<unknown> => JSON.parse((await ask(at.port, target)).text) as unknown;

  it.each([
    '/do/ok', '/do/empty', '/do/flushes', '/do/fields', '/do/big?size=100', '/do/big?size=100000', '/do/big?size=100000&length',
    '/do/length?declared=5', '/do/length?declared=3', '/do/status?status=205', '/do/status?status=204', '/do/status?status=304',
    '/do/error?status=404', '/do/redirect?to=/a', '/do/writer?type=text/plain', '/nothing', '/do/throw', '/%zz', '/do/%2f',
  ])('HEAD is answered as GET, without the body: %s', async (target) => {
    const [full, head] = [await ask(at.port, target), await ask(at.port, target, '', 'HEAD')];
    expect(head.status).toBe(full.status);
    expect(fieldsOf(head)).toEqual(fieldsOf(full));
    expect(head.body).toHaveLength(0);
    at.server.complaints();
  }); // prettier-ignore

  it('each response has Date and Server, and no two of either', async () => {
    for (const target of ['/do/ok', '/nothing', '/do/error?status=503', '/%zz', '/do/reset', '/do/redirect?to=/']) {
      const { headers } = await ask(at.port, target);
      const names = headers.map(([name]) => name.toLowerCase());
      expect(names.filter((name) => name === 'date' || name === 'server').sort(), target).toEqual(['date', 'server']);
      expect(headers.find(([name]) => name === 'Date')![1]).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
    }
  });

  it('methods: 405 with Allow, 501, OPTIONS, OPTIONS *', async () => {
    const put = await ask(at.port, '/do/ok', '', 'PUT');
    expect([put.status, put.header('allow')]).toEqual([405, 'GET, HEAD, POST, OPTIONS']);
    expect((await ask(at.port, '/do/ok', '', 'TRACE')).status).toBe(405);
    expect((await ask(at.port, '/do/ok', '', 'BREW')).status).toBe(501);
    expect((await ask(at.port, '/do/ok', '', 'get')).status).toBe(501);
    const options = await ask(at.port, '/do/ok', '', 'OPTIONS');
    expect([options.status, options.header('allow'), options.body.length]).toEqual([
      200,
      'GET, HEAD, POST, OPTIONS',
      0,
    ]);
    const server = await ask(at.port, '*', '', 'OPTIONS');
    expect([server.status, server.body.length]).toEqual([200, 0]);
    expect(server.header('allow')).toContain('GET');
  });

  it('an error page says what it is, as text', async () => {
    const { status, text, headers } = await ask(
      at.port,
      `/do/error?status=404&message=${encodeURIComponent('<b>"&\'é')}`,
    );
    expect([status, text]).toEqual([404, expect.stringContaining('<p>&lt;b&gt;&quot;&amp;&#39;é</p>')]);
    expect(headers).toContainEqual(['Content-Type', 'text/html;charset=utf-8']);
    expect(text).not.toContain('not this');
    expect((await ask(at.port, '/nothing/<script>')).text).not.toContain('<script>');
  });

  it('an exception is answered 500, says nothing of the server, and forgets what was written', async () => {
    const thrown = await ask(at.port, '/do/throw');
    expect([thrown.status, thrown.text.includes('secret')]).toEqual([500, false]);
    await at.server.complaint('a secret of the server');
    const after = await ask(at.port, '/do/throw-after-write');
    expect([after.status, after.header('x-forgotten'), after.text.includes('forgotten')]).toEqual([
      500,
      undefined,
      false,
    ]);
    await at.server.complaint('not committed');
    for (const act of ['throw-late', 'async-late']) {
      const late = await ask(at.port, `/do/${act}`);
      expect([late.status, late.isCut]).toEqual([200, true]);
      await at.server.complaint('late');
    }
    expect((await ask(at.port, '/do/async-throw')).status).toBe(500);
    await at.server.complaint('later');
  });

  it('an exception after sendError() does not take the answer away', async () => {
    const responses = await exchange(at.port, get('/do/error-then-throw', 'Connection: close\r\n'));
    expect(responses.map(({ status }) => status)).toEqual([expect.toBeOneOf([404, 500])]);
    await at.server.complaint('after sendError');
  });

  it('sendError() keeps cookies and fields, but for those that were about the body', async () => {
    const response = await ask(at.port, '/do/error-with-fields');
    expect(response.status).toBe(401);
    expect(response.header('www-authenticate')).toBe('Basic realm="a"');
    expect(response.header('set-cookie')).toBe('a=b');
    expect(response.header('content-type')).toBe('text/html;charset=utf-8');
    expect(Number(response.header('content-length'))).toBe(response.body.length);
  });

  it('a redirect has the location, and not what was written before', async () => {
    const response = await ask(at.port, `/do/redirect?to=${encodeURIComponent('/a?b=c')}`);
    expect([response.status, response.header('location'), response.text]).toEqual([302, '/a?b=c', '']);
    expect((await ask(at.port, `/do/redirect?to=${encodeURIComponent('/a\r\nX-Evil: 1')}`)).status).toBe(500);
    await at.server.complaint('must contain no control');
  });

  it.each([
    ['length', 5, 'hello', false],
    ['length', 3, 'hel', false],
    ['length', 0, '', false],
    ['length', 9, 'hello', true],
    ['length-flushed', 5, 'hello', false],
    ['length-flushed', 3, 'hel', false],
    ['length-flushed', 2, 'he', false],
    ['length-flushed', 9, 'hello', true],
  ])('%s: %i bytes are declared, and five written', async (act, declared, text, isCut) => {
    const [first, second] = await exchange(
      at.port,
      get(`/do/${act}?declared=${declared}`) + get('/do/ok', 'Connection: close\r\n'),
    );
    expect(first).toMatchObject({ status: 200, framing: 'length', text, isCut });
    expect(second?.text).toBe(isCut ? undefined : 'ok');
  });

  it.each([204, 205, 304])('%i has no body, whatever is written', async (status) => {
    for (const flush of ['', '&flush']) {
      const [first, second] = await exchange(
        at.port,
        get(`/do/status?status=${status}${flush}`) + get('/do/ok', 'Connection: close\r\n'),
      );
      expect(first).toMatchObject({ status, text: '' });
      expect(first!.header('transfer-encoding')).toBeUndefined();
      if (status !== 205) expect(first!.header('content-length')).toBeUndefined();
      expect(second!.text).toBe('ok');
    }
  });

  it('what fits into the buffer has a length; what is flushed goes out in chunks, none of them empty', async () => {
    expect(await ask(at.port, '/do/empty')).toMatchObject({ status: 200, framing: 'length', text: '' });
    expect(await ask(at.port, '/do/flushes')).toMatchObject({ framing: 'chunked', chunks: 2, text: 'ab' });
  });

  it('setBufferSize, isCommitted, and what is too late', async () => {
    const { status, text, headers } = await ask(at.port, '/do/buffer');
    expect(status).toBe(200);
    expect(JSON.parse(text.slice(101))).toEqual([
      8192, 100, false, false, 'IllegalStateException', true, 200, false,
      'IllegalStateException', 'IllegalStateException', 'IllegalStateException', 'IllegalStateException',
    ]); // prettier-ignore
    expect(headers.some(([name]) => name === 'X-Late')).toBe(false);
  });

  it('reset() forgets everything, resetBuffer() only the body', async () => {
    const reset = await ask(at.port, '/do/reset');
    expect([reset.status, reset.header('x-old'), reset.header('x-new'), reset.text]).toEqual([
      200,
      undefined,
      'yes',
      'kept',
    ]);
    const buffer = await ask(at.port, '/do/reset-buffer');
    expect([buffer.status, buffer.header('x-old'), buffer.text]).toEqual([201, 'yes', 'kept']);
  });

  it('fields', async () => {
    const response = await ask(at.port, '/do/fields');
    const all = (name: string): string[] =>
      response.headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value);
    expect([all('x-a'), all('x-b'), all('x-int'), all('x-date')]).toEqual([
      ['2'],
      ['1', '2'],
      ['-7'],
      ['Sun, 06 Nov 1994 08:49:37 GMT'],
    ]);
    const { bad, names } = JSON.parse(all('x-seen')[0]!) as { bad: string[]; names: string[] };
    expect(new Set([...bad, ...names])).toEqual(new Set(['TypeError']));
    expect(all('x-known')).toEqual(['2 true']);
    expect([response.framing, response.text, all('x-bad')]).toEqual(['length', 'ok', []]);
  });

  const [utf8, latin1, ascii] = [Buffer.from('né€😀'), Buffer.from('n\xe9??', 'latin1'), Buffer.from('n???')];
  it.each([
    ['?type=text/plain', 'text/plain;charset=UTF-8', utf8],
    ['?type=text/plain;charset=ISO-8859-1', 'text/plain;charset=ISO-8859-1', latin1],
    ['?type=text/plain;format=flowed', 'text/plain;format=flowed;charset=UTF-8', utf8],
    ['?type=text/plain;format=flowed&first=us-ascii', 'text/plain;format=flowed;charset=us-ascii', ascii],
    ['?type=text/html&charset=us-ascii', 'text/html;charset=us-ascii', ascii],
    ['?type=text/html;charset=utf-8&charset=iso-8859-1', 'text/html;charset=iso-8859-1', latin1],
    ['?type=application/json', 'application/json', utf8],
    ['', undefined, utf8],
  ])('the writer %s', async (query, type, body) => {
    const response = await ask(at.port, `/do/writer${query}`);
    expect([response.header('content-type'), response.body]).toEqual([type, body]);
  });

  it('the writer: what the field says is what was written, also when it is set late', async () => {
    const response = await ask(at.port, '/do/writer?type=text/plain&late=text/plain;charset=ISO-8859-1');
    const isLatin1 = /iso-8859-1/i.test(response.header('content-type')!);
    expect(response.body).toEqual(isLatin1 ? latin1 : utf8);
    const unknown = await ask(at.port, '/do/writer?type=text/plain;charset=windows-1252');
    expect(/windows/.test(unknown.header('content-type')!) && unknown.status === 200).toBe(false);
    at.server.complaints();
  });

  it('either the stream or the writer', async () => {
    expect((await ask(at.port, '/do/both')).text).toBe('IllegalStateException');
  });

  it('a servlet may return a promise', async () => {
    const client = await Client.open(at.port);
    const request = 'POST /do/async HTTP/1.1\r\nHost: a.test\r\nContent-Length: 3\r\n\r\nabc';
    await client.write(request.repeat(3) + get('/do/ok'));
    for (const text of ['POST abc', 'POST abc', 'POST abc', 'ok']) expect((await client.response())!.text).toBe(text);
    client.abort();
  });

  const content = 'x'.repeat(99_999);
  const file = (how: string, more = ''): string => {
    const path = join(at.folder, 'file');
    writeFileSync(path, content);
    return `/do/file?path=${path}&count=${content.length}&how=${how}${more}`;
  };

  it.each([
    'plain', 'write-before', 'write-after', 'longer-length', 'shorter-length', 'length-after', 'flush', 'reset', 'then-error', 'then-throw',
  ])('sendFile, %s: the next response begins where it ends', async (how) => {
    for (const version of ['1.1', '1.0']) {
      const fields = 'Connection: keep-alive\r\n';
            const responses = await exchange(at.port, get(file(how), fields, version) + get('/do/ok', 'Connection: close\r\n'));
      const [first, second] = responses;
      if (how === 'plain') expect(first).toMatchObject({ status: 200, framing: 'length', text: content });
      if (first!.framing !== 'close' && !first!.isCut && first!.header('connection') !== 'close') expect(second?.text).toBe('ok');
      // A response that is complete is the file, or an error.
      if (!first!.isCut && first!.status === 200 && how !== 'reset') expect([content, `hello${content}`, 'hello']).toContain(first!.text);
      if (how === 'reset') expect(first!.text).toBe('reset');
      if (how.startsWith('then')) expect(first!.status).toBe(500);
      const head = await exchange(at.port, get(file(how), 'Connection: close\r\n', version).replace('GET', 'HEAD'), true);
      expect(head).toHaveLength(1);
      expect((await ask(at.port, `/do/files?path=${join(at.folder, 'file')}`)).text).toBe('0');
    }
    at.server.complaints();
  }); // prettier-ignore

  it('a file that is shorter than was said is cut', async () => {
    const [response, ...more] = await exchange(
      at.port,
      get(file('plain').replace('count=', 'count=1')) + get('/do/ok'),
    );
    expect(response).toMatchObject({ status: 200, isCut: true, text: content });
    expect(more).toEqual([]);
  });

  it('a part of a file', async () => {
    const path = join(at.folder, 'part');
    writeFileSync(path, 'abcdefgh');
    const responses = await exchange(
      at.port,
      get(`/do/file?path=${path}&count=3&offset=2&how=plain`) + get('/do/ok', 'Connection: close\r\n'),
    );
    expect(responses.map(({ text }) => text)).toEqual(['cde', 'ok']);
  });

  it('streams do not outlive their request: what is kept reaches no other client', async () => {
    for (const act of ['keep-async', 'keep']) {
      // All threads are asked, as it is not known which one has kept something.
      for (let i = 0; i < 8; i++) {
        const [kept] = await exchange(
          at.port,
          `POST /do/${act} HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n${'secret'.repeat(4000)}`,
        );
        expect(kept!.text).toBe('kept');
        const used = await ask(at.port, '/do/use-kept', 'Content-Length: 5\r\n', 'POST', 'mine!');
        const { seen, body } = JSON.parse(used.text) as { seen: Record<string, string> | null; body: string };
        expect(body).toBe('mine!');
        if (seen !== null)
          expect(seen).toMatchObject({ method: 'IllegalStateException', status: 'IllegalStateException' });
        if (seen !== null) expect(seen.read).toMatch(/Exception/);
      }
    }
  });

  it('addresses', async () => {
    const client = await Client.open(at.port);
    await client.write(get('/do/addresses'));
    expect(JSON.parse((await client.response())!.text)).toEqual({
      remote: ['127.0.0.1', '127.0.0.1', client.localPort],
      local: ['127.0.0.1', at.port],
    });
    client.abort();
    expect(await json('/do/ok').catch(() => 'no JSON')).toBe('no JSON');
  });
});
