/** The stories, in the order in which they are told. */
import buffers from './scripts/buffers.js';
import close from './scripts/close.js';
import halfClose from './scripts/half-close.js';
import handshake from './scripts/handshake.js';
import readLine from './scripts/read-line.js';
import serverSocket from './scripts/server-socket.js';
import threads from './scripts/threads.js';
import type { Story } from './story.js';

export const stories: readonly Story[] = [serverSocket, handshake, buffers, readLine, threads, halfClose, close];
