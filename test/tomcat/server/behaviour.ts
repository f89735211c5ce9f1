/** What the tests of the server's behaviour have in common. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TomcatOptions } from 'berkeley-sockets/tomcat';
import { afterAll, beforeAll, describe } from 'vitest';
import { connectors, Server } from './start.js';

export interface Fixture {
  readonly connector: (typeof connectors)[number];
  server: Server;
  port: number;
  /** A temporary folder. */
  folder: string;
}

/** Describes the behaviour of a server that has the servlet of acts.mjs at /do/*, with each connector. */
export function describeServers(options: Partial<TomcatOptions>, describeOne: (at: Fixture) => void): void {
  describe.each(connectors)('%s', (connector) => {
    const at = { connector, port: 0 } as Fixture;
    beforeAll(async () => {
      at.folder = mkdtempSync(join(tmpdir(), 'berkeley-tomcat-'));
      const servlets = { '/do/*': 'acts.mjs', '/echo/*': 'echo.mjs' };
      at.server = await Server.start({ connector, server: 'ours', ...options }, servlets);
      at.port = at.server.port;
    });
    afterAll(async () => {
      rmSync(at.folder, { recursive: true });
      await at.server.stop();
    });
    describeOne(at);
  });
}

export const get = (target: string, fields = '', version = '1.1'): string =>
  `GET ${target} HTTP/${version}\r\nHost: a.test\r\n${fields}\r\n`;

export const post = (target: string, fields: string, body: string): string =>
  `POST ${target} HTTP/1.1\r\nHost: a.test\r\n${fields}\r\n${body}`;

export const postLength = (target: string, body: string, fields = ''): string =>
  post(target, `Content-Length: ${body.length}\r\n${fields}`, body);

export const postChunks = (target: string, ...chunks: string[]): string =>
  post(
    target,
    'Transfer-Encoding: chunked\r\n',
    [...chunks, ''].map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join(''),
  );

let gates = 0;

/** Something for a servlet to wait for: it is there when open() was called. */
export function gateIn(folder: string): { path: string; open: () => void } {
  const path = join(folder, `gate-${++gates}`);
  return {
    path,
    open: () => {
      writeFileSync(path, '');
    },
  };
}
