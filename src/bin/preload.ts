/** Loaded into the traced process before its script: has all its threads recorded on disk, in the folder that the URL tells. */
import { isMainThread } from 'node:worker_threads';

const directory = new URL(import.meta.url).searchParams.get('spool');

// Newer versions of Node also load it in workers, whose calls the main thread has recorded already.
if (isMainThread && directory !== null) {
  // Processes that the script forks are not traced, and would write to the same files.
  process.execArgv = process.execArgv.filter((option) => !option.includes(import.meta.url));
  const { recordInBackground } = await import('../trace/background.js');
  recordInBackground({ kind: 'spool', directory });
}
