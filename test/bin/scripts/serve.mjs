// Waits for a client for ever. With 'handle', SIGTERM ends it with code 5.
import { ServerSocket } from 'berkeley-sockets';

if (process.argv[2] === 'handle') process.on('SIGTERM', () => process.exit(5));
const server = new ServerSocket(0, 50, '127.0.0.1');
console.log(server.getLocalPort());
server.accept().close();
console.log('served');
server.accept();
