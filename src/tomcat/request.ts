import { nameApiCalls } from '../syscalls/api-call.js';
import { invalidType, invalidValue } from '../syscalls/invalid-argument.js';
import { BufferedReader } from '../io/buffered-reader.js';
import type { InputStream } from '../io/input-stream.js';
import type { SocketAddress } from '../syscalls/structures/socket-address.js';
import type { Channel } from './channel.js';
import { charsetOf } from './charset.js';
import { parseCookies } from './cookie.js';
import type { Cookie } from './cookie.js';
import { BadRequestException } from './exceptions.js';
import { parseDate } from './http/date-parser.js';
import { decodeParameters } from './http/index.js';
import type { RequestParser } from './http/index.js';
import type { HttpServletRequest } from './http-servlet-request.js';
import type { HttpSession } from './http-session.js';
import { IllegalStateException } from './illegal-state-exception.js';
import type { Mapping } from './mapper.js';
import type { RequestBody } from './request-body.js';
import { sessionCookie, sessionCookieName } from './session-manager.js';
import type { SessionManager } from './session-manager.js';
import type { Response } from './response.js';
import type { Session } from './session.js';

/** Bytes of a form, which is held in memory, where `maxPostSize` is not set. */
const maxFormSize = 2 * 1024 * 1024;

type Encoding = 'utf-8' | 'latin1' | 'ascii';
const encodings: Readonly<Record<string, Encoding>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'iso-8859-1': 'latin1',
  latin1: 'latin1',
  'us-ascii': 'ascii',
};

const defaultPort = 80;

/** Escapes of bytes of ISO-8859-1 as those of UTF-8, which are decoded everywhere. */
const asUtf8 = (text: string): string =>
  text.replace(/[\x80-\xff]|%([89a-f][0-9a-f])/gi, (character: string, hex?: string) =>
    encodeURIComponent(hex === undefined ? character : String.fromCharCode(parseInt(hex, 16))),
  );

/** What a client asks for: see {@link HttpServletRequest}. */
export class Request implements HttpServletRequest {
  readonly #parser: RequestParser;
  readonly #channel: Channel;
  readonly #body: RequestBody;
  readonly #response: Response;
  readonly #sessions: SessionManager;
  readonly #mapping: Mapping<unknown>;
  #open = true;
  #reader: BufferedReader | undefined;
  #streamed = false;
  #charset: string | null | undefined;
  #parameters: Map<string, string[]> | undefined;
  #cookies: Cookie[] | undefined;
  #session: HttpSession | null | undefined;
  #attributes: Map<string, unknown> | undefined;
  #remote: SocketAddress | undefined;
  #local: SocketAddress | undefined;

  constructor(
    parser: RequestParser,
    channel: Channel,
    body: RequestBody,
    response: Response,
    sessions: SessionManager,
    mapping: Mapping<unknown>,
  ) {
    this.#parser = parser;
    this.#channel = channel;
    this.#body = body;
    this.#response = response;
    this.#sessions = sessions;
    this.#mapping = mapping;
  }

  /** The servlet has returned: no method works any more. */
  end(): void {
    this.#open = false;
    this.#body.end();
  }

  #head(): RequestParser {
    if (!this.#open) throw new IllegalStateException('The request has ended');
    return this.#parser;
  }

  getMethod(): string {
    return this.#head().method;
  }

  getRequestURI(): string {
    return this.#head().path;
  }

  getRequestURL(): string {
    const { host, path } = this.#head();
    return `http://${host}${path}`;
  }

  getQueryString(): string | null {
    return this.#head().query;
  }

  getProtocol(): string {
    return this.#head().version;
  }

  getScheme(): string {
    return 'http';
  }

  isSecure(): boolean {
    return false;
  }

  getServletPath(): string {
    this.#head();
    return this.#mapping.servletPath;
  }

  getPathInfo(): string | null {
    this.#head();
    return this.#mapping.pathInfo;
  }

  getContextPath(): string {
    return '';
  }

  getServerName(): string {
    const { host } = this.#head();
    return host === '' ? this.getLocalAddr() : host.replace(/:[0-9]*$/, '');
  }

  getServerPort(): number {
    const { host } = this.#head();
    if (host === '') return this.getLocalPort();
    return Number(/:([0-9]+)$/.exec(host)?.[1] ?? defaultPort);
  }

  #remoteAddress(): SocketAddress {
    this.#head();
    return (this.#remote ??= this.#channel.getRemoteSocketAddress());
  }

  getRemoteAddr(): string {
    return this.#remoteAddress().address ?? '';
  }

  getRemoteHost(): string {
    return this.getRemoteAddr();
  }

  getRemotePort(): number {
    return this.#remoteAddress().port ?? 0;
  }

  #localAddress(): SocketAddress {
    this.#head();
    return (this.#local ??= this.#channel.getLocalSocketAddress());
  }

  getLocalAddr(): string {
    return this.#localAddress().address ?? '';
  }

  getLocalPort(): number {
    return this.#localAddress().port ?? 0;
  }

  getHeader(name: string): string | null {
    if (typeof name !== 'string') throw invalidType('name', 'of type string', name);
    return this.#head().header(name);
  }

  getHeaders(name: string): string[] {
    if (typeof name !== 'string') throw invalidType('name', 'of type string', name);
    return this.#head().headerValues(name);
  }

  getHeaderNames(): string[] {
    const names = new Map(
      this.#head()
        .headers()
        .reverse()
        .map(([name]) => [name.toLowerCase(), name]),
    );
    return [...names.values()].reverse();
  }

  getIntHeader(name: string): number {
    const value = this.getHeader(name);
    if (value === null) return -1;
    if (!/^[+-]?[0-9]{1,15}$/.test(value)) throw invalidValue(`the field ${name}`, 'must be an integer', value);
    return Number(value);
  }

