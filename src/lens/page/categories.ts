/** What sorts of system calls there are: each has a colour (page.css) and stands in the legend. */
export const categories = ['open', 'meet', 'receive', 'send', 'wait', 'end', 'ask'] as const;
export type Category = (typeof categories)[number];

const byName: Readonly<Record<string, Category>> = {
  socket: 'open',
  socketpair: 'open',
  bind: 'open',
  listen: 'open',
  dup: 'open',
  dup2: 'open',
  dup3: 'open',
  pipe: 'open',
  epoll_create1: 'open',
  kqueue: 'open',
  connect: 'meet',
  accept: 'meet',
  accept4: 'meet',
  read: 'receive',
  readv: 'receive',
  recvfrom: 'receive',
  recvmsg: 'receive',
  write: 'send',
  writev: 'send',
  sendto: 'send',
  sendmsg: 'send',
  sendfile: 'send',
  poll: 'wait',
  epoll_wait: 'wait',
  kevent: 'wait',
  close: 'end',
  shutdown: 'end',
};

/** Options, addresses, and the rest: questions about a socket. */
export const categoryOf = (name: string): Category => byName[name] ?? 'ask';
