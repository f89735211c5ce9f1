/** Who may see the page. It shows what passes through this process: only this machine's user, and no other site's script. */
import type { HttpServletRequest } from '../tomcat/http-servlet-request.js';
import type { HttpServletResponse } from '../tomcat/http-servlet-response.js';

/** 127.0.0.0/8, ::1 (RFC 6890). IPv4 addresses come as such, also over a socket of AF_INET6. */
const isLoopback = (address: string): boolean => /^127\./.test(address) || address === '::1';

/** Names that cannot be another machine's (RFC 6761, 6.3). A name of somebody's domain may lead here: DNS rebinding. */
const isLocalName = (name: string): boolean =>
  name === 'localhost' || name.endsWith('.localhost') || /^127(\.\d{1,3}){3}$/.test(name) || name === '[::1]';

/** The host of a Host field, without the port. */
const nameOf = (host: string): string => host.replace(/:\d*$/, '').toLowerCase();

/** What the page needs, all of it of this server. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** Methods that change nothing (RFC 9110, 9.2.1). */
const safeMethods = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Why a request is refused; null when it is not.
 *
 * @param hosts names by which the page may be asked for beside those of this machine. With any, peers may be elsewhere.
 * @param isPage it is for the page itself, to which other sites may link.
 */
export function refusal(request: HttpServletRequest, hosts: readonly string[], isPage: boolean): string | null {
  if (hosts.length === 0 && !isLoopback(request.getRemoteAddr()))
    return 'This page answers on loopback only: see the option hosts of addLens()';
  const host = request.getHeader('Host') ?? '';
  if (!isLocalName(nameOf(host)) && !hosts.includes(nameOf(host)))
    return `This page is not known as ${host}: see the option hosts of addLens()`;
  const origin = request.getHeader('Origin');
  const isSafe = safeMethods.includes(request.getMethod());
  if (origin !== null && origin !== `http://${host}` && !(isPage && isSafe))
    return `This page takes no requests of ${origin}`;
  // What a browser says of itself, and a script cannot (W3C, Fetch Metadata). 'none': typed by the user.
  const site = request.getHeader('Sec-Fetch-Site') ?? 'same-origin';
  const mayCome = site === 'same-origin' || (isSafe && (site === 'none' || isPage));
  return mayCome ? null : 'This page takes no requests of other sites';
}

/** Header fields of all that the page consists of. */
export function protect(response: HttpServletResponse): void {
  response.setHeader('Content-Security-Policy', policy);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('Cache-Control', 'no-store');
}
