import { flags } from '../syscalls/binding.js';

/**
 * Looks at something without being seen: what `look` asks the kernel is in no recording, as that of the live printer is not.
 * Only for a thread that records all threads itself meanwhile: the flag is 1 before and afterwards.
 */
export function unrecorded<T>(look: () => T): T {
  const { tracing } = flags;
  // A recording that begins meanwhile must not be switched off again.
  if (Atomics.exchange(tracing, 0, 0) === 0) return look();
  try {
    return look();
  } finally {
    Atomics.store(tracing, 0, 1);
  }
}
