/** What the echo servlet answers to bytes, by what the parser makes of them without a connection. */
import { decodePath } from '../../../src/tomcat/http/index.js';
import { read } from '../http/messages.js';
import type { Outcome } from '../http/messages.js';
import { Client } from './client.js';
import type { Response } from './client.js';

export interface Expected {
  readonly statuses: number[];
  /** Which of them answer HEAD. */
  readonly heads: boolean[];
  readonly outcome: Outcome;
  /** One more status, which may be there. */
  readonly perhaps?: number;
}

const isBad = (path: string): boolean => path !== '*' && decodePath(path) === null;

/** The servlet answers all methods (echo-all.mjs). */
export function expectedOf(bytes: Buffer): Expected {
  const outcome = read([bytes]);
  const { messages, refused, begun } = outcome;
  const statuses: number[] = [];
  const heads = [...messages, begun].map((message) => message?.method === 'HEAD');
  for (const { path } of messages) {
    statuses.push(isBad(path) ? 400 : 200);
    // The connection ends, though the framing is known.
    if (isBad(path)) return { statuses, heads, outcome };
  }
  // Who does not wait for the body says so before it turns out that it does not come.
  if (outcome.rest === 'body' && isBad(begun!.path)) return { statuses, heads, outcome, perhaps: 400 };
  // Nobody reads the body of what is about the server as a whole.
  const isServer = begun?.path === '*';
  if (outcome.rest === 'body' && isServer) return { statuses, heads, outcome, perhaps: 200 };
  if (refused !== undefined) statuses.push(isServer ? 200 : refused);
  return { statuses, heads, outcome };
}

/** All responses until the server ends the connection. */
export async function responsesOf(client: Client, heads: readonly boolean[]): Promise<Response[]> {
  const responses: Response[] = [];
  for (;;) {
    const response = await client.response({ head: heads[responses.length] ?? false });
    if (response === undefined) return responses;
    responses.push(response);
  }
}

/** What the echo servlet says that it was sent, where it has answered 200. */
export interface Echo {
  readonly method: string;
  readonly uri: string;
  readonly query: string | null;
  readonly protocol: string;
  readonly host: string | null;
  readonly serverName: string;
  readonly serverPort: number;
  readonly url: string;
  readonly length: number;
  readonly sha256: string;
  readonly body?: string;
  readonly trailers: Record<string, string>;
}

export const echoOf = (response: Response): Echo => JSON.parse(response.text) as Echo;
