/** Questions to the kernel through `sock_diag(7)`, with the package's own calls. */
import { ErrnoError } from '../syscalls/errno-error.js';
import { constants } from '../syscalls/binding.js';
import { close, raw, sendmsg, socket } from '../syscalls/generated/calls.js';
import { allocate, sizeOf, StructureView } from './structure.js';

const {
  AF_NETLINK,
  SOCK_RAW,
  SOCK_CLOEXEC,
  NETLINK_SOCK_DIAG,
  SOCK_DIAG_BY_FAMILY,
  NLM_F_REQUEST,
  NLM_F_DUMP,
  NLMSG_ERROR,
  NLMSG_DONE,
  NLMSG_ALIGNTO,
  NLA_ALIGNTO,
  NLA_TYPE_MASK,
  MSG_DONTWAIT,
  MSG_TRUNC,
  EINTR,
  ENOENT,
  ESTALE,
} = constants;

const align = (length: number, to: number): number => Math.ceil(length / to) * to;

/** The kernel fills at most 32 KiB at a time (netlink_dump). */
const bufferSize = 1 << 16;

/** A netlink socket for sock_diag; one at a time asks and reads to the end of the answer. */
export class SockDiag {
  readonly #fd = socket(AF_NETLINK!, SOCK_RAW! | SOCK_CLOEXEC!, NETLINK_SOCK_DIAG!);
  readonly #buffer = new Uint8Array(bufferSize);
  #sequence = 0;

  /**
   * Every socket that the request is about, each as the message that the kernel made of it; none where the kernel has
   * no module for them (ENOENT).
   */
  dump(request: Uint8Array): Uint8Array[] {
    return this.#ask(NLM_F_DUMP!, request);
  }

  /** The one socket that the request names, or undefined: it is gone (ENOENT), or another has its place (ESTALE). */
  find(request: Uint8Array): Uint8Array | undefined {
    return this.#ask(0, request)[0];
  }

  close(): void {
    close(this.#fd);
  }

  #ask(flags: number, request: Uint8Array): Uint8Array[] {
    const { bytes, view } = allocate('nlmsghdr', request.length);
    const sequence = ++this.#sequence;
    view.set('nlmsg_len', bytes.length).set('nlmsg_type', SOCK_DIAG_BY_FAMILY!);
    view.set('nlmsg_flags', NLM_F_REQUEST! | flags).set('nlmsg_seq', sequence);
    bytes.set(request, sizeOf('nlmsghdr'));
    sendmsg(this.#fd, { iov: [bytes], addr: kernel() }, 0);
    const answers: Uint8Array[] = [];
    for (;;) {
      for (const { header, payload } of messages(this.#receive())) {
        if (header.number('nlmsg_seq') !== sequence) continue;
        const type = header.number('nlmsg_type');
        if (type === NLMSG_ERROR || type === NLMSG_DONE) {
          // Both begin with −errno, or 0.
          const errno = new StructureView('nlmsgerr', payload).number('error') | 0;
          if (errno < 0 && errno !== -ENOENT! && errno !== -ESTALE!) throw new ErrnoError('sendmsg', errno);
          return answers;
        }
        answers.push(payload.slice());
        if (flags === 0) return answers;
      }
    }
  }

  /** What has come. The kernel has answered before sendmsg or the last recvmsg returns: nothing is waited for. */
  #receive(): Uint8Array {
    for (;;) {
      const result = raw.recvmsg(this.#fd, { iov: [this.#buffer] }, MSG_DONTWAIT!);
      if (typeof result === 'number') {
        if (result !== -EINTR!) throw new ErrnoError('recvmsg', result);
        continue;
      }
      const sender = result.addr instanceof Uint8Array ? result.addr : undefined;
      // Any process may send to this socket; the kernel is number 0.
      if (sender === undefined || new StructureView('sockaddr_nl', sender).number('nl_pid') !== 0) continue;
      if ((result.flags & MSG_TRUNC!) !== 0)
        throw new RangeError(`netlink: a message of more than ${bufferSize} bytes`);
      return this.#buffer.subarray(0, result.length);
    }
  }
}

/** The kernel's address: port 0, no groups. */
function kernel(): Uint8Array {
  const { bytes, view } = allocate('sockaddr_nl');
  view.set('nl_family', AF_NETLINK!);
  return bytes;
}

function* messages(bytes: Uint8Array): Generator<{ header: StructureView; payload: Uint8Array }> {
  const headerSize = sizeOf('nlmsghdr');
  for (let at = 0; at + headerSize <= bytes.length;) {
    const header = new StructureView('nlmsghdr', bytes.subarray(at));
    const length = header.number('nlmsg_len');
    if (length < headerSize) return;
    yield { header, payload: bytes.subarray(at + headerSize, at + length) };
    at += align(length, NLMSG_ALIGNTO!);
  }
}

/** The attributes behind a structure, by their type. */
export function attributes(bytes: Uint8Array): Map<number, Uint8Array> {
  const result = new Map<number, Uint8Array>();
  const headerSize = sizeOf('nlattr');
  for (let at = 0; at + headerSize <= bytes.length;) {
    const header = new StructureView('nlattr', bytes.subarray(at));
    const length = header.number('nla_len');
    if (length < headerSize) break;
    result.set(header.number('nla_type') & NLA_TYPE_MASK!, bytes.subarray(at + headerSize, at + length));
    at += align(length, NLA_ALIGNTO!);
  }
  return result;
}
