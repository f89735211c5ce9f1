/** What the parts of the page have in common. */
import { computed, signal } from '@preact/signals';
import type { LensBatch, LensHello, LensSockets } from '../records.js';
import { History } from './history.js';
import type { Api, Call } from './history.js';
import { Shown } from './shown.js';
import type { Socket } from './sockets.js';
import { languages, texts } from './text.js';
import type { Language } from './text.js';

export type Theme = 'auto' | 'light' | 'dark';
export type Selection = Call | Api | Socket | undefined;

/** Remembered from one visit to the next, where the browser allows it. */
function remembered(name: string, values: readonly string[]): string | undefined {
  try {
    const value = localStorage.getItem(`lens.${name}`);
    return value !== null && values.includes(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`lens.${name}`, value);
  } catch {
    // Then it holds for this visit.
  }
}

const preferred = (): Language =>
  (navigator.languages.find((each) => /^(ko|en)\b/i.test(each)) ?? 'en').slice(0, 2).toLowerCase() as Language;

export const language = signal<Language>((remembered('language', languages) as Language | undefined) ?? preferred());
export const text = computed(() => texts[language.value]);
export const theme = signal<Theme>((remembered('theme', ['auto', 'light', 'dark']) as Theme | undefined) ?? 'auto');

export const history = new History();
export const shown = new Shown(history);

export const status = signal<'connecting' | 'live' | 'disconnected'>('connecting');
export const hello = signal<LensHello | undefined>(undefined);
export const selection = signal<Selection>(undefined);
export const zoom = signal(1);
/** The moment until which the page shows what happened; undefined: it is live. */
export const cursor = signal<number | undefined>(undefined);
/** Counts looks at what is shown: lists and tables follow it, which is seldom enough to be read. */
export const look = signal(0);
/** System calls that wait because the page is paused. */
export const waiting = signal(0);
/** The threads that play a story. */
export const playing = signal<ReadonlySet<number> | undefined>(undefined);

/** What came while the page is paused, bounded: then the oldest is given up. */
let held: (LensBatch | LensSockets)[] = [];
const maxHeld = 5000;

const callsIn = (message: LensBatch | LensSockets): number =>
  'events' in message ? message.events.filter(({ kind }) => kind === 'call').length : 0;

/** When the server has told what time it is, by the clock of the browser. */
let told = 0;

/** Milliseconds for which the server may say nothing. */
const patience = 3000;

/** What time it is: the server tells it now and then only. */
export const present = (): number =>
  history.now + (status.peek() === 'live' ? Math.min(patience, performance.now() - told) * 1e6 : 0);

function add(message: LensBatch | LensSockets): void {
  told = performance.now();
  if ('events' in message) history.add(message);
  else history.addSockets(message);
}

export function receive(message: LensBatch | LensSockets): void {
  if (cursor.value === undefined) {
    add(message);
    return;
  }
  held.push(message);
  waiting.value += callsIn(message);
  while (waiting.value > maxHeld) {
    const gone = callsIn(held.shift()!);
    waiting.value -= gone;
    history.lost += gone;
  }
}

export function pause(): void {
  cursor.value ??= history.now;
}

export function resume(): void {
  for (const message of held) add(message);
  held = [];
  waiting.value = 0;
  cursor.value = undefined;
}

/** Shows one system call more, or less, and selects it. */
export function step(forward: boolean): void {
  pause();
  shown.update();
  let next = shown.neighbour(cursor.value!, forward);
  while (next === undefined && forward && held.length > 0) {
    const message = held.shift()!;
    waiting.value -= callsIn(message);
    add(message);
    shown.update();
    next = shown.neighbour(cursor.value!, true);
  }
  if (next === undefined) return;
  cursor.value = next.end!;
  selection.value = next;
  // It may have been selected before, while it was blocked.
  look.value++;
}

/** The calls that are shown up to the cursor, the oldest first. */
export function visibleCalls(): Call[] {
  shown.update();
  const until = cursor.value;
  return until === undefined ? shown.calls : shown.calls.filter(({ end }) => end! <= until);
}

const units = [
  ['s', 1e9],
  ['ms', 1e6],
  ['µs', 1e3],
  ['ns', 1],
] as const;

/** 532 ns, 12.3 µs, 1.53 s */
export function duration(ns: number): string {
  const [unit, size] = units.find(([, each]) => ns >= each) ?? units[3];
  const count = ns / size;
  return `${size === 1 || count >= 100 ? Math.round(count) : count.toPrecision(3)} ${unit}`;
}