  getDateHeader(name: string): number {
    const value = this.getHeader(name);
    if (value === null) return -1;
    const date = parseDate(value);
    if (date === null) throw invalidValue(`the field ${name}`, 'must be a date', value);
    return date;
  }

  getContentType(): string | null {
    return this.getHeader('Content-Type');
  }

  getContentLength(): number {
    return this.#head().contentLength;
  }

  getCharacterEncoding(): string | null {
    if (this.#charset === undefined) this.#charset = charsetOf(this.getContentType() ?? '');
    return this.#charset;
  }

  setCharacterEncoding(charset: string): void {
    if (typeof charset !== 'string') throw invalidType('charset', 'of type string', charset);
    if (!(charset.toLowerCase() in encodings))
      throw invalidValue('charset', 'must be UTF-8, ISO-8859-1 or US-ASCII', charset);
    this.#head();
    if (this.#reader === undefined && this.#parameters === undefined) this.#charset = charset;
  }

  /** UTF-8 where the client says nothing: browsers send forms so, and do not say it. */
  #encoding(): Encoding {
    const charset = this.getCharacterEncoding();
    if (charset === null) return 'utf-8';
    const encoding = encodings[charset.toLowerCase()];
    if (encoding === undefined) throw new BadRequestException(415, `The charset ${charset} is not known`);
    return encoding;
  }

  getInputStream(): InputStream {
    this.#head();
    if (this.#reader !== undefined) throw new IllegalStateException('getReader() has been called');
    this.#streamed = true;
    return this.#body;
  }

  getReader(): BufferedReader {
    this.#head();
    if (this.#streamed) throw new IllegalStateException('getInputStream() has been called');
    return (this.#reader ??= new BufferedReader(this.#body, undefined, this.#encoding()));
  }

  getTrailerFields(): Map<string, string> {
    this.#head();
    return new Map(this.#body.trailers.map(([name, value]) => [name.toLowerCase(), value]));
  }

  #allParameters(): Map<string, string[]> {
    if (this.#parameters !== undefined) return this.#parameters;
    const { query } = this.#head();
    const parts = [query ?? '', this.#form()].filter((part) => part !== '');
    const parameters = decodeParameters(parts.join('&'));
    if (parameters === null) throw new BadRequestException(400, 'The request has too many parameters');
    if (parts.length === 0) parameters.clear();
    return (this.#parameters = parameters);
  }

  /** The form in the body, unless the servlet reads the body itself. */
  #form(): string {
    const type = this.getContentType()?.split(';')[0]!.trim().toLowerCase();
    if (type !== 'application/x-www-form-urlencoded' || this.#streamed || this.#reader !== undefined) return '';
    if (this.getMethod() !== 'POST') return '';
    this.#streamed = true;
    const encoding = this.#encoding();
    const bytes = this.#body.readNBytes(maxFormSize + 1);
    if (bytes.length > maxFormSize) throw new BadRequestException(413, `The form is larger than ${maxFormSize} bytes`);
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(encoding);
    return encoding === 'latin1' ? asUtf8(text) : text;
  }

  getParameter(name: string): string | null {
    return this.getParameterValues(name)?.[0] ?? null;
  }

  getParameterValues(name: string): string[] | null {
    if (typeof name !== 'string') throw invalidType('name', 'of type string', name);
    return this.#allParameters().get(name) ?? null;
  }

  getParameterNames(): string[] {
    return [...this.#allParameters().keys()];
  }

  getParameterMap(): Map<string, string[]> {
    return new Map(this.#allParameters());
  }

  getCookies(): Cookie[] {
    return (this.#cookies ??= this.getHeaders('Cookie').flatMap((field) => parseCookies(field)));
  }

  getRequestedSessionId(): string | null {
    const ids = this.getCookies()
      .filter((cookie) => cookie.getName() === sessionCookieName)
      .map((cookie) => cookie.getValue());
    // Another server of the same host may have set one too.
    return ids.find((id) => this.#sessions.find(id) !== null) ?? ids[0] ?? null;
  }

  isRequestedSessionIdValid(): boolean {
    return this.#sessions.find(this.getRequestedSessionId()) !== null;
  }

  getSession(create?: true): HttpSession;
  getSession(create: boolean): HttpSession | null;
  getSession(create = true): HttpSession | null {
    this.#head();
    let session = this.#session;
    // It may have been invalidated.
    if (session) session = this.#sessions.find(session.getId()) && session;
    else if (session === undefined) session = this.#sessions.find(this.getRequestedSessionId());
    this.#session = session;
    if (session !== null || !create) return session;
    if (this.#response.isCommitted()) throw new IllegalStateException('The response has been committed');
    const made = this.#sessions.create();
    this.#response.addCookie(sessionCookie(made));
    return (this.#session = made);
  }

  changeSessionId(): string {
    const session = this.getSession(false) as Session | null;
    if (session === null) throw new IllegalStateException('The request has no session');
    if (this.#response.isCommitted()) throw new IllegalStateException('The response has been committed');
    session.changeSessionId();
    this.#response.addCookie(sessionCookie(session));
    return session.getId();
  }

  getAttribute(name: string): unknown {
    this.#head();
    return this.#attributes?.get(name) ?? null;
  }

  setAttribute(name: string, value: unknown): void {
    this.#head();
    (this.#attributes ??= new Map()).set(name, value);
  }

  removeAttribute(name: string): void {
    this.#head();
    this.#attributes?.delete(name);
  }

  getAttributeNames(): string[] {
    this.#head();
    return [...(this.#attributes?.keys() ?? [])];
  }
}
Object.defineProperty(Request, 'name', { value: 'HttpServletRequest' });
nameApiCalls(Request, { hooks: ['end'] });
