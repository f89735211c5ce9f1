/** How many pages may be open at once: each has a thread of the server, which is needed for others too. */
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';

export const maxPages = 16;

const key = 'berkeley-sockets: pages that are open';

/** Called on the main thread before the server starts: threads that are started from now on share the count. */
export function prepareSeats(): void {
  if ((getEnvironmentData(key) as unknown) === undefined)
    setEnvironmentData(key, new Int32Array(new SharedArrayBuffer(4)));
}

const count = (): Int32Array<SharedArrayBuffer> => getEnvironmentData(key) as unknown as Int32Array<SharedArrayBuffer>;

/** False: there are too many. */
export function takeSeat(): boolean {
  if (Atomics.add(count(), 0, 1) < maxPages) return true;
  leaveSeat();
  return false;
}

export function leaveSeat(): void {
  Atomics.sub(count(), 0, 1);
}
