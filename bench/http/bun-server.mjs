/** Bun.serve; it adds Date and Content-Length. Its connections may be idle for 255 s at most. */
/* global Bun */
const answer = () => new Response('Hello, World!', { headers: { Server: 'Bun', 'Content-Type': 'text/plain' } });

const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  idleTimeout: 255,
  fetch: ({ url }) => (url.endsWith('/slow') ? Bun.sleep(10).then(answer) : answer()),
});
console.log(server.port);
