/** `berkeley-sockets/lens`: a page that shows which system calls a server makes, while it makes them. */
export { addLens } from './add-lens.js';
export type { LensOptions } from './add-lens.js';
