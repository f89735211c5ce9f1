/** What was clicked: the line of strace, what the call does, its manual, the call of Java that makes the same. */
import { explanations } from '../explanations.js';
import type { Api, Call } from './history.js';
import { titleOf } from './draw-sockets.js';
import { SocketFacts } from './sockets-panel.js';
import type { Socket } from './sockets.js';
import { duration, language, look, present, selection, text } from './state.js';

function CallDetails({ call }: { readonly call: Call }) {
  // It changes while it is blocked.
  void look.value;
  const { value: words } = text;
  const explanation = explanations[call.name];
  const time =
    call.end === undefined ? words.blockedFor(duration(present() - call.start)) : duration(call.end - call.start);
  return (
    <>
      <pre class="strace" data-testid="strace">
        <code>{call.event.text}</code>
      </pre>
      {explanation && <p class="sentence">{explanation[language.value]}</p>}
      <dl class="facts">
        <dt>{words.manual}</dt>
        <dd>
          <code data-testid="man">{explanation?.man ?? `${call.name}(2)`}</code>
        </dd>
        <dt>{words.inJava}</dt>
        <dd data-testid="java">{explanation?.java == null ? words.noJava : <code>{explanation.java}</code>}</dd>
        <dt>{words.madeBy}</dt>
        <dd>
          {call.api.isRaw ? (
            <code>{call.name}</code>
          ) : (
            <button type="button" class="link" onClick={() => (selection.value = call.api)}>
              <code>{call.api.name}</code>
            </button>
          )}
        </dd>
        <dt>{words.onThread}</dt>
        <dd>
          {call.thread.name} <span class="soft">{call.thread.id}</span>
        </dd>
        <dt>{words.took}</dt>
        <dd>{time}</dd>
        {call.socket && (
          <>
            <dt>{words.socket}</dt>
            <dd>
              <button type="button" class="link" onClick={() => (selection.value = call.socket)}>
                {titleOf(call.socket)}
              </button>
            </dd>
          </>
        )}
      </dl>
    </>
  );
}

function ApiDetails({ api }: { readonly api: Api }) {
  void look.value;
  const { value: words } = text;
  return (
    <>
      <pre class="strace">
        <code>{api.name}</code>
      </pre>
      <dl class="facts">
        <dt>{words.onThread}</dt>
        <dd>
          {api.thread.name} <span class="soft">{api.thread.id}</span>
        </dd>
        <dt>{words.took}</dt>
        <dd>
          {api.end === undefined ? words.blockedFor(duration(present() - api.start)) : duration(api.end - api.start)}
        </dd>
        <dt>{words.systemCallsOf}</dt>
        <dd>{api.calls.length === 0 ? words.noSystemCall : api.calls.length}</dd>
      </dl>
      <ol class="lines">
        {api.calls.map((call) => (
          <li key={call.key}>
            <button type="button" class="link" onClick={() => (selection.value = call)}>
              <code>{call.event.text}</code>
            </button>
            <p class="sentence">{explanations[call.name]?.[language.value]}</p>
          </li>
        ))}
      </ol>
    </>
  );
}

function SocketDetails({ socket }: { readonly socket: Socket }) {
  void look.value;
  return (
    <>
      <h3>{titleOf(socket)}</h3>
      <SocketFacts socket={socket} />
    </>
  );
}

export function Details() {
  void look.value;
  const { value: selected } = selection;
  const { value: words } = text;
  return (
    <section class="panel details" aria-labelledby="details-title">
      <h2 id="details-title">{words.details}</h2>
      {selected === undefined ? (
        <p class="soft">{words.nothingSelected}</p>
      ) : !('kind' in selected) ? (
        <SocketDetails socket={selected} />
      ) : selected.kind === 'call' ? (
        <CallDetails call={selected} />
      ) : (
        <ApiDetails api={selected} />
      )}
    </section>
  );
}
