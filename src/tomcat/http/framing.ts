import * as bytes from './bytes.js';
import type { FieldSection } from './field-section.js';
import { isHostAndPort } from './host.js';

// V8 takes a constant for what it is only in the module that declares it.
const { equalsIgnoreCase, forEachElement, isDigit, word } = bytes;

const words = {
  host: word('host'),
  expect: word('expect'),
  continue100: word('100-continue'),
  connection: word('connection'),
  close: word('close'),
  keepAlive: word('keep-alive'),
  contentLength: word('content-length'),
  transferEncoding: word('transfer-encoding'),
  chunked: word('chunked'),
};

/**
 * What the fields of a head say about the message and the connection: how long the body is (RFC 9112, 6), whether the
 * connection stays (9.3), whose resource it is (3.2), what the client expects (RFC 9110, 10.1.1). A message that could
 * be read in more than one way is refused.
 */
export class Framing {
  /** −1: there is no Content-Length. */
  contentLength = -1;
  chunked = false;
  keepAlive = true;
  expectsContinue = false;
  /** The field Host, −1 if there is none. */
  host = -1;

  /** @returns 0, or −status when the message is refused. */
  read(buf: Buffer, base: number, fields: FieldSection, http11: boolean): number {
    this.contentLength = -1;
    this.chunked = false;
    this.keepAlive = http11;
    this.expectsContinue = false;
    this.host = -1;
    let closes = false;
    const { count } = fields;
    for (let i = 0; i < count; i++) {
      const nameStart = base + fields.nameStart(i);
      const nameEnd = base + fields.nameEnd(i);
      const start = base + fields.valueStart(i);
      const end = base + fields.valueEnd(i);
      switch (nameEnd - nameStart) {
        case 4:
          if (equalsIgnoreCase(buf, nameStart, nameEnd, words.host)) {
            // Empty is what clients send whose target has no authority (RFC 9110, 7.2).
            if (this.host >= 0 || (start < end && !isHostAndPort(buf, start, end))) return -400;
            this.host = i;
          }
          break;
        case 6:
          if (equalsIgnoreCase(buf, nameStart, nameEnd, words.expect) && http11 && start < end) {
            if (!equalsIgnoreCase(buf, start, end, words.continue100)) return -417;
            this.expectsContinue = true;
          }
          break;
        case 10:
          if (equalsIgnoreCase(buf, nameStart, nameEnd, words.connection)) {
            if (equalsIgnoreCase(buf, start, end, words.keepAlive)) this.keepAlive = true;
            else if (this.#readOptions(buf, start, end)) closes = true;
          }
          break;
        case 14:
          if (equalsIgnoreCase(buf, nameStart, nameEnd, words.contentLength)) {
            // Also when both say the same, which RFC 9112, 6.3, lets a server refuse.
            if (this.contentLength >= 0) return -400;
            this.contentLength = decimal(buf, start, end);
            if (this.contentLength < 0) return -400;
          }
          break;
        case 17:
          if (equalsIgnoreCase(buf, nameStart, nameEnd, words.transferEncoding)) {
            // HTTP/1.0 does not have it: the framing is faulty (RFC 9112, 6.1). A second one is not worth adding up.
            if (!http11 || this.chunked) return -400;
            const refused = refusedCoding(buf, start, end);
            if (refused !== 0) return refused;
            this.chunked = true;
          }
          break;
      }
    }
    if (this.chunked && this.contentLength >= 0) return -400;
    if (http11 && this.host < 0) return -400;
    if (closes) this.keepAlive = false;
    if (this.contentLength <= 0 && !this.chunked) this.expectsContinue = false;
    return 0;
  }

  /** Returns whether `close` is among the options: it wins, wherever it stands. Others are for proxies. */
  #readOptions(buf: Buffer, start: number, end: number): boolean {
    let closes = false as boolean;
    forEachElement(buf, start, end, (from, to) => {
      if (equalsIgnoreCase(buf, from, to, words.close)) closes = true;
      else if (equalsIgnoreCase(buf, from, to, words.keepAlive)) this.keepAlive = true;
    });
    return closes;
  }
}

/** What 1*DIGIT says, −1 if it is something else or cannot be told exactly. */
function decimal(buf: Buffer, start: number, end: number): number {
  if (start === end) return -1;
  let value = 0;
  for (let i = start; i < end; i++) {
    const byte = buf[i]!;
    if (!isDigit(byte)) return -1;
    value = 10 * value + (byte - 0x30);
    if (value > Number.MAX_SAFE_INTEGER) return -1;
  }
  return value;
}

/**
 * 0 for `chunked`, which is what this server knows. −501 for other codings with `chunked` at the end (RFC 9112, 6.1);
 * −400 for all else: without it, nobody knows where the body ends (6.3, rule 4).
 */
function refusedCoding(buf: Buffer, start: number, end: number): number {
  if (equalsIgnoreCase(buf, start, end, words.chunked)) return 0;
  let refused = -501 as number;
  forEachElement(buf, start, end, (from, to) => {
    const isLast = to === end;
    if (from === to || isLast !== equalsIgnoreCase(buf, from, to, words.chunked)) refused = -400;
  });
  return refused;
}
