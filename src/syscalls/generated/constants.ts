// npm run generate
// Generated from src/syscalls/{syscalls.table,names.ts} by the command above. Do not edit.

import { constants } from '../binding.js';

export const AF_UNSPEC = constants.AF_UNSPEC!;
export const AF_UNIX = constants.AF_UNIX!;
export const AF_INET = constants.AF_INET!;
export const AF_INET6 = constants.AF_INET6!;
export const SOCK_STREAM = constants.SOCK_STREAM!;
export const SOCK_DGRAM = constants.SOCK_DGRAM!;
export const SOL_SOCKET = constants.SOL_SOCKET!;
export const SO_REUSEADDR = constants.SO_REUSEADDR!;
export const SO_ERROR = constants.SO_ERROR!;
export const SCM_RIGHTS = constants.SCM_RIGHTS!;
export const MSG_PEEK = constants.MSG_PEEK!;
export const SO_GET_FILTER = constants.SO_GET_FILTER!;
export const F_GETFL = constants.F_GETFL!;
export const EPERM = constants.EPERM!;
export const ENOENT = constants.ENOENT!;
export const EBADF = constants.EBADF!;
export const EAGAIN = constants.EAGAIN!;
export const EINVAL = constants.EINVAL!;
export const EADDRINUSE = constants.EADDRINUSE!;
export const ECONNREFUSED = constants.ECONNREFUSED!;
export const EINTR = constants.EINTR!;
export const EPIPE = constants.EPIPE!;
