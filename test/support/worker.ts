import { Worker } from 'node:worker_threads';

/** A worker that runs `body`, statements of JavaScript with `s` (the raw layer), `data` and `raise(flag)` in scope. */
export function startWorker(body: string, data: unknown): Worker {
  return new Worker(new URL('worker-body.mjs', import.meta.url), { workerData: { body, data } });
}

export const newFlag = (): Int32Array<SharedArrayBuffer> => new Int32Array(new SharedArrayBuffer(4));

/** Resolves when the worker has raised the flag. */
export async function raised(flag: Int32Array<SharedArrayBuffer>): Promise<void> {
  await Atomics.waitAsync(flag, 0, 0).value;
}

/** Resolves when `condition` holds; the test's own timeout ends a wait in vain. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
