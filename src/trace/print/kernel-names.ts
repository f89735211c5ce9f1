/**
 * Names that strace prints and the C headers do not define: they are the kernel's own, or hidden from
 * programs. Each by the file of Linux that defines it.
 */
import type { NameSet } from './text.js';

export const kernelNames: Partial<Record<NameSet, Readonly<Record<string, number>>>> =
  process.platform !== 'linux'
    ? {}
    : {
        // include/linux/socket.h
        msgFlags: {
          MSG_PROBE: 0x10,
          MSG_SENDPAGE_NOTLAST: 0x20000,
          MSG_NO_SHARED_FRAGS: 0x80000,
          MSG_CMSG_COMPAT: 0x80000000,
        },
        levels: {
          SOL_CAN_BASE: 100,
          SOL_CAN_RAW: 101,
          SOL_SCTP: 132,
          SOL_UDPLITE: 136,
          SOL_IPX: 256,
          SOL_AX25: 257,
          SOL_ATALK: 258,
          SOL_NETROM: 259,
          SOL_ROSE: 260,
        },
        // include/uapi/linux/l2tp.h
        protocols: { IPPROTO_L2TP: 115 },
        // include/uapi/linux/eventpoll.h
        epollEvents: { EPOLLNVAL: 0x20 },
        // include/uapi/asm-generic/poll.h
        pollEvents: { POLL_BUSY_LOOP: 0x8000 },
        // include/uapi/linux/in6.h
        ipv6Options: {
          IPV6_FLOWINFO: 11,
          IPV6_FLOWLABEL_MGR: 32,
          IPV6_FLOWINFO_SEND: 33,
          IPV6_USE_MIN_MTU: 63,
        },
        // include/uapi/asm-generic/fcntl.h, include/uapi/linux/fcntl.h
        fcntlCommands: {
          F_GETLK64: 12,
          F_SETLK64: 13,
          F_SETLKW64: 14,
          F_GETOWNER_UIDS: 17,
          F_CANCELLK: 0x405,
        },
        // include/uapi/asm-generic/fcntl.h: glibc on x86-64 makes it 0, the kernel sets it on every open file.
        ...(process.arch === 'x64' && { statusFlags: { O_LARGEFILE: 0x8000 } }),
      };
