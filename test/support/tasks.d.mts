export type WatchedCall =
  'poll' | 'accept' | 'recvfrom' | 'accept4' | 'connect' | 'read' | 'write' | 'sendfile' | 'sendto' | 'futex' | 'close';
export function isInside(task: string, call: WatchedCall): boolean;
