/** The part of `java.util.Formatter` that programs over sockets use. */
import { invalidType, invalidValue } from '../syscalls/invalid-argument.js';

interface Conversion {
  /** Which flags it knows. */
  readonly flags: string;
  readonly hasPrecision?: boolean;
  /** What it takes, for the error: "must be …". */
  readonly takes: string;
  /** The text, or undefined if it does not take such a value. */
  text(value: unknown, precision: number | undefined): string | undefined;
}

const isInteger = (value: unknown): value is number | bigint => typeof value === 'bigint' || Number.isInteger(value);

/** A negative number as Java shows it: two's complement of an int, of a long if it is larger. */
function hexadecimal(value: unknown): string | undefined {
  if (!isInteger(value)) return undefined;
  const big = BigInt(value);
  return (big >= 0n ? big : BigInt.asUintN(big >= -(2n ** 31n) ? 32 : 64, big)).toString(16);
}

/** toFixed() has an exponent from 1e21 on; such numbers are integers. */
function decimal(value: unknown, precision = 6): string | undefined {
  if (typeof value !== 'number') return undefined;
  if (!Number.isFinite(value) || Math.abs(value) < 1e21) return value.toFixed(precision);
  return `${BigInt(value)}${precision > 0 ? `.${'0'.repeat(precision)}` : ''}`;
}

function character(value: unknown): string | undefined {
  if (typeof value === 'string') return /^.$/su.test(value) ? value : undefined;
  return isInteger(value) && value >= 0 && value <= 0x10ffff ? String.fromCodePoint(Number(value)) : undefined;
}

const conversions: Readonly<Record<string, Conversion>> = {
  d: {
    flags: '-0+,',
    takes: 'an integer',
    text: (value) => (isInteger(value) ? BigInt(value).toString() : undefined),
  },
  x: { flags: '-0', takes: 'an integer', text: hexadecimal },
  X: { flags: '-0', takes: 'an integer', text: (value) => hexadecimal(value)?.toUpperCase() },
  f: { flags: '-0+,', takes: 'of type number', hasPrecision: true, text: decimal },
  s: { flags: '-', takes: 'anything', hasPrecision: true, text: (value, end) => String(value).slice(0, end) },
  c: { flags: '-', takes: 'a character or a code point', text: character },
  b: {
    flags: '-',
    takes: 'anything',
    text: (value) => String(typeof value === 'boolean' ? value : value !== null && value !== undefined),
  },
};

const specifier = /%([-0+, (#]*)(\d*)(?:\.(\d+))?(.|$)/gs;

function pad(text: string, flags: string, width: number): string {
  if (flags.includes('-')) return text.padEnd(width);
  // NaN and Infinity get no zeros.
  if (!flags.includes('0') || /NaN|Infinity/.test(text)) return text.padStart(width);
  const sign = /^[-+]?/.exec(text)![0];
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}

function decorate(text: string, flags: string): string {
  const grouped = flags.includes(',') ? text.replace(/^[-+]?\d+/, (n) => n.replace(/\B(?=(\d{3})+$)/g, ',')) : text;
  return flags.includes('+') && !grouped.startsWith('-') && grouped !== 'NaN' ? `+${grouped}` : grouped;
}

/**
 * `fmt` with its specifiers replaced: `%[flags][width][.precision]conversion` with the flags `- 0 + ,` and the
 * conversions `d x X f s c b n %`. What Java knows beyond these is refused.
 */
export function format(fmt: unknown, args: readonly unknown[]): string {
  if (typeof fmt !== 'string') throw invalidType('fmt', 'of type string', fmt);
  let next = 0;
  return fmt.replace(specifier, (spec, flags: string, width: string, precision: string | undefined, letter: string) => {
    if (spec === '%n') return '\n';
    if (spec === '%%') return '%';
    const conversion = Object.hasOwn(conversions, letter) ? conversions[letter] : undefined;
    if (
      !conversion ||
      Array.from(flags).some((flag) => !conversion.flags.includes(flag)) ||
      (precision !== undefined && !conversion.hasPrecision) ||
      (/[-0]/.test(flags) && width === '') ||
      /-.*0|0.*-/.test(flags)
    ) {
      throw invalidValue('fmt', `has '${spec}', which is not supported`, fmt);
    }
    if (next === args.length) throw invalidValue('fmt', `has no argument for '${spec}'`, fmt);
    const value = args[next++];
    const text = conversion.text(value, precision === undefined ? undefined : Number(precision));
    if (text === undefined) throw invalidType(`args[${next - 1}]`, `${conversion.takes}, for '${spec}'`, value);
    return pad(decorate(text, flags), flags, Number(width));
  });
}
