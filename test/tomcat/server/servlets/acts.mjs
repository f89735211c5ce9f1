// A servlet for /do/*: each test has it do something of its own.
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as later } from 'node:timers/promises';
import { threadId } from 'node:worker_threads';
import { Cookie, HttpServlet } from 'berkeley-sockets/tomcat';

const word = new Int32Array(new SharedArrayBuffer(4));

/** Blocks until the file is there that the parameter `gate` names. */
function awaitGate(request) {
  const gate = new URLSearchParams(request.getQueryString()).get('gate');
  while (!existsSync(gate)) Atomics.wait(word, 0, 0, 1);
}

const print = (response, value) =>
  response.getOutputStream().write(typeof value === 'string' ? value : JSON.stringify(value));

const query = (request, name) => new URLSearchParams(request.getQueryString()).get(name);

/** What a call throws, or what it returns. */
function attempt(act) {
  try {
    return act() ?? 'done';
  } catch (error) {
    return error.name;
  }
}

/** As many bytes as are asked for, by place: what is missing or twice is seen. */
function* pattern(size) {
  const block = Buffer.alloc(64 * 1024);
  for (let at = 0; at < size; at += block.length) {
    for (let i = 0; i < block.length; i += 4) block.writeUInt32LE((at + i) / 4, i);
    yield block.subarray(0, Math.min(block.length, size - at));
  }
}

let kept;

