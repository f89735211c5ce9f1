/** Starting servers, and whether they do the same work. */
import assert from 'node:assert';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { run, tree } from './processes.mjs';

const root = path.join(import.meta.dirname, '../..');
const secondsToStart = 30;

async function get(port, target, connection, method = 'GET') {
  const options = { host: '127.0.0.1', port, path: target, method, agent: false, headers: { Connection: connection } };
  const request = http.request({ ...options, timeout: 5000 }).end();
  request.on('timeout', () => request.destroy(new Error(`no answer to ${method} ${target} in 5 s`)));
  const [response] = await once(request, 'response');
  let body = '';
  for await (const chunk of response.setEncoding('latin1')) body += chunk;
  return { response, body };
}

/** Everyone sends the same 13 bytes and the same four fields, and follows Connection. */
async function check(port, peer, file) {
  if (file) {
    const { response } = await get(port, `/${file.name}`, 'keep-alive', 'HEAD');
    assert.equal(response.statusCode, 200, `HEAD /${file.name}`);
    assert.equal(response.headers['content-length'], String(file.length), 'Content-Length');
    return;
  }
  for (const target of peer.slow ? ['/', '/slow'] : ['/']) {
    for (const connection of ['keep-alive', 'close']) {
      const { response, body } = await get(port, target, connection);
      assert.equal(response.statusCode, 200, `status of ${target}`);
      assert.equal(body, 'Hello, World!', `body of ${target}`);
      assert.equal(response.headers['content-length'], '13', `Content-Length of ${target}`);
      assert.match(response.headers['content-type'] ?? '', /^text\/plain\b/, `Content-Type of ${target}`);
      for (const name of ['server', 'date']) assert(response.headers[name], `${target} has no ${name} field`);
      const closes = connection === 'close' && !peer.closesSilently;
      assert.equal(response.headers.connection === 'close', closes, `Connection: close of ${target}`);
    }
  }
}

async function accepts(port) {
  const socket = net.connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** The port that it prints, or the one that it was given as soon as it accepts connections there. */
async function port(child, given) {
  const ended = child.ended.then(() => 'ended');
  if (given) {
    while (!(await accepts(given))) {
      if ((await Promise.race([ended, sleep(50)])) === 'ended') return undefined;
    }
    return given;
  }
  return (await child.lines.next()).value;
}

/** Starts a peer; rejects, with what it said, when it does not answer as it should. `file`: it is to serve that. */
export async function start(peer, file) {
  const { command, port: given } = await peer.command(file?.directory);
  const child = run(command, { seconds: 0, cwd: root });
  const timer = setTimeout(child.stop, secondsToStart * 1000);
  try {
    const at = await port(child, given);
    if (at === undefined) throw new Error(child.reason() || 'it ended without a word');
    await check(Number(at), peer, file);
    return { peer, port: Number(at), pids: tree(child.pid), reason: child.reason, stop: child.stop };
  } catch (error) {
    await child.stop();
    throw new Error(error.message.split('\n')[0], { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
