/**
 * What the page says of each system call that a trace can show, by the kernel's name. `test/lens/explanations.test.ts`
 * fails when the table has a call that is not here.
 */
export interface Explanation {
  /** The page of the manual, with its section. */
  readonly man: string;
  /** What the call does, in a sentence. */
  readonly en: string;
  readonly ko: string;
  /** The call of the JDK that makes it: docs/jdk.md; null where there is none. */
  readonly java: string | null;
}

export const explanations: Readonly<Record<string, Explanation>> = {
  socket: {
    man: 'socket(2)',
    en: 'Has the kernel make a socket, an endpoint for communication, and returns the descriptor that names it; nothing is sent.',
    ko: '커널에 통신의 종단점인 소켓을 만들고 그 소켓을 가리키는 디스크립터를 돌려줍니다. 이때 네트워크로 나가는 것은 없습니다.',
    java: 'new ServerSocket(port)',
  },
  socketpair: {
    man: 'socketpair(2)',
    en: 'Makes two sockets that are connected to each other, and returns both descriptors.',
    ko: '서로 연결된 소켓 두 개를 한 번에 만들고 디스크립터 두 개를 돌려줍니다.',
    java: null,
  },
  bind: {
    man: 'bind(2)',
    en: 'Gives the socket its local address; with port 0 the kernel chooses a free port.',
    ko: '소켓에 로컬 주소를 붙이며, 포트가 0이면 커널이 빈 포트를 고릅니다.',
    java: 'ServerSocket.bind(address)',
  },
  connect: {
    man: 'connect(2)',
    en: 'Connects the socket to an address; on TCP it sends SYN and sleeps until the handshake is over.',
    ko: '소켓을 상대 주소에 연결하며, TCP에서는 SYN을 보내고 핸드셰이크가 끝날 때까지 잠듭니다.',
    java: 'Socket.connect(address)',
  },
  listen: {
    man: 'listen(2)',
    en: 'Makes the socket passive: from now on the kernel finishes handshakes by itself and queues the connections, up to the backlog.',
    ko: '소켓을 연결을 받기만 하는 수동(passive) 소켓으로 바꿉니다. 이때부터 커널이 스스로 핸드셰이크를 마치고, 완성된 연결을 backlog만큼 연결 대기열에 쌓아 둡니다.',
    java: 'ServerSocket.bind(address, backlog)',
  },
  accept: {
    man: 'accept(2)',
    en: 'Takes the first finished connection off the accept queue and returns a new descriptor for it; sleeps while the queue is empty.',
    ko: '연결 대기열에서 이미 완성된 연결을 하나 꺼내 새 디스크립터를 돌려주며, 대기열이 비어 있으면 잠듭니다.',
    java: 'ServerSocket.accept()',
  },
  accept4: {
    man: 'accept4(2)',
    en: 'Takes the first finished connection off the accept queue, as accept(2) does, and sets flags such as close-on-exec on the new descriptor in the same call.',
    ko: 'accept(2)처럼 연결 대기열에서 완성된 연결을 하나 꺼내면서, close-on-exec 같은 플래그를 같은 호출에서 새 디스크립터에 설정합니다.',
    java: 'ServerSocket.accept()',
  },
  shutdown: {
    man: 'shutdown(2)',
    en: 'Ends the conversation in one or both directions, for whoever holds the socket; SHUT_WR sends FIN behind what was written.',
    ko: '한 방향 또는 양방향의 통신을, 그 소켓을 공유하는 모두에 대해 끝냅니다. SHUT_WR은 지금까지 쓴 데이터 뒤에 FIN을 보냅니다.',
    java: 'Socket.shutdownOutput()',
  },
  close: {
    man: 'close(2)',
    en: 'Gives the descriptor back; when it was the last that named the socket, the kernel ends the connection.',
    ko: '디스크립터를 반납하며, 그것이 소켓을 가리키던 마지막 디스크립터였다면 커널이 연결을 끝냅니다.',
    java: 'Socket.close()',
  },
  getsockname: {
    man: 'getsockname(2)',
    en: 'Asks which local address and port the socket has.',
    ko: '소켓의 로컬 주소와 포트를 커널에 묻습니다.',
    java: 'Socket.getLocalSocketAddress()',
  },
  getpeername: {
    man: 'getpeername(2)',
    en: 'Asks which address and port the other end of the connection has.',
    ko: '연결 상대의 주소와 포트를 커널에 묻습니다.',
    java: null,
  },
  read: {
    man: 'read(2)',
    en: 'Copies bytes from the receive buffer into memory of the program, and sleeps until there is at least one; 0 means that the peer has ended.',
    ko: '수신 버퍼에 있는 바이트를 프로그램의 메모리로 복사합니다. 한 바이트도 없으면 올 때까지 잠들고, 0은 상대가 전송을 끝냈다는 뜻입니다.',
    java: 'InputStream.read(bytes)',
  },
  write: {
    man: 'write(2)',
    en: 'Copies bytes into the send buffer, and sleeps while it is full; that they were taken does not mean that they have arrived.',
    ko: '바이트를 송신 버퍼로 복사하고 버퍼가 가득 차 있으면 잠듭니다. 커널이 받았다는 것이 상대에게 도착했다는 뜻은 아닙니다.',
    java: 'OutputStream.write(bytes)',
  },
  readv: {
    man: 'readv(2)',
    en: 'Reads as read(2) does, into several buffers, one after the other.',
    ko: 'read(2)처럼 읽되, 여러 버퍼를 차례로 채웁니다.',
    java: 'SocketChannel.read(buffers)',
  },
  writev: {
    man: 'writev(2)',
    en: 'Writes several buffers as if they were one.',
    ko: '여러 버퍼를 하나로 이어진 것처럼 한 번에 씁니다.',
    java: 'SocketChannel.write(buffers)',
  },
  recvfrom: {
    man: 'recvfrom(2)',
    en: 'Reads from the receive buffer with flags and, of a datagram, tells who sent it; recv(3) of the C library makes this call too.',
    ko: '플래그를 주어 수신 버퍼에서 읽고, 데이터그램이면 보낸 쪽의 주소도 알려 줍니다. C 라이브러리의 recv(3)도 이 호출을 합니다.',
    java: 'DatagramSocket.receive(packet)',
  },
  sendto: {
    man: 'sendto(2)',
    en: 'Writes to the send buffer with flags or, of a datagram, to the address given; send(3) of the C library makes this call too.',
    ko: '플래그를 주어 송신 버퍼에 쓰거나, 데이터그램을 지정한 주소로 보냅니다. C 라이브러리의 send(3)도 이 호출을 합니다.',
    java: 'DatagramSocket.send(packet)',
  },
  recvmsg: {
    man: 'recvmsg(2)',
    en: 'Receives a message together with its sender and control messages, which may carry open descriptors of another process.',
    ko: '메시지와 함께 보낸 쪽의 주소와 제어 메시지까지 받으며, 제어 메시지에는 다른 프로세스가 열어 둔 디스크립터가 실려 올 수 있습니다.',
    java: null,
  },
  sendmsg: {
    man: 'sendmsg(2)',
    en: 'Sends several buffers as one message, with control messages: so descriptors travel to another process.',
    ko: '여러 버퍼를 메시지 하나로 묶어 제어 메시지와 함께 보내며, 이 방법으로 디스크립터를 다른 프로세스에 넘길 수 있습니다.',
    java: null,
  },
  getsockopt: {
    man: 'getsockopt(2)',
    en: 'Reads an option of the socket: a buffer size, a pending error, the state of TCP.',
    ko: '버퍼 크기, 보류 중인 오류, TCP 상태 같은 소켓 옵션의 값을 읽습니다.',
    java: 'Socket.getReceiveBufferSize()',
  },
  setsockopt: {
    man: 'setsockopt(2)',
    en: 'Sets an option of the socket, such as SO_REUSEADDR or TCP_NODELAY.',
    ko: 'SO_REUSEADDR, TCP_NODELAY 같은 소켓 옵션을 설정합니다.',
    java: 'Socket.setTcpNoDelay(true)',
  },
  poll: {
    man: 'poll(2)',
    en: 'Sleeps until one of several descriptors is ready, or the time is over.',
    ko: '여러 디스크립터 가운데 하나라도 준비되거나 제한 시간이 지날 때까지 잠듭니다.',
    java: 'Socket.connect(address, timeout)',
  },
  fcntl: {
    man: 'fcntl(2)',
    en: 'Reads or changes the flags of a descriptor, such as O_NONBLOCK and close-on-exec.',
    ko: 'O_NONBLOCK이나 close-on-exec 같은 디스크립터의 플래그를 읽거나 바꿉니다.',
    java: 'SocketChannel.configureBlocking(false)',
  },
  ioctl: {
    man: 'ioctl(2)',
    en: 'Makes a request that only some kinds of file know: FIONREAD asks how many bytes wait in the receive buffer.',
    ko: '특정 종류의 파일에만 있는 요청을 합니다. FIONREAD는 수신 버퍼에 남아 있는 바이트 수를 묻습니다.',
    java: 'InputStream.available()',
  },
  dup: {
    man: 'dup(2)',
    en: 'Makes the lowest free descriptor a second name for the same file.',
    ko: '쓰이지 않는 가장 작은 번호로, 같은 파일을 가리키는 디스크립터를 하나 더 만듭니다.',
    java: null,
  },
  dup2: {
    man: 'dup2(2)',
    en: 'Makes a given descriptor number name another file, and closes what it named before: so close() puts a dead socket in the place of one that a thread is blocked on.',
    ko: '지정한 번호의 디스크립터가 다른 파일을 가리키게 하고, 원래 가리키던 파일은 닫습니다. close()는 이 호출로 다른 스레드가 블록되어 있는 소켓의 자리에 죽은 소켓을 끼워 넣습니다.',
    java: 'Socket.close()',
  },
  dup3: {
    man: 'dup3(2)',
    en: 'Does what dup2(2) does and sets close-on-exec: so close() puts a dead socket in the place of one that a thread is blocked on.',
    ko: 'dup2(2)와 같은 일을 하면서 close-on-exec도 설정합니다. close()는 이 호출로 다른 스레드가 블록되어 있는 소켓의 자리에 죽은 소켓을 끼워 넣습니다.',
    java: 'Socket.close()',
  },
  tgkill: {
    man: 'tgkill(2)',
    en: 'Sends a signal to one thread: so close() gets a thread out of the call that it is blocked in, which returns EINTR.',
    ko: '특정 스레드 하나에 시그널을 보냅니다. close()는 이 호출로 다른 스레드가 블록되어 있던 시스템 콜에서 EINTR로 빠져나오게 합니다.',
    java: 'Socket.close()',
  },
  pipe: {
    man: 'pipe(2)',
    en: 'Makes a pipe, and returns one descriptor for its end to read and one for its end to write.',
    ko: '파이프를 만들고 읽는 쪽과 쓰는 쪽의 디스크립터를 하나씩 돌려줍니다.',
    java: 'Pipe.open()',
  },
  sendfile: {
    man: 'sendfile(2)',
    en: 'Copies from a file to a socket inside the kernel, so that the bytes never enter the memory of the program.',
    ko: '파일의 내용을 커널 안에서 바로 소켓으로 복사하므로, 데이터가 프로그램의 메모리를 거치지 않습니다.',
    java: 'FileChannel.transferTo(position, count, socketChannel)',
  },
  epoll_create1: {
    man: 'epoll_create1(2)',
    en: 'Makes an epoll set, with which one thread waits for events of many descriptors.',
    ko: '스레드 하나가 수많은 디스크립터의 이벤트를 기다릴 수 있게 해 주는 epoll 집합을 만듭니다.',
    java: 'Selector.open()',
  },
  epoll_ctl: {
    man: 'epoll_ctl(2)',
    en: 'Adds a descriptor to an epoll set, changes what is waited for, or removes it.',
    ko: 'epoll 집합에 디스크립터를 넣거나, 기다릴 이벤트를 바꾸거나, 집합에서 뺍니다.',
    java: 'Selector.select()',
  },
  epoll_wait: {
    man: 'epoll_wait(2)',
    en: 'Sleeps until descriptors of an epoll set are ready, and returns which: idle connections cost no thread.',
    ko: 'epoll 집합의 디스크립터가 준비될 때까지 잠들었다가 준비된 것들을 돌려줍니다. 그래서 쉬고 있는 연결에는 스레드가 들지 않습니다.',
    java: 'Selector.select()',
  },
  kqueue: {
    man: 'kqueue(2)',
    en: 'Makes a kernel event queue, the counterpart of epoll on macOS.',
    ko: 'macOS에서 epoll에 해당하는 커널 이벤트 큐를 만듭니다.',
    java: 'Selector.open()',
  },
  kevent: {
    man: 'kevent(2)',
    en: 'Changes what a kernel event queue waits for, and sleeps until events come.',
    ko: '커널 이벤트 큐가 기다릴 대상을 바꾸고, 이벤트가 올 때까지 잠듭니다.',
    java: 'Selector.select()',
  },
};
