/** One request, down to the kernel and up again: the question that this project answers. */
import { BufferedReader } from '../../../io/buffered-reader.js';
import { Socket } from '../../../net/socket.js';
import { loopback } from '../story.js';
import type { Stage, Story } from '../story.js';

function server(stage: Stage): void {
  stage.at(1);
  const listener = stage.show('server', stage.listen());
  stage.at(2);
  const socket = stage.show('socket', listener.accept());
  stage.at(5);
  const line = new BufferedReader(socket.getInputStream()).readLine();
  stage.at(6);
  socket.getOutputStream().write(`You said: ${line}\n`);
  stage.at(8);
  socket.close();
  listener.close();
}

function client(stage: Stage): void {
  stage.at(3);
  const socket = stage.show('client', new Socket(loopback, stage.port));
  stage.at(4);
  socket.getOutputStream().write('Is anybody there?\n');
  stage.at(7);
  new BufferedReader(socket.getInputStream()).readLine();
  stage.at(8);
  socket.close();
}

const story: Story = {
  id: 'server-socket',
  title: {
    en: 'Tomcat lives above the application layer. How can new ServerSocket(9000) create a socket?',
    ko: 'Tomcat은 애플리케이션 계층 위에 있습니다. 그런데 new ServerSocket(9000)은 어떻게 소켓을 만들 수 있습니까?',
  },
  cast: ['server', 'client'],
  programs: { server, client },
  steps: [
    {
      text: {
        en: 'It cannot: it asks the kernel to. One line makes six system calls: socket makes a socket and returns its number, the descriptor; bind gives it the port; and from listen on, the kernel takes connections for it. Its state is LISTEN.',
        ko: '직접 만들지 못하고 커널에 부탁합니다. 이 한 줄이 시스템 콜 여섯 개를 호출하는데, socket은 소켓을 만들어 그 번호(디스크립터)를 돌려주고 bind는 포트를 붙입니다. listen부터는 커널이 연결을 받기 시작하며, 소켓의 상태는 LISTEN이 됩니다.',
      },
      code: 'const server = new ServerSocket(9000);',
    },
    {
      text: {
        en: 'Nobody has connected yet: the accept queue is empty. So accept4 does not return; the kernel has put the thread to sleep inside of it.',
        ko: '아직 아무도 연결하지 않아 연결 대기열(accept queue)이 비어 있습니다. 그래서 accept4는 반환되지 않고, 커널은 스레드를 이 호출 안에서 재웁니다.',
      },
      code: 'const socket = server.accept();',
      blocked: [['server', 'accept4']],
    },
    {
      text: {
        en: 'The client asks its kernel for a socket too, and has it shake hands with the other side: connect. That wakes the sleeping thread: its accept4 returns the number of a new socket, which is ESTABLISHED, while the first one stays in LISTEN.',
        ko: '클라이언트도 커널에 소켓을 부탁하고, connect로 상대편과 핸드셰이크를 하게 합니다. 그러자 잠들어 있던 스레드가 깨어나고, accept4는 새 소켓의 번호를 돌려줍니다. 새 소켓은 ESTABLISHED이고 처음 소켓은 그대로 LISTEN입니다.',
      },
      code: "const client = new Socket('127.0.0.1', 9000);",
      until: ({ socket, client: peer }) => socket?.state === 'ESTABLISHED' && peer?.state === 'ESTABLISHED',
    },
    {
      text: {
        en: 'write hands 18 bytes to the kernel and returns. The kernel has brought them to the receive buffer of the other socket, where they wait until the server asks for them.',
        ko: 'write는 18바이트를 커널에 넘기고 바로 반환됩니다. 커널은 그 바이트를 상대 소켓의 수신 버퍼까지 옮겨 놓았고, 바이트는 서버가 달라고 할 때까지 거기서 기다립니다.',
      },
      code: "client.getOutputStream().write('Is anybody there?\\n');",
      until: ({ socket, client: peer }) => socket?.receiveQueue === 18 && peer?.sendQueue === 0,
    },
    {
      text: {
        en: 'getInputStream makes no system call: it only returns an object. readLine makes one read, which takes the 18 bytes out of the kernel. The receive buffer is empty again.',
        ko: 'getInputStream은 객체를 돌려줄 뿐 시스템 콜을 호출하지 않습니다. readLine은 read를 한 번 호출해 18바이트를 커널에서 꺼내 옵니다. 수신 버퍼는 다시 비었습니다.',
      },
      code: 'const line = new BufferedReader(socket.getInputStream()).readLine();',
      until: ({ socket }) => socket?.receiveQueue === 0,
    },
    {
      text: {
        en: 'The answer goes back the same way: one write, and 28 bytes wait in the client’s receive buffer. Neither program has made a packet: they read and write, and the kernel does the rest.',
        ko: '응답은 같은 길을 되돌아갑니다. write를 한 번 호출하면 28바이트가 클라이언트의 수신 버퍼에서 기다립니다. 두 프로그램은 패킷을 만든 적이 없으며, 읽고 쓸 뿐 나머지는 커널이 합니다.',
      },
      code: 'socket.getOutputStream().write(`You said: ${line}\\n`);',
      until: ({ client: peer }) => peer?.receiveQueue === 28,
    },
    {
      text: {
        en: 'The client reads the answer with one read, and its receive buffer is empty.',
        ko: '클라이언트가 read 한 번으로 응답을 읽자 수신 버퍼가 비었습니다.',
      },
      code: 'new BufferedReader(client.getInputStream()).readLine();',
      until: ({ client: peer }) => peer?.receiveQueue === 0,
    },
    {
      text: {
        en: 'Each side says goodbye with shutdown and gives its number back with close; the listener, which has nobody to say goodbye to, is only closed. The sockets were the kernel’s all the time: the program had numbers for them.',
        ko: '양쪽 모두 shutdown으로 작별을 알리고 close로 번호를 돌려줍니다. 작별할 상대가 없는 리스너는 close만 호출합니다. 소켓은 처음부터 끝까지 커널의 것이었고, 프로그램이 가진 것은 번호뿐이었습니다.',
      },
      code: 'client.close();\nsocket.close();\nserver.close();',
    },
  ],
};

export default story;
