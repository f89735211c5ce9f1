import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/** What a call that another thread's close() ends does, and what that close() does. */
final class AsynchronousClose extends Marks {
  static void play() throws Exception {
    section("Closing while another thread is inside");
    listener("serverSocket.accept()", 0, SystemCall.ACCEPT);
    listener("serverSocket.accept() with a timeout", 60_000, SystemCall.POLL);
    reader("in.read(bytes)", 0, SystemCall.READ);
    reader("in.read(bytes) with a timeout", 60_000, SystemCall.POLL);
    try (var pair = Pair.connected(8192)) {
      var out = pair.server().getOutputStream();
      pair.server().setSoLinger(true, 0);
      closed("out.write(bytes) with SO_LINGER 0", () -> out.write(new byte[1 << 17]), "socket", pair.server(), SystemCall.WRITE);
    }
    try (var full = FullListener.open(); var socket = new Socket()) {
      var address = full.listener().getLocalSocketAddress();
      closed("socket.connect(address)", () -> socket.connect(address), "socket", socket, SystemCall.CONNECT);
    }
    try (var full = FullListener.open(); var socket = new Socket()) {
      var address = full.listener().getLocalSocketAddress();
      closed(
          "socket.connect(address, 60000)",
          () -> socket.connect(address, 60_000),
          "socket",
          socket,
          SystemCall.POLL);
    }

    section("Shutting down while another thread is inside");
    try (var pair = Pair.connected()) {
      Socket socket = pair.server();
      Thread thread =
          asleep(
              () ->
                  window(
                      "in.read(bytes), ended by shutdownInput()",
                      () -> check(socket.getInputStream().read(new byte[64]), -1)),
              SystemCall.READ);
      window("socket.shutdownInput(), a thread is in in.read(bytes)", socket::shutdownInput);
      thread.join();
    }
    try (var pair = Pair.connected(8192)) {
      Socket socket = pair.server();
      Thread thread =
          asleep(
              () ->
                  fails(
                      "out.write(bytes), ended by shutdownOutput()",
                      SocketException.class,
                      () -> socket.getOutputStream().write(new byte[1 << 17])),
              SystemCall.WRITE);
      window("socket.shutdownOutput(), a thread is in out.write(bytes)", socket::shutdownOutput);
      thread.join();
    }
  }

  private static void listener(String call, int timeout, SystemCall inside) throws Exception {
    try (var serverSocket = new ServerSocket()) {
      serverSocket.bind(LOOPBACK);
      serverSocket.setSoTimeout(timeout);
      closed(call, serverSocket::accept, "serverSocket", serverSocket, inside);
    }
  }

  private static void reader(String call, int timeout, SystemCall inside) throws Exception {
    try (var pair = Pair.connected()) {
      pair.server().setSoTimeout(timeout);
      var in = pair.server().getInputStream();
      closed(call, () -> in.read(new byte[64]), "socket", pair.server(), inside);
    }
  }

  /** One thread makes the call; when it sleeps in it, this one closes. */
  private static void closed(String name, Call call, String receiver, AutoCloseable socket, SystemCall inside)
      throws Exception {
    Thread thread =
        asleep(() -> fails(name + ", closed by another thread", SocketException.class, call), inside);
    window(receiver + ".close(), a thread is in " + name, socket::close);
    thread.join();
  }
}
