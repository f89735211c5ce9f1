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
  socket.getInputStream().read(new Uint8Array(size));
  stage.at(6);
  socket.getInputStream().readAllBytes();
  stage.at(8);
  socket.close();
  listener.close();
}

function client(stage: Stage): void {
  stage.at(2);
  const socket = stage.show('client', new Socket());
  socket.setSendBufferSize(size);
  socket.connect({ address: loopback, port: stage.port });
  stage.at(3);
  socket.getOutputStream().write('one\ntwo\nthree\n');
  stage.at(4);
  socket.getOutputStream().write('.'.repeat(much));
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
        en: 'A server listens. Its receive buffer is made small, so that it is soon full; the connections that it accepts inherit that.',
        ko: '서버가 연결을 기다리기 시작합니다. 금방 가득 차도록 수신 버퍼를 작게 정해 두었습니다. 이 크기는 서버가 수락하는 연결에도 이어집니다.',
      },
      code: "const server = new ServerSocket();\nserver.setReceiveBufferSize(65536);\nserver.bind({ address: '127.0.0.1', port: 9000 });",
    },
    {
      text: {
        en: 'A client, whose send buffer is made small too, connects, and the server accepts. Nothing has been sent: all receive queues and send queues are empty.',
        ko: '송신 버퍼를 마찬가지로 작게 정한 클라이언트가 연결하고 서버가 수락합니다. 아직 아무것도 보내지 않았으므로 수신 대기열과 송신 대기열은 모두 비어 있습니다.',
      },
      code: "const client = new Socket();\nclient.setSendBufferSize(65536);\nclient.connect({ address: '127.0.0.1', port: 9000 });\nconst socket = server.accept();",
      until: ({ socket, client: peer }) => socket?.state === 'ESTABLISHED' && peer?.state === 'ESTABLISHED',
    },
    {
      text: {
        en: 'The client writes 14 bytes, and nobody reads them. They are not lost: the kernel keeps them in the receive buffer of the server’s socket.',
        ko: '클라이언트가 14바이트를 쓰지만 아무도 읽지 않습니다. 그래도 사라지지 않고, 커널이 서버 쪽 소켓의 수신 버퍼에 보관합니다.',
      },
      code: "client.getOutputStream().write('one\\ntwo\\nthree\\n');",
      until: ({ socket, client: peer }) => socket?.receiveQueue === 14 && peer?.sendQueue === 0,
    },
    {
      text: {
        en: 'It writes a mebibyte more, and still nobody reads. When the receive buffer is full, bytes stay in the send buffer; and when that is full too, the writer has to wait: its thread sleeps in write.',
        ko: '이어서 1MiB를 더 쓰지만 여전히 아무도 읽지 않습니다. 수신 버퍼가 가득 차면 바이트는 송신 버퍼에 남습니다. 송신 버퍼마저 가득 차면 쓰는 쪽이 기다려야 하므로, 스레드는 write 안에서 잠듭니다.',
      },
      code: "client.getOutputStream().write('.'.repeat(1048576));",
      blocked: [['client', 'write']],
      until: ({ socket, client: peer }) => (socket?.receiveQueue ?? 0) > 14 && (peer?.unsent ?? 0) > 0,
    },
    {
      text: {
        en: 'The server reads once, and gets the oldest bytes first: one, two, three. That makes room, but not enough for all the rest: write sleeps on.',
        ko: '서버가 한 번 읽자 가장 오래된 바이트인 one, two, three부터 나옵니다. 그만큼 자리가 생겼지만 나머지가 다 들어가기에는 모자랍니다. write는 계속 잠들어 있습니다.',
      },
      code: 'socket.getInputStream().read(new Uint8Array(65536));',
      blocked: [['client', 'write']],
      until: ({ client: peer }) => (peer?.unsent ?? 0) > 0,
    },
    {
      text: {
        en: 'Now it reads on until the end. There is room again and again, until write has handed everything over and returns 1048576. The reader has emptied the receive buffer and sleeps in read: there may be more to come.',
        ko: '이제 서버는 끝까지 계속 읽습니다. 자리가 거듭 생기면서 write는 마침내 전부를 넘기고 1048576을 돌려줍니다. 읽는 쪽은 수신 버퍼를 비운 뒤, 더 올지도 모르므로 read 안에서 잠듭니다.',
      },
      code: 'socket.getInputStream().readAllBytes();',
      blocked: [['server', 'read']],
      until: ({ socket, client: peer }) => socket?.receiveQueue === 0 && peer?.sendQueue === 0,
    },
    {
      text: {
        en: 'The client closes, and read returns 0: this is the end. All reads together have returned 14 + 1048576; nothing is missing, however late the reader was.',
        ko: '클라이언트가 소켓을 닫자 read는 끝을 뜻하는 0을 돌려줍니다. 지금까지 read가 돌려준 값을 모두 더하면 14 + 1048576입니다. 아무리 늦게 읽어도 빠진 바이트는 없습니다.',
      },
      code: 'client.close();',
      until: ({ socket }) => socket?.state === 'CLOSE_WAIT',
    },
    {
      text: {
        en: 'The server closes its sockets too.',
        ko: '서버도 자신의 소켓을 닫습니다.',
      },
      code: 'socket.close();\nserver.close();',
    },
  ],
};

export default story;
