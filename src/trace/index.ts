/** `berkeley-sockets/trace`: what system calls were made, as strace shows them. */
export { callsInProgress, startTracing, trace } from './recorder.js';
export type { Recording } from './recorder.js';
export { Trace } from './trace.js';
export type { ApiCall, SystemCall, ThreadTrace } from './trace.js';
