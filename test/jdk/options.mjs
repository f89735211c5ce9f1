// Socket options: each is one system call to set and one to get. As in Options.java.
import { ServerSocket } from 'berkeley-sockets';
import { check, connected, loopback, section, window } from './marks.mjs';

export function options() {
  section('Options');
  const serverSocket = new ServerSocket();
  window('serverSocket.setReuseAddress(true), not bound yet', () => serverSocket.setReuseAddress(true));
  window('serverSocket.setReceiveBufferSize(32768)', () => serverSocket.setReceiveBufferSize(32768));
  window('serverSocket.bind(address) after an option', () => serverSocket.bind(loopback()));
  window('serverSocket.getReuseAddress()', () => serverSocket.getReuseAddress());
  window('serverSocket.getReceiveBufferSize()', () => check(serverSocket.getReceiveBufferSize(), 32768));
  serverSocket.close();

  const pair = connected();
  const socket = pair.server;
  window('socket.setTcpNoDelay(true)', () => socket.setTcpNoDelay(true));
  window('socket.getTcpNoDelay()', () => socket.getTcpNoDelay());
  window('socket.setKeepAlive(true)', () => socket.setKeepAlive(true));
  window('socket.getKeepAlive()', () => socket.getKeepAlive());
  window('socket.setReuseAddress(true)', () => socket.setReuseAddress(true));
  window('socket.getReuseAddress()', () => socket.getReuseAddress());
  window('socket.setReceiveBufferSize(32768)', () => socket.setReceiveBufferSize(32768));
  window('socket.getReceiveBufferSize()', () => check(socket.getReceiveBufferSize(), 32768));
  window('socket.setSendBufferSize(32768)', () => socket.setSendBufferSize(32768));
  window('socket.getSendBufferSize()', () => check(socket.getSendBufferSize(), 32768));
  window('socket.setSoLinger(true, 5)', () => socket.setSoLinger(true, 5));
  window('socket.getSoLinger()', () => check(socket.getSoLinger(), 5));
  window('socket.setSoLinger(false, 0)', () => socket.setSoLinger(false, 0));
  window('socket.setOOBInline(true)', () => socket.setOOBInline(true));
  window('socket.getOOBInline()', () => socket.getOOBInline());
  window('socket.setTrafficClass(16)', () => socket.setTrafficClass(16));
  window('socket.getTrafficClass()', () => socket.getTrafficClass());
  window('socket.setOption(SO_REUSEPORT, true)', () => socket.setOption('SO_REUSEPORT', true));
  window('socket.getOption(SO_REUSEPORT)', () => socket.getOption('SO_REUSEPORT'));
  window('socket.setOption(TCP_KEEPIDLE, 60)', () => socket.setOption('TCP_KEEPIDLE', 60));
  window('socket.getOption(TCP_KEEPIDLE)', () => socket.getOption('TCP_KEEPIDLE'));
  window('socket.setOption(TCP_QUICKACK, true)', () => socket.setOption('TCP_QUICKACK', true));
  window('socket.sendUrgentData(33)', () => socket.sendUrgentData(33));
  pair.close();
}
