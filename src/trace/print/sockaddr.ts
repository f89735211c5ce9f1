/** `struct sockaddr` as strace prints it. */
import { constants, ifIndexToName, layout } from '../../syscalls/binding.js';
import { familyOf, formatInet4, formatInet6 } from '../../syscalls/structures/socket-address.js';
import { hex, oneOf, quote } from './text.js';

const { AF_INET, AF_INET6, AF_UNIX, AF_NETLINK, AF_VSOCK } = constants;

export function sockaddr(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const family = familyOf(bytes);
  const fields = [`sa_family=${oneOf('addressFamilies', family, 'AF_???')}`];
  if (family === AF_UNIX && bytes.length >= 2) {
    fields.push(...unixPath(bytes.subarray(2, 2 + layout.sunPathSize!)));
  } else if (family === AF_INET && bytes.length >= 16) {
    fields.push(`sin_port=htons(${view.getUint16(2)})`, `sin_addr=inet_addr("${formatInet4(bytes, 4)}")`);
  } else if (family === AF_INET6 && bytes.length >= 24) {
    fields.push(`sin6_port=htons(${view.getUint16(2)})`, `sin6_flowinfo=htonl(${view.getUint32(4)})`);
    fields.push(`inet_pton(AF_INET6, "${formatInet6(view, 8)}", &sin6_addr)`);
    if (bytes.length >= 28) fields.push(`sin6_scope_id=${scope(view)}`);
  } else if (family === AF_NETLINK && bytes.length >= 12) {
    const pad = view.getUint16(2, true);
    if (pad !== 0) fields.push(`nl_pad=${hex(pad)}`);
    const groups = view.getUint32(8, true).toString(16);
    // C's %#08x
    const shown = groups === '0' ? '00000000' : `0x${groups.padStart(6, '0')}`;
    fields.push(`nl_pid=${view.getInt32(4, true)}`, `nl_groups=${shown}`);
  } else if (family === AF_VSOCK && bytes.length >= 16) {
    fields.push(
      `svm_cid=${vsock('CID', view.getUint32(8, true))}`,
      `svm_port=${vsock('PORT', view.getUint32(4, true))}`,
    );
    fields.push(`svm_flags=${view.getUint8(12)}`);
  } else if (bytes.length > 2) {
    fields.push(`sa_data=${quote(bytes.subarray(2))}`);
  }
  return `{${fields.join(', ')}}`;
}

function unixPath(path: Uint8Array): string[] {
  if (path.length === 0) return [];
  if (path[0] === 0) return [`sun_path=@${quote(path.subarray(1))}`];
  const end = path.indexOf(0);
  return [`sun_path=${quote(end < 0 ? path : path.subarray(0, end))}`];
}

/** A link-local address is shown with its interface, as if_indextoname(3) tells it now. */
function scope(view: DataView): string {
  const id = view.getUint32(24, true);
  const first = view.getUint8(8);
  const second = view.getUint8(9);
  const linkLocal = (first === 0xfe && (second & 0xc0) === 0x80) || (first === 0xff && (second & 0x0f) === 2);
  return linkLocal ? interfaceIndex(id) : String(id);
}

/** The index of an interface, by its name where there is one. */
export function interfaceIndex(id: number): string {
  const name = ifIndexToName(id);
  return name === undefined ? String(id) : `if_nametoindex("${name}")`;
}

const vsock = (what: 'CID' | 'PORT', value: number): string =>
  value === 0xffffffff
    ? `VMADDR_${what}_ANY`
    : value > 2 || what === 'PORT'
      ? hex(value)
      : `VMADDR_CID_${['HYPERVISOR', 'LOCAL', 'HOST'][value]!}`;
