/** What each layer may import, beside itself: arrows point down only. */
export const below: Readonly<Record<string, readonly string[]>> = {
  syscalls: [],
  trace: ['syscalls'],
  inspect: ['syscalls'],
  io: ['syscalls'],
  net: ['syscalls', 'io'],
  threads: ['syscalls', 'net'],
  tomcat: ['syscalls', 'io', 'net', 'threads'],
  lens: ['syscalls', 'io', 'net', 'threads', 'tomcat', 'trace', 'inspect'],
  bin: ['syscalls', 'trace', 'inspect', 'tomcat', 'lens'],
  // index.ts, which exports them.
  '.': ['syscalls', 'io', 'net', 'threads'],
};
