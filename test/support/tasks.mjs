// What a thread is doing, by the kernel's own account.
import { readFileSync } from 'node:fs';

/** Numbers of the system calls that tests look for: those of x86-64, and of all newer architectures. */
const numbers = { poll: [7, 73], accept: [43, 202], recvfrom: [45, 207] };

/** Whether a thread ('PID/task/TID') sleeps in this system call. */
export function isInside(task, call) {
  const number = numbers[call][process.arch === 'x64' ? 0 : 1];
  return readFileSync(`/proc/${task}/syscall`, 'utf8').startsWith(`${number} `);
}
