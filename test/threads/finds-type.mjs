// A Runnable that tells of what class its arguments are.
export default function types(socket, ...others) {
  const names = [socket, ...others].map((each) => `${each.constructor.name} ${each.isBound()} ${each.fd >= 0}`);
  socket.getOutputStream().write(JSON.stringify(names));
  socket.close();
}
