import { checkInteger, invalidType, invalidValue } from '../syscalls/invalid-argument.js';
import { setCookieOf } from './vendor.js';
import type { SetCookie } from './vendor.js';

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** cookie-value (RFC 6265bis, 4.1.1): cookie-octets, perhaps in quotes, which belong to it. */
const cookieValue = /^(?:"[!#-+\--:<-[\]-~]*"|[!#-+\--:<-[\]-~]*)$/;
/** av-octets (RFC 6265bis, 4.1.1). */
const attributeValue = /^[ -:<-~]*$/;

function checkString(name: string, value: unknown): string {
  if (typeof value !== 'string') throw invalidType(name, 'of type string', value);
  return value;
}

function checkValue(value: unknown): string {
  if (!cookieValue.test(checkString('value', value)))
    throw invalidValue('value', 'must be a cookie-value (RFC 6265bis, 4.1.1)', value);
  return value as string;
}

const sameSites = ['strict', 'lax', 'none'] as const;

/** Has the library that will write an attribute look at it now, where the mistake is made. */
function checkAttribute<Name extends keyof SetCookie>(argument: string, name: Name, value: SetCookie[Name]): void {
  try {
    setCookieOf({ name: 'name', value: '', [name]: value });
  } catch {
    throw invalidValue(argument, `must be a ${name} of a cookie (RFC 6265bis)`, value);
  }
}

/** A cookie as a client has sent it: other servers of the same host may have set it, with whatever value. */
let received: (name: string, value: string) => Cookie;

/**
 * A cookie, as `jakarta.servlet.http.Cookie` (RFC 6265bis). Of one that a client has sent, there is a name and a value. The
 * value is what stands on the wire, quotes too: nothing is encoded or decoded.
 *
 * @throws ERR_INVALID_ARG_VALUE when the name is no token, or the value has a space, a comma, a semicolon, a backslash, a quote
 *   inside, or anything beyond ASCII. `encodeURIComponent()` makes a value of any text.
 * @example
 * const cookie = new Cookie('theme', 'dark');
 * cookie.setMaxAge(3600);
 * cookie.setAttribute('SameSite', 'Strict');
 * response.addCookie(cookie); // Set-Cookie: theme=dark; Max-Age=3600; SameSite=Strict
 */
export class Cookie {
  static {
    received = (name, value) => {
      const cookie = new Cookie(name, '');
      cookie.#value = value;
      return cookie;
    };
  }

  readonly #name: string;
  #value = '';
  /** By names in small letters: the name as it was given, and the value. */
  readonly #attributes = new Map<string, [name: string, value: string]>();

  constructor(name: string, value: string) {
    if (!token.test(checkString('name', name))) throw invalidValue('name', 'must be a token (RFC 9110, 5.6.2)', name);
    this.#name = name;
    this.setValue(value);
  }

  /** Its name. */
  getName(): string {
    return this.#name;
  }

  /** Its value, as it stands on the wire. */
  getValue(): string {
    return this.#value;
  }
  /** Another value. @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE. */
  setValue(value: string): void {
    this.#value = checkValue(value);
  }

  /** null: the path of the request that the cookie came with, up to its last slash. */
  getPath(): string | null {
    return this.getAttribute('Path');
  }
  /** Below which path the client sends it back. @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE. */
  setPath(path: string): void {
    this.setAttribute('Path', path);
  }

  /** null: the host that sets it, and no other. */
  getDomain(): string | null {
    return this.getAttribute('Domain');
  }
  /**
   * The host and all below it.
   *
   * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE.
   */
  setDomain(domain: string): void {
    this.setAttribute('Domain', domain);
  }

  /** Seconds. */
  getMaxAge(): number {
    return Number(this.getAttribute('Max-Age') ?? -1);
  }
  /**
   * How many seconds the client keeps it: below 0, until it ends; 0 deletes it.
   *
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE.
   */
  setMaxAge(seconds: number): void {
    checkInteger('seconds', seconds, -(2 ** 31), 2 ** 31 - 1);
    if (seconds < 0) this.#attributes.delete('max-age');
    else this.#attributes.set('max-age', ['Max-Age', String(seconds)]);
  }

  /** Whether it is sent back over TLS only. */
  getSecure(): boolean {
    return this.#attributes.has('secure');
  }
  /** Whether it is sent back over TLS only. */
  setSecure(on: boolean): void {
    this.#flag('Secure', on);
  }

  /** Whether scripts in a page do not see it. */
  isHttpOnly(): boolean {
    return this.#attributes.has('httponly');
  }
  /** Whether scripts in a page do not see it. */
  setHttpOnly(on: boolean): void {
    this.#flag('HttpOnly', on);
  }

  #flag(name: string, on: boolean): void {
    if (on) this.#attributes.set(name.toLowerCase(), [name, '']);
    else this.#attributes.delete(name.toLowerCase());
  }

  /**
   * Of any name, whatever its case; null if it is not set. That of a flag is ''.
   *
   * @throws ERR_INVALID_ARG_TYPE.
   */
  getAttribute(name: string): string | null {
    return this.#attributes.get(checkString('name', name).toLowerCase())?.[1] ?? null;
  }
  /** Names as they were given. */
  getAttributes(): Map<string, string> {
    return new Map(this.#attributes.values());
  }

  /**
   * Sets any attribute, such as SameSite or Partitioned. '' sets a flag, null takes an attribute away.
   *
   * @throws ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE: no attribute of this name has such a value.
   */
  setAttribute(name: string, value: string | null): void {
    if (!token.test(checkString('name', name))) throw invalidValue('name', 'must be a token (RFC 9110, 5.6.2)', name);
    const lower = name.toLowerCase();
    if (value === null) {
      this.#attributes.delete(lower);
      return;
    }
    checkString('value', value);
    if (!attributeValue.test(value)) throw invalidValue('value', 'must be ASCII without ";" and controls', value);
    if (lower === 'path') checkAttribute('value', 'path', value);
    else if (lower === 'domain') checkAttribute('value', 'domain', value);
    else if (lower === 'samesite') sameSiteOf(value);
    else if (lower === 'max-age') {
      if (!/^-?\d+$/.test(value)) throw invalidValue('value', 'must be a number of seconds', value);
      this.setMaxAge(Number(value));
      return;
    } else if (lower === 'secure' || lower === 'httponly') {
      this.#flag(name, value !== 'false');
      return;
    }
    this.#attributes.set(lower, [name, value]);
  }

  /** As in Set-Cookie: {@link setCookie}. */
  toString(): string {
    return setCookie(this);
  }
}

function sameSiteOf(value: string): (typeof sameSites)[number] {
  const found = sameSites.find((each) => each === value.toLowerCase());
  if (found === undefined) throw invalidValue('value', 'must be Strict, Lax or None', value);
  return found;
}

const known = new Set(['path', 'domain', 'max-age', 'secure', 'httponly', 'samesite']);

/**
 * The value of the Set-Cookie field that has a client keep the cookie (RFC 6265bis, 4.1).
 *
 * @throws ERR_INVALID_ARG_VALUE: its value came from a client, and no server may set it.
 */
export function setCookie(cookie: Cookie): string {
  const attributes = new Map([...cookie.getAttributes()].map(([name, value]) => [name.toLowerCase(), value]));
  const [path, domain, sameSite] = ['path', 'domain', 'samesite'].map((name) => attributes.get(name));
  let text = setCookieOf({
    name: cookie.getName(),
    value: checkValue(cookie.getValue()),
    secure: cookie.getSecure(),
    httpOnly: cookie.isHttpOnly(),
    ...(attributes.has('max-age') && { maxAge: cookie.getMaxAge() }),
    ...(path !== undefined && { path }),
    ...(domain !== undefined && { domain }),
    ...(sameSite !== undefined && { sameSite: sameSiteOf(sameSite) }),
  });
  for (const [name, value] of cookie.getAttributes())
    if (!known.has(name.toLowerCase())) text += value === '' ? `; ${name}` : `; ${name}=${value}`;
  return text;
}

/**
 * The cookies of a Cookie field, in order, also those of one name: browsers send the one with the longest path first.
 * Leaves out what has no name that a server could have set, or none at all.
 */
export function parseCookies(field: string): Cookie[] {
  const cookies: Cookie[] = [];
  for (const pair of field.split(';')) {
    const equals = pair.indexOf('=');
    const name = pair.slice(0, Math.max(equals, 0)).trim();
    if (token.test(name)) cookies.push(received(name, pair.slice(equals + 1).trim()));
  }
  return cookies;
}
