/** The verdict that test/cases/http-cases.json has for bytes, compared with what came back. */
import { Client, NoHttp } from './client.js';
import type { Response } from './client.js';

export interface Case {
  id: string;
  category: string;
  base64: string;
  level: string;
  note: string;
  plan?: [milliseconds: number, base64: string][];
  verdict: {
    accept: boolean | null;
    responses: number[][];
    close: boolean | null;
    interim?: number[];
    truncated?: boolean;
  };
  /** The client ends its output after the bytes. */
  half_close?: boolean;
  /** To close the connection without an answer is right as well. */
  alt_close_only?: boolean;
  /** To answer only some of the requests, and to close, is right as well. */
  prefix_ok?: boolean;
  head_first?: boolean;
  canary?: string;
}

export interface Exchange {
  readonly responses: readonly Response[];
  readonly closed: boolean;
  readonly reset: boolean;
}

/** Nothing else is answered 405: TRACE is allowed nowhere. */
const probe = 'TRACE /probe HTTP/1.1\r\nHost: a.test\r\n\r\n';

/**
 * Reads as many responses as there have to be. Whether the connection is open then is found out without waiting: another
 * request is sent, whose response comes next, or the connection ends.
 */
export async function observe(client: Client, each: Case): Promise<Exchange> {
  const responses: Response[] = [];
  const { verdict } = each;
  const startsWithHead = each.head_first ?? Buffer.from(each.base64, 'base64').toString('latin1', 0, 4) === 'HEAD';
  const next = async (): Promise<Response | undefined> => {
    const response = await client.response({ head: startsWithHead && responses.length === 0 });
    if (response !== undefined) responses.push(response);
    return response;
  };
  while (responses.length < verdict.responses.length) if ((await next()) === undefined) break;
  if (each.half_close || verdict.close === true) while ((await next()) !== undefined);
  else if (!client.ended && responses.at(-1)?.header('connection') !== 'close') {
    await client.write(probe);
    while ((await next()) !== undefined) {
      if (responses.at(-1)!.status !== 405) continue;
      responses.pop();
      break;
    }
  } else await client.end();
  return { responses, closed: client.ended, reset: client.wasReset };
}

/** What is wrong; undefined if nothing is. */
export function faults(each: Case, { responses, closed, reset }: Exchange): string | undefined {
  const { verdict } = each;
  const statuses = responses.map(({ status }) => status);
  if (responses.some(({ text }) => /SECRET-CANARY|root:x:0/.test(text))) return 'a file outside the root';
  if (reset) return 'reset by the server';
  if (statuses.length === 0 && closed && (each.alt_close_only || verdict.accept === false)) return undefined;
  if (each.prefix_ok && closed && statuses.length > 0 && statuses.every((status) => status === 200)) return undefined;
  if (statuses.length !== verdict.responses.length) return `${statuses.length} responses: ${statuses.join(' ')}`;
  if (statuses.some((status, i) => !verdict.responses[i]!.includes(status))) return `statuses ${statuses.join(' ')}`;
  if (verdict.close === true && !closed) return 'it is not closed';
  if (verdict.close === false && closed) return 'it is closed';
  if (closed && verdict.close !== null && !verdict.truncated && responses.at(-1)!.header('connection') !== 'close') {
    return 'it is closed without Connection: close';
  }
  const interim = responses.flatMap((response) => response.interim);
  if (verdict.interim !== undefined && interim.join() !== verdict.interim.join()) return `interim ${interim.join()}`;
  if (responses.some(({ isCut }) => isCut) !== (verdict.truncated ?? false)) return 'cut, or not cut';
  return undefined;
}

export async function judged(client: Client, each: Case): Promise<string | undefined> {
  try {
    return faults(each, await observe(client, each));
  } catch (error) {
    if (error instanceof NoHttp) return error.message;
    throw error;
  }
}
