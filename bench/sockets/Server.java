import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The server of ../sockets.mjs with Java's blocking sockets and a pool: MODE BYTES THREADS, see server.c. */
public class Server {
  public static void main(String[] args) throws IOException {
    String mode = args[0];
    long total = Long.parseLong(args[1]);
    ExecutorService pool = Executors.newFixedThreadPool(Integer.parseInt(args[2]));
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    System.out.println(server.getLocalPort());
    for (;;) {
      Socket socket = server.accept();
      pool.execute(() -> serve(socket, mode, total));
    }
  }

  private static void serve(Socket socket, String mode, long total) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      byte[] buffer = new byte[mode.equals("echo") || mode.equals("answer") ? 64 : 64 * 1024];
      int length;
      switch (mode) {
        case "receive":
          while (in.read(buffer) > 0) {}
          break;
        case "send":
          for (long sent = 0; sent < total; sent += buffer.length) out.write(buffer, 0, buffer.length);
          break;
        case "answer":
          length = in.read(buffer);
          if (length > 0) out.write(buffer, 0, length);
          break;
        default:
          while ((length = in.read(buffer)) > 0) out.write(buffer, 0, length);
      }
    } catch (IOException gone) {
      // The client says what it misses.
    }
  }
}
