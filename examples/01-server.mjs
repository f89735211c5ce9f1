// `new ServerSocket(9000)` cannot create a socket: it asks the kernel to. These are the questions it asks.
//
//     node examples/01-server.mjs          plays its own client, a fetch() in another process
//     node examples/01-server.mjs 9000     waits for yours: curl http://127.0.0.1:9000/
//
// It serves one request and ends.
import { spawn } from 'node:child_process';
import { BufferedReader, PrintWriter, ServerSocket } from 'berkeley-sockets';
import { step } from './show.mjs';

// Look at the order: a socket, an address for it, and only `listen` makes it one that connections come to.
step('new ServerSocket: five requests and a question');
const server = new ServerSocket(Number(process.argv[2] ?? 0), 50, '127.0.0.1');

// Asks nobody: the port is known since getsockname.
step('Which port is it?');
const url = `http://127.0.0.1:${server.getLocalPort()}/`;
const client = `fetch('${url}').then((response) => response.text()).then((text) => console.log('#', text.trim()))`;
if (process.argv[2] === undefined) spawn(process.execPath, ['-e', client], { stdio: 'inherit' });

// This thread sleeps in the kernel, in accept4, until there is a connection. It comes with a descriptor of its own.
step(`accept: sleep until somebody connects to ${url}`);
const socket = server.accept();

// One `read` takes the whole request out of the kernel, not only its first line.
step('readLine: the first line of the request');
const request = new BufferedReader(socket.getInputStream()).readLine();

// The answer is collected in this process, and given to the kernel at once. It ends where the connection ends.
step('The answer');
const out = new PrintWriter(socket.getOutputStream());
out.print('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n');
out.print(`You said: ${request}\n`);
out.flush();

// `shutdown` ends the conversation, `close` gives the descriptor back. A listener has no conversation to end.
step('Ending the connection, and the server');
socket.close();
server.close();

step('What the client has got');
