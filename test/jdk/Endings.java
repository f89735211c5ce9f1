import java.net.ServerSocket;
import java.net.Socket;

/**
 * Ends connections in the ways that the arguments name, one after the other. Tells on standard output the port, and
 * then each time that it has closed. endings.mjs does the same.
 */
final class Endings extends Marks {
  public static void main(String[] ways) throws Exception {
    try (var listener = new ServerSocket()) {
      listener.bind(LOOPBACK);
      System.out.println(listener.getLocalPort());
      for (String way : ways) {
        Socket socket = listener.accept();
        if (way.equals("unread input")) {
          var in = socket.getInputStream();
          while (in.available() == 0) Thread.onSpinWait();
        } else if (way.equals("SO_LINGER 0")) {
          socket.setSoLinger(true, 0);
        }
        socket.close();
        System.out.println("closed");
      }
    }
  }
}
