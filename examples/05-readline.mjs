// How many bytes does `readLine` read? As many as there are. The rest of them wait in this process, not in the kernel.
import { BufferedReader, ServerSocket, Socket } from 'berkeley-sockets';
import { note, step } from './show.mjs';

step('A connection, of which this process has both ends');
const server = new ServerSocket(0, 50, '127.0.0.1');
const client = new Socket('127.0.0.1', server.getLocalPort());
const socket = server.accept();
const input = socket.getInputStream();

step('The client sends three lines');
client.getOutputStream().write('one\ntwo\nthree\n');

// The kernel knows bytes, not lines: so it is asked for up to 8192 of them, and the reader looks for the line.
step('The first line: one read');
const reader = new BufferedReader(input);
note(`the line is: ${reader.readLine()}`);
note(`bytes left in the kernel: ${input.available()}`);

step('The second and the third: none');
note(`the line is: ${reader.readLine()}`);
note(`the line is: ${reader.readLine()}`);

// Without a buffer, each byte is a system call. 10 is the newline.
step('Two bytes, without a buffer');
client.getOutputStream().write('4\n');
note(`bytes: ${input.read()}, ${input.read()}`);

// `read` returns 0 when the other side has closed: `readLine` returns null.
step('The end');
client.close();
note(`the line is: ${reader.readLine()}`);

socket.close();
server.close();
