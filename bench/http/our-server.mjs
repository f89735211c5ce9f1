/** The mini Tomcat: CONNECTOR MAX_THREADS [DIRECTORY]. With a directory it serves files and nothing else. */
import { Tomcat } from 'berkeley-sockets/tomcat';

const [connector, maxThreads, docBase] = process.argv.slice(2);
const tomcat = new Tomcat({
  port: 0,
  connector,
  maxThreads: Number(maxThreads),
  acceptCount: 1024,
  maxConnections: 20_000,
  maxKeepAliveRequests: -1,
  keepAliveTimeout: 600_000,
  ...(docBase && { docBase }),
});
if (!docBase) {
  tomcat.addServlet('/*', new URL('hello-servlet.mjs', import.meta.url));
  tomcat.addServlet('/slow', new URL('slow-servlet.mjs', import.meta.url));
}
tomcat.start();
// Not console.log: it may wait for an event loop that has no time.
process.stdout.write(`${tomcat.getLocalPort()}\n`);
