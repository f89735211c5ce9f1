/** uri-host and port of Host, of an absolute-form and of an authority-form (RFC 9110, 4.2.3 and 7.2; RFC 3986, 3.2). */
import { isIPv6 } from 'node:net';
import { COLON, endOfHostName, HEX_VALUE, isDigit, PERCENT } from './bytes.js';

const LEFT_BRACKET = 0x5b;
const RIGHT_BRACKET = 0x5d;
const maxPort = 65535;

/** Where an IP-literal ends, which starts at `start`; 0 if it is none. (Of IPvFuture no version exists.) */
function endOfLiteral(buf: Buffer, start: number, end: number): number {
  const close = buf.subarray(start, end).indexOf(RIGHT_BRACKET);
  if (close < 0) return 0;
  const address = buf.toString('latin1', start + 1, start + close);
  // Node would take a zone, which means nothing but to its own host (RFC 9110, 4.2.3, has none).
  return isIPv6(address) && !address.includes('%') ? start + close + 1 : 0;
}

/** Where a name or an IPv4address ends; 0 if an escape in it is none. */
function endOfName(buf: Buffer, start: number, end: number): number {
  const nameEnd = endOfHostName(buf, start, end);
  for (let i = start; i < nameEnd; i++) {
    if (buf[i] !== PERCENT) continue;
    if (i + 2 >= nameEnd || HEX_VALUE[buf[i + 1]!] === 255 || HEX_VALUE[buf[i + 2]!] === 255) return 0;
  }
  return nameEnd;
}

/** Whether digits name a port. None at all is the default one. */
function isPort(buf: Buffer, start: number, end: number): boolean {
  let port = 0;
  for (let i = start; i < end; i++) {
    if (!isDigit(buf[i]!)) return false;
    port = 10 * port + (buf[i]! - 0x30);
    if (port > maxPort) return false;
  }
  return true;
}

/** Whether the bytes are a host, not empty, and perhaps a port: `a.test`, `127.0.0.1:8080`, `[::1]:80`. */
export function isHostAndPort(buf: Buffer, start: number, end: number): boolean {
  const hostEnd = buf[start] === LEFT_BRACKET ? endOfLiteral(buf, start, end) : endOfName(buf, start, end);
  if (hostEnd <= start) return false;
  return hostEnd === end || (buf[hostEnd] === COLON && isPort(buf, hostEnd + 1, end));
}
