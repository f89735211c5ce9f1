import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/**
 * Makes each call of docs/jdk.md between two marks that strace sees. Everything is played in passes: in the first, the
 * JVM loads classes and probes the kernel. conversation.mjs plays the same.
 */
final class Conversation extends Marks {
  private static final int MEBIBYTE = 1 << 20;

  public static void main(String[] passes) throws Exception {
    for (int pass = 0; pass < Integer.parseInt(passes[0]); pass++) {
      listen();
      accept();
      read();
      write();
      close();
      connect();
      timeouts();
      Options.play();
      AsynchronousClose.play();
      Datagrams.play();
    }
  }

  private static void listen() throws Exception {
    section("Listening");
    ServerSocket first = window("new ServerSocket(port)", () -> new ServerSocket(0));
    fails("new ServerSocket(port), which is in use", BindException.class, () -> new ServerSocket(first.getLocalPort()));
    window(
        "serverSocket.getLocalPort() getInetAddress() getLocalSocketAddress() isBound() isClosed()",
        () -> {
          first.getLocalPort();
          first.getInetAddress();
          first.getLocalSocketAddress();
          first.isBound();
          first.isClosed();
        });
    window("serverSocket.close()", first::close);
    window("serverSocket.close() again", first::close);
    window("new ServerSocket(port, 5)", () -> new ServerSocket(0, 5)).close();
    window("new ServerSocket(port, 0)", () -> new ServerSocket(0, 0)).close();
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    window("new ServerSocket(port, 5, '127.0.0.1')", () -> new ServerSocket(0, 5, loopback)).close();
    InetAddress loopback6 = InetAddress.getByName("::1");
    window("new ServerSocket(port, 5, '::1')", () -> new ServerSocket(0, 5, loopback6)).close();
    ServerSocket unbound = window("new ServerSocket()", () -> new ServerSocket());
    window("serverSocket.bind(address)", () -> unbound.bind(LOOPBACK));
    unbound.close();
    var never = new ServerSocket();
    window("serverSocket.close(), never bound", never::close);
  }

  private static void accept() throws Exception {
    section("Accepting");
    var listener = new ServerSocket();
    listener.bind(LOOPBACK);
    var client = new Socket();
    client.connect(listener.getLocalSocketAddress());
    Socket socket = window("serverSocket.accept()", listener::accept);
    window(
        "socket.getInetAddress() getPort() getRemoteSocketAddress() isConnected() isBound() isClosed()",
        () -> {
          socket.getInetAddress();
          socket.getPort();
          socket.getRemoteSocketAddress();
          socket.isConnected();
          socket.isBound();
          socket.isClosed();
        });
    window("socket.getLocalPort()", socket::getLocalPort);
    window("socket.getLocalAddress()", socket::getLocalAddress);
    window("socket.getLocalSocketAddress()", socket::getLocalSocketAddress);
    socket.close();
    client.close();
    var late = new Socket();
    Thread connects = whenAsleep(() -> late.connect(listener.getLocalSocketAddress()), SystemCall.ACCEPT);
    window("serverSocket.accept() before a client comes", listener::accept).close();
    connects.join();
    late.close();
    listener.close();
  }

