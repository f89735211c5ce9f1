// What a thread is doing, by the kernel's own account.
import { readFileSync } from 'node:fs';

/** Numbers of the system calls that tests look for: those of x86-64, and of all newer architectures. */
const numbers = {
  poll: [7, 73],
  accept: [43, 202],
  recvfrom: [45, 207],
  accept4: [288, 242],
  connect: [42, 203],
  read: [0, 63],
  write: [1, 64],
  sendfile: [40, 71],
  sendto: [44, 206],
  futex: [202, 98],
  close: [3, 57],
};

/** Whether a thread ('PID/task/TID') sleeps in this system call. */
export function isInside(task, call) {
  const number = numbers[call][process.arch === 'x64' ? 0 : 1];
  return readFileSync(`/proc/${task}/syscall`, 'utf8').startsWith(`${number} `);
}
