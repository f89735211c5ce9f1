/** How does one stop a thread that sleeps in a system call? */
import { ConnectException, SocketException } from '../../../net/exceptions.js';
import type { ServerSocket } from '../../../net/server-socket.js';
import { Socket } from '../../../net/socket.js';
import { Thread } from '../../../threads/thread.js';
import { loopback } from '../story.js';
import type { Stage, Story } from '../story.js';

/** Runs what fails with an exception of this class. */
function failing(exception: typeof SocketException, call: () => unknown): void {
  try {
    call();
  } catch (error) {
    if (!(error instanceof exception)) throw error;
  }
}

function closer(stage: Stage): void {
  stage.at(1);
  const server = stage.show('server', stage.listen());
  stage.at(2);
  new Thread(stage.module('acceptor'), server).start();
  stage.at(3);
  server.close();
  stage.at(4);
  failing(ConnectException, () => new Socket(loopback, stage.port));
  stage.at(5);
  const again = stage.show('server', stage.listen());
  const client = stage.show('client', new Socket(loopback, again.getLocalPort()));
  const socket = stage.show('socket', again.accept());
  new Thread(stage.module('reader'), socket).start();
  stage.at(6);
  socket.close();
  stage.at(7);
  client.close();
  again.close();
}

function acceptor(_stage: Stage, server: ServerSocket): void {
  failing(SocketException, () => server.accept());
}

function reader(_stage: Stage, socket: Socket): void {
  failing(SocketException, () => socket.getInputStream().read());
}

const story: Story = {
  id: 'close',
  title: {
    en: 'Close from another thread',
    ko: '다른 스레드에서 닫습니다',
  },
  cast: ['closer'],
  programs: { closer, acceptor, reader },
  steps: [
    {
      text: {
        en: 'A server listens: its socket is in LISTEN.',
        ko: '서버가 연결을 기다리기 시작합니다. 소켓의 상태는 LISTEN입니다.',
      },
      code: 'const server = new ServerSocket(9000);',
    },
    {
      text: {
        en: 'Another thread waits for connections. Nobody connects, and it sleeps in accept4.',
        ko: '다른 스레드가 연결을 기다립니다. 아무도 연결하지 않으므로 accept4 안에서 잠듭니다.',
      },
      code: 'new Thread(acceptor, server).start();\n// in the other thread: server.accept();',
      blocked: [['acceptor', 'accept4']],
      threads: 2,
    },
    {
      text: {
        en: 'The first thread closes the server. close alone would wake nobody: so dup3 first puts a socket on which nobody can sleep in its place, and tgkill interrupts accept4. Whoever is out last gives the number back with close.',
        ko: '첫 번째 스레드가 서버를 닫습니다. close만으로는 아무도 깨어나지 않으므로, 먼저 dup3로 아무도 잠들 수 없는 소켓을 그 자리에 놓고 tgkill로 accept4를 중단시킵니다. 번호는 마지막으로 나오는 스레드가 close로 돌려줍니다.',
      },
      code: 'server.close();',
    },
    {
      text: {
        en: 'Nobody listens any more: the kernel answers connect with ECONNREFUSED.',
        ko: '이제 아무도 연결을 기다리지 않습니다. 커널은 connect에 ECONNREFUSED로 답합니다.',
      },
      code: "new Socket('127.0.0.1', 9000); // ConnectException",
    },
    {
      text: {
        en: 'The same can happen to a connection. This time the other thread sleeps in read, for the client says nothing.',
        ko: '연결에서도 같은 일이 일어날 수 있습니다. 이번에는 클라이언트가 아무 말도 하지 않아 다른 스레드가 read 안에서 잠듭니다.',
      },
      code: "const server = new ServerSocket(9000);\nconst client = new Socket('127.0.0.1', server.getLocalPort());\nconst socket = server.accept();\nnew Thread(reader, socket).start();\n// in the other thread: socket.getInputStream().read();",
      blocked: [['reader', 'read']],
      threads: 3,
      until: ({ client }) => client?.state === 'ESTABLISHED',
    },
    {
      text: {
        en: 'The first thread closes the connection. shutdown says goodbye to the client, whose socket is in CLOSE_WAIT then; dup3 and tgkill wake the reader.',
        ko: '첫 번째 스레드가 연결을 닫습니다. shutdown이 클라이언트에 작별을 알려 클라이언트의 소켓은 CLOSE_WAIT 상태가 됩니다. dup3와 tgkill은 읽던 스레드를 깨웁니다.',
      },
      code: 'socket.close();',
      until: ({ client }) => client?.state === 'CLOSE_WAIT',
    },
    {
      text: {
        en: 'What is left is closed.',
        ko: '나머지를 닫습니다.',
      },
      code: 'client.close();\nserver.close();',
    },
  ],
};

export default story;
