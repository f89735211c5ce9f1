/** strace's lines, without what varies from run to run and short enough for a table. */

type Replacement = readonly [pattern: RegExp, text: string | ((match: string, ...groups: string[]) => string)];

const address = (_: string, port: string, host: string): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port === '0' ? '0' : 'port'}`;

const notation: readonly Replacement[] = [
  [/ +(= [^=]*)$/, ' $1'],
  // Addresses, without their lengths.
  [/\{sa_family=AF_INET6, sin6_port=htons\((\d+)\),.*?"(.*?)".*?\}(?:, (?:\d+|\[.*?\]))?/, address],
  [/\{sa_family=AF_INET, sin_port=htons\((\d+)\),.*?"(.*?)"\)\}(?:, (?:\d+|\[.*?\]))?/, address],
  [/\{sa_family=AF_UNSPEC,.*?\}(?:, \d+)?/, 'AF_UNSPEC'],
  // Pointers to what the kernel did not write.
  [/^(accept4?\(\d+), 0x\w+, \[.*?\]/, '$1, addr'],
  [/^(recvfrom\(.*), 0x\w+, \[.*?\]\)/, '$1, addr)'],
  [/, 0x[0-9a-f]{6,}\b/, ', buf'],
  // Sizes of C's int and of structures.
  [/^([gs]etsockopt\(.*), (?:\[\d+\]|\d+)\)/, '$1)'],
  [/"((?:\\\d+|\\.|[^\\"]){0,8}).*"\.\.\./, '"$1…"'],
  [/= 0x\w+ \(flags (.*)\)$/, '= $1'],
  [/^poll\(\[\{fd=(\d+), events=(\w+)\}\], 1, (-?\d+)\) = 1 \(\[\{fd=\d+, revents=(.*)\}\]\)/, 'poll($1, $2, $3) = $4'],
  [/^poll\(\[\{fd=(\d+), events=(\w+)\}\], 1, (-?\d+)\)/, 'poll($1, $2, $3)'],
  [/ \([^()]*\)$/, ''],
  // What is left of the time when the call is made.
  [/^(poll\(.*), \d{2,}\)/, '$1, timeout)'],
  [/^tgkill\(\d+, \d+, /, 'tgkill(pid, tid, '],
];

/** Of a thread whose socket is closed by another: what depends on the scheduler. */
const races: readonly Replacement[] = [
  // The signal may come before poll(2) has seen the dead socket.
  [/^(poll\(.*, (POLL\w+), timeout\)) = \? ERESTART_RESTARTBLOCK$/, '$1 = $2|POLLHUP'],
];
/** In the JDK, shutdown(2) ends a connect(2) too, and either it or the signal is the first. */
const jdkRaces: readonly Replacement[] = [
  [/^(connect\(.*\) =) (?:-1 ECONNRESET|\? ERESTARTSYS)$/, '$1 -1 ECONNRESET or ? ERESTARTSYS'],
  [/^(getsockopt\(fd, SOL_SOCKET, SO_ERROR), \[(?:0|ECONNRESET)\]/, '$1, [0 or ECONNRESET]'],
  [/\|POLLERR/, ''],
];

/** The lines of a window. `name` is the call of the API. */
export function normalised(name: string, lines: readonly string[], jdk: boolean): string[] {
  const own = /^(?:new )?serverSocket/i.test(name) ? 'lfd' : 'fd';
  const descriptors = new Map<string, string>();
  const descriptor = (fd: string, role: string): string => {
    const taken = [...descriptors.values()].filter((other) => other.startsWith(role)).length;
    if (!descriptors.has(fd)) descriptors.set(fd, taken === 0 ? role : `${role}${taken + 1}`);
    return descriptors.get(fd)!;
  };
  let rest = '';
  return lines.map((line) => {
    let text = replaced(line, notation);
    const call = /^\w*/.exec(text)![0];
    if (call.startsWith('dup'))
      text = text.replace(
        /\((\d+), (\d+)/,
        (_, from: string, to: string) => `(${descriptor(from, 'marker')}, ${descriptor(to, own)}`,
      );
    else text = text.replace(/\((\d+)/, (_, fd: string) => `(${descriptor(fd, own)}`);
    if (/^(?:socket$|accept|dup)/.test(call))
      text = text.replace(/= (\d+)$/, (_, fd: string) => `= ${descriptor(fd, call.startsWith('a') ? 'cfd' : own)}`);
    if (name.includes('closed by another thread')) text = replaced(text, jdk ? [...races, ...jdkRaces] : races);
    // How much memory the kernel gives to a connection is its own business.
    const [, start = '', asked = '', taken = ''] = /^(write\(.*, )(\d+)\) = (.*)$/.exec(text) ?? [];
    if (asked === rest && start) text = `${start}the rest) = ${taken}`;
    if (Number(taken) < Number(asked)) {
      rest = String(Number(asked) - Number(taken));
      text = text.replace(/\d+$/, 'a part');
    }
    return text;
  });
}

const replaced = (line: string, list: readonly Replacement[]): string =>
  list.reduce((text, [pattern, by]) => text.replace(pattern, by as string), line);
