// What llhttp says about requests, and where this parser says something else.
import { readFileSync } from 'node:fs';
import { bytesOf } from './messages.js';

export interface Fixture {
  id: string;
  title: string;
  base64: string;
  strict_llhttp: 'ok' | 'error';
  reason: string | null;
}

/** Where this parser and llhttp differ, and why. */
export const stricter: Record<string, string> = {
  'uri-122': 'userinfo in a target is refused (RFC 9110, 4.2.4)',
  'transfer-encoding-105': 'deflate is no coding that this server knows (RFC 9112, 6.1)',
  'method-61': '* is for OPTIONS only (RFC 9112, 3.2.4)',
  'method-68': 'ICE is not HTTP',
  'method-69': 'RTSP is not HTTP',
};
export const moreLenient: Record<string, string> = {
  'connection-12': 'Upgrade is ignored (RFC 9110, 7.8)',
  'connection-13': 'Upgrade is ignored, and what follows is the body and the start of a request',
  'connection-2': 'the connection ends after the first request: what follows is not read',
  'connection-7': 'the connection ends after the first request: what follows is not read',
  'invalid-37': 'any token is a method: whether it is known, the server decides',
  'invalid-46': 'any token is a method: whether it is known, the server decides',
};

/** The empty line that ends the head was cut off, and llhttp does not ask for Host. */
export function completed(base64: string): Buffer {
  let text = Buffer.from(base64, 'base64').toString('latin1');
  if (!text.includes('\r\n\r\n') && text.includes('\r\n')) text += text.endsWith('\r\n') ? '\r\n' : '\r\n\r\n';
  if (!/^host:/im.test(text)) text = text.replace(/^((?:\r\n)*.* HTTP\/1\.1\r\n)/, '$1Host: a.test\r\n');
  return bytesOf(text.replace(/\r\n0\r\n$/, '\r\n0\r\n\r\n'));
}

export const fixtures = JSON.parse(
  readFileSync(new URL('../../cases/llhttp-fixtures.json', import.meta.url), 'utf8'),
) as Fixture[];
