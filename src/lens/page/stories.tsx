/** Guided stories: real threads of the server play them, a step at a time. */
import { effect, signal } from '@preact/signals';
import type { LensCall, LensSocket } from '../records.js';
import { history, language, look, playing, resume, selection, text } from './state.js';
import { Icon } from './icon.js';
import type { Language } from './text.js';

type Both = Readonly<Record<Language, string>>;

interface Story {
  readonly id: string;
  readonly title: Both;
  readonly steps: readonly { readonly text: Both; readonly code: string }[];
}

interface Beginning {
  readonly run: string;
  readonly threads: readonly number[];
}

interface StepAnswer {
  readonly step: number;
  readonly done: boolean;
  readonly calls: readonly LensCall[];
  readonly sockets: readonly (LensSocket & { readonly name?: string })[];
  readonly threads?: readonly number[];
  /** In an accept queue: no descriptor names them. */
  readonly waiting?: readonly Waiting[];
}

type Waiting = Partial<Omit<LensSocket, 'fd'>>;

interface Run {
  readonly story: Story;
  readonly run: string;
  readonly step: number;
  readonly done: boolean;
  /** Of the step that was played last. */
  readonly calls: readonly LensCall[];
  readonly waiting: readonly Waiting[];
}

const stories = signal<readonly Story[]>([]);
const current = signal<Run | undefined>(undefined);
const isBusy = signal(false);
const failure = signal<string | undefined>(undefined);
export const onlyStory = signal(true);

async function ask<T>(path: string, method: 'GET' | 'POST' | 'DELETE'): Promise<T> {
  const response = await fetch(`/lens/${path}`, { method });
  const body = await response.text();
  if (response.ok) return (body === '' ? undefined : JSON.parse(body)) as T;
  let reason = `${response.status} ${response.statusText}`;
  try {
    reason = (JSON.parse(body) as { error?: string }).error ?? reason;
  } catch {
    // No answer of the stories.
  }
  throw new Error(reason);
}

/** Runs something that takes its time; what it fails with is shown. */
async function busy(act: () => Promise<void>): Promise<void> {
  if (isBusy.value) return;
  isBusy.value = true;
  failure.value = undefined;
  try {
    await act();
  } catch (error) {
    failure.value = (error as Error).message;
  } finally {
    isBusy.value = false;
  }
}

export async function loadStories(): Promise<void> {
  await busy(async () => {
    stories.value = await ask<Story[]>('stories', 'GET');
  });
}

const begin = (story: Story): Promise<void> =>
  busy(async () => {
    await end();
    resume();
    const { run, threads } = await ask<Beginning>(`stories/${story.id}/runs`, 'POST');
    playing.value = new Set(threads);
    current.value = { story, run, step: 0, done: false, calls: [], waiting: [] };
    await play();
  });

async function play(): Promise<void> {
  const before = current.value;
  if (before === undefined) return;
  resume();
  const {
    step,
    done,
    calls,
    sockets,
    threads,
    waiting = [],
  } = await ask<StepAnswer>(`runs/${before.run}/next`, 'POST');
  if (threads !== undefined) playing.value = new Set([...(playing.value ?? []), ...threads]);
  const ends = calls.flatMap(({ end }) => (end === undefined ? [] : [history.time(end)]));
  history.addStates(Math.max(history.now, ...ends), sockets);
  current.value = { ...before, step, done, calls, waiting };
  selection.value = undefined;
  // What it is about, as soon as the timeline has it.
  wanted.value = calls.at(-1);
}

const next = (): Promise<void> => busy(play);

async function end(): Promise<void> {
  const run = current.value;
  current.value = undefined;
  playing.value = undefined;
  if (run !== undefined && !run.done) await ask<undefined>(`runs/${run.run}`, 'DELETE').catch(() => undefined);
}

/** A call that is to be selected: the timeline may get it a moment later. */
const wanted = signal<LensCall | undefined>(undefined);

effect(() => {
  void look.value;
  if (wanted.value === undefined) return;
  const call = history.call(`${wanted.value.thread}:${wanted.value.start}`);
  if (call === undefined) return;
  selection.value = call;
  wanted.value = undefined;
});

function Player({ run }: { readonly run: Run }) {
  const { value: words } = text;
  const { value: which } = language;
  const { steps } = run.story;
  const step = steps[run.step - 1];
  return (
    <div class="player">
      <h3>{run.story.title[which]}</h3>
      {step !== undefined && (
        <div aria-live="polite">
          <p class="progress">
            {words.stepOf(run.step, steps.length)}
            <progress max={steps.length} value={run.step} aria-hidden="true" />
          </p>
          <pre class="code">
            <code>{step.code}</code>
          </pre>
          <p>{step.text[which]}</p>
        </div>
      )}
      <h4>{words.stepCalls}</h4>
      {run.calls.length === 0 ? (
        <p class="soft">{words.noStepCalls}</p>
      ) : (
        <ol class="lines" data-testid="step-calls">
          {run.calls.map((call) => (
            <li key={`${call.thread}:${call.start}`}>
              <button type="button" class="link" onClick={() => (wanted.value = call)}>
                <code>{call.text}</code>
              </button>
            </li>
          ))}
        </ol>
      )}
      {run.waiting.length > 0 && (
        <>
          <h4>{words.waiting}</h4>
          <ul>
            {run.waiting.map(({ state, remoteAddress, receiveQueue = 0 }, i) => (
              <li key={i}>
                <code>
                  {state} ⇄ {remoteAddress?.address?.replace(/^::ffff:/, '')}:{remoteAddress?.port} ↓ {receiveQueue} B
                </code>
              </li>
            ))}
          </ul>
        </>
      )}
      {run.done && <p class="done">{words.storyDone}</p>}
      <div class="buttons">
        {run.done ? (
          <button type="button" class="primary" disabled={isBusy.value} onClick={() => void begin(run.story)}>
            {words.restart}
          </button>
        ) : (
          <button type="button" class="primary" disabled={isBusy.value} data-testid="next" onClick={() => void next()}>
            {isBusy.value ? words.running : words.nextStep}
          </button>
        )}
        <button type="button" data-testid="end" disabled={isBusy.value} onClick={() => void busy(end)}>
          {words.finish}
        </button>
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={onlyStory.value}
          onChange={(event) => (onlyStory.value = event.currentTarget.checked)}
        />
        {words.onlyStory}
      </label>
    </div>
  );
}

export function Stories() {
  const { value: words } = text;
  const { value: run } = current;
  return (
    <section class="panel stories" aria-labelledby="stories-title">
      <h2 id="stories-title">{words.stories}</h2>
      {failure.value !== undefined && (
        <p class="failure" role="alert">
          {words.storyFailed}: {failure.value}
        </p>
      )}
      {run !== undefined ? (
        <Player run={run} />
      ) : (
        <>
          <p class="soft">{words.storiesLead}</p>
          <ol class="shelf">
            {stories.value.map((story) => (
              <li key={story.id}>
                <button type="button" disabled={isBusy.value} data-story={story.id} onClick={() => void begin(story)}>
                  <Icon name="play" />
                  {story.title[language.value]}
                </button>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