  private static void read() throws Exception {
    section("Reading");
    var pair = Pair.connected();
    Socket socket = pair.server();
    var in = window("socket.getInputStream()", socket::getInputStream);
    var reader = window("new BufferedReader(in)", () -> new BufferedReader(new InputStreamReader(in)));
    pair.send("GET / HTTP/1.1\r\nHost: localhost\r\n");
    window("reader.readLine(), the first", () -> check(reader.readLine(), "GET / HTTP/1.1"));
    window("reader.readLine(), the second, which is in the buffer", reader::readLine);
    pair.send("Accept:");
    Thread sends = whenAsleep(() -> pair.write(" text/plain\r\n"), SystemCall.READ);
    window(
        "reader.readLine(), a line that comes in two parts", () -> check(reader.readLine(), "Accept: text/plain"));
    sends.join();
    window("reader.ready(), nothing is there", () -> check(reader.ready(), false));
    pair.send("hello, world");
    window("in.available()", () -> check(in.available(), 12));
    window("in.read()", () -> check(in.read(), (int) 'h'));
    byte[] bytes = new byte[64];
    window("in.read(bytes, 0, 4)", () -> check(in.read(bytes, 0, 4), 4));
    window("in.read(bytes, 0, 0)", () -> check(in.read(bytes, 0, 0), 0));
    window("in.read(bytes)", () -> check(in.read(bytes), 7));
    pair.client().shutdownOutput();
    window("in.available() at the end of the stream", () -> check(in.available(), 0));
    window("in.read(bytes) at the end of the stream", () -> check(in.read(bytes), -1));
    window("in.read(bytes) at the end of the stream, again", () -> check(in.read(bytes), -1));
    window("reader.readLine() at the end of the stream", reader::readLine);
    pair.close();

    var dying = Pair.connected();
    var broken = dying.server().getInputStream();
    dying.reset();
    fails("in.read(bytes) after a reset", SocketException.class, () -> broken.read(bytes));
    fails("in.read(bytes) after a reset, again", SocketException.class, () -> broken.read(bytes));
    dying.close();

    var shut = Pair.connected();
    var ended = shut.server().getInputStream();
    window("socket.shutdownInput()", shut.server()::shutdownInput);
    window("in.read(bytes) after shutdownInput()", () -> check(ended.read(bytes), -1));
    window("in.available() after shutdownInput()", () -> check(ended.available(), 0));
    shut.close();
  }

  private static void write() throws Exception {
    section("Writing");
    var pair = Pair.connected();
    Socket socket = pair.server();
    var out = window("socket.getOutputStream()", socket::getOutputStream);
    byte[] hello = "hello".getBytes("US-ASCII");
    window("out.write(bytes)", () -> out.write(hello));
    window("out.write(65)", () -> out.write(65));
    window("out.write(bytes, 0, 0)", () -> out.write(hello, 0, 0));
    window("out.flush()", out::flush);
    Thread reads = start(() -> pair.client().getInputStream().readNBytes(hello.length + 1 + MEBIBYTE));
    window("out.write(bytes), 1 MiB", () -> out.write(new byte[MEBIBYTE]));
    reads.join();
    var buffered = new BufferedOutputStream(out);
    window("bufferedOut.write(bytes)", () -> buffered.write(hello));
    window("bufferedOut.flush()", buffered::flush);
    var printer = new PrintWriter(out, true);
    window("writer.println('hello'), with autoflush", () -> printer.println("hello"));
    window("socket.shutdownOutput()", socket::shutdownOutput);
    fails("socket.shutdownOutput() again", SocketException.class, socket::shutdownOutput);
    fails("out.write(bytes) after shutdownOutput()", SocketException.class, () -> out.write(hello));
    pair.send("answer");
    var in = socket.getInputStream();
    window("in.read(bytes) after shutdownOutput()", () -> check(in.read(new byte[64]), 6));
    pair.close();
  }

  private static void close() throws Exception {
    section("Closing");
    try (var pair = Pair.connected()) {
      window("socket.close()", pair.server()::close);
      window("socket.close() again", pair.server()::close);
    }
    try (var pair = Pair.connected()) {
      pair.send("unread");
      window("socket.close() with unread input", pair.server()::close);
      check(pair.client().getInputStream().read(), -1);
    }
    try (var pair = Pair.connected()) {
      pair.client().close();
      window("socket.close() after the peer's", pair.server()::close);
    }
    try (var pair = Pair.connected()) {
      pair.server().setSoLinger(true, 0);
      window("socket.close() with SO_LINGER 0", pair.server()::close);
    }
    try (var pair = Pair.connected()) {
      pair.server().setSoLinger(true, 5);
      window("socket.close() with SO_LINGER 5", pair.server()::close);
    }
    try (var pair = Pair.connected()) {
      pair.server().shutdownOutput();
      window("socket.close() after shutdownOutput()", pair.server()::close);
    }
    try (var pair = Pair.connected()) {
      window("in.close()", pair.server().getInputStream()::close);
    }
    try (var pair = Pair.connected()) {
      window("out.close()", pair.server().getOutputStream()::close);
    }
    var never = new Socket();
    window("socket.close(), never connected", never::close);
  }

