/**
 * What this package uses of others. scripts/bundle.mjs puts it into one file, so that nothing is installed with this package.
 * The types are written out: declarations of others are not bundled.
 */
import { stringifySetCookie } from 'cookie';

/** Attributes of Set-Cookie (RFC 6265bis, 4.1). */
export interface SetCookie {
  name: string;
  value: string;
  maxAge?: number;
  domain?: string;
  path?: string;
  httpOnly?: boolean;
  secure?: boolean;
  partitioned?: boolean;
  sameSite?: 'strict' | 'lax' | 'none';
}

/** The value of a Set-Cookie field. @throws TypeError when a part would not be one. */
export const setCookieOf: (cookie: SetCookie) => string = (cookie) => stringifySetCookie(cookie, { encode: String });
