/** A request and a response without a connection: what a servlet asks for, and what it answers. */
import { closeSync, readdirSync, readlinkSync, readSync } from 'node:fs';
import { OutputStream } from '../../src/io/output-stream.js';
import type { HttpServletRequest } from '../../src/tomcat/http-servlet-request.js';
import type { HttpServletResponse } from '../../src/tomcat/http-servlet-response.js';
import type { HttpServlet } from '../../src/tomcat/http-servlet.js';
import type { ServletConfig } from '../../src/tomcat/servlet-config.js';
import { mimeTypeOf } from '../../src/tomcat/vendor-mime.js';

export interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly query?: string;
  readonly fields?: Readonly<Record<string, string | readonly string[]>>;
}

export interface Answered {
  status: number;
  /** Names in small letters. */
  fields: Record<string, string>;
  body: Buffer;
  /** How many bytes came by sendFile(). */
  sent: number;
}

class Collected extends OutputStream {
  readonly parts: Buffer[] = [];
  protected writeBytes(buf: Uint8Array, off: number, len: number): void {
    this.parts.push(Buffer.from(buf.subarray(off, off + len)));
  }
}

function requestOf({ method = 'GET', path, query, fields = {} }: Asked): HttpServletRequest {
  const values = (name: string): readonly string[] =>
    Object.entries(fields)
      .filter(([each]) => each.toLowerCase() === name.toLowerCase())
      .flatMap(([, value]) => value);
  const request: Partial<HttpServletRequest> = {
    getMethod: () => method,
    getServletPath: () => path,
    getPathInfo: () => null,
    getQueryString: () => query ?? null,
    getHeader: (name) => values(name)[0] ?? null,
    getHeaders: (name) => [...values(name)],
  };
  return request as HttpServletRequest;
}

function responseTo(answered: Answered, collected: Collected): HttpServletResponse {
  const set = (name: string, value: string): void => {
    answered.fields[name.toLowerCase()] = value;
  };
  const response: Partial<HttpServletResponse> = {
    setStatus: (status) => (answered.status = status),
    setHeader: set,
    setDateHeader: (name, date) => set(name, new Date(date).toUTCString()),
    setContentType: (type) => set('Content-Type', type),
    setContentLength: (length) => set('Content-Length', String(length)),
    getOutputStream: () => collected,
    sendError: (status) => {
      answered.status = status;
      answered.fields = answered.fields.allow === undefined ? {} : { allow: answered.fields.allow };
    },
    sendRedirect: (location) => {
      answered.status = 302;
      set('Location', location);
    },
    sendFile: (fd, offset, count) => {
      const buf = Buffer.alloc(count);
      answered.sent = readSync(fd, buf, 0, count, offset);
      closeSync(fd);
      collected.write(buf, 0, answered.sent);
    },
  };
  return response as HttpServletResponse;
}

/** Has a servlet answer. A body that is not as long as Content-Length says is an error, but of HEAD and 304 there is none. */
export async function exchange(servlet: HttpServlet, asked: Asked): Promise<Answered> {
  const answered: Answered = { status: 200, fields: {}, body: Buffer.alloc(0), sent: 0 };
  const collected = new Collected();
  await servlet.service(requestOf(asked), responseTo(answered, collected));
  answered.body = Buffer.concat(collected.parts);
  const length = answered.fields['content-length'];
  if (asked.method === 'HEAD' || answered.status === 304) {
    if (answered.body.length > 0) throw new Error(`A body of ${answered.body.length} bytes`);
  } else if (length !== undefined && Number(length) !== answered.body.length)
    throw new Error(`Content-Length is ${length}, the body has ${answered.body.length}`);
  return answered;
}

export function configOf(docBase: string | null, parameters: Readonly<Record<string, string>> = {}): ServletConfig {
  return {
    getServletName: () => 'servlet',
    getInitParameter: (name) => parameters[name] ?? null,
    getInitParameterNames: () => Object.keys(parameters),
    getServletContext: () => ({
      getDocBase: () => docBase,
      getMimeType: mimeTypeOf,
      log: () => undefined,
      isStopping: () => false,
    }),
  };
}

/** The files below a directory that this process has open; on macOS nobody tells. */
export function openBelow(directory: string): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${fd}`);
      return path.startsWith(directory) ? path : [];
    } catch {
      // It was that of the list itself.
      return [];
    }
  });
}
