// What the requests of these tests are answered by.
import { openSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { threadId } from 'node:worker_threads';
import { HttpServlet } from 'berkeley-sockets/tomcat';

const cell = new Int32Array(new SharedArrayBuffer(4));
const wait = (ms) => Atomics.wait(cell, 0, 0, ms);
const numberOf = (request, name) => Number(request.getParameter(name) ?? Infinity);

/** Every position of a body can be told from the others near it. */
const pattern = Buffer.alloc(64 * 1024 + 251, Buffer.from(Array.from({ length: 251 }, (_, i) => i)));

const pages = {
  '/hello': (request, response) => response.getWriter().print('hello'),
  '/echo': (request, response) => {
    const ms = Number(request.getParameter('ms') ?? 0);
    if (ms > 0) wait(ms);
    response.setIntHeader('X-Thread', threadId);
    response.getWriter().print(request.getParameter('tag'));
  },
  '/repeat': (request, response) => {
    const ms = Number(request.getParameter('ms') ?? 0);
    if (ms > 0) wait(ms);
    response.getWriter().print(`${request.getParameter('tag')};`.repeat(numberOf(request, 'times')));
  },
  '/large': (request, response) => {
    const bytes = numberOf(request, 'bytes');
    response.setContentLength(bytes);
    const output = response.getOutputStream();
    for (let at = 0; at < bytes;) {
      const n = Math.min(16 * 1024, bytes - at);
      output.write(pattern, at % 251, n);
      at += n;
    }
  },
  '/file': (request, response) => {
    const bytes = numberOf(request, 'bytes');
    response.setContentLength(bytes);
    response.sendFile(openSync(process.env.FILE, 'r'), 0, bytes);
  },
  '/sink': (request, response) => {
    const body = request.getInputStream().readAllBytes();
    response.getWriter().print(`${body.length}`);
  },
  '/reflect': (request, response) => {
    const body = request.getInputStream().readAllBytes();
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  },
  '/ignore': (request, response) => response.getWriter().print('ignored'),
  '/throw': () => {
    throw new Error('thrown on purpose');
  },
  '/throw-late': (request, response) => {
    response.getWriter().print('half of it');
    response.flushBuffer();
    throw new Error('thrown on purpose');
  },
  '/reject': () => Promise.reject(new Error('rejected on purpose')),
  '/block': (request, response) => {
    wait(numberOf(request, 'ms'));
    response.getWriter().print('blocked');
  },
  '/loop': (request, response) => {
    const end = performance.now() + numberOf(request, 'ms');
    while (performance.now() < end);
    response.getWriter().print('looped');
  },
  '/promise': async (request, response) => {
    await sleep(numberOf(request, 'ms'));
    response.getWriter().print('promised');
  },
  '/exit': () => process.exit(3),
  '/thread': (request, response) =>
    response.getWriter().print(`${threadId} ${readlinkSync('/proc/thread-self').split('/').at(-1)}`),
  /** The event loop of this thread is blocked some time later. */
  '/timer': (request, response) => {
    const ms = numberOf(request, 'ms');
    setTimeout(() => wait(ms), 0);
    response.getWriter().print('set');
  },
};

export default class Stage extends HttpServlet {
  service(request, response) {
    const page = pages[request.getPathInfo()];
    return page === undefined ? response.sendError(404) : page(request, response);
  }
}
