/**
 * Chunks for bodies whose length is not known before they end (RFC 9112, 7.1). Size lines are written in front of data
 * that lies in the buffer already, so that a chunk goes out in one piece and is not copied:
 *
 *     [ room for the head ] data … \r\n
 *          ^ start        ^ dataStart
 *
 * @example
 * const start = writeChunkHead(buf, chunkHeadSize, length); // the data lies in buf from chunkHeadSize on
 * const end = writeChunkEnd(buf, chunkHeadSize + length);
 * socket.write(buf.subarray(start, end));
 * // … and after the last one:
 * socket.write(lastChunk);
 */

const CR = 0x0d;
const LF = 0x0a;
const digits = Buffer.from('0123456789abcdef', 'latin1');

/** How many bytes before the data are enough: sizes below 2³². */
export const chunkHeadSize = 10;

/** How many bytes stand after the data. */
export const chunkEndSize = 2;

/**
 * Writes the size line of a chunk so that it ends where its data start.
 *
 * @param length bytes of data: at least 1, as an empty chunk would end the body.
 * @returns where the line starts.
 */
export function writeChunkHead(buf: Buffer, dataStart: number, length: number): number {
  let at = dataStart;
  buf[--at] = LF;
  buf[--at] = CR;
  for (let rest = length; rest > 0; rest = Math.floor(rest / 16)) buf[--at] = digits[rest % 16]!;
  return at;
}

/** Writes what follows the data of a chunk. Returns where it ends. */
export function writeChunkEnd(buf: Buffer, dataEnd: number): number {
  buf[dataEnd] = CR;
  buf[dataEnd + 1] = LF;
  return dataEnd + chunkEndSize;
}

/** The end of a chunked body: the chunk of size 0 and no trailers. Without it, the client knows that something failed. */
export const lastChunk: Buffer = Buffer.from('0\r\n\r\n', 'latin1');
