import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** What the windows are made of: marks where calls begin and end, threads, connections. */
abstract class Marks {
  interface Call {
    void run() throws Exception;
  }

  /** Numbers of the system calls that a thread may sleep in: those of x86-64, and of all newer architectures. */
  enum SystemCall {
    READ(0, 63),
    WRITE(1, 64),
    POLL(7, 73),
    CONNECT(42, 203),
    ACCEPT(43, 202),
    RECVFROM(45, 207);

    private final String number;

    SystemCall(int amd64, int others) {
      number = (System.getProperty("os.arch").equals("amd64") ? amd64 : others) + " ";
    }
  }

  static final InetSocketAddress LOOPBACK = loopback(0);

  static InetSocketAddress loopback(int port) {
    return new InetSocketAddress("127.0.0.1", port);
  }

  private static void mark(String text) {
    new File("/M/" + text).exists();
  }

  /** The windows that follow belong to this section of the page. */
  static void section(String title) {
    mark("S:" + title);
  }

  /** Makes the call between two marks of its name. */
  static <T> T window(String name, Callable<T> call) throws Exception {
    var begin = new File("/M/B:" + name);
    var end = new File("/M/E:" + name);
    begin.exists();
    try {
      return call.call();
    } finally {
      end.exists();
    }
  }

  static void window(String name, Call call) throws Exception {
    window(
        name,
        () -> {
          call.run();
          return null;
        });
  }

  /** The same for a call that must fail. */
  static void fails(String name, Class<? extends IOException> type, Call call) throws Exception {
    try {
      window(name, call);
    } catch (IOException error) {
      if (type.isInstance(error)) return;
      throw error;
    }
    throw new AssertionError(name + " did not throw");
  }

  static void check(Object actual, Object expected) {
    if (!actual.equals(expected)) throw new AssertionError(actual + " is not " + expected);
  }

  /** The calling thread's directory in /proc. */
  private static Path self() throws IOException {
    return Path.of("/proc").resolve(Files.readSymbolicLink(Path.of("/proc/thread-self")));
  }

  private static void untilAsleep(Path thread, SystemCall... calls) throws IOException {
    for (; ; Thread.yield()) {
      String inside = Files.readString(thread.resolve("syscall"));
      if (Arrays.stream(calls).noneMatch(call -> inside.startsWith(call.number))) continue;
      String stat = Files.readString(thread.resolve("stat"));
      if (stat.startsWith("S ", stat.lastIndexOf(')') + 2)) return;
    }
  }

  /** Runs the action on another thread as soon as this one sleeps in one of the system calls. */
  static Thread whenAsleep(Call action, SystemCall... calls) throws IOException {
    Path self = self();
    return start(
        () -> {
          untilAsleep(self, calls);
          action.run();
        });
  }

  /** Starts a thread that makes a call, and returns when it sleeps in one of the system calls. */
  static Thread asleep(Call call, SystemCall... calls) throws Exception {
    var directory = new CompletableFuture<Path>();
    Thread thread =
        start(
            () -> {
              directory.complete(self());
              call.run();
            });
    untilAsleep(directory.get(), calls);
    return thread;
  }

  static Thread start(Call call) {
    var thread =
        new Thread(
            () -> {
              try {
                call.run();
              } catch (Throwable error) {
                error.printStackTrace();
                Runtime.getRuntime().halt(1);
              }
            });
    thread.start();
    return thread;
  }

  /** A connection over 127.0.0.1. */
  record Pair(Socket client, Socket server) implements AutoCloseable {
    static Pair connected() throws IOException {
      return connected(0);
    }

    /** With buffers of this size, where it is not 0. */
    static Pair connected(int bufferSize) throws IOException {
      try (var listener = new ServerSocket()) {
        if (bufferSize > 0) listener.setReceiveBufferSize(bufferSize);
        listener.bind(LOOPBACK, 1);
        var client = new Socket();
        if (bufferSize > 0) client.setReceiveBufferSize(bufferSize);
        client.connect(listener.getLocalSocketAddress());
        client.setTcpNoDelay(true);
        Socket server = listener.accept();
        server.setTcpNoDelay(true);
        if (bufferSize > 0) server.setSendBufferSize(bufferSize);
        return new Pair(client, server);
      }
    }

    /** Has the client send, and returns when it is there for the server to read. */
    void send(String text) throws IOException {
      write(text);
      while (server.getInputStream().available() < text.length()) Thread.onSpinWait();
    }

    void write(String text) throws IOException {
      client.getOutputStream().write(text.getBytes("US-ASCII"));
    }

    /** Ends the connection with a reset. */
    void reset() throws IOException {
      client.setSoLinger(true, 0);
      client.close();
    }

    @Override
    public void close() throws IOException {
      client.close();
      server.close();
    }
  }

  /** A listener whose queue is full: who connects to it waits for ever. */
  record FullListener(ServerSocket listener, List<Socket> waiting) implements AutoCloseable {
    static FullListener open() throws IOException {
      var listener = new ServerSocket();
      listener.bind(LOOPBACK, 1);
      var waiting = List.of(new Socket(), new Socket());
      for (Socket socket : waiting) socket.connect(listener.getLocalSocketAddress());
      return new FullListener(listener, waiting);
    }

    @Override
    public void close() throws IOException {
      for (Socket socket : waiting) socket.close();
      listener.close();
    }
  }
}
