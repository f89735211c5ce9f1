/** Conditional requests (RFC 9110, 13): what a client says that it has, and what the server has. */
import { parseDate } from './http/date-parser.js';
import type { HttpServletRequest } from './http-servlet-request.js';

/** What tells two representations of a file apart. */
export interface Validators {
  /** As in the field: `"…"`, or `W/"…"`. */
  readonly etag: string;
  /** Milliseconds since 1970, whole seconds: as in the field. */
  readonly lastModified: number;
  /** Whether both change whenever a byte does. */
  readonly isStrong: boolean;
}

/** What a list of entity-tags consists of (RFC 9110, 8.8.3). */
const element = /((?:W\/)?"[!#-~\x80-\xff]*")|,|[ \t]+/y;

/** The entity-tags of a list, empty if it is malformed; '*' for any. */
function entityTagsOf(field: string): string[] | '*' {
  if (field.trim() === '*') return '*';
  const tags: string[] = [];
  let mayFollow = true;
  for (element.lastIndex = 0; element.lastIndex < field.length;) {
    const match = element.exec(field);
    if (match === null) return [];
    if (match[0] === ',') mayFollow = true;
    if (match[1] === undefined) continue;
    if (!mayFollow) return [];
    tags.push(match[1]);
    mayFollow = false;
  }
  return tags;
}

const opaque = (tag: string): string => (tag.startsWith('W/') ? tag.slice(2) : tag);

/** Several lines of a list are one (RFC 9110, 5.3). */
function listOf(request: HttpServletRequest, name: string): string | null {
  return request.getHeader(name) === null ? null : request.getHeaders(name).join(',');
}

/** A date, null if there is none, or more than one, or something else. */
function dateOf(request: HttpServletRequest, name: string): number | null {
  const field = request.getHeader(name);
  return field === null || request.getHeaders(name).length > 1 ? null : parseDate(field);
}

/**
 * What the conditions of a request for a file that is there come to, in the order of RFC 9110, 13.2.2.
 *
 * @returns 412 when it shall not be done, 304 when the client has what it would get, 200 when it is to be answered.
 */
export function evaluate(request: HttpServletRequest, { etag, lastModified, isStrong }: Validators): 200 | 304 | 412 {
  const ifMatch = listOf(request, 'If-Match');
  if (ifMatch !== null) {
    const tags = entityTagsOf(ifMatch);
    if (tags !== '*' && !(isStrong && tags.includes(etag))) return 412;
  } else {
    const since = dateOf(request, 'If-Unmodified-Since');
    if (since !== null && lastModified > since) return 412;
  }
  const isRead = request.getMethod() === 'GET' || request.getMethod() === 'HEAD';
  const ifNoneMatch = listOf(request, 'If-None-Match');
  if (ifNoneMatch !== null) {
    const tags = entityTagsOf(ifNoneMatch);
    const matches = tags === '*' || tags.some((tag) => opaque(tag) === opaque(etag));
    if (matches) return isRead ? 304 : 412;
  } else if (isRead) {
    const since = dateOf(request, 'If-Modified-Since');
    if (since !== null && lastModified <= since) return 304;
  }
  return 200;
}

/** Whether the client has parts of this very file, so that it can use another one (RFC 9110, 13.1.5). */
export function rangeApplies(request: HttpServletRequest, { etag, lastModified, isStrong }: Validators): boolean {
  const field = request.getHeader('If-Range');
  if (field === null) return true;
  if (!isStrong || request.getHeaders('If-Range').length > 1) return false;
  return field.includes('"') ? field === etag : parseDate(field) === lastModified;
}
