/** The page. */
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { CallList } from './calls.js';
import { connect } from './connect.js';
import { Controls, Preferences } from './controls.js';
import { Counts } from './counts.js';
import { Details } from './details.js';
import { SocketsPanel } from './sockets-panel.js';
import { language, look, text, theme, visibleCalls } from './state.js';
import { loadStories, Stories } from './stories.js';
import { TimelineView } from './timeline.js';

/** Milliseconds between two looks of lists and tables; of what is said to a screen reader. */
const intervals = { look: 300, announce: 8000 };

const announcement = signal('');

function Page() {
  const { value: words } = text;
  return (
    <>
      <a class="skip" href="#calls-title">
        {words.skip}
      </a>
      <header>
        <h1>
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <path d="M2 16h28" />
            <path d="M10 5v19m-4-4 4 5 4-5M22 27V8m-4 4 4-5 4 5" />
          </svg>
          {words.title}
        </h1>
        <p class="lead">{words.lead}</p>
        <Preferences />
      </header>
      <Controls />
      <main>
        <div class="side">
          <Stories />
          <Details />
        </div>
        <div class="stage">
          <TimelineView />
          <CallList />
          <div class="tables">
            <SocketsPanel />
            <Counts />
          </div>
        </div>
      </main>
      <p class="hidden" aria-live="polite">
        {announcement.value}
      </p>
    </>
  );
}

effect(() => {
  document.documentElement.lang = language.value;
  document.title = `${text.value.title} · berkeley-sockets`;
});
effect(() => {
  document.documentElement.dataset.theme = theme.value;
});

// What has changed is looked at now and then: reading takes longer.
setInterval(() => {
  if (!document.hidden) look.value++;
}, intervals.look);

let announced = 0;
setInterval(() => {
  const calls = visibleCalls();
  const count = calls.filter(({ end }) => end! > announced).length;
  const last = calls.at(-1);
  if (last === undefined || count === 0) return;
  announced = last.end!;
  announcement.value = text.value.announce(count, last.event.text);
}, intervals.announce);

render(<Page />, document.getElementById('page')!);
connect();
void loadStories();
