/** What a path and a query mean, decoded. */
import { HEX_VALUE } from './bytes.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Control characters, "/" and "\": as escapes they are refused. */
const suspicious = /%(?:[01][0-9a-f]|7f|2f|5c)/i;

/** What a path that is not canonical has, or may have. */
const special = /[%;\\]|\/[./]/;

/**
 * Decodes percent-escapes as UTF-8, once: `%2541` is `%41`. Null if one is incomplete, or the bytes are no UTF-8.
 * Characters that are not escaped are bytes.
 */
function decodeEscapes(text: string): string | null {
  if (!text.includes('%')) return text;
  const bytes = Buffer.allocUnsafe(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    let byte = text.charCodeAt(i);
    if (byte === 0x25) {
      const [high, low] = [HEX_VALUE[text.charCodeAt(i + 1)] ?? 255, HEX_VALUE[text.charCodeAt(i + 2)] ?? 255];
      if (high === 255 || low === 255) return null;
      byte = 16 * high + low;
      i += 2;
    }
    bytes[length++] = byte;
  }
  try {
    return utf8.decode(bytes.subarray(0, length));
  } catch {
    return null;
  }
}

/**
 * The path that a request means, canonical as the Servlet specification has it (6.0, 3.5.2): path parameters
 * (`;name=value`) taken away, escapes decoded once, `.` and `..` resolved, `//` made `/`. It starts with a slash, contains
 * no `.` or `..` segment and no NUL, and so stays below the root.
 *
 * @param path as it was sent: {@link RequestParser.path}.
 * @returns null for what is answered 400: an escape that is none, or no UTF-8; a path that leaves the root; what
 *   servers are known to disagree on: `%2f`, backslashes, control characters, a `.` or `..` with parameters.
 */
export function decodePath(path: string): string | null {
  if (!path.startsWith('/')) return null;
  if (!special.test(path)) return path;
  if (path.includes('\\') || suspicious.test(path)) return null;
  const segments: string[] = [];
  const sent = path.split('/');
  let isDirectory = false;
  for (let i = 1; i < sent.length; i++) {
    const [name, parameters] = cut(sent[i]!, ';');
    const segment = decodeEscapes(name);
    if (segment === null) return null;
    isDirectory = segment === '' || segment === '.' || segment === '..';
    if (!isDirectory) segments.push(segment);
    else if (parameters !== undefined) return null;
    else if (segment === '..' && segments.pop() === undefined) return null;
  }
  return `/${segments.join('/')}${isDirectory && segments.length > 0 ? '/' : ''}`;
}

function cut(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/**
 * Parameters of a query or of a form (application/x-www-form-urlencoded), by name, in order. Decoded by Node's
 * `URLSearchParams`: it is the standard by which browsers and `fetch` encode them (WHATWG URL), tested and native. It is
 * lenient: `%zz` stays as it is, and bytes that are no UTF-8 become U+FFFD; a parameter decides on no file and no framing.
 *
 * @param text a query without its "?", or the body of a form, decoded as UTF-8.
 * @param maxCount as Tomcat's `maxParameterCount`: names that somebody else chooses take memory.
 * @returns null if there are more, which is answered 400.
 */
export function decodeParameters(text: string, maxCount = 1000): Map<string, string[]> | null {
  const parameters = new Map<string, string[]>();
  if (countOf(text) > maxCount) return null;
  // It would take away a "?" that belongs to the first name.
  for (const [name, value] of new URLSearchParams(`&${text}`)) {
    const values = parameters.get(name);
    if (values === undefined) parameters.set(name, [value]);
    else values.push(value);
  }
  return parameters;
}

function countOf(text: string): number {
  let count = 1;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) count++;
  return count;
}
