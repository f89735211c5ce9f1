import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** DatagramSocket. */
final class Datagrams extends Marks {
  static void play() throws Exception {
    section("Datagrams");
    DatagramSocket any = window("new DatagramSocket()", () -> new DatagramSocket());
    DatagramSocket socket = window("new DatagramSocket(address)", () -> new DatagramSocket(LOOPBACK));
    DatagramSocket unbound = window("new DatagramSocket(null)", () -> new DatagramSocket(null));
    window("datagramSocket.bind(address)", () -> unbound.bind(LOOPBACK));
    window("datagramSocket.getLocalPort()", unbound::getLocalPort);
    window("datagramSocket.close()", unbound::close);
    window("datagramSocket.close() again", unbound::close);

    var peer = new DatagramSocket(LOOPBACK);
    byte[] hello = "hello".getBytes("US-ASCII");
    var packet = new DatagramPacket(hello, hello.length, loopback(peer.getLocalPort()));
    var empty = new DatagramPacket(new byte[64], 64);
    window("datagramSocket.send(packet)", () -> socket.send(packet));
    window("datagramSocket.receive(packet)", () -> peer.receive(empty));
    Thread sends = whenAsleep(() -> socket.send(packet), SystemCall.RECVFROM, SystemCall.POLL);
    window("datagramSocket.receive(packet) before a datagram comes", () -> peer.receive(empty));
    sends.join();
    window("datagramSocket.setSoTimeout(300)", () -> peer.setSoTimeout(300));
    fails(
        "datagramSocket.receive(packet) with a timeout, the first, too late",
        SocketTimeoutException.class,
        () -> peer.receive(empty));
    fails(
        "datagramSocket.receive(packet) with a timeout, too late",
        SocketTimeoutException.class,
        () -> peer.receive(empty));
    peer.setSoTimeout(60_000);
    socket.send(packet);
    window("datagramSocket.receive(packet) with a timeout, a datagram is there", () -> peer.receive(empty));
    Thread late = whenAsleep(() -> socket.send(packet), SystemCall.POLL);
    window("datagramSocket.receive(packet) with a timeout, a datagram comes", () -> peer.receive(empty));
    late.join();
    window("datagramSocket.connect(address)", () -> any.connect(loopback(peer.getLocalPort())));
    window("datagramSocket.send(packet), connected", () -> any.send(packet));
    window("datagramSocket.disconnect()", any::disconnect);
    any.close();
    socket.close();
    peer.close();
    closed("datagramSocket.receive(packet)", 0, SystemCall.RECVFROM, SystemCall.POLL);
    closed("datagramSocket.receive(packet) with a timeout", 60_000, SystemCall.POLL);
  }

  private static void closed(String name, int timeout, SystemCall... inside) throws Exception {
    var socket = new DatagramSocket(LOOPBACK);
    socket.setSoTimeout(timeout);
    var empty = new DatagramPacket(new byte[64], 64);
    Thread thread =
        asleep(
            () -> fails(name + ", closed by another thread", SocketException.class, () -> socket.receive(empty)),
            inside);
    window("datagramSocket.close(), a thread is in " + name, socket::close);
    thread.join();
  }
}
