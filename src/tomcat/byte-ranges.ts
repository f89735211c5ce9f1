/** From which byte to which, both included, as in Content-Range. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** More than any client needs: each part of a response has a head of its own. */
const maxRanges = 32;

const spec = /^[ \t]*(?:(\d+)-(\d*)|-(\d+))[ \t]*$/;

/** A range of a file, 'unsatisfiable' when there are no such bytes, undefined when it is none. */
function rangeOf(text: string, size: number): ByteRange | 'unsatisfiable' | undefined {
  const match = spec.exec(text);
  if (match === null) return undefined;
  const [, from, to, suffix] = match;
  // Numbers that are too large for a double to tell apart are larger than any file.
  if (suffix !== undefined)
    return Number(suffix) === 0 ? 'unsatisfiable' : { first: Math.max(0, size - Number(suffix)), last: size - 1 };
  const [first, last] = [Number(from), to === '' ? Infinity : Number(to)];
  if (last < first) return undefined;
  return first >= size ? 'unsatisfiable' : { first, last: Math.min(last, size - 1) };
}

/**
 * The bytes of a file that a Range field asks for (RFC 9110, 14.1 and 14.2), in its order, those that there are.
 *
 * @returns null when the field is to be ignored: it is malformed, of another unit, or has a server send more than the file, or
 *   in very many pieces. None: there are no such bytes, 416.
 * @example
 * rangesOf('bytes=0-9, -5', 100); // [{ first: 0, last: 9 }, { first: 95, last: 99 }]
 */
export function rangesOf(field: string, size: number): ByteRange[] | null {
  const equals = field.indexOf('=');
  if (equals < 0 || field.slice(0, equals).toLowerCase() !== 'bytes') return null;
  const specs = field.slice(equals + 1).split(',');
  const ranges: ByteRange[] = [];
  let length = 0;
  let count = 0;
  for (const text of specs) {
    // Empty elements are allowed (RFC 9110, 5.6.1.2).
    if (text.trim() === '') continue;
    const range = rangeOf(text, size);
    if (range === undefined || ++count > maxRanges) return null;
    if (range === 'unsatisfiable') continue;
    ranges.push(range);
    length += range.last - range.first + 1;
  }
  // The last bytes of an empty file are all of it, which no Content-Range can tell.
  if (count === 0 || length > size || (size === 0 && ranges.length > 0)) return null;
  return ranges;
}
