// node server.mjs OPTIONS: a server that says its port when it serves. It stops when its standard input ends, or when a
// successor makes it; then nothing is left to do, and the process ends.
import { Tomcat } from 'berkeley-sockets/tomcat';

const { servlet = 'servlet.mjs', ...options } = JSON.parse(process.argv[2]);
const tomcat = new Tomcat(options);
tomcat.addServlet('/', new URL(servlet, import.meta.url));
tomcat.start();
process.stdout.write(`${tomcat.getLocalPort()}\n`);
process.stdin.on('end', () => tomcat.stop()).resume();
process.stdin.unref();
