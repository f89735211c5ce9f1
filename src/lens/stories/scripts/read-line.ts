/** How many bytes does readLine read? As many as there are. */
import { BufferedReader } from '../../../io/buffered-reader.js';
import type { Stage, Story } from '../story.js';
import { accepted, connected, connecting, listening } from './beginning.js';

function server(stage: Stage): void {
  const { server: listener, socket } = accepted(stage);
  stage.at(4);
  const reader = new BufferedReader(socket.getInputStream());
  reader.readLine();
  stage.at(5);
  reader.readLine();
  reader.readLine();
  stage.at(6);
  reader.readLine();
  stage.at(8);
  socket.close();
  listener.close();
}

function client(stage: Stage): void {
  const socket = connected(stage);
  stage.at(3);
  socket.getOutputStream().write('one\ntwo\nthree\n');
  stage.at(7);
  socket.close();
}

const story: Story = {
  id: 'read-line',
  title: {
    en: 'readLine reads once',
    ko: 'readLine은 한 번만 읽습니다',
  },
  cast: ['server', 'client'],
  programs: { server, client },
  steps: [
    listening,
    connecting,
    {
      text: {
        en: 'The client sends three lines with one write. The kernel knows nothing of lines: 14 bytes wait in the receive buffer.',
        ko: '클라이언트가 write 한 번으로 세 줄을 보냅니다. 커널은 줄이 무엇인지 모릅니다. 수신 버퍼에는 14바이트가 기다릴 뿐입니다.',
      },
      code: "client.getOutputStream().write('one\\ntwo\\nthree\\n');",
      until: ({ socket }) => socket?.receiveQueue === 14,
    },
    {
      text: {
        en: 'The server wants one line. The reader asks the kernel for up to 8192 bytes and gets all 14 that there are, the two other lines with them. The receive buffer is empty: the rest waits in a buffer of the program.',
        ko: '서버는 한 줄만 원하지만, 리더는 커널에 최대 8192바이트를 요청합니다. 그래서 나머지 두 줄까지 포함해 거기 있는 14바이트를 모두 받습니다. 수신 버퍼는 비었고, 남은 두 줄은 프로그램 안의 버퍼에서 기다립니다.',
      },
      code: "const reader = new BufferedReader(socket.getInputStream());\nreader.readLine(); // 'one'",
      until: ({ socket }) => socket?.receiveQueue === 0,
    },
    {
      text: {
        en: 'The second and the third line make no system call: they come from the buffer of the program.',
        ko: '둘째 줄과 셋째 줄에서는 시스템 콜이 호출되지 않습니다. 프로그램 안의 버퍼에서 나옵니다.',
      },
      code: "reader.readLine(); // 'two'\nreader.readLine(); // 'three'",
    },
    {
      text: {
        en: 'For a fourth line nothing is left in that buffer, so the reader asks the kernel again. The kernel has nothing either, and puts the thread to sleep in read.',
        ko: '넷째 줄을 읽으려니 버퍼에 남은 것이 없어 다시 커널에 요청합니다. 커널에도 없으므로 스레드는 read 안에서 잠듭니다.',
      },
      code: 'reader.readLine();',
      blocked: [['server', 'read']],
    },
    {
      text: {
        en: 'The client closes its socket. That wakes the reader: read returns 0, the end, and readLine returns null. The server’s socket is in CLOSE_WAIT: it waits for its own program to close it.',
        ko: '클라이언트가 소켓을 닫자 잠들어 있던 스레드가 깨어납니다. read는 끝을 뜻하는 0을, readLine은 null을 돌려줍니다. 서버 쪽 소켓은 자기 프로그램이 닫아 주기를 기다리는 CLOSE_WAIT 상태입니다.',
      },
      code: 'client.close();',
      until: ({ socket }) => socket?.state === 'CLOSE_WAIT',
    },
    {
      text: {
        en: 'The server closes its sockets, and gives the descriptors back.',
        ko: '서버도 소켓을 닫고 디스크립터를 돌려줍니다.',
      },
      code: 'socket.close();\nserver.close();',
    },
  ],
};

export default story;
