/** Where are bytes that were written and not yet read? Can they be lost? */
import { ServerSocket } from '../../../net/server-socket.js';
import { Socket } from '../../../net/socket.js';
import { loopback } from '../story.js';
import type { Stage, Story } from '../story.js';

/** Of the buffers: soon full. The kernel keeps twice of it, for its own accounts (socket(7)). */
const size = 65_536;

/** Of the large write: more than both buffers hold. */
const much = 1_048_576;

function server(stage: Stage): void {
  stage.at(1);
  const listener = stage.listen((port) => {
    const opened = new ServerSocket();
    opened.setReceiveBufferSize(size);
    opened.bind({ address: loopback, port });
    return opened;
  });
  stage.show('server', listener);
  stage.at(2);
  const socket = stage.show('socket', listener.accept());
  stage.at(5);
  const input = socket.getInputStream();
  input.read(new Uint8Array(size));
  stage.at(6);
  input.readAllBytes();
  stage.at(8);
  socket.close();
  listener.close();
}

function client(stage: Stage): void {
  stage.at(2);
  const socket = stage.show('client', new Socket());
  socket.setSendBufferSize(size);
  socket.connect({ address: loopback, port: stage.port });
  const output = socket.getOutputStream();
  stage.at(3);
  output.write('one\ntwo\nthree\n');
  stage.at(4);
  output.write('.'.repeat(much));
  stage.at(7);
  socket.close();
}

const story: Story = {
  id: 'buffers',
  title: {
    en: 'The kernel keeps what nobody reads',
    ko: '아무도 읽지 않은 바이트는 커널이 보관합니다',
  },
  cast: ['server', 'client'],
  programs: { server, client },
  steps: [
    {
      text: {
        en: 'A server listens. Its receive buffer is made small, so that it is soon full: connections that it accepts inherit that.',
        ko: '서버가 연결을 기다리기 시작합니다. 금방 가득 차도록 수신 버퍼를 작게 정해 둡니다. 이 크기는 서버가 수락하는 연결에도 그대로 이어집니다.',
      },
      code: "const server = new ServerSocket();\nserver.setReceiveBufferSize(65536);\nserver.bind({ address: '127.0.0.1', port: 9000 });",
    },
    {
      text: {
        en: 'A client, whose send buffer is small too, connects, and the server accepts. Nothing has been sent: both receive queues and both send queues are empty.',
        ko: '송신 버퍼를 마찬가지로 작게 정한 클라이언트가 연결하고 서버가 수락합니다. 아직 아무것도 보내지 않았으므로 양쪽의 수신 대기열과 송신 대기열은 모두 비어 있습니다.',
      },
      code: "const client = new Socket();\nclient.setSendBufferSize(65536);\nclient.connect({ address: '127.0.0.1', port: 9000 });\nconst socket = server.accept();",
      until: ({ socket, client: peer }) => socket?.state === 'ESTABLISHED' && peer?.state === 'ESTABLISHED',
    },
    {
      text: {
        en: 'The client writes 14 bytes, and nobody reads them. They are not lost: the kernel keeps them in the receive buffer of the server’s socket.',
        ko: '클라이언트가 14바이트를 쓰지만 아무도 읽지 않습니다. 그래도 사라지지 않습니다. 커널이 서버 쪽 소켓의 수신 버퍼에 보관합니다.',
      },
      code: "client.getOutputStream().write('one\\ntwo\\nthree\\n');",
      until: ({ socket, client: peer }) => socket?.receiveQueue === 14 && peer?.sendQueue === 0,
    },
    {
      text: {
        en: 'It writes a mebibyte more, and still nobody reads. When the receive buffer is full, bytes stay in the send buffer; when that is full too, the writer has to wait: its thread sleeps in write.',
        ko: '이어서 1MiB를 더 쓰는데, 여전히 아무도 읽지 않습니다. 수신 버퍼가 가득 차면 바이트는 송신 버퍼에 남습니다. 송신 버퍼마저 가득 차면 쓰는 쪽이 기다려야 합니다. 스레드는 write 안에서 잠듭니다.',
      },
      code: "client.getOutputStream().write('.'.repeat(1048576));",
      blocked: [['client', 'write']],
      until: ({ socket, client: peer }) => (socket?.receiveQueue ?? 0) > 14 && (peer?.unsent ?? 0) > 0,
    },
    {
      text: {
        en: 'The server reads once, and gets the oldest bytes first: one, two, three. Each read makes room for more, but there is not room for all: write sleeps on.',
        ko: '서버가 한 번 읽습니다. 가장 오래된 바이트인 one, two, three부터 나옵니다. 읽을 때마다 자리가 생기지만 전부 들어갈 만큼은 아니어서, write는 계속 잠들어 있습니다.',
      },
      code: 'socket.getInputStream().read(new Uint8Array(65536));',
      blocked: [['client', 'write']],
      until: ({ client: peer }) => (peer?.unsent ?? 0) > 0,
    },
    {
      text: {
        en: 'Now it reads on until the end. There is room again and again, and write returns 1048576: all of it. The reader has emptied the receive buffer and sleeps in read, for there may be more to come.',
        ko: '이제 서버는 끝까지 계속 읽습니다. 자리가 거듭 생기면서 write는 마침내 1048576을 돌려줍니다. 전부 보낸 것입니다. 읽는 쪽은 수신 버퍼를 비우고 read 안에서 잠듭니다. 더 올지도 모르기 때문입니다.',
      },
      code: 'socket.getInputStream().readAllBytes();',
      blocked: [['server', 'read']],
      until: ({ socket, client: peer }) => socket?.receiveQueue === 0 && peer?.sendQueue === 0,
    },
    {
      text: {
        en: 'The client closes, and read returns 0: this is the end. All reads together have returned 14 + 1048576 bytes; nothing is missing, however late the reader was.',
        ko: '클라이언트가 소켓을 닫으면 read는 0을 돌려줍니다. 끝이라는 뜻입니다. read가 돌려준 값을 모두 더하면 14 + 1048576바이트입니다. 아무리 늦게 읽어도 빠진 것은 없습니다.',
      },
      code: 'client.close();',
      until: ({ socket }) => socket?.state === 'CLOSE_WAIT',
    },
    {
      text: {
        en: 'The server closes its sockets too.',
        ko: '서버도 소켓을 닫습니다.',
      },
      code: 'socket.close();\nserver.close();',
    },
  ],
};

export default story;
