/**
 * Words above and deeds below one line, as a drawing made on the server. Across, all is in hundredths of the width, so that it fits a telephone
 * and a wall without letters that shrink; down, in pixels. It is hidden from those who cannot see it: the table beside it says the same.
 */
import type { Happening } from '../../listings/timeline.ts';
import type { Address } from '../address.ts';
import { type Html, html } from '../html.ts';
import { Axis, rowsOf, type Stretch, ticksOf } from './axis.ts';

/** Pixels: of a row, of the line with its days, and above and below all. */
const [ROW, LINE, MARGIN] = [15, 22, 6];
/** Hundredths of the width that a mark takes at least. */
const MARK = 2.4;
/** Rows, and marks, on one side of the line; beyond them columns say how many there are. */
const [ROWS, MARKS] = [14, 300];
/** Columns across, and pixels of the highest. */
const [COLUMNS, HIGHEST] = [60, 90];

export interface DrawnOptions {
  /** What a mark leads to. */
  readonly open: (one: Happening) => Address;
  /** The same page for these days alone; undefined: there is none. */
  readonly zoom?: (days: { readonly from: string; readonly until: string }) => Address;
}

/** All are dated, and touch the axis. */
export function drawn(some: readonly Happening[], axis: Axis, options: DrawnOptions): Html {
  const above = half(
    some.filter(({ side }) => side === 'words'),
    axis,
  );
  const below = half(
    some.filter(({ side }) => side === 'deeds'),
    axis,
  );
  const line = MARGIN + above.height;
  const height = line + LINE + below.height + MARGIN;
  const ticks = ticksOf(axis);
  return html`<svg class="drawn" width="100%" height="${height}" aria-hidden="true" focusable="false">
${ticks.map(({ at }) => html`<line class="grid" x1="${percent(at)}" x2="${percent(at)}" y1="0" y2="${height}"/>`)}
<rect class="line" x="0" width="100%" y="${line}" height="${LINE}"/>
${ticks.map(({ at, label, from, until }, index) =>
  zoomed(
    `tick${index % 2 === 1 ? ' every-other' : ''}`,
    { from, until },
    options,
    html`<svg class="at" x="${percent(at)}" y="${line + 15}"><text x="3">${label}</text></svg>`,
  ),
)}
${side(above, axis, options, offset => line - offset, -1)}
${side(below, axis, options, offset => line + LINE + offset, 1)}
</svg>`;
}

/** What leads nearer to some days, where something does. */
function zoomed(classes: string, days: { from: string; until: string }, { zoom }: DrawnOptions, within: Html): Html {
  return zoom === undefined
    ? html`<g class="${classes}">${within}</g>`
    : html`<a class="${classes}" href="${zoom(days)}" tabindex="-1">${within}</a>`;
}

const percent = (part: number): string => `${Math.round(part * 1000) / 1000}%`;

interface Placed extends Stretch {
  readonly one: Happening;
  readonly row: number;
}

/** One side of the line: marks in rows, or where they are too many, how many there are. */
type Half =
  | { readonly placed: readonly Placed[]; readonly height: number }
  | { readonly crowd: readonly Happening[]; readonly height: number };

function half(some: readonly Happening[], axis: Axis): Half {
  if (some.length > MARKS) return { crowd: some, height: HIGHEST };
  const stretches = some.map(one => stretchOf(one, axis));
  const rows = rowsOf(stretches, 0.2);
  const count = Math.max(0, ...rows.map(row => row + 1));
  if (count > ROWS) return { crowd: some, height: HIGHEST };
  return { placed: some.map((one, index) => ({ one, ...stretches[index]!, row: rows[index]! })), height: count * ROW };
}

/** Where it stands; a side that is open is drawn for a few hundredths only. */
function stretchOf({ from, until }: Happening, axis: Axis): Stretch {
  const isDay = from !== undefined && from === until;
  const start = from === undefined ? axis.at(until!) - 2 * MARK : isDay ? axis.at(from) - MARK / 2 : axis.before(from);
  const end = until === undefined ? axis.before(from!) + 2 * MARK : isDay ? axis.at(until) + MARK / 2 : axis.at(until);
  const [low, high] = [Math.max(0, Math.min(start, 100 - MARK)), Math.min(100, end)];
  return { start: low, end: Math.max(high, low + MARK) };
}

function side(some: Half, axis: Axis, options: DrawnOptions, yOf: (offset: number) => number, way: -1 | 1): Html {
  if ('crowd' in some) return columns(some.crowd, axis, options, yOf, way);
  return html`${some.placed.map(({ one, start, end, row }) => {
    const y = yOf(row * ROW + ROW / 2);
    return html`<a class="mark-at k-${one.kind} s-${one.state} m-${one.mode}${one.bearing !== undefined && ` d-${one.bearing.direction}`}" href="${options.open(one)}" tabindex="-1"><title>${one.reading}: ${one.headline}</title>${isDay(one) ? point(one, (start + end) / 2, y) : interval(one, start, end, y)}</a>`;
  })}`;
}

const isDay = ({ from, until }: Happening): boolean => from !== undefined && from === until;

/** Words are round, deeds square; what speaks against a provision is a triangle, and what was not done is struck through. */
function point({ side, mode, bearing }: Happening, at: number, y: number): Html {
  const shape =
    bearing?.direction === 'contradicts'
      ? html`<polygon points="0,-6 6,5 -6,5"/>`
      : side === 'words'
        ? html`<circle r="5"/>`
        : html`<rect x="-5" y="-5" width="10" height="10"/>`;
  return html`<svg class="at" x="${percent(at)}" y="${y}">${shape}${mode === 'not_done' && html`<line x1="-6" y1="6" x2="6" y2="-6"/>`}</svg>`;
}

/** An interval is as long as it is told to be; its open side has no end. */
function interval({ from, until, bearing }: Happening, start: number, end: number, y: number): Html {
  const open = from === undefined ? ' open-before' : until === undefined ? ' open-after' : '';
  return html`<rect class="interval${open}" x="${percent(start)}" width="${percent(end - start)}" y="${y - 4}" height="8" rx="4"/>${bearing?.direction === 'contradicts' && html`<svg class="at" x="${percent(until === undefined ? start : end)}" y="${y}"><polygon points="0,-6 6,5 -6,5"/></svg>`}`;
}

function columns(
  some: readonly Happening[],
  axis: Axis,
  options: DrawnOptions,
  yOf: (offset: number) => number,
  way: -1 | 1,
): Html {
  const parts = axis
    .parts(COLUMNS)
    .map(part => ({ ...part, number: some.filter(one => within(countedOn(one, axis), part)).length }));
  const most = Math.max(1, ...parts.map(({ number }) => number));
  return html`${parts
    .filter(({ number }) => number > 0)
    .map(({ from, until, number }) => {
      const height = Math.max(3, (number / most) * (HIGHEST - 4));
      return zoomed(
        'many',
        { from, until },
        options,
        html`<title>${from} to ${until}: ${number}</title><rect x="${percent(axis.before(from) + 0.1)}" width="${percent(Math.max(0.5, 100 / parts.length - 0.2))}" y="${way === -1 ? yOf(height) : yOf(0)}" height="${height}"/>`,
      );
    })}`;
}

/** The day on which it is counted: the first that is told, or the end of the line that it reaches beyond. */
function countedOn({ from, until }: Happening, axis: Axis): string {
  const day = from ?? until!;
  return day < axis.from ? axis.from : day > axis.until ? axis.until : day;
}

const within = (day: string, { from, until }: { from: string; until: string }): boolean => from <= day && day <= until;
