/** node:http, a single process, as one writes it. */
import http from 'node:http';

const server = http.createServer((request, response) => {
  const answer = () => {
    response.writeHead(200, { Server: 'node', 'Content-Type': 'text/plain', 'Content-Length': 13 });
    response.end('Hello, World!');
  };
  if (request.url === '/slow') setTimeout(answer, 10);
  else answer();
});
server.keepAliveTimeout = 600_000;
server.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, () => console.log(server.address().port));
