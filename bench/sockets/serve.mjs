/** One connection of server-classes.mjs, in a thread of its pool. */
const { mode, total } = Object.fromEntries(new URL(import.meta.url).searchParams);

export default function serve(socket) {
  socket.setTcpNoDelay(true);
  const input = socket.getInputStream();
  const output = socket.getOutputStream();
  const buffer = new Uint8Array(mode === 'echo' || mode === 'answer' ? 64 : 64 * 1024);
  let length;
  if (mode === 'receive') while (input.read(buffer) > 0);
  else if (mode === 'send') for (let sent = 0; sent < total; sent += buffer.length) output.write(buffer);
  else if (mode === 'answer') output.write(buffer, 0, input.read(buffer));
  else while ((length = input.read(buffer)) > 0) output.write(buffer, 0, length);
  socket.close();
}
