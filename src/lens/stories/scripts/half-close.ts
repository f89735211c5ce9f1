/** A connection has two directions, and each ends on its own. */
import { BufferedReader } from '../../../io/buffered-reader.js';
import { SocketException } from '../../../net/exceptions.js';
import type { Stage, Story } from '../story.js';
import { accepted, connected, connecting, listening } from './beginning.js';

function server(stage: Stage): void {
  const { server: listener, socket } = accepted(stage);
  stage.at(4);
  socket.getInputStream().readAllBytes();
  stage.at(5);
  socket.getOutputStream().write('apple\npear\n');
  stage.at(8);
  socket.close();
  listener.close();
}

function client(stage: Stage): void {
  const socket = connected(stage);
  stage.at(3);
  socket.getOutputStream().write('pear\napple\n');
  socket.shutdownOutput();
  stage.at(6);
  new BufferedReader(socket.getInputStream()).readLine();
  stage.at(7);
  try {
    socket.getOutputStream();
  } catch (error) {
    if (!(error instanceof SocketException)) throw error;
  }
  stage.at(8);
  socket.close();
}

const story: Story = {
  id: 'half-close',
  title: {
    en: 'Half close: one direction ends, the other goes on',
    ko: '절반만 닫으면 한 방향만 끝나고 다른 방향은 계속됩니다',
  },
  cast: ['server', 'client'],
  programs: { server, client },
  steps: [
    listening,
    connecting,
    {
      text: {
        en: 'The client writes what it has to say, and then says with shutdown that this was all. Its socket is in FIN_WAIT2 now, the server’s in CLOSE_WAIT, and 11 bytes wait in the receive buffer.',
        ko: '클라이언트는 할 말을 쓴 다음, 그것이 전부라고 shutdown으로 알립니다. 이제 클라이언트의 소켓은 FIN_WAIT2, 서버의 소켓은 CLOSE_WAIT 상태입니다. 수신 버퍼에는 11바이트가 기다립니다.',
      },
      code: "client.getOutputStream().write('pear\\napple\\n');\nclient.shutdownOutput();",
      until: ({ socket, client: peer }) =>
        socket?.state === 'CLOSE_WAIT' && socket.receiveQueue === 11 && peer?.state === 'FIN_WAIT2',
    },
    {
      text: {
        en: 'The server reads to the end: read returns 11, and then 0. By the 0 it knows that the request is complete, without anybody having told it a length.',
        ko: '서버는 끝까지 읽습니다. read는 11을 돌려주고 그다음에는 0을 돌려줍니다. 아무도 길이를 알려 주지 않았지만, 이 0을 보고 요청이 끝났음을 압니다.',
      },
      code: 'socket.getInputStream().readAllBytes();',
    },
    {
      text: {
        en: 'The other direction is still open: the server writes its answer, and 11 bytes wait in the receive buffer of the client.',
        ko: '반대 방향은 아직 열려 있습니다. 서버가 응답을 쓰자 11바이트가 클라이언트의 수신 버퍼에서 기다립니다.',
      },
      code: "socket.getOutputStream().write('apple\\npear\\n');",
      until: ({ client: peer }) => peer?.receiveQueue === 11,
    },
    {
      text: {
        en: 'The client reads the answer. Its socket is in FIN_WAIT2 all the time: it has ended its own direction, and not the other.',
        ko: '클라이언트가 응답을 읽습니다. 소켓은 내내 FIN_WAIT2 상태입니다. 자기 방향은 끝냈지만 반대 방향은 끝나지 않았기 때문입니다.',
      },
      code: 'new BufferedReader(client.getInputStream()).readLine();',
      until: ({ client: peer }) => peer?.receiveQueue === 0,
    },
    {
      text: {
        en: 'When it wants to write again, its own object refuses with a SocketException. The kernel is not even asked: there is no system call.',
        ko: '클라이언트가 다시 쓰려고 하면 자신의 객체가 SocketException으로 거절합니다. 커널에는 묻지도 않으므로 시스템 콜이 없습니다.',
      },
      code: 'client.getOutputStream(); // SocketException',
    },
    {
      text: {
        en: 'Both sides close. The client has said goodbye before: its close makes no shutdown.',
        ko: '양쪽 모두 닫습니다. 클라이언트는 이미 작별을 알렸으므로, 이번에는 shutdown 없이 close만 호출합니다.',
      },
      code: 'client.close();\nsocket.close();\nserver.close();',
    },
  ],
};

export default story;
