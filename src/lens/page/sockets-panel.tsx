/** The sockets of this process, with the kernel's state. */
import { titleOf } from './draw-sockets.js';
import { history, language, look, selection, shown, text } from './state.js';
import { usedSockets } from './rows.js';
import type { Socket } from './sockets.js';
import type { LensSocket } from '../records.js';

const addressOf = (address: LensSocket['localAddress']): string => {
  if (address === undefined) return '';
  if (address.path !== undefined) return address.path.replace('\0', '@');
  const host = address.address?.replace(/^::ffff:/, '') ?? '';
  return address.port === undefined ? host : `${host.includes(':') ? `[${host}]` : host}:${address.port}`;
};

function Gauge({
  name,
  value,
  limit,
  unit,
}: {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
}) {
  const number = new Intl.NumberFormat(language.value);
  return (
    <div class="gauge">
      <span>{name}</span>
      <meter min={0} max={Math.max(1, limit)} value={Math.min(value, limit)} aria-label={name} />
      <span class="number">
        {number.format(value)} / {number.format(limit)}
        {unit}
      </span>
    </div>
  );
}

function Gauges({ state }: { readonly state: LensSocket }) {
  const { value: words } = text;
  const { acceptQueue, acceptQueueLimit = 0, receiveQueue, receiveBuffer = 0, sendQueue, sendBuffer = 0 } = state;
  if (acceptQueue !== undefined)
    return <Gauge name={words.acceptQueue} value={acceptQueue} limit={acceptQueueLimit} unit="" />;
  return (
    <>
      {receiveQueue !== undefined && (
        <Gauge name={words.receiveQueue} value={receiveQueue} limit={receiveBuffer} unit=" B" />
      )}
      {sendQueue !== undefined && <Gauge name={words.sendQueue} value={sendQueue} limit={sendBuffer} unit=" B" />}
    </>
  );
}

/** All that the kernel tells of one. */
export function SocketFacts({ socket }: { readonly socket: Socket }) {
  void look.value;
  const state = socket.samples.at(-1)?.state;
  if (state === undefined) return null;
  const { localAddress, remoteAddress, memory, options, ...rest } = state;
  const facts = {
    ...rest,
    local: addressOf(localAddress),
    remote: addressOf(remoteAddress),
    ...options,
    memory: Object.entries(memory ?? {})
      .map(([name, bytes]) => `${name} ${bytes}`)
      .join(', '),
  };
  return (
    <>
      <Gauges state={state} />
      <dl class="facts">
        {Object.entries(facts).map(([name, value]) =>
          value === '' ? null : (
            <>
              <dt key={name}>{name}</dt>
              <dd>
                <code>{String(value)}</code>
              </dd>
            </>
          ),
        )}
      </dl>
    </>
  );
}

export function SocketsPanel() {
  void look.value;
  const { value: words } = text;
  const { filter } = shown;
  const used = filter.threads === undefined ? new Set<Socket>() : usedSockets();
  // Those of the threads that are shown come first; those that Node has for itself last.
  const rank = (socket: Socket): number =>
    used.has(socket) ? 0 : socket.samples.at(-1)?.state.family === 'AF_UNIX' ? 2 : 1;
  const sockets = [...history.sockets.open.values()]
    .filter(
      (socket) =>
        socket.samples.length > 0 &&
        (filter.own || !socket.own) &&
        (filter.fd === undefined || filter.fd === socket.fd),
    )
    .sort((a, b) => rank(a) - rank(b) || a.fd - b.fd);
  return (
    <section class="panel sockets" aria-labelledby="sockets-title">
      <h2 id="sockets-title">{words.sockets}</h2>
      {sockets.length === 0 && <p class="soft">{words.noSockets}</p>}
      <ul>
        {sockets.map((socket) => (
          <li key={socket.key} data-fd={socket.fd} class={selection.value === socket ? 'chosen' : ''}>
            <button type="button" class="link" onClick={() => (selection.value = socket)}>
              {titleOf(socket)}
            </button>
            <Gauges state={socket.samples.at(-1)!.state} />
          </li>
        ))}
      </ul>
    </section>
  );
}
