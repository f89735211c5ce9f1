/** Why does a server need threads, and how does a socket get to one? */
import { BufferedReader } from '../../../io/buffered-reader.js';
import { Socket } from '../../../net/socket.js';
import { ThreadPool } from '../../../threads/thread-pool.js';
import { loopback } from '../story.js';
import type { Stage, Story } from '../story.js';

function server(stage: Stage): void {
  stage.at(1);
  const listener = stage.show('server', stage.listen());
  const pool = new ThreadPool(stage.module('session'), { threads: 2 });
  stage.at(2);
  pool.execute(stage.show('socket of slow', listener.accept()));
  stage.at(3);
  pool.execute(stage.show('socket of fast', listener.accept()));
  stage.at(6);
  listener.close();
}

/** What a thread of the pool does with its connection. */
function session(_stage: Stage, socket: Socket): void {
  const line = new BufferedReader(socket.getInputStream()).readLine();
  socket.getOutputStream().write(`You said: ${line}\n`);
  socket.close();
}

function clients(stage: Stage): void {
  stage.at(2);
  const slow = stage.show('slow', new Socket(loopback, stage.port));
  stage.at(3);
  const fast = stage.show('fast', new Socket(loopback, stage.port));
  stage.at(4);
  fast.getOutputStream().write('I am fast\n');
  new BufferedReader(fast.getInputStream()).readLine();
  stage.at(5);
  slow.getOutputStream().write('I am slow\n');
  new BufferedReader(slow.getInputStream()).readLine();
  stage.at(6);
  fast.close();
  slow.close();
}

const story: Story = {
  id: 'threads',
  title: {
    en: 'The hand-off to a thread',
    ko: '소켓을 다른 스레드에 넘깁니다',
  },
  cast: ['server', 'clients'],
  programs: { server, session, clients },
  steps: [
    {
      text: {
        en: 'A server listens, and has a pool of two threads for its connections, as Tomcat has. The threads wait for work, and make no system call on a socket meanwhile.',
        ko: '서버가 연결을 기다리기 시작하고, Tomcat처럼 연결을 처리할 스레드 두 개를 풀에 준비합니다. 스레드들은 일을 기다리며, 그동안 소켓에 대한 시스템 콜은 호출하지 않습니다.',
      },
      code: 'const server = new ServerSocket(9000);\nconst pool = new ThreadPool(session, { threads: 2 });',
      threads: 4,
    },
    {
      text: {
        en: 'A client connects. The server’s thread accepts and hands the connection to the pool, without a system call: what travels is the number. Another thread reads from that number, and as nothing has come, it sleeps in read.',
        ko: '클라이언트가 연결하자 서버의 스레드가 수락해 풀에 넘깁니다. 건너가는 것은 번호뿐이므로 넘기는 데에는 시스템 콜이 없습니다. 다른 스레드가 그 번호에서 읽으려 하지만, 아직 온 것이 없어 read 안에서 잠듭니다.',
      },
      code: "const slow = new Socket('127.0.0.1', 9000);\npool.execute(server.accept());\n// in the pool: const line = new BufferedReader(socket.getInputStream()).readLine();",
      blocked: [['session', 'read']],
    },
    {
      text: {
        en: 'Only that thread sleeps. The server’s own thread is free: it accepts the next client and hands it to the other thread of the pool. Now both sleep in read, each on a number of its own.',
        ko: '잠든 것은 그 스레드뿐입니다. 서버의 스레드는 자유로우므로 다음 클라이언트를 수락해 풀의 다른 스레드에 넘깁니다. 이제 두 스레드가 각자 다른 번호의 read 안에서 잠들어 있습니다.',
      },
      code: "const fast = new Socket('127.0.0.1', 9000);\npool.execute(server.accept());\n// in the pool: const line = new BufferedReader(socket.getInputStream()).readLine();",
      blocked: [
        ['session', 'read'],
        ['session', 'read'],
      ],
    },
    {
      text: {
        en: 'The second client speaks first. The kernel wakes the thread that sleeps on its connection, which answers and closes it. The first client, who says nothing, holds nobody up.',
        ko: '두 번째 클라이언트가 먼저 말합니다. 커널은 그 연결에서 잠든 스레드를 깨우고, 그 스레드는 응답한 뒤 연결을 닫습니다. 아무 말이 없는 첫 번째 클라이언트 때문에 기다리는 스레드는 자기 담당뿐입니다.',
      },
      code: "fast.getOutputStream().write('I am fast\\n');\n// in the pool: socket.getOutputStream().write(`You said: ${line}\\n`); socket.close();\nnew BufferedReader(fast.getInputStream()).readLine();",
      blocked: [['session', 'read']],
      until: ({ fast }) => fast?.state === 'CLOSE_WAIT',
    },
    {
      text: {
        en: 'When the first client speaks at last, its thread wakes up too, and answers.',
        ko: '첫 번째 클라이언트가 마침내 말하자, 그 담당 스레드도 깨어나 응답합니다.',
      },
      code: "slow.getOutputStream().write('I am slow\\n');\n// in the pool: socket.getOutputStream().write(`You said: ${line}\\n`); socket.close();\nnew BufferedReader(slow.getInputStream()).readLine();",
      until: ({ slow }) => slow?.state === 'CLOSE_WAIT',
    },
    {
      text: {
        en: 'The threads of the pool have closed their connections themselves. What is left is closed now.',
        ko: '풀의 스레드들은 맡은 연결을 스스로 닫았습니다. 이제 나머지를 닫습니다.',
      },
      code: 'fast.close();\nslow.close();\nserver.close();',
    },
  ],
};

export default story;
