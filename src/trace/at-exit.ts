/**
 * Runs something as the very last of this process, after all listeners of 'exit': they may make system calls. Node emits
 * 'exit' through `process.emit`, and a listener that calls `process.exit()` ends the process in `process.reallyExit`.
 */
type Method = (this: unknown, ...args: unknown[]) => unknown;
type Patched = Record<'emit' | 'reallyExit', Method>;

/** Returns the function that calls it off. */
export function atExit(run: () => void): () => void {
  const target = process as unknown as Patched;
  const { emit, reallyExit } = target;
  let due = true;
  const once = (): void => {
    if (due) {
      due = false;
      run();
    }
  };
  const patched: Patched = {
    emit(event, ...args) {
      if (event !== 'exit') return emit.call(this, event, ...args);
      try {
        return emit.call(this, event, ...args);
      } finally {
        once();
      }
    },
    reallyExit(...args) {
      once();
      return reallyExit.apply(this, args);
    },
  };
  Object.assign(target, patched);
  return () => {
    due = false;
    // Unless somebody has put something of their own around it since.
    if (target.emit === patched.emit) target.emit = emit;
    if (target.reallyExit === patched.reallyExit) target.reallyExit = reallyExit;
  };
}
