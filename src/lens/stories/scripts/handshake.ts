/** Who shakes hands? Not accept. */
import { BufferedReader } from '../../../io/buffered-reader.js';
import { Socket } from '../../../net/socket.js';
import { loopback } from '../story.js';
import type { Stage, Story } from '../story.js';
import { listening } from './beginning.js';

function server(stage: Stage): void {
  stage.at(1);
  const listener = stage.show('server', stage.listen());
  stage.at(5);
  const first = stage.show('socket', listener.accept());
  stage.at(6);
  const second = stage.show('another', listener.accept());
  stage.at(7);
  new BufferedReader(first.getInputStream()).readLine();
  stage.at(8);
  for (const each of [first, second, listener]) each.close();
}

function client(stage: Stage): void {
  stage.at(2);
  const first = stage.show('first', new Socket(loopback, stage.port));
  stage.at(3);
  first.getOutputStream().write('Hello\n');
  stage.at(4);
  const second = stage.show('second', new Socket(loopback, stage.port));
  stage.at(8);
  for (const each of [first, second]) each.close();
}

const story: Story = {
  id: 'handshake',
  title: {
    en: 'The handshake is over before accept',
    ko: '핸드셰이크는 accept보다 먼저 끝납니다',
  },
  cast: ['server', 'client'],
  programs: { server, client },
  steps: [
    {
      ...listening,
      text: {
        en: 'A server listens. In this story it does not call accept for a while: see what the kernel does without it.',
        ko: '서버가 연결을 기다리기 시작합니다. 이 이야기에서 서버는 한동안 accept를 호출하지 않습니다. 그동안 커널이 무엇을 하는지 보십시오.',
      },
    },
    {
      text: {
        en: 'A client connects, and connect returns 0. The server has done nothing: the kernel has shaken hands for it. It keeps the other end in the accept queue, ESTABLISHED, and no descriptor names it yet.',
        ko: '클라이언트가 연결하자 connect는 0을 돌려줍니다. 서버는 아무것도 하지 않았고, 커널이 대신 핸드셰이크를 마쳤습니다. 연결의 반대쪽 끝은 이미 ESTABLISHED이며, 아직 디스크립터 없이 연결 대기열(accept queue)에 들어 있습니다.',
      },
      code: "const first = new Socket('127.0.0.1', 9000);",
      until: ({ server: listener, first }) => listener?.acceptQueue === 1 && first?.state === 'ESTABLISHED',
    },
    {
      text: {
        en: 'It can even write. write returns 6, and the send queue is empty: the kernel on the other side has taken in and acknowledged all 6 bytes, although no program there has the connection yet.',
        ko: '클라이언트는 쓸 수도 있습니다. write는 6을 돌려주고 송신 대기열은 비어 있습니다. 이 연결을 받은 프로그램이 아직 없는데도, 상대편 커널은 6바이트를 모두 받아 두고 받았다고 확인해 주었습니다.',
      },
      code: "first.getOutputStream().write('Hello\\n');",
      until: ({ first }) => first?.sendQueue === 0,
    },
    {
      text: {
        en: 'Another client connects in the same way. Now two wait in the queue, which has a limit of 50: the backlog, the second argument of listen.',
        ko: '다른 클라이언트도 같은 방법으로 연결합니다. 이제 대기열에는 둘이 기다립니다. 대기열의 한도는 50이며, 이것이 listen의 두 번째 인수인 백로그(backlog)입니다.',
      },
      code: "const second = new Socket('127.0.0.1', 9000);",
      until: ({ server: listener, second }) => listener?.acceptQueue === 2 && second?.state === 'ESTABLISHED',
    },
    {
      text: {
        en: 'At last the server calls accept. It shakes no hands: accept4 takes the oldest connection off the queue and gives it a descriptor, without having to wait. The 6 bytes are there already.',
        ko: '드디어 서버가 accept를 호출합니다. accept4는 핸드셰이크를 하지 않고, 가장 오래된 연결을 대기열에서 꺼내 기다림 없이 디스크립터를 붙여 줍니다. 6바이트는 이미 와 있습니다.',
      },
      code: 'const socket = server.accept();',
      until: ({ server: listener, socket }) => listener?.acceptQueue === 1 && socket?.receiveQueue === 6,
    },
    {
      text: {
        en: 'The next accept takes the other one, and the queue is empty.',
        ko: '다음 accept가 나머지 하나를 꺼내자 대기열이 비었습니다.',
      },
      code: 'const another = server.accept();',
      until: ({ server: listener }) => listener?.acceptQueue === 0,
    },
    {
      text: {
        en: 'One read, and the program has the bytes that came before it had the connection.',
        ko: 'read를 한 번 호출하자, 연결을 받기도 전에 와 있던 바이트가 프로그램에 들어옵니다.',
      },
      code: 'new BufferedReader(socket.getInputStream()).readLine();',
      until: ({ socket }) => socket?.receiveQueue === 0,
    },
    {
      text: {
        en: 'All sockets are closed: shutdown and close for each end of a connection, only close for the listener.',
        ko: '모든 소켓을 닫습니다. 연결의 양 끝은 각각 shutdown과 close를 호출하고, 리스너는 close만 호출합니다.',
      },
      code: 'for (const each of [first, second]) each.close();\nfor (const each of [socket, another, server]) each.close();',
    },
  ],
};

export default story;
