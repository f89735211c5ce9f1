/** The timeline: a canvas that is drawn once a frame, and what can be done with it by mouse, finger and keyboard. */
import { useEffect, useRef } from 'preact/hooks';
import { categories } from './categories.js';
import { draw } from './draw.js';
import type { Hit } from './draw.js';
import type { Thread } from './history.js';
import { readPaint } from './paint.js';
import type { Paint } from './paint.js';
import { rowsFor } from './rows.js';
import type { Rows } from './rows.js';
import {
  cursor,
  history,
  pause,
  present,
  resume,
  selection,
  shown,
  step,
  text,
  theme,
  visibleCalls,
  zoom,
} from './state.js';

/** Pixels: the lane names' width, where there is room for it; to the right of the present. */
const margins = { gutter: 184, narrow: 720, right: 48 };

/** Nanoseconds after which the present is drawn again although nothing has happened. */
const tick = 100e6;

const prefersStill = matchMedia('(prefers-reduced-motion: reduce)');

class Timeline {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  #paint: Paint;
  #hits: Hit[] = [];
  #rows: Rows | undefined;
  /** The position of the scale at the left edge. */
  #left = 0;
  #threads: Thread[] = [];
  #drawn = '';
  #frame = 0;
  /** How often it was drawn: for tests. */
  frames = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d')!;
    this.#paint = readPaint(this.#context);
    const turn = (): void => {
      this.#frame = requestAnimationFrame(turn);
      this.#turn();
    };
    this.#frame = requestAnimationFrame(turn);
  }

  end(): void {
    cancelAnimationFrame(this.#frame);
  }

  repaint(): void {
    this.#paint = readPaint(this.#context);
    this.#drawn = '';
  }

  /** Scrolls by pixels; what is scrolled does not run away. */
  scroll(by: number): void {
    pause();
    this.#left = Math.max(0, this.#left + by / zoom.value);
  }

  at(x: number, y: number): Hit['what'] | undefined {
    return this.#hits.findLast((hit) => x >= hit.x && x <= hit.x + hit.width && y >= hit.y && y <= hit.y + hit.height)
      ?.what;
  }

  /** Has a moment be in sight. */
  reveal(at: number): void {
    const { scale } = shown;
    const wide = (this.#canvas.clientWidth - this.#gutter) / zoom.value;
    const position = scale.position(at);
    if (position < this.#left + 40 || position > this.#left + wide - 80) this.#left = Math.max(0, position - wide / 2);
  }

  get #gutter(): number {
    return this.#canvas.clientWidth < margins.narrow ? 0 : margins.gutter;
  }

  #turn(): void {
    shown.update();
    const width = this.#canvas.clientWidth;
    if (width === 0) return;
    const { scale } = shown;
    const isLive = cursor.value === undefined;
    const until = cursor.value ?? Math.max(history.now, Math.floor(present() / tick) * tick);
    const gutter = this.#gutter;
    const wide = (width - gutter - margins.right) / zoom.value;
    const end = scale.position(until);
    if (isLive) this.#follow(Math.max(0, end - wide));
    // Nothing has moved since it was drawn.
    const key = [
      shown.version,
      history.revision,
      until,
      this.#left,
      width,
      zoom.value,
      devicePixelRatio,
      text.value.title,
    ].join();
    const selected = selection.value;
    if (key === this.#drawn && selected === this.#selected) return;
    this.#drawn = key;
    this.#selected = selected;
    this.#draw(width, gutter, until, isLive);
  }

  #selected: unknown;

  /** Glides to where the present is, unless that is far, or movement is not wanted. */
  #follow(target: number): void {
    const away = target - this.#left;
    const isFar = Math.abs(away) > 2000 || prefersStill.matches;
    this.#left = isFar || Math.abs(away) < 1 ? target : this.#left + away * 0.35;
  }

  #draw(width: number, gutter: number, until: number, isLive: boolean): void {
    const { scale } = shown;
    const from = scale.time(this.#left - 40);
    const to = scale.time(this.#left + (width - gutter) / zoom.value);
    const calls = [...since(shown.calls, from, to), ...shown.blocked];
    const apis = [...since(shown.apis, from, to), ...shown.open];
    this.#threads = [
      ...new Set([
        ...this.#threads.filter((each) => history.threads.get(each.id) === each && this.#accepts(each)),
        ...calls.map((call) => call.thread),
      ]),
    ];
    const rows = rowsFor(calls, this.#threads);
    this.#resize(width, rows.height);
    this.#rows = rows;
    this.#hits = [];
    const x = (at: number): number => gutter + (scale.position(at) - this.#left) * zoom.value;
    const time = (at: number): number => scale.time(this.#left + (at - gutter) / zoom.value);
    draw({
      ...{
        context: this.#context,
        paint: this.#paint,
        text: text.value,
        width,
        gutter,
        rows,
        calls,
        apis,
        x,
        time,
        until,
      },
      left: this.#left * zoom.value,
      ...{ selection: selection.value, hits: this.#hits, isLive },
    });
    this.frames++;
  }

  #accepts(thread: Thread): boolean {
    const { threads } = shown.filter;
    return threads === undefined || threads.has(thread.id);
  }

  #resize(width: number, height: number): void {
    const ratio = devicePixelRatio;
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.#canvas.width === wide && this.#canvas.height === high) return;
    this.#canvas.width = wide;
    this.#canvas.height = high;
    this.#canvas.style.height = `${height}px`;
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  get rows(): Rows | undefined {
    return this.#rows;
  }
}

/** Those that have not ended before `from`, and have begun before `to`. The list is in the order of ends. */
function since<T extends { readonly start: number; readonly end: number | undefined }>(
  list: readonly T[],
  from: number,
  to: number,
): T[] {
  const found: T[] = [];
  for (let i = list.length - 1; i >= 0 && list[i]!.end! >= from; i--) if (list[i]!.start <= to) found.push(list[i]!);
  return found.reverse();
}

/** Chooses the call before or after the one that is selected. */
function choose(forward: boolean): void {
  const calls = visibleCalls();
  const selected = selection.value;
  const index = selected !== undefined && 'kind' in selected && selected.kind === 'call' ? calls.indexOf(selected) : -1;
  const next = index < 0 ? calls.at(forward ? 0 : -1) : calls[index + (forward ? 1 : -1)];
  if (next !== undefined) selection.value = next;
}

/** Chooses a call of another thread, near the one that is selected. */
function chooseThread(down: boolean, rows: Rows | undefined): void {
  const selected = selection.value;
  if (rows === undefined || selected === undefined || !('thread' in selected)) {
    choose(false);
    return;
  }
  const index = rows.threads.findIndex(({ thread }) => thread === selected.thread);
  const row = rows.threads[index + (down ? 1 : -1)];
  if (row === undefined) return;
  const calls = visibleCalls().filter(({ thread }) => thread === row.thread);
  const next = calls.findLast(({ start }) => start <= selected.start) ?? calls[0];
  if (next !== undefined) selection.value = next;
}

export function TimelineView() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<Timeline>(undefined);
  const { value: words } = text;

  useEffect(() => {
    const timeline = new Timeline(canvas.current!);
    view.current = timeline;
    Object.assign(canvas.current!, { timeline });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const repaint = (): void => {
      timeline.repaint();
    };
    dark.addEventListener('change', repaint);
    const stop = [
      theme.subscribe(() => requestAnimationFrame(repaint)),
      selection.subscribe((selected) => {
        if (selected !== undefined && 'kind' in selected && cursor.peek() !== undefined)
          timeline.reveal(selected.start);
      }),
    ];
    return () => {
      dark.removeEventListener('change', repaint);
      for (const each of stop) each();
      timeline.end();
    };
  }, []);

  const drag = useRef<{ x: number; moved: boolean } | undefined>(undefined);
  const place = (event: PointerEvent): [number, number] => {
    const { left, top } = canvas.current!.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };

  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => {
      pause();
      choose(false);
    },
    ArrowRight: () => {
      pause();
      choose(true);
    },
    ArrowUp: () => {
      chooseThread(false, view.current?.rows);
    },
    ArrowDown: () => {
      chooseThread(true, view.current?.rows);
    },
    ' ': () => {
      if (cursor.value === undefined) pause();
      else resume();
    },
    '.': () => {
      step(true);
    },
    ',': () => {
      step(false);
    },
    Escape: () => (selection.value = undefined),
  };

  return (
    <section class="timeline" aria-label={words.timeline}>
      <canvas
        ref={canvas}
        tabIndex={0}
        role="application"
        aria-label={words.timeline}
        aria-describedby="timeline-help"
        onKeyDown={(event) => {
          const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
          if (act === undefined) return;
          event.preventDefault();
          act();
        }}
        onPointerDown={(event) => {
          drag.current = { x: event.clientX, moved: false };
        }}
        onPointerMove={(event) => {
          const [x, y] = place(event);
          canvas.current!.classList.toggle('over', view.current?.at(x, y) !== undefined);
          const before = drag.current;
          if (before === undefined || (!before.moved && Math.abs(event.clientX - before.x) < 6)) return;
          if (!before.moved) canvas.current!.setPointerCapture(event.pointerId);
          view.current?.scroll(before.x - event.clientX);
          drag.current = { x: event.clientX, moved: true };
        }}
        onPointerUp={(event) => {
          const wasMoved = drag.current?.moved;
          drag.current = undefined;
          if (wasMoved !== false) return;
          const [x, y] = place(event);
          selection.value = view.current?.at(x, y);
        }}
        onPointerCancel={() => {
          drag.current = undefined;
        }}
        onWheel={(event) => {
          const by = event.shiftKey ? event.deltaY : event.deltaX;
          if (by === 0) return;
          event.preventDefault();
          view.current?.scroll(by);
        }}
      />
      <p id="timeline-help" class="hidden">
        {words.timelineHelp}
      </p>
      <ul class="legend" aria-hidden="true">
        {categories.map((each) => (
          <li key={each} class={`call-${each}`}>
            {words.legend[each]}
          </li>
        ))}
        <li class="hatched">{words.legendBlocked}</li>
      </ul>
    </section>
  );
}