  private static void connect() throws Exception {
    section("Connecting");
    try (var listener = new ServerSocket(0)) {
      int port = listener.getLocalPort();
      window("new Socket('127.0.0.1', port)", () -> new Socket("127.0.0.1", port)).close();
      listener.accept().close();
      Socket socket = window("new Socket()", () -> new Socket());
      var address = loopback(port);
      window("socket.connect(address)", () -> socket.connect(address));
      listener.accept().close();
      window("socket.getLocalPort() of a client", socket::getLocalPort);
      socket.close();
      var timed = new Socket();
      window("socket.connect(address, 2000)", () -> timed.connect(address, 2000));
      listener.accept().close();
      timed.close();
      var bound = new Socket();
      window("socket.bind(address)", () -> bound.bind(LOOPBACK));
      window("socket.connect(address) after bind(address)", () -> bound.connect(address));
      listener.accept().close();
      bound.close();
      var option = new Socket();
      window("socket.setTcpNoDelay(true) before connect", () -> option.setTcpNoDelay(true));
      window("socket.connect(address) after setTcpNoDelay(true)", () -> option.connect(address));
      listener.accept().close();
      option.close();
    }
    // Bound and not listening: nobody else gets the port, and it refuses.
    try (var deaf = new Socket()) {
      deaf.bind(LOOPBACK);
      var refusing = deaf.getLocalSocketAddress();
      var socket = new Socket();
      fails("socket.connect(address), refused", ConnectException.class, () -> socket.connect(refusing));
      var timed = new Socket();
      fails("socket.connect(address, 2000), refused", ConnectException.class, () -> timed.connect(refusing, 2000));
    }
    try (var full = FullListener.open(); var socket = new Socket()) {
      var address = full.listener().getLocalSocketAddress();
      fails("socket.connect(address, 300), too late", SocketTimeoutException.class, () -> socket.connect(address, 300));
    }
  }

  private static void timeouts() throws Exception {
    section("Timeouts");
    var listener = new ServerSocket();
    listener.bind(LOOPBACK);
    window("serverSocket.setSoTimeout(300)", () -> listener.setSoTimeout(300));
    window("serverSocket.getSoTimeout()", () -> check(listener.getSoTimeout(), 300));
    fails("serverSocket.accept() with a timeout, the first, too late", SocketTimeoutException.class, listener::accept);
    fails("serverSocket.accept() with a timeout, too late", SocketTimeoutException.class, listener::accept);
    listener.setSoTimeout(60_000);
    var client = new Socket();
    client.connect(listener.getLocalSocketAddress());
    window("serverSocket.accept() with a timeout, a client waits", listener::accept).close();
    client.close();
    acceptLate("serverSocket.accept() with a timeout, a client comes", listener, SystemCall.POLL);
    listener.setSoTimeout(0);
    acceptLate("serverSocket.accept() after setSoTimeout(0)", listener, SystemCall.POLL, SystemCall.ACCEPT);
    listener.close();

    var pair = Pair.connected();
    Socket socket = pair.server();
    var in = socket.getInputStream();
    byte[] bytes = new byte[64];
    window("socket.setSoTimeout(300)", () -> socket.setSoTimeout(300));
    window("socket.getSoTimeout()", () -> check(socket.getSoTimeout(), 300));
    fails("in.read(bytes) with a timeout, the first, too late", SocketTimeoutException.class, () -> in.read(bytes));
    fails("in.read(bytes) with a timeout, too late", SocketTimeoutException.class, () -> in.read(bytes));
    socket.setSoTimeout(60_000);
    pair.send("there");
    window("in.read(bytes) with a timeout, data is there", () -> check(in.read(bytes), 5));
    readLate("in.read(bytes) with a timeout, data comes", pair, SystemCall.POLL);
    socket.setSoTimeout(0);
    readLate("in.read(bytes) after setSoTimeout(0)", pair, SystemCall.POLL, SystemCall.READ);
    window("out.write(bytes) after a timeout was used", () -> socket.getOutputStream().write(bytes));
    pair.close();
  }

  private static void acceptLate(String name, ServerSocket listener, SystemCall... calls) throws Exception {
    var late = new Socket();
    Thread connects = whenAsleep(() -> late.connect(listener.getLocalSocketAddress()), calls);
    window(name, listener::accept).close();
    connects.join();
    late.close();
  }

  private static void readLate(String name, Pair pair, SystemCall... calls) throws Exception {
    Thread sends = whenAsleep(() -> pair.write("late"), calls);
    window(name, () -> check(pair.server().getInputStream().read(new byte[64]), 4));
    sends.join();
  }
}
