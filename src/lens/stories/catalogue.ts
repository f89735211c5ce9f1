/** The stories, in the order in which they are told. */
import type { Story } from './story.js';
import serverSocket from './scripts/server-socket.js';

export const stories: readonly Story[] = [serverSocket];
