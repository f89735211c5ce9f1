/** `berkeley-sockets/trace`: what system calls were made, as strace shows them. */
export { printLive } from './live.js';
export type { LiveOptions, LivePrinting } from './live.js';
export { channels } from './channels.js';
export { callsInProgress, startTracing, trace } from './recorder.js';
export type { Recording } from './recorder.js';
export { Trace } from './trace.js';
export type { ApiCall, SystemCall } from './calls.js';
export type { ThreadTrace } from './trace.js';
