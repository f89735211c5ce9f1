import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;

/** The calls that src/lens/explanations.ts names, each in a window of that name. */
final class Explained extends Marks {
  public static void main(String[] args) throws Exception {
    sockets();
    closing();
    datagrams();
    channels();
  }

  private static void sockets() throws Exception {
    window("new ServerSocket(port)", () -> new ServerSocket(0)).close();
    try (var listener = new ServerSocket(); var client = new Socket(); var other = new Socket()) {
      window("ServerSocket.bind(address)", () -> listener.bind(LOOPBACK));
      try (var second = new ServerSocket()) {
        window("ServerSocket.bind(address, backlog)", () -> second.bind(LOOPBACK, 5));
      }
      window("Socket.connect(address)", () -> client.connect(listener.getLocalSocketAddress()));
      Socket socket = window("ServerSocket.accept()", () -> listener.accept());
      window("Socket.connect(address, timeout)", () -> other.connect(listener.getLocalSocketAddress(), 2000));
      var bytes = new byte[5];
      window("OutputStream.write(bytes)", () -> client.getOutputStream().write(bytes));
      var in = socket.getInputStream();
      while (in.available() == 0) Thread.onSpinWait();
      window("InputStream.available()", () -> in.available());
      window("InputStream.read(bytes)", () -> in.read(bytes));
      window("Socket.getLocalSocketAddress()", () -> socket.getLocalSocketAddress());
      window("Socket.setTcpNoDelay(true)", () -> socket.setTcpNoDelay(true));
      window("Socket.getReceiveBufferSize()", () -> socket.getReceiveBufferSize());
      window("Socket.shutdownOutput()", () -> socket.shutdownOutput());
      socket.close();
    }
  }

  /** With a thread inside, which makes it do all that it can do. */
  private static void closing() throws Exception {
    try (var pair = Pair.connected()) {
      var reader =
          asleep(
              () -> {
                try {
                  pair.server().getInputStream().read();
                  throw new AssertionError("read() has returned");
                } catch (SocketException expected) {
                  // "Socket closed"
                }
              },
              SystemCall.READ);
      window("Socket.close()", () -> pair.server().close());
      reader.join();
    }
    try (var pair = Pair.connected()) {
      window("Socket.close()", () -> pair.server().close());
    }
  }

  private static void datagrams() throws Exception {
    try (var socket = new DatagramSocket(LOOPBACK)) {
      var packet = new DatagramPacket(new byte[5], 5, InetAddress.getLoopbackAddress(), socket.getLocalPort());
      window("DatagramSocket.send(packet)", () -> socket.send(packet));
      window("DatagramSocket.receive(packet)", () -> socket.receive(packet));
    }
  }

  private static void channels() throws Exception {
    Pipe pipe = window("Pipe.open()", () -> Pipe.open());
    pipe.source().close();
    pipe.sink().close();
    var file = Files.createTempFile("explained", null);
    Files.write(file, new byte[100]);
    try (var listener = ServerSocketChannel.open().bind(LOOPBACK);
        var client = SocketChannel.open(listener.getLocalAddress());
        var server = listener.accept();
        Selector selector = window("Selector.open()", () -> Selector.open());
        var bytes = FileChannel.open(file)) {
      ByteBuffer[] buffers = {ByteBuffer.allocate(2), ByteBuffer.allocate(2)};
      window("SocketChannel.write(buffers)", () -> server.write(buffers));
      for (ByteBuffer buffer : buffers) buffer.clear();
      window("SocketChannel.read(buffers)", () -> client.read(buffers));
      window("FileChannel.transferTo(position, count, socketChannel)", () -> bytes.transferTo(0, 100, server));
      window("SocketChannel.configureBlocking(false)", () -> client.configureBlocking(false));
      client.register(selector, SelectionKey.OP_READ);
      window("Selector.select()", () -> selector.select());
    } finally {
      Files.delete(file);
    }
  }
}
