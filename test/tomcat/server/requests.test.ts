// What a servlet learns from a request: bodies, parameters, cookies, sessions (RFC 9110, RFC 9112, the Servlet specification).
import { expect, it } from 'vitest';
import { describeServers, gateIn, get, post, postChunks, postLength } from './behaviour.js';
import { ask, Client, exchange } from './client.js';
import { echoOf } from './expected.js';
import { readByServer } from './queues.js';

const form = 'Content-Type: application/x-www-form-urlencoded';

describeServers({}, (at) => {
  const expecting = (target: string, length = 5): string =>
    post(target, `Expect: 100-continue\r\nContent-Length: ${length}\r\n`, '');

  it('100 Continue is sent when the body is read', async () => {
    const client = await Client.open(at.port);
    for (let i = 0; i < 3; i++) {
      await client.write(expecting('/do/digest'));
      expect((await client.receive(25)).toString()).toBe('HTTP/1.1 100 Continue\r\n\r\n');
      await client.write('hello');
      expect(await client.response()).toMatchObject({ status: 200, interim: [100] });
    }
    client.abort();
  });

  it('100 Continue is not sent when nobody reads the body, and the connection ends', async () => {
    for (const target of ['/do/ok', '/do/error?status=403', '/nothing', '/do/status?status=204']) {
      const responses = await exchange(at.port, expecting(target));
      expect(responses).toMatchObject([{ interim: [] }]);
      expect(responses[0]!.header('connection')).toBe('close');
    }
  });

  it('100 Continue does not stand in the middle of a response that was begun', async () => {
    const client = await Client.open(at.port);
    await client.write(expecting('/do/flush-then-read'));
    await client.receive(20);
    await client.write('hello');
    expect(await client.response()).toMatchObject({ status: 200, text: 'first,then 5' });
    client.abort();
  });

  it('Expect of HTTP/1.0, or without a body, is not followed', async () => {
    const old = await exchange(
      at.port,
      'POST /do/digest HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello',
    );
    expect(old).toMatchObject([{ status: 200, interim: [] }]);
    const empty = await exchange(at.port, get('/do/digest', 'Expect: 100-continue\r\nConnection: close\r\n'));
    expect(empty).toMatchObject([{ status: 200, interim: [] }]);
  });

  it('trailers are there when the body has been read, and not those that belong to the head', async () => {
    const body = '3\r\nabc\r\n0\r\nX-Sum: 6\r\nContent-Length: 99\r\nHost: evil\r\nx-more: a, b\r\n\r\n';
    const [response] = await exchange(
      at.port,
      post('/do/read-twice', 'Transfer-Encoding: chunked\r\nConnection: close\r\n', body),
    );
    expect(JSON.parse(response!.text)).toEqual({
      before: {},
      first: 'abc',
      again: -1,
      trailers: { 'x-sum': '6', 'x-more': 'a, b' },
    });
  });

  it('the target decides on the host, not the field (RFC 9112, 3.2.2)', async () => {
    const head = 'GET http://real.test:81/echo/a?b HTTP/1.1\r\nHost: other.test\r\nConnection: close\r\n\r\n';
    const [response] = await exchange(at.port, head);
    expect(echoOf(response!)).toMatchObject({
      serverName: 'real.test',
      serverPort: 81,
      url: 'http://real.test:81/echo/a',
      uri: '/echo/a',
      query: 'b',
    });
    const [origin] = await exchange(at.port, 'GET /echo/ HTTP/1.1\r\nHost: [::1]\r\nConnection: close\r\n\r\n');
    expect(echoOf(origin!)).toMatchObject({ serverName: '[::1]', serverPort: 80, url: 'http://[::1]/echo/' });
    const [old] = await exchange(at.port, 'GET /echo/ HTTP/1.0\r\n\r\n');
    expect(echoOf(old!)).toMatchObject({ serverName: '127.0.0.1', serverPort: at.port });
  });

  it('a body that nobody reads does not become a request', async () => {
    const inner = get('/do/throw');
    const requests = postLength('/do/ok', inner) + postChunks('/do/ok', inner, inner) + postLength('/nothing', inner);
    const responses = await exchange(at.port, requests + get('/do/ok', 'Connection: close\r\n'));
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 404, 200]);
  });

  it('a large body that nobody reads, and that comes later, ends the connection and not the answer', async () => {
    const client = await Client.open(at.port);
    await client.write(post('/do/ok', 'Content-Length: 50000000\r\n', ''));
    await client.write('x'.repeat(20_000));
    const response = await client.response();
    expect(response).toMatchObject({ status: 200, text: 'ok' });
    expect(response!.header('connection')).toBe('close');
    await client.write('x'.repeat(500_000));
    await client.end();
    expect(client.wasReset).toBe(false);
    client.abort();
  });

  it('what a servlet leaves of a body is not taken for a request, whatever it is', async () => {
    const body = `abc${get('/do/throw')}`;
    const responses = await exchange(
      at.port,
      postLength('/do/read-one', body) + get('/do/ok', 'Connection: close\r\n'),
    );
    expect(responses.map(({ text }) => text)).toEqual(['97', 'ok']);
  });

  it('a servlet may catch that a body is malformed; the connection ends all the same', async () => {
    const responses = await exchange(
      at.port,
      post('/do/catches-bad-body', 'Transfer-Encoding: chunked\r\n', 'xyz\r\n') + get('/do/ok'),
    );
    expect(responses.map(({ status, text }) => [status, text])).toEqual([[200, 'BadRequestException']]);
  });

  it('a body that ends too early is never taken for a whole one', async () => {
    for (const body of [
      'Content-Length: 10\r\n\r\nhello',
      'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n',
      'Transfer-Encoding: chunked\r\n\r\n9\r\nhello',
    ]) {
      const client = await Client.open(at.port);
      await client.write(`POST /do/digest HTTP/1.1\r\nHost: a.test\r\n${body}`);
      await readByServer(at.port, [client]);
      client.endOutput();
      const response = await client.response();
      expect([undefined, 400]).toContain(response?.status);
    }
  });

  it('a reader', async () => {
    const [response] = await exchange(
      at.port,
      post(
        '/do/lines',
        'Content-Length: 9\r\nContent-Type: text/plain; charset=iso-8859-1\r\nConnection: close\r\n',
        'a\r\n\xe9\n\nb\rc',
      ),
    );
    expect(JSON.parse(response!.text)).toEqual({ lines: ['a', 'é', '', 'b', 'c'], stream: 'IllegalStateException' });
  });

  it.each([
    ['a query', get('/do/parameters?a=1&b=%C3%A9+%2B&a=2&&c&=d', 'Connection: close\r\n'), { a: ['1', '2'], b: ['é +'], c: [''], '': ['d'] }],
    ['a form behind a query', post('/do/parameters?a=1', `${form}\r\nContent-Length: 11\r\nConnection: close\r\n`, 'a=2&b=%E2%82'.slice(0, 11)), undefined],
    ['a form', post('/do/parameters?a=1', `${form}\r\nContent-Length: 9\r\nConnection: close\r\n`, 'a=2&b=%41'), { a: ['1', '2'], b: ['A'] }],
    ['a form in chunks', post('/do/parameters', `${form}; charset=UTF-8\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n`, '3\r\na=%\r\n5\r\nC3%A9\r\n0\r\n\r\n'), { a: ['é'] }],
    ['a form in Latin-1', post('/do/parameters', `${form};charset=ISO-8859-1\r\nContent-Length: 9\r\nConnection: close\r\n`, 'a=%E9+\xe9%41'.slice(0, 9)), { a: ['é éA'.slice(0, 3) + 'A'].map(() => 'é é%4'.slice(0, 5)) }],
    ['a form that the servlet takes for Latin-1', post('/do/parameters?setCharset=ISO-8859-1', `${form}\r\nContent-Length: 5\r\nConnection: close\r\n`, 'a=%E9'), { setCharset: ['ISO-8859-1'], a: ['é'] }],
    ['another type', post('/do/parameters?a=1', 'Content-Type: text/plain\r\nContent-Length: 3\r\nConnection: close\r\n', 'a=2'), { a: ['1'] }],
    ['none', get('/do/parameters', 'Connection: close\r\n'), {}],
    ['names of objects', get('/do/parameters?__proto__=1&constructor=2&a=', 'Connection: close\r\n'), undefined],
  ])('parameters: %s', async (_name, request, map) => {
    const [response] = await exchange(at.port, request);
    expect(response!.status).toBe(200);
    const seen = JSON.parse(response!.text) as { map: object; names: string[]; first: string | null };
    if (map === undefined) return;
    expect(seen.map).toEqual(map);
    expect(seen.names).toEqual(Object.keys(seen.map));
  }); // prettier-ignore

  it('a form that is too large, in an unknown charset, or has too many parameters, is refused', async () => {
    const big = await ask(
      at.port,
      '/do/parameters',
      `${form}\r\nContent-Length: 2200000\r\n`,
      'POST',
      `a=${'x'.repeat(2_199_998)}`,
    );
    expect(big.status).toBe(413);
    const many = await ask(
      at.port,
      '/do/parameters',
      `${form}\r\nContent-Length: 40000\r\n`,
      'POST',
      'a=1&'.repeat(10_000),
    );
    expect(many.status).toBe(400);
    const unknown = await ask(
      at.port,
      '/do/parameters',
      `${form};charset=x-none\r\nContent-Length: 3\r\n`,
      'POST',
      'a=1',
    );
    expect(unknown.status).toBe(415);
  });

  it('cookies', async () => {
    const { text, headers } = await ask(
      at.port,
      '/do/cookies',
      'Cookie: a=1; b="two"\r\nCookie: c=3=4; bad; =x; __proto__=5\r\n',
    );
    expect((JSON.parse(text) as string[][]).slice(0, 3)).toEqual([
      ['a', '1'],
      ['b', expect.stringMatching(/^"?two"?$/)],
      ['c', '3=4'],
    ]);
    expect(headers.filter(([name]) => name === 'Set-Cookie').map(([, value]) => value)).toContain('a-back=1');
    expect(JSON.parse((await ask(at.port, '/do/cookies')).text) as unknown[]).toEqual([]);
  });

  it('fields of a request', async () => {
    const fields = 'X-A: 1\r\nx-a:\t two \r\nX-Int: -12\r\nIf-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n';
    expect(JSON.parse((await ask(at.port, '/do/header', fields)).text)).toEqual({
      names: ['Host', 'Connection', 'X-A', 'X-Int', 'If-Modified-Since'],
      all: ['1', 'two'],
      first: '1',
      none: null,
      number: -12,
      missing: -1,
      bad: expect.anything() as unknown,
      date: 784111777000,
    });
  });

  interface Session {
    id: string;
    visits: number;
    isNew: boolean;
    thread: number;
  }

  it('a session is the same in all threads', async () => {
    const first = await ask(at.port, '/do/session');
    const cookie = /^JSESSIONID=([0-9A-F]{32}); /.exec(first.header('set-cookie')!)!;
    expect(first.header('set-cookie')).toContain('HttpOnly');
    expect(JSON.parse(first.text)).toMatchObject({ id: cookie[1], visits: 1, isNew: true });
    // Those who wait at the gate keep their threads: the session has to be found by others.
    const gate = gateIn(at.folder);
    const waiting = await Promise.all([1, 2, 3].map(() => Client.open(at.port)));
    const threads = new Set<number>();
    for (const [i, client] of waiting.entries()) {
      const next = await ask(at.port, '/do/session', `Cookie: JSESSIONID=${cookie[1]}\r\n`);
      const seen = JSON.parse(next.text) as Session;
      expect(seen).toMatchObject({ id: cookie[1], visits: i + 2, isNew: false });
      expect(next.header('set-cookie')).toBeUndefined();
      threads.add(seen.thread);
      await client.write(get(`/do/gate?gate=${gate.path}`));
      await readByServer(at.port, [client]);
    }
    gate.open();
    for (const client of waiting) {
      expect((await client.response())!.text).toBe('open');
      client.abort();
    }
  });

  it('an id that the server has not made is not taken over', async () => {
    const id = '0123456789ABCDEF0123456789ABCDEF';
    const { text } = await ask(at.port, '/do/session', `Cookie: JSESSIONID=${id}\r\n`);
    expect(JSON.parse(text)).toMatchObject({ visits: 1, isNew: true });
    expect(text).not.toContain(id);
  });

  it('after invalidate() there is another session', async () => {
    const { text } = await ask(at.port, '/do/session-renewed');
    expect(JSON.parse(text)).toEqual({ none: true, differs: true, isNew: true });
  });
});

