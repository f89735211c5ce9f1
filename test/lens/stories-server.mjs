// node stories-server.mjs '{…}': a server that tells stories, with these options, and `idleTimeout` for runs. It prints its port, and stops when its
// standard input ends.
import { Tomcat } from 'berkeley-sockets/tomcat';
import { addLens } from '../../dist/lens/index.js';
import { prepareRuns } from '../../dist/lens/stories/runs.js';

const { idleTimeout, ...options } = JSON.parse(process.argv[2]);
const tomcat = new Tomcat({ port: 0, ...options });
prepareRuns(idleTimeout);
addLens(tomcat);
tomcat.start();
process.stdout.write(`${tomcat.getLocalPort()}\n`);
process.stdin.resume().on('end', () => {
  tomcat.stop();
  process.stdout.write('stopped\n');
});
