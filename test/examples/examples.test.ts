import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonical, Printed, skeleton } from './printed.js';
import { directory, examples, find, output, underStrace } from './run.js';

/** Each example is run once for what it claims and for the README. */
const outputs = new Map<string, Promise<string>>();
function outputOf(name: string): Promise<string> {
  if (!outputs.has(name)) outputs.set(name, output(name));
  return outputs.get(name)!;
}
const printed = async (number: string): Promise<Printed> => new Printed(await outputOf(find(number)));

const listening = ['socket', 'setsockopt', 'setsockopt', 'bind', 'getsockname', 'listen'];
const connecting = ['socket', 'setsockopt', 'connect', 'getsockname'];
const closing = ['getsockopt', 'shutdown', 'close'];

describe('what the examples claim', () => {
  it('01: a server is six system calls, then one for each thing that it does', async () => {
    const it = await printed('01');
    expect(it.names()).toEqual([...listening, 'accept4', 'read', 'write', ...closing, 'close']);
    expect(
      it.calls.filter(({ lines }) => lines.length === 0).map(({ name, none }) => [name.split('(')[0], none]),
    ).toEqual([
      ['ServerSocket.getLocalPort', 'no system call'],
      ['Socket.getInputStream', 'no system call'],
      ['Socket.getOutputStream', 'no system call'],
      ['PrintWriter.print', 'no system call: into the buffer'],
      ['PrintWriter.print', 'no system call: into the buffer'],
    ]);
    expect(it.notes).toEqual(['You said: GET / HTTP/1.1']);
  });

  it('02: a client connects, and the connection is two sockets', async () => {
    const it = await printed('02');
    expect(it.names({ thread: 'main thread' })).toEqual([
      ...listening,
      ...connecting,
      ...['write', 'read'],
      ...closing,
      'close',
    ]);
    expect(it.names({ thread: 'thread 1' })).toEqual(['accept4', 'read', 'write', 'read', ...closing]);
    const [port] = /(?<=htons\()[1-9]\d+/.exec(it.lines('getsockname')[0]!)!;
    const [clientPort] = /(?<=htons\()\d+/.exec(it.lines('getsockname')[1]!)!;
    expect(it.lines('accept4')[0]).toContain(`htons(${clientPort})`);
    const ends = it.rows().filter(({ state }) => state === 'ESTABLISHED');
    expect(ends.map(({ local, peer }) => [local, peer])).toEqual([
      [clientPort, port],
      [port, clientPort],
    ]);
    expect(it.notes).toContain('the answer: Is anybody there?');
  });

  it('03: connect returns before accept is called, backlog + 1 times; the next one waits', async () => {
    const it = await printed('03');
    expect(it.lines('listen')[0]).toMatch(/^listen\(\d+, 2\) += 0$/);
    expect(it.names({ thread: 'main thread' })).toEqual([
      ...listening,
      ...[...connecting, ...connecting, ...connecting],
      ...['write', 'accept4', 'read'],
      ...Array<string[]>(5).fill(closing).flat(),
      'close',
    ]);
    for (const connect of it.lines('connect')) expect(connect).toMatch(/ = 0$/);
    const rows = it.rows();
    const listeners = rows.filter(({ state }) => state === 'LISTEN');
    expect(listeners.map(({ receiveQueue }) => receiveQueue)).toEqual([3, 3, 3]);
    const port = listeners[0]!.local;
    const full = rows.slice(0, 7);
    expect(full.filter(({ local, descriptor }) => local === port && descriptor === 'none')).toHaveLength(3);
    expect(full.map(({ receiveQueue }) => receiveQueue)).toContain('Hello from the queue\n'.length);
    const waiting = rows.filter(({ state }) => state === 'SYN-SENT');
    expect(waiting).toHaveLength(1);
    // The last table: accepted, and in the queue at last.
    const after = rows.slice(-9).filter(({ local, state }) => local === port && state === 'ESTABLISHED');
    expect(after.map(({ descriptor }) => descriptor)).toEqual([expect.stringMatching(/^\d+$/), 'none', 'none', 'none']);
    expect(after.at(-1)!.peer).toBe(waiting[0]!.local);
    expect(it.notes).toContain('Hello from the queue');
    const time = it.notes.find((note) => note.startsWith('its connect took'))!;
    expect(Number(/\d+/.exec(time)![0])).toBeGreaterThan(900);
  });

  it('04: the kernel keeps what nobody reads, and nothing is lost', async () => {
    const it = await printed('04');
    const sends = it.lines('sendto');
    expect(sends.pop()).toMatch(/= -1 EAGAIN/);
    const sent = sends.reduce((sum, line) => sum + Number(/\d+$/.exec(line)![0]), 0);
    expect(it.notes).toContain(`EAGAIN after ${sent} bytes`);
    const [unsent, unread] = it.lines('ioctl').map((line) => Number(/\[(\d+)\]/.exec(line)![1]));
    expect(unsent! + unread!).toBe(sent);
    expect(unread).toBeGreaterThan(0);
    expect(it.notes).toContain(`${unsent} bytes with the writer + ${unread} with the reader = ${sent}`);
    expect(it.notes).toContain('the window: 0 bytes');
    // FIN counts as one.
    const [writer] = it.rows().filter(({ state }) => state === 'FIN-WAIT-1');
    expect(writer).toMatchObject({ sendQueue: unsent! + 1, descriptor: 'none' });
    const reads = it.lines('read').map((line) => Number(/\d+$/.exec(line)![0]));
    expect(reads.at(-1)).toBe(0);
    expect(reads.reduce((sum, length) => sum + length, 0)).toBe(sent);
    const [, count, received, original] = /^(\d+) bytes, SHA-256 (\w{16}); sent (\w{16})$/.exec(it.notes.at(-1)!)!;
    expect([Number(count), received]).toEqual([sent, original]);
  });

  it('05: readLine makes one read, then none; without a buffer, each byte is one', async () => {
    const it = await printed('05');
    const lines = it.calls.filter(({ name }) => name === 'BufferedReader.readLine()');
    expect(lines.map((call) => call.none ?? call.lines.map((line) => line.replace(/\(\d+/, '(fd')))).toEqual([
      [expect.stringMatching(/^read\(fd, "one\\ntwo\\nthree\\n", 8192\) += 14$/)],
      'no system call: from the buffer',
      'no system call: from the buffer',
      [expect.stringMatching(/^read\(fd, "", 8192\) += 0$/)],
    ]);
    const bytes = it.calls.filter(({ name }) => name === 'SocketInputStream.read()');
    expect(bytes.map((call) => call.lines.length)).toEqual([1, 1]);
    expect(it.notes).toEqual([
      'the line is: one',
      'bytes left in the kernel: 0',
      'the line is: two',
      'the line is: three',
      'bytes: 52, 10',
      'the line is: null',
    ]);
  });

  it('06: a thread reads from the number that another one accepted', async () => {
    const it = await printed('06');
    const accepted = it.lines('accept4').map((line) => /\d+$/.exec(line)![0]);
    const blocked = it.calls.filter((call) => call.blocked);
    expect(blocked.map(({ thread, lines }) => [thread, lines])).toEqual([
      ['thread 1', [`read(${accepted[0]!},  <unfinished ...>`]],
    ]);
    for (const [i, fd] of accepted.entries()) {
      expect(it.names({ thread: `thread ${i + 1}` })).toEqual(['read', 'write', ...closing]);
      const own = it.calls.filter((call) => call.thread === `thread ${i + 1}`).flatMap(({ lines }) => lines);
      for (const line of own) expect(line).toMatch(new RegExp(`^\\w+\\(${fd}[,)]`));
    }
    expect(it.notes).toEqual(['You said: I am fast', 'You said: I am slow']);
    // The first client's thread slept until the second client had been served.
    const read = it.calls.find((call) => call.thread === 'thread 1' && !call.blocked && call.lines.length > 0)!;
    const served = it.calls.find((call) => call.thread === 'thread 2' && call.lines.length > 0)!;
    expect(it.calls.indexOf(read)).toBeGreaterThan(it.calls.indexOf(served));
  });

  it('07: each direction ends on its own', async () => {
    const it = await printed('07');
    expect(it.names({ step: 2 })).toEqual(['write', 'shutdown']);
    expect(it.rows().map(({ state }) => state)).toEqual(['LISTEN', 'FIN-WAIT-2', 'CLOSE-WAIT']);
    expect(it.names({ step: 4 })).toEqual(['read', 'read']);
    expect(it.names({ step: 5 })).toEqual(['write', ...closing, 'read', 'read']);
    expect(it.notes).toEqual(expect.arrayContaining(['apple, pear']));
    expect(it.notes.at(-1)).toBe('SocketException: Socket output is already shutdown');
    expect(it.names({ step: 6 })).toEqual([]);
  });

  it('08: close wakes the thread that sleeps in accept, and the port refuses', async () => {
    const it = await printed('08');
    const [sleeper] = it.calls.filter((call) => call.blocked);
    expect(sleeper!.lines[0]).toMatch(/^accept4\(\d+, {2}<unfinished/);
    expect(it.lines('tgkill')[0]).toMatch(new RegExp(`^tgkill\\(\\d+, ${sleeper!.pid}, SIGRT_30\\) += 0$`));
    expect(it.lines('accept4')).toEqual([expect.stringMatching(/ = \? ERESTARTSYS/)]);
    const main = it.names({ thread: 'main thread', step: 2 });
    // Whoever is out last closes.
    const closes = [...main, ...it.names({ thread: 'thread 1', step: 2 })].filter((name) => name === 'close');
    expect(main.slice(0, 2)).toEqual(['dup3', 'tgkill']);
    expect(closes).toHaveLength(1);
    expect(it.lines('connect')[0]).toMatch(/= -1 ECONNREFUSED/);
    expect(it.notes).toEqual([
      'in the thread: SocketException: Socket closed',
      expect.stringMatching(/^connect ECONNREFUSED/),
    ]);
  });

  it('09: a timeout is that of poll, and the socket can be used further', async () => {
    const it = await printed('09');
    expect(it.names({ step: 1 })).toEqual([...listening, 'fcntl', 'fcntl', 'poll']);
    expect(it.names({ step: 2 })).toEqual([...connecting, 'poll', 'accept4', 'poll']);
    expect(it.names({ step: 3 })).toEqual(['write', 'poll', 'recvfrom']);
    expect(it.names({ step: 4 }).slice(-5)).toEqual(['socket', 'setsockopt', 'connect', 'poll', 'close']);
    expect(it.lines('poll').map((line) => / = (.)/.exec(line)![1])).toEqual(['0', '1', '0', '1', '0']);
    expect(it.lines('connect').at(-1)).toMatch(/= -1 EINPROGRESS/);
    const times = it.notes.filter((note) => note.startsWith('SocketTimeoutException: '));
    expect(times.map((note) => /: (\w+) timed out, after/.exec(note)![1])).toEqual(['Accept', 'Read', 'Connect']);
    for (const note of times) expect(Number(/(\d+) ms/.exec(note)![1])).toBeGreaterThanOrEqual(200);
    expect(it.notes).toContain('the byte: 120');
  });

  it('10: another process answers on a descriptor that it was sent', async () => {
    const it = await printed('10');
    const [sender, receiver] = [it.calls[0]!.pid, it.calls.find(({ name }) => name === 'recvmsg')!.pid];
    expect(receiver).not.toBe(sender);
    const fd = /\d+$/.exec(it.lines('accept4')[0]!)![0];
    expect(it.lines('sendmsg')[0]).toContain(`cmsg_type=SCM_RIGHTS, cmsg_data=[${fd}]`);
    const received = /SCM_RIGHTS, cmsg_data=\[(\d+)\]/.exec(it.lines('recvmsg')[0]!)![1]!;
    expect(it.lines('write')[0]).toMatch(new RegExp(`^write\\(${received}, "Another process says`));
    // The sender had closed its own before.
    const names = it.names();
    expect(names.indexOf('close')).toBeLessThan(names.indexOf('recvmsg'));
    expect(it.notes).toEqual(['Another process says hello', 'and then: null']);
  });

  it('11: the kernel tells who has connected, whatever the client says', async () => {
    const it = await printed('11');
    const [server, client] = [it.calls[0]!.pid, it.calls.find(({ name }) => name.startsWith('new Socket'))!.pid];
    expect(client).not.toBe(server);
    expect(it.lines('bind')[0]).toMatch(/sun_path="\/.*\/socket"/);
    expect(it.lines('getsockopt').filter((line) => line.includes('SO_PEERCRED'))).toEqual([
      expect.stringContaining(`{pid=${client}, uid=${process.getuid!()}, gid=${process.getgid!()}}`),
    ]);
    expect(it.notes).toEqual([
      'the file is there: true',
      'I am process 1, and root',
      `process ${client}, and its user is that of this one: true`,
      'the file is there: true',
    ]);
  });

  it('12: sendfile is one call where there were eight', async () => {
    const it = await printed('12');
    const main = (step: number): string[] => it.names({ thread: 'main thread', step });
    expect(main(2)).toEqual(Array<string[]>(4).fill(['read', 'write']).flat());
    expect(main(3)).toEqual(['sendfile']);
    expect(it.lines('sendfile')[0]).toMatch(/= 262144$/);
    expect(it.notes).toEqual(['262144 bytes', 'it has got 524288 bytes: twice 262144']);
    const received = it.calls.find(({ name, blocked }) => name.startsWith('SocketInputStream.skip') && !blocked)!;
    const lengths = received.lines.map((line) => Number(/\d+$/.exec(line)![0]));
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(524288);
  });

  it('13: a request, from connect to close', async () => {
    const it = await printed('13');
    const [acceptor, session] = ['thread 1', 'thread 2'];
    expect(it.names({ step: 1 })).toEqual(listening);
    expect(it.names({ step: 2 })).toEqual([]);
    expect(it.calls.filter(({ blocked, step }) => blocked && step === 2).map(({ thread }) => thread)).toEqual([
      acceptor,
    ]);
    expect(it.names({ step: 3, thread: 'main thread' })).toEqual(connecting);
    expect(it.names({ step: 3, thread: acceptor })).toEqual(['accept4']);
    expect(it.names({ step: 3, thread: session })).toEqual([]);
    const sleeping = it.calls.filter(({ blocked, step }) => blocked && step === 3);
    const fd = /\d+$/.exec(it.lines('accept4')[0]!)![0];
    expect(sleeping.map(({ thread, lines }) => [thread, lines[0]!.split(',')[0]])).toEqual([
      [acceptor, expect.stringMatching(/^accept4\(/)],
      [session, `read(${fd}`],
    ]);
    expect(it.names({ step: 4, thread: 'main thread' })).toEqual(['write']);
    expect(it.names({ step: 4, thread: session })).toEqual(['read', 'write', ...closing]);
    // The answer is with the client's kernel, and the server's end is nobody's.
    const [, ends] = [it.rows().slice(0, 3), it.rows().slice(3)];
    expect(ends.map(({ state, receiveQueue, descriptor }) => [state, receiveQueue, descriptor === 'none'])).toEqual([
      ['LISTEN', 0, false],
      ['CLOSE-WAIT', 69, false],
      ['FIN-WAIT-2', 0, true],
    ]);
    expect(it.names({ step: 5 })).toEqual(['ioctl']);
    expect(it.names({ step: 6 })).toEqual(['read', 'read', ...closing]);
    expect(it.notes).toContain('You said: GET /hello HTTP/1.1');
    expect(it.names({ step: 7 }).sort()).toEqual(['accept4', 'close', 'dup3', 'tgkill']);
  });
});

/** `UPDATE_README=1 npx vitest run test/examples` puts what is printed now into it, and into docs/story.md. */
describe('the README', () => {
  const file = join(directory, 'README.md');
  const readme = readFileSync(file, 'utf8');

  it.each(examples)('has what %s prints', async (name) => {
    const block = new RegExp(`(node examples/${name}\n\`\`\`\n\n\`\`\`text\n)(.*?)(\n\`\`\`)`, 's');
    const actual = canonical(await outputOf(name));
    if (process.env['UPDATE_README'] !== undefined) {
      writeFileSync(
        file,
        readFileSync(file, 'utf8').replace(block, (_, before, __, after) => `${before}${actual}${after}`),
      );
      return;
    }
    expect(comparable(name, actual)).toBe(comparable(name, block.exec(readme)?.[2] ?? ''));
  });
});

/** Without who closes a listener that another thread sleeps on: a race between the two, told in the text. */
const comparable = (name: string, text: string): string =>
  skeleton(/^(08|13)/.test(name) ? text.replace(/^ {4}close\(20\).*\n?/gm, '') : text);

/** Which block of docs/story.md is which step is said in the line before it. Updated as the README is. */
describe.each(['story.md', 'story.ko.md'])('docs/%s', (page) => {
  const file = join(directory, '../docs', page);
  const story = readFileSync(file, 'utf8');
  const block = /(<!-- (\d\d), step (\d+) -->\n\n```text\n)([^]*?)(\n```)/g;

  it('has what the examples print', async () => {
    const found = [...story.matchAll(block)];
    expect(found.map(([, , number, step]) => `${number} ${step}`)).toEqual(expect.arrayContaining(['13 1', '13 7']));
    let updated = story;
    for (const [whole, before, number, step, shown, after] of found) {
      const name = find(number!);
      const actual = canonical(await outputOf(name)).split(/\n*^== .*\n/m)[Number(step)]!;
      updated = updated.replace(whole, () => `${before}${actual}${after}`);
      if (process.env['UPDATE_README'] === undefined) expect(comparable(name, shown!)).toBe(comparable(name, actual));
    }
    if (process.env['UPDATE_README'] !== undefined) writeFileSync(file, updated);
  });
});

describe.runIf(process.platform === 'linux')('what they print is what strace has recorded of the same run', () => {
  it.each(examples)('%s', async (name) => {
    const { stdout, threads } = await underStrace(name);
    const shown = new Map<number, string[]>();
    for (const { pid, lines, blocked } of new Printed(stdout).calls) {
      if (!blocked && lines.length > 0) shown.set(pid, [...(shown.get(pid) ?? []), ...lines]);
    }
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(threads));
  });
});