describeServers({ maxPostSize: 1000 }, (at) => {
  it('maxPostSize: a larger body is answered 413, however it comes', async () => {
    const big = 'x'.repeat(1001);
    const all = [
      postLength('/do/digest', big), postChunks('/do/digest', big), postChunks('/do/digest', big.slice(1), 'y'),
      post('/do/digest', 'Content-Length: 1001\r\n', ''), post('/do/digest', 'Content-Length: 1001\r\nExpect: 100-continue\r\n', ''),
    ]; // prettier-ignore
    for (const request of all) {
      const responses = await exchange(at.port, request);
      expect(responses).toMatchObject([{ status: 413, interim: [] }]);
      expect(responses[0]!.header('connection')).toBe('close');
    }
    const head = postLength('/do/digest', big).replace('POST', 'HEAD');
    expect(await exchange(at.port, head, true)).toMatchObject([{ status: 413, text: '' }]);
    const least = big.slice(1);
    const requests =
      postLength('/do/digest', least) + postChunks('/do/digest', least) + get('/do/ok', 'Connection: close\r\n');
    expect((await exchange(at.port, requests)).map(({ status }) => status)).toEqual([200, 200, 200]);
  });
});

describeServers({ connectionTimeout: 1000, minBodyRate: 0 }, (at) => {
  it('what follows a body that comes late is answered too', async () => {
    const client = await Client.open(at.port);
    const request = postChunks('/do/flush-then-read', 'abc');
    await client.write(request.slice(0, -5));
    // The servlet is called before the body is there: at once, or when the connection has waited for its time.
    await client.receive(20);
    await client.write(`${request.slice(-5)}${get('/do/ok')}`);
    expect((await client.response())!.text).toBe('first,then 3');
    expect((await client.response())!.text).toBe('ok');
    client.abort();
  });
});
