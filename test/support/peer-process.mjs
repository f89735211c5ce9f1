// The other process of conversation.test.ts:
//   node peer-process.mjs write-through    receives a descriptor on descriptor 3 and writes its pid through it
//   node peer-process.mjs connect PATH     connects to PATH; answers a byte with a byte, then ends
import * as s from 'berkeley-sockets/syscalls';

const buf = Buffer.alloc(16);
const jobs = {
  'write-through'() {
    const { control } = s.recvmsg(3, { iov: [buf], controlLength: 64 }, s.MSG_CMSG_CLOEXEC);
    const [fd] = control[0].data;
    s.write(fd, Buffer.from(`from ${process.pid}`));
    s.close(fd);
  },
  connect(path) {
    const fd = s.socket(s.AF_UNIX, s.SOCK_STREAM, 0);
    s.connect(fd, { family: s.AF_UNIX, path });
    s.recv(fd, buf, 0);
    s.send(fd, Buffer.from('x'), 0);
    s.recv(fd, buf, 0);
    s.close(fd);
  },
};
jobs[process.argv[2]](process.argv[3]);
