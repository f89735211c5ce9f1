/** Colours and letters for the canvas, out of page.css. */
import { categories } from './categories.js';
import type { Category } from './categories.js';

export interface Paint {
  readonly user: string;
  readonly kernel: string;
  readonly clients: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly box: string;
  readonly boxLine: string;
  readonly error: string;
  readonly accent: string;
  readonly fill: string;
  readonly boundary: string;
  readonly boundaryText: string;
  readonly category: Readonly<Record<Category, string>>;
  readonly hatch: Readonly<Record<Category, CanvasPattern | string>>;
}

export const fonts = {
  mono: '11px ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  sans: '12px system-ui, "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", sans-serif',
  caption: '600 11px system-ui, "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", sans-serif',
  strong: '600 12px system-ui, "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", sans-serif',
};

/** Lines from the lower left to the upper right. */
function hatch(context: CanvasRenderingContext2D, color: string): CanvasPattern | string {
  const tile = document.createElement('canvas');
  const size = 8;
  tile.width = tile.height = size;
  const pen = tile.getContext('2d')!;
  pen.strokeStyle = color;
  pen.lineWidth = 1.6;
  pen.beginPath();
  for (const from of [-size, 0, size]) {
    pen.moveTo(from - 1, size + 1);
    pen.lineTo(from + size + 1, -1);
  }
  pen.stroke();
  return context.createPattern(tile, 'repeat') ?? color;
}

export function readPaint(context: CanvasRenderingContext2D): Paint {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const byCategory = <T>(make: (color: string) => T): Record<Category, T> =>
    Object.fromEntries(categories.map((each) => [each, make(color(`call-${each}`))])) as Record<Category, T>;
  return {
    user: color('user'),
    kernel: color('kernel'),
    clients: color('clients'),
    ink: color('ink'),
    soft: color('soft'),
    line: color('line'),
    box: color('box'),
    boxLine: color('box-line'),
    error: color('error'),
    accent: color('accent'),
    fill: color('fill'),
    boundary: color('boundary'),
    boundaryText: color('boundary-text'),
    category: byCategory((each) => each),
    hatch: byCategory((each) => hatch(context, each)),
  };
}
