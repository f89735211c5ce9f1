/** Pause and step, filters, export, language and colours. */
import { effect, signal } from '@preact/signals';
import type { LensEvent } from '../records.js';
import type { Api } from './history.js';
import { Icon } from './icon.js';
import { onlyStory } from './stories.js';
import {
  cursor,
  history,
  language,
  look,
  pause,
  playing,
  remember,
  resume,
  shown,
  status,
  step,
  text,
  theme,
  visibleCalls,
  waiting,
  zoom,
} from './state.js';
import type { Theme } from './state.js';
import { languages } from './text.js';
import type { Language } from './text.js';

const own = signal(false);
const thread = signal('');
const fd = signal('');

effect(() => {
  const story = onlyStory.value ? playing.value : undefined;
  const threads = thread.value === '' ? story : new Set([Number(thread.value)]);
  shown.filter = { own: own.value, threads, fd: fd.value === '' ? undefined : Number(fd.value) };
  look.value = look.peek() + 1;
});

const formats = ['calls', 'strace', 'ndjson', 'perfetto', 'mermaid', 'summary'] as const;

/** What is shown, as the server has told it: API calls around their system calls, thread by thread. */
export function shownEvents(): LensEvent[] {
  const calls = new Set(visibleCalls());
  const apis = new Set<Api>([...[...calls].map(({ api }) => api), ...shown.apis]);
  const events: LensEvent[] = [];
  for (const api of [...apis].sort((a, b) => a.start - b.start)) {
    const of = { thread: api.thread.id, threadName: api.thread.name };
    const told = api.calls.filter((call) => calls.has(call));
    const start = history.text(api.start);
    const name = { name: api.name, start, isRaw: api.isRaw };
    events.push({ kind: 'apiStart', ...of, api: name });
    for (const { event } of told) events.push(event);
    if (api.end !== undefined) events.push({ kind: 'apiEnd', ...of, api: name, end: history.text(api.end) });
  }
  return events;
}

async function save(format: string): Promise<void> {
  const response = await fetch(`/lens/export/${format}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ events: shownEvents() }),
  });
  const name = /filename="([^"]*)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? 'trace.txt';
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 1000);
}

function Playback() {
  const { value: words } = text;
  const isPaused = cursor.value !== undefined;
  return (
    <div class="group" role="group" aria-label={words.timeline}>
      <button
        type="button"
        title={words.stepBack}
        aria-label={words.stepBack}
        onClick={() => {
          step(false);
        }}
      >
        <Icon name="back" />
      </button>
      <button
        type="button"
        class="primary"
        aria-pressed={isPaused}
        data-testid="pause"
        onClick={() => {
          (isPaused ? resume : pause)();
        }}
      >
        <Icon name={isPaused ? 'play' : 'pause'} /> {isPaused ? words.resume : words.pause}
      </button>
      <button
        type="button"
        title={words.step}
        aria-label={words.step}
        data-testid="step"
        onClick={() => {
          step(true);
        }}
      >
        <Icon name="on" />
      </button>
      <button
        type="button"
        title={words.zoomOut}
        aria-label={words.zoomOut}
        onClick={() => (zoom.value = Math.max(0.125, zoom.value / 1.5))}
      >
        <Icon name="narrower" />
      </button>
      <button
        type="button"
        title={words.zoomIn}
        aria-label={words.zoomIn}
        onClick={() => (zoom.value = Math.min(8, zoom.value * 1.5))}
      >
        <Icon name="wider" />
      </button>
      <span class={`status ${isPaused ? 'paused' : status.value}`} role="status">
        {status.value === 'disconnected'
          ? words.disconnected
          : isPaused
            ? `${words.paused}${waiting.value > 0 ? ` · ${words.waitingNews(waiting.value)}` : ''}`
            : words[status.value === 'live' ? 'live' : 'connecting']}
      </span>
    </div>
  );
}

function Filters() {
  void look.value;
  const { value: words } = text;
  const threads = [...history.threads.values()].sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const fds = [
    ...new Set(
      history.sockets
        .all()
        .filter((socket) => own.value || !socket.own)
        .map((socket) => socket.fd),
    ),
  ].sort((a, b) => a - b);
  return (
    <div class="group" role="group" aria-label={words.filters}>
      <label>
        {words.thread}
        <select
          value={thread.value}
          data-testid="thread"
          onChange={(event) => (thread.value = event.currentTarget.value)}
        >
          <option value="">{words.allThreads}</option>
          {threads.map(({ id, name }) => (
            <option key={id} value={String(id)}>
              {name} ({id})
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.socket}
        <select value={fd.value} data-testid="socket" onChange={(event) => (fd.value = event.currentTarget.value)}>
          <option value="">{words.allSockets}</option>
          {fds.map((each) => (
            <option key={each} value={String(each)}>
              fd {each}
            </option>
          ))}
        </select>
      </label>
      <label class="check">
        <input
          type="checkbox"
          data-testid="own"
          checked={own.value}
          onChange={(event) => (own.value = event.currentTarget.checked)}
        />
        {words.own}
      </label>
    </div>
  );
}

function Export() {
  const { value: words } = text;
  return (
    <label class="export">
      {words.exportAs}
      <select
        value=""
        aria-label={words.exporting}
        data-testid="export"
        onChange={(event) => {
          const { value } = event.currentTarget;
          event.currentTarget.value = '';
          if (value !== '') void save(value);
        }}
      >
        <option value="">…</option>
        {formats.map((each) => (
          <option key={each} value={each}>
            {words.formats[each]}
          </option>
        ))}
      </select>
    </label>
  );
}

export function Preferences() {
  const { value: words } = text;
  return (
    <div class="preferences">
      <label>
        <span class="hidden">{words.language}</span>
        <select
          value={language.value}
          data-testid="language"
          onChange={(event) => {
            language.value = event.currentTarget.value as Language;
            remember('language', language.value);
          }}
        >
          {languages.map((each) => (
            <option key={each} value={each} lang={each}>
              {{ en: 'English', ko: '한국어' }[each]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span class="hidden">{words.theme}</span>
        <select
          value={theme.value}
          data-testid="theme"
          onChange={(event) => {
            theme.value = event.currentTarget.value as Theme;
            remember('theme', theme.value);
          }}
        >
          {(['auto', 'light', 'dark'] as const).map((each) => (
            <option key={each} value={each}>
              {words.themes[each]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

export function Controls() {
  void look.value;
  const { value: words } = text;
  return (
    <section class="controls" aria-label={words.controls}>
      <Playback />
      <Filters />
      <Export />
      {history.lost > 0 && <p class="lost">{words.lost(history.lost)}</p>}
    </section>
  );
}