const acts = {
  ok: (_request, response) => print(response, 'ok'),
  gate(request, response) {
    awaitGate(request);
    print(response, 'open');
  },

  'gate-throw'(request) {
    awaitGate(request);
    throw new Error('behind the gate');
  },

  'gate-close'(request, response) {
    awaitGate(request);
    response.setHeader('Connection', 'close');
    print(response, 'last');
  },

  // Errors.
  throw() {
    throw new Error('a secret of the server');
  },
  'throw-late'(_request, response) {
    print(response, 'begun');
    response.flushBuffer();
    throw new Error('late');
  },
  'throw-after-write'(_request, response) {
    response.setHeader('X-Forgotten', 'yes');
    print(response, 'forgotten');
    throw new Error('not committed');
  },
  error(request, response) {
    response.sendError(Number(query(request, 'status')), query(request, 'message') ?? undefined);
    print(response, 'not this');
  },
  'error-then-throw'(_request, response) {
    response.sendError(404, 'gone');
    throw new Error('after sendError');
  },
  'error-with-fields'(_request, response) {
    response.setHeader('WWW-Authenticate', 'Basic realm="a"');
    response.addCookie(new Cookie('a', 'b'));
    response.setHeader('Content-Type', 'image/png');
    response.setContentLength(12345);
    response.sendError(401);
  },
  redirect(request, response) {
    print(response, 'forgotten');
    response.sendRedirect(query(request, 'to'));
  },

  // Bodies of requests.
  digest(request, response) {
    const hash = createHash('sha256');
    const buf = new Uint8Array(64 * 1024);
    let length = 0;
    for (let n; (n = request.getInputStream().read(buf)) >= 0; length += n) hash.update(buf.subarray(0, n));
    print(response, { length, declared: request.getContentLength(), sha256: hash.digest('hex') });
  },
  'digest-behind-gate'(request, response) {
    awaitGate(request);
    acts.digest(request, response);
  },
  'flush-then-read'(request, response) {
    print(response, 'first,');
    response.flushBuffer();
    print(response, `then ${request.getInputStream().readAllBytes().length}`);
  },
  'read-one'(request, response) {
    print(response, String(request.getInputStream().read()));
  },
  'read-twice'(request, response) {
    const input = request.getInputStream();
    const before = Object.fromEntries(request.getTrailerFields());
    const first = Buffer.from(input.readAllBytes()).toString();
    const trailers = Object.fromEntries(request.getTrailerFields());
    print(response, { before, first, again: input.read(), trailers });
  },
  'catches-bad-body'(request, response) {
    print(
      response,
      attempt(() => request.getInputStream().readAllBytes().length),
    );
  },
  lines(request, response) {
    const reader = request.getReader();
    const lines = [];
    for (let line; (line = reader.readLine()) !== null;) lines.push(line);
    print(response, { lines, stream: attempt(() => request.getInputStream()) });
  },

  // Bodies of responses.
  big(request, response) {
    const size = Number(query(request, 'size'));
    if (query(request, 'length') !== null) response.setContentLength(size);
    for (const piece of pattern(size)) response.getOutputStream().write(piece);
  },
  length(request, response) {
    response.setContentLength(Number(query(request, 'declared')));
    print(response, 'hello');
  },
  'length-flushed'(request, response) {
    response.setContentLength(Number(query(request, 'declared')));
    for (const piece of ['he', 'l', 'lo']) {
      print(response, piece);
      response.flushBuffer();
    }
  },
  status(request, response) {
    response.setStatus(Number(query(request, 'status')));
    print(response, 'hello');
    if (query(request, 'flush') !== null) response.flushBuffer();
  },
  empty() {
    // Answers with nothing.
  },
  flushes(_request, response) {
    response.flushBuffer();
    print(response, 'a');
    response.flushBuffer();
    response.flushBuffer();
    print(response, 'b');
  },
  file(request, response) {
    const path = query(request, 'path');
    const fd = openSync(path);
    const count = Number(query(request, 'count'));
    const how = query(request, 'how');
    const act = {
      plain: () => response.sendFile(fd, Number(query(request, 'offset') ?? 0), count),
      'write-before': () => {
        print(response, 'hello');
        // What has thrown has not taken the descriptor.
        if (attempt(() => response.sendFile(fd, 0, count)) !== 'done') closeSync(fd);
      },
      'write-after': () => {
        response.sendFile(fd, 0, count);
        print(response, 'hello');
      },
      'longer-length': () => {
        response.setContentLength(count + 5);
        response.sendFile(fd, 0, count);
      },
      'shorter-length': () => {
        response.setContentLength(count - 5);
        response.sendFile(fd, 0, count);
      },
      'length-after': () => {
        response.sendFile(fd, 0, count);
        response.setContentLength(count - 5);
      },
      flush: () => {
        response.sendFile(fd, 0, count);
        response.flushBuffer();
      },
      reset: () => {
        response.sendFile(fd, 0, count);
        response.reset();
        print(response, 'reset');
      },
      'then-error': () => {
        response.sendFile(fd, 0, count);
        response.sendError(500);
      },
      'then-throw': () => {
        response.sendFile(fd, 0, count);
        throw new Error('after sendFile');
      },
    }[how];
    act();
  },
  buffer(_request, response) {
    const seen = [response.getBufferSize()];
    response.setBufferSize(100);
    seen.push(response.getBufferSize(), response.isCommitted());
    print(response, 'x'.repeat(100));
    seen.push(
      response.isCommitted(),
      attempt(() => response.setBufferSize(200)),
    );
    print(response, 'x');
    seen.push(response.isCommitted());
    response.setStatus(500);
    response.setHeader('X-Late', 'yes');
    seen.push(response.getStatus(), response.containsHeader('X-Late'));
    for (const name of ['reset', 'resetBuffer', 'sendError', 'sendRedirect']) {
      seen.push(attempt(() => response[name](name === 'sendError' ? 500 : '/')));
    }
    print(response, JSON.stringify(seen));
  },
  reset(_request, response) {
    response.setStatus(201);
    response.setHeader('X-Old', 'yes');
    response.getWriter().print('lost');
    response.reset();
    response.setHeader('X-New', 'yes');
    response.getOutputStream().write('kept');
  },
  'reset-buffer'(_request, response) {
    response.setStatus(201);
    response.setHeader('X-Old', 'yes');
    const writer = response.getWriter();
    writer.print('lost');
    response.resetBuffer();
    writer.print('kept');
  },
  writer(request, response) {
    const type = query(request, 'type');
    const charset = query(request, 'charset');
    const first = query(request, 'first');
    if (first !== null) response.setCharacterEncoding(first);
    if (type !== null) response.setContentType(type);
    if (charset !== null) response.setCharacterEncoding(charset);
    response.getWriter().print('né€😀');
    const late = query(request, 'late');
    if (late !== null) response.setContentType(late);
  },
  both(_request, response) {
    const writer = response.getWriter();
    writer.print(attempt(() => response.getOutputStream()));
  },
  fields(_request, response) {
    response.setHeader('X-A', '1');
    response.setHeader('x-a', '2');
    response.addHeader('X-B', '1');
    response.addHeader('X-B', '2');
    response.setIntHeader('X-Int', -7);
    response.setDateHeader('X-Date', 784111777000);
    response.setContentLength(2);
    const bad = ['a\r\nb', 'a\nb', 'a\rb', 'a\0b', 'a\u0100b', 'a\u010ab'].map((value) =>
      attempt(() => response.setHeader('X-Bad', value)),
    );
    const names = ['', 'a b', 'a:', 'é', 'a\r\n'].map((name) => attempt(() => response.setHeader(name, 'v')));
    response.addHeader('X-Seen', JSON.stringify({ bad, names }));
    response.addHeader(
      'X-Known',
      `${response.getHeader('Content-Length')} ${response.containsHeader('content-length')}`,
    );
    response.addHeader('Transfer-Encoding', 'chunked');
    response.addHeader('Connection', 'upgrade');
    print(response, 'ok');
  },

  // Requests.
  parameters(request, response) {
    const charset = query(request, 'setCharset');
    if (charset !== null) request.setCharacterEncoding(charset);
    print(response, {
      map: Object.fromEntries(request.getParameterMap()),
      names: request.getParameterNames(),
      first: request.getParameter('a'),
      none: request.getParameter('constructor'),
      body: attempt(() => request.getInputStream().readAllBytes().length),
    });
  },
  cookies(request, response) {
    for (const cookie of request.getCookies())
      response.addCookie(new Cookie(`${cookie.getName()}-back`, cookie.getValue()));
    print(
      response,
      request.getCookies().map((cookie) => [cookie.getName(), cookie.getValue()]),
    );
  },
  session(request, response) {
    const session = request.getSession();
    const visits = (session.getAttribute('visits') ?? 0) + 1;
    session.setAttribute('visits', visits);
    print(response, { id: session.getId(), visits, isNew: session.isNew(), thread: threadId });
  },
  'session-renewed'(request, response) {
    const first = request.getSession();
    first.invalidate();
    const none = request.getSession(false);
    const second = request.getSession();
    print(response, {
      none: none === null,
      differs: first.getId() !== second.getId(),
      isNew: attempt(() => second.isNew()),
    });
  },
  addresses(request, response) {
    print(response, {
      remote: [request.getRemoteAddr(), request.getRemoteHost(), request.getRemotePort()],
      local: [request.getLocalAddr(), request.getLocalPort()],
    });
  },
  header(request, response) {
    print(response, {
      names: request.getHeaderNames(),
      all: request.getHeaders('x-a'),
      first: request.getHeader('X-a'),
      none: request.getHeader('X-None'),
      number: request.getIntHeader('X-Int'),
      missing: request.getIntHeader('X-None'),
      bad: attempt(() => request.getIntHeader('X-A')),
      date: request.getDateHeader('If-Modified-Since'),
    });
  },

  // Promises.
  async async(request, response) {
    await later(1);
    const body = Buffer.from(request.getInputStream().readAllBytes()).toString();
    await later(1);
    print(response, `${request.getMethod()} ${body}`);
  },
  async 'async-throw'() {
    await later(1);
    throw new Error('later');
  },
  async 'async-late'(_request, response) {
    print(response, 'begun');
    response.flushBuffer();
    await later(1);
    throw new Error('later');
  },

  // What is used after its time.
  keep(request, response) {
    kept ??= { request, response, output: response.getOutputStream(), input: request.getInputStream() };
    print(response, 'kept');
  },
  'keep-async'(request, response) {
    kept = { request, response, output: response.getOutputStream(), input: request.getInputStream() };
    return later(1).then(() => print(response, 'kept'));
  },
  async 'use-kept'(request, response) {
    const buf = new Uint8Array(5);
    const seen = kept && {
      method: attempt(() => kept.request.getMethod()),
      status: attempt(() => kept.response.setStatus(500)),
      write: attempt(() => kept.output.write('stolen')),
      flush: attempt(() => kept.output.flush()),
      read: attempt(() => kept.input.read(buf)),
    };
    print(response, { seen: seen ?? null, body: Buffer.from(request.getInputStream().readAllBytes()).toString() });
  },
  files(request, response) {
    const isOpen = (fd) => attempt(() => readlinkSync(`/proc/self/fd/${fd}`)) === query(request, 'path');
    print(response, String(readdirSync('/proc/self/fd').filter(isOpen).length));
  },
};

export default class Acts extends HttpServlet {
  doGet(request, response) {
    return acts[request.getPathInfo().slice(1)](request, response);
  }
  doPost(request, response) {
    return this.doGet(request, response);
  }
}
