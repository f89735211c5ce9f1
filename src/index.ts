/** `berkeley-sockets`: blocking sockets, streams and threads by Java's names. */
export { ErrnoError } from './syscalls/errno-error.js';
export * from './io/index.js';
export * from './net/index.js';
export * from './threads/index.js';
