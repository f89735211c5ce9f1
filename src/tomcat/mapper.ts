import { invalidType, invalidValue } from '../syscalls/invalid-argument.js';

/** Which value a path leads to, and how the pattern has cut the path in two. */
export interface Mapping<T> {
  readonly value: T;
  /** What the pattern has matched; without the `/*` of a prefix. */
  readonly servletPath: string;
  /** What follows; null if nothing does. */
  readonly pathInfo: string | null;
}

function checkPattern(pattern: unknown): asserts pattern is string {
  if (typeof pattern !== 'string') throw invalidType('pattern', 'of type string', pattern);
  if (pattern === '' || pattern === '/') return;
  if (pattern.startsWith('*.')) {
    // The extension is what follows the last dot of the last segment.
    if (!/^\*\.[^./]+$/.test(pattern)) throw invalidValue('pattern', 'must be an extension after "*."', pattern);
    return;
  }
  if (!pattern.startsWith('/')) throw invalidValue('pattern', 'must be empty, or begin with "/" or "*."', pattern);
  // Paths are canonical before they are mapped: what is not would never match.
  if (/\/\/|\/\.\.?(?:\/|$)/.test(pattern))
    throw invalidValue('pattern', 'must have no empty, "." or ".." segment', pattern);
}

/**
 * Maps paths to servlets, by the rules of the Servlet specification (6.0, 12.1 and 12.2). The first that matches:
 *
 * 1. exact: `/a/b`; the pattern `''` is exactly `/`, as path info;
 * 2. the longest prefix: `/a/*`, which `/a` matches too;
 * 3. the extension of the last segment: `*.jsp`;
 * 4. the default: `/`.
 *
 * Paths are compared as they are: case counts, and they are expected to be decoded and canonical ({@link decodePath}).
 *
 * @example
 * const mapper = new Mapper<string>();
 * mapper.add('/files/*', 'files');
 * mapper.map('/files/a.txt'); // { value: 'files', servletPath: '/files', pathInfo: '/a.txt' }
 */
export class Mapper<T> {
  /** What an exact match returns is made once. */
  readonly #exact = new Map<string, Mapping<T>>();
  /** Longest first, without `/*`. One after the other is compared: an application has a few. */
  readonly #prefixes: { prefix: string; value: T }[] = [];
  readonly #extensions = new Map<string, { value: T }>();
  #default: { value: T } | undefined;

  /**
   * Has a pattern lead to a value.
   *
   * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE: the pattern is none, can never match, or is there already.
   */
  add(pattern: string, value: T): void {
    checkPattern(pattern);
    if (this.#has(pattern)) throw invalidValue('pattern', 'is mapped already', pattern);
    if (pattern === '/') this.#default = { value };
    else if (pattern === '') this.#exact.set('/', { value, servletPath: '', pathInfo: '/' });
    else if (pattern.startsWith('*.')) this.#extensions.set(pattern.slice(2), { value });
    else if (pattern.endsWith('/*')) {
      this.#prefixes.push({ prefix: pattern.slice(0, -2), value });
      this.#prefixes.sort((a, b) => b.prefix.length - a.prefix.length);
    } else this.#exact.set(pattern, { value, servletPath: pattern, pathInfo: null });
  }

  #has(pattern: string): boolean {
    if (pattern === '/') return this.#default !== undefined;
    if (pattern.startsWith('*.')) return this.#extensions.has(pattern.slice(2));
    if (pattern.endsWith('/*')) return this.#prefixes.some(({ prefix }) => prefix === pattern.slice(0, -2));
    return this.#exact.has(pattern === '' ? '/' : pattern);
  }

  /** What a path leads to; null if there is no default. */
  map(path: string): Mapping<T> | null {
    const exact = this.#exact.get(path);
    if (exact !== undefined) return exact;
    for (const { prefix, value } of this.#prefixes) {
      const { length } = prefix;
      if (!path.startsWith(prefix)) continue;
      if (path.length === length) return { value, servletPath: path, pathInfo: null };
      if (path.charCodeAt(length) === 0x2f) return { value, servletPath: prefix, pathInfo: path.slice(length) };
    }
    const found = this.#byExtension(path) ?? this.#default;
    return found === undefined ? null : { value: found.value, servletPath: path, pathInfo: null };
  }

  #byExtension(path: string): { value: T } | undefined {
    if (this.#extensions.size === 0) return undefined;
    const dot = path.lastIndexOf('.');
    if (dot < 0 || dot < path.lastIndexOf('/')) return undefined;
    return this.#extensions.get(path.slice(dot + 1));
  }
}
