export function isInside(task: string, call: 'poll' | 'accept' | 'recvfrom'): boolean;
