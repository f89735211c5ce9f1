/** `berkeley-sockets/inspect`: what the kernel keeps for a socket. */
export { inspectCommand } from './command.js';
export { printSockets } from './print.js';
export { processSockets } from './process-sockets.js';
export type { ProcessSocket } from './process-sockets.js';
export { socketState } from './socket-state.js';
export type { SocketMemory, SocketState, TcpState } from './state.js';
