/** The calls as a list, which a keyboard and a screen reader can walk: all that the timeline shows. */
import { useEffect, useRef } from 'preact/hooks';
import type { Call } from './history.js';
import { duration, look, selection, shown, text, visibleCalls } from './state.js';

/** How many of the last calls are listed. */
const most = 150;

export function CallList() {
  void look.value;
  const { value: words } = text;
  const list = useRef<HTMLUListElement>(null);
  const calls: Call[] = [...visibleCalls().slice(-most), ...shown.blocked];
  const { value: selected } = selection;
  const active = calls.find((call) => call === selected) ?? calls.at(-1);

  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const chosen = element.querySelector<HTMLElement>('[aria-selected=true]');
    // Within the list: the page stays where it is.
    if (chosen !== null) {
      const { offsetTop: top, offsetHeight: height } = chosen;
      element.scrollTop = Math.max(top + height - element.clientHeight, Math.min(element.scrollTop, top));
    } else if (!element.contains(document.activeElement)) {
      element.scrollTop = element.scrollHeight;
    }
  });

  /** Which call is next, by key. */
  const targets: Readonly<Record<string, (index: number) => number>> = {
    ArrowUp: (index) => index - 1,
    ArrowDown: (index) => index + 1,
    PageUp: (index) => index - 10,
    PageDown: (index) => index + 10,
    Home: () => 0,
    End: () => calls.length - 1,
  };
  const move = (key: string): void => {
    // At first, the last call is the one.
    const index = active === selected ? calls.indexOf(active!) : calls.length;
    const next = Math.max(0, Math.min(calls.length - 1, targets[key]!(index)));
    selection.value = calls[next];
  };

  return (
    <section class="panel calls" aria-labelledby="calls-title">
      <h2 id="calls-title">{words.calls}</h2>
      <p id="calls-help" class="hidden">
        {words.callsHelp}
      </p>
      {calls.length === 0 ? (
        <p class="soft">{words.noCalls}</p>
      ) : (
        <ul
          id="calls"
          ref={list}
          role="listbox"
          tabIndex={0}
          aria-labelledby="calls-title"
          aria-describedby="calls-help"
          aria-activedescendant={selected !== undefined && active === selected ? idOf(active) : undefined}
          onKeyDown={(event) => {
            if (!(event.key in targets)) return;
            event.preventDefault();
            move(event.key);
          }}
        >
          {calls.map((call) => (
            <li
              key={call.key}
              id={idOf(call)}
              role="option"
              aria-selected={call === selected}
              class={`call-${call.category}${call.event.error === undefined ? '' : ' failed'}`}
              onClick={() => (selection.value = call)}
            >
              <span class="who">{call.thread.name}</span>
              <code>{call.event.text}</code>
              <span class="time">{call.end === undefined ? words.blocked : duration(call.end - call.start)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const idOf = (call: Call): string => `call-${call.key.replace(':', '-')}`;
