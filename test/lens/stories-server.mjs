// node stories-server.mjs '{…}': a server that tells stories, with these options. It prints its port, and stops when its
// standard input ends.
import { Tomcat } from 'berkeley-sockets/tomcat';
import { addStories } from '../../dist/lens/stories/index.js';

const tomcat = new Tomcat({ port: 0, ...JSON.parse(process.argv[2]) });
addStories(tomcat);
tomcat.start();
process.stdout.write(`${tomcat.getLocalPort()}\n`);
process.stdin.resume().on('end', () => {
  tomcat.stop();
  process.stdout.write('stopped\n');
});
