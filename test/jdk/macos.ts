/** What this package calls on macOS, by its code: no run shows it. */

/** A difference, and where it is decided. */
interface Difference {
  readonly about: string;
  readonly source: string;
  readonly line: RegExp;
  /** The calls in the place of the one that matches. */
  readonly becomes: readonly string[];
}

export const differences: readonly Difference[] = [
  {
    about: 'There is no SOCK_CLOEXEC and no SOCK_NONBLOCK: `fcntl(2)` sets the flags after `socket(2)`.',
    source: 'src/net/socket-state.ts',
    line: /^socket\((.*?)\|SOCK_CLOEXEC\|SOCK_NONBLOCK/,
    becomes: ['socket($1', 'fcntl(fd, F_SETFD, FD_CLOEXEC) = 0', 'fcntl(fd, F_SETFL, O_NONBLOCK) = 0'],
  },
  {
    about: '',
    source: 'src/net/socket-state.ts',
    line: /^socket\((.*?)\|SOCK_CLOEXEC/,
    becomes: ['socket($1', 'fcntl(fd, F_SETFD, FD_CLOEXEC) = 0'],
  },
  {
    about:
      'There is no `accept4(2)`: `accept(2)`, `fcntl(F_SETFD)`, and `fcntl(F_SETFL)`, because a connection inherits ' +
      'O_NONBLOCK from its listener.',
    source: 'src/net/socket-impl.ts',
    line: /^accept4\((.*), SOCK_CLOEXEC\) = cfd$/,
    becomes: ['accept($1) = cfd', 'fcntl(cfd, F_SETFD, FD_CLOEXEC) = 0', 'fcntl(cfd, F_SETFL, 0) = 0'],
  },
  {
    about: '',
    source: 'src/net/socket-impl.ts',
    line: /^accept4\((.*), SOCK_CLOEXEC\)/,
    becomes: ['accept($1)'],
  },
  {
    about:
      'There is no `dup3(2)`: `close()` puts the dead socket in place with `dup2(2)`, and then `fcntl(F_SETFD)`, which the ' +
      'trace does not show.',
    source: 'native/handles.cc',
    line: /^dup3\((.*), O_CLOEXEC\)/,
    becomes: ['dup2($1)', 'fcntl(fd, F_SETFD, FD_CLOEXEC) = 0'],
  },
  {
    about:
      'There is no `tgkill(2)`: `close()` signals a thread with `pthread_kill(3)` and SIGIO, which the trace does not show.',
    source: 'native/thread.cc',
    line: /^tgkill\(.*/,
    becomes: ['pthread_kill(thread, SIGIO) = 0'],
  },
];

/** Options that only Linux has: naming one throws, and no call is made. */
const onlyLinux = /\b(?:TCP_KEEPIDLE|TCP_QUICKACK)\b/;

/** The calls on macOS in the place of those on Linux. */
export const onMacos = (calls: readonly string[]): string[] =>
  calls
    .filter((call) => !onlyLinux.test(call))
    .flatMap((call) => {
      const found = differences.find(({ line }) => line.test(call));
      const [first = '', ...rest] = found?.becomes ?? [call];
      return found === undefined ? [call] : [call.replace(found.line, first), ...rest];
    });
