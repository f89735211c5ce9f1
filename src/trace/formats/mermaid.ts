/**
 * A sequence diagram of Mermaid (https://mermaid.js.org/syntax/sequenceDiagram.html): threads, the kernel, and clients or
 * servers elsewhere. The kernel is shown active while a call blocks.
 */
import type { TracedThread, TraceEvent } from '../calls.js';
import { printCall } from '../print/call.js';
import type { CallRecord } from '../records.js';
import { byTime } from '../event-stream.js';
import { acceptedBy, addressOf, Connections } from './connections.js';
import { lostText } from './format.js';
import type { Format } from './format.js';

type SystemCallEvent = Extract<TraceEvent, { kind: 'systemCall' }>;

/** A diagram with more system calls than this cannot be read, and Mermaid refuses to draw it (maxTextSize). */
const limit = 300;

/** Nanoseconds after which a call is shown as blocked. */
const moment = 10_000_000n;

const calls = {
  receive: /^(read|readv|recv|recvfrom|recvmsg)$/,
  send: /^(write|writev|send|sendto|sendmsg|sendfile)$/,
};

/** Mermaid's own characters, as it wants them in text. */
const escaped = (text: string): string =>
  text
    .replace(/[#;]/g, (character) => `#${character.charCodeAt(0)};`)
    .replace(/[<>]/g, (c) => (c === '<' ? '#lt;' : '#gt;'));

/** Who is at the other end of a connection that leaves this process. */
interface Elsewhere {
  readonly role: 'client' | 'server';
  readonly address: string;
}

export class MermaidFormat implements Format {
  readonly #connections = new Connections();
  /** Both ends of connections inside of this process. */
  readonly #linked = new Set<TraceEvent>();
  readonly #events: TraceEvent[] = [];
  #systemCalls = 0;
  #left = 0;

  add(events: readonly TraceEvent[]): string {
    for (const event of events) {
      if (event.kind === 'systemCall') {
        const link = this.#connections.add(event);
        if (link !== undefined) this.#linked.add(link.connect).add(link.accept);
        this.#systemCalls++;
      }
      if (this.#systemCalls <= limit) this.#events.push(event);
      else if (event.kind === 'systemCall') this.#left++;
    }
    return '';
  }

  end(): string {
    const steps = this.#steps();
    const threads = [...new Set(this.#events.map(({ thread }) => thread))];
    const roles = ['client', 'server'].filter((role) =>
      steps.some(({ text }) => text.startsWith(`${role}->>`) || text.startsWith(`kernel->>${role}:`)),
    );
    const over = threads[0] === undefined ? [] : [`Note over ${idOf(threads[0])},kernel: ${this.#left} more calls`];
    const lines = [
      'sequenceDiagram',
      ...threads.map((thread) => `participant ${idOf(thread)} as ${escaped(thread.name)}`),
      'participant kernel',
      ...roles.map((role) => `participant ${role}`),
      ...steps.map(({ text }) => text),
      ...(this.#left > 0 ? over : []),
    ];
    return `${lines.map((line, i) => (i === 0 ? line : `    ${line}`)).join('\n')}\n`;
  }

  /** The lines below the participants, in the order of time. */
  #steps(): { at: bigint; text: string }[] {
    const steps: { at: bigint; text: string }[] = [];
    const elsewhere = new Map<number, Elsewhere>();
    const made = new Set(this.#events.flatMap((event) => (event.kind === 'systemCall' ? [event.api] : [])));
    for (const event of this.#events) {
      const id = idOf(event.thread);
      if (event.kind === 'apiStart' && !event.api.isRaw) {
        const none = made.has(event.api) ? '' : '<br/>no system call';
        steps.push({ at: event.api.start, text: `Note over ${id}: ${escaped(event.api.name)}${none}` });
      } else if (event.kind === 'lost') {
        steps.push({ at: event.at, text: `Note over ${id}: ${lostText(event.calls)}` });
      } else if (event.kind === 'systemCall') {
        steps.push(...this.#systemCall(event, elsewhere));
      }
    }
    return steps.sort(byTime);
  }

  #systemCall(event: SystemCallEvent, elsewhere: Map<number, Elsewhere>): { at: bigint; text: string }[] {
    const { record, thread } = event;
    const { start } = record;
    const { end } = record.exit!;
    const id = idOf(thread);
    const [call, result] = split(printCall(record));
    const [on, off] = end - start >= moment ? ['+', '-'] : ['', ''];
    const { before, after } = this.#elsewhere(event, elsewhere);
    return [
      { at: start, text: `${id}->>${on}kernel: ${escaped(call)}` },
      ...before.map((text) => ({ at: end, text })),
      { at: end, text: `kernel-->>${off}${id}: ${escaped(result)}` },
      ...after.map((text) => ({ at: end, text })),
    ];
  }

  /** What a call tells of those who are not in this process: before it returns, and after. */
  #elsewhere(event: SystemCallEvent, peers: Map<number, Elsewhere>): { before: string[]; after: string[] } {
    const { record } = event;
    const { row, args, exit } = record;
    const fd = Number(BigInt.asIntN(32, args[0]!));
    const nothing = { before: [], after: [] };
    if (exit!.error !== 0) return nothing;
    const accepted = acceptedBy(record);
    if (accepted !== undefined) {
      peers.delete(accepted.fd);
      if (this.#linked.has(event)) return nothing;
      peers.set(accepted.fd, { role: 'client', address: accepted.peer });
      return { before: [`client->>kernel: connects from ${accepted.peer}`], after: [] };
    }
    if (row.name === 'connect') {
      peers.delete(fd);
      const address = addressOf(record.entry[0]);
      if (address === undefined || this.#linked.has(event)) return nothing;
      peers.set(fd, { role: 'server', address });
      return { before: [`kernel->>server: connects to ${address}`], after: [] };
    }
    const peer = peers.get(fd);
    if (peer === undefined) return nothing;
    if (row.name === 'close') peers.delete(fd);
    return traffic(record, peer);
  }
}

function traffic({ row, args, exit }: CallRecord, { role }: Elsewhere): { before: string[]; after: string[] } {
  const { result } = exit!;
  if (calls.receive.test(row.name)) {
    return { before: [`${role}->>kernel: ${result === 0 ? 'end of the stream' : bytes(result)}`], after: [] };
  }
  if (calls.send.test(row.name) && result > 0) return { before: [], after: [`kernel->>${role}: ${bytes(result)}`] };
  const shutRead = 0n;
  if (row.name === 'shutdown' && args[1] !== shutRead)
    return { before: [], after: [`kernel->>${role}: end of the stream`] };
  return { before: [], after: [] };
}

const bytes = (count: number): string => (count === 1 ? '1 byte' : `${count} bytes`);

const idOf = ({ thread }: TracedThread): string => `t${thread}`;

/** The call, and what stands behind the sign. */
function split(line: string): [call: string, result: string] {
  const [, call = line, result = ''] = /^(.*\)) += (.*)$/.exec(line) ?? [];
  return [call, result];
}
