/** How most stories begin: a server listens, a client connects to it. */
import type { ServerSocket } from '../../../net/server-socket.js';
import { Socket } from '../../../net/socket.js';
import { loopback } from '../story.js';
import type { Stage, Step } from '../story.js';

export const listening: Step = {
  text: {
    en: 'A server listens: from now on its socket is in LISTEN, and the kernel takes connections for it.',
    ko: '서버가 연결을 기다리기 시작합니다. 이제 소켓의 상태는 LISTEN이고, 커널이 서버를 대신해 연결을 받습니다.',
  },
  code: 'const server = new ServerSocket(9000);',
};

export const connecting: Step = {
  text: {
    en: 'A client connects, and the server accepts. The connection has two ends, each a socket of its own with a descriptor of its own, and both are ESTABLISHED.',
    ko: '클라이언트가 연결하고 서버가 수락합니다. 연결의 양 끝은 서로 다른 소켓이며 디스크립터도 따로 있습니다. 둘 다 ESTABLISHED입니다.',
  },
  code: "const client = new Socket('127.0.0.1', 9000);\nconst socket = server.accept();",
  until: ({ socket, client }) => socket?.state === 'ESTABLISHED' && client?.state === 'ESTABLISHED',
};

/** The first two steps of a server. */
export function accepted(stage: Stage): { server: ServerSocket; socket: Socket } {
  stage.at(1);
  const server = stage.show('server', stage.listen());
  stage.at(2);
  return { server, socket: stage.show('socket', server.accept()) };
}

/** The same of its client. */
export function connected(stage: Stage): Socket {
  stage.at(2);
  return stage.show('client', new Socket(loopback, stage.port));
}
