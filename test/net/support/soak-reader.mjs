// The thread that reads what a thread of soak-worker.mjs writes.
export { read as default } from './soak-worker.mjs';
