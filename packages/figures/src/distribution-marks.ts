import { hatchFill } from './hatch.js';
import type { KeyEntry } from './key.js';
import { colours, sequentialColours } from './palette.js';
import { coordinate, element } from './svg.js';

const [light, , middleBlue, , dark] = sequentialColours(5) as [string, string, string, string, string];
/** Of the bar of all. */
export const barHeight = 13;

/** Quantiles at 5, 25, 50, 75 and 95 per cent: a line, a thick line, and a stroke at the median. */
export function strip(quantiles: readonly number[], xOf: (value: number) => number, y: number): string {
  const [p05, p25, p50, p75, p95] = quantiles.map((value) => coordinate(xOf(value)));
  return (
    element('path', { d: `M${p05},${coordinate(y)}H${p95}`, stroke: dark, 'stroke-width': 1.6 }) +
    element('path', { d: `M${p25},${coordinate(y)}H${p75}`, stroke: middleBlue, 'stroke-width': 10 }) +
    element('path', {
      d: `M${p50},${coordinate(y - 7)}V${coordinate(y + 7)}`,
      stroke: colours.ink,
      'stroke-width': 3,
    })
  );
}

/** A part of all: not reporting, reporting none, with some. */
export type Part = 'hatch' | 'none' | 'some';

/** A part of the bar of all; nothing where it has no length. */
export function segment(part: Part, x: number, y: number, length: number, id: string): string {
  if (length <= 0) return '';
  const fills = { hatch: hatchFill(id), none: '#FFFFFF', some: light };
  return element('rect', {
    x,
    y,
    width: length,
    height: barHeight,
    fill: fills[part],
    stroke: colours.noneBorder,
    'stroke-width': 0.8,
  });
}

/** What the parts of a bar and the strip mean. */
export function keyEntries(units: string): KeyEntry[] {
  const part = (kind: Part, words: string): KeyEntry => ({
    words,
    indent: 24,
    sign: (x, top, id) => segment(kind, x + 0.5, top + 2.5, 17, id),
  });
  return [
    part('hatch', `${units} not reporting`),
    part('none', `${units} reporting none`),
    part('some', `${units} with some`),
    {
      words: 'of those with some: 5% to 95%, 25% to 75%, median',
      indent: 44,
      sign: (x, top) => strip([0, 1, 2, 3.2, 5], (value) => x + 1 + value * 7, top + 9),
    },
  ];
}
