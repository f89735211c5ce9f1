// node serve.mjs '{"options": {…}, "servlets": {"/pattern": "file.mjs"}}': a server in a process of its own. It prints its
// port, and stops when its standard input ends. What its threads complain about is on its standard error.
import { Tomcat } from 'berkeley-sockets/tomcat';

const { options, servlets } = JSON.parse(process.argv[2]);
const tomcat = new Tomcat({ port: 0, ...options });
for (const [pattern, file] of Object.entries(servlets)) {
  tomcat.addServlet(pattern, new URL(`servlets/${file}`, import.meta.url));
}
tomcat.start();
process.stdout.write(`${tomcat.getLocalPort()}\n`);
process.stdin.resume().on('end', () => {
  tomcat.stop();
  process.stdout.write('stopped\n');
});
