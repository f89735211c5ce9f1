// tomcat.mjs CONNECTOR DIRECTORY: a server, and a client in the same process that asks it for a servlet, a small and a large file,
// and for what is not there.
import { Socket } from 'berkeley-sockets';
import { Tomcat } from 'berkeley-sockets/tomcat';

const [connector, docBase] = process.argv.slice(2);
const tomcat = new Tomcat({ port: 0, connector, docBase });
tomcat.addServlet('/hello', new URL('../../../examples/webapp/servlets/hello-servlet.mjs', import.meta.url));
tomcat.start();
for (const path of ['/hello', '/small.txt', '/large.txt', '/none']) {
  const socket = new Socket('127.0.0.1', tomcat.getLocalPort());
  socket.getOutputStream().write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  const text = Buffer.from(socket.getInputStream().readAllBytes()).toString('latin1');
  console.log(path, text.slice(9, 12), text.length - text.indexOf('\r\n\r\n') - 4);
  socket.close();
}
tomcat.stop();
