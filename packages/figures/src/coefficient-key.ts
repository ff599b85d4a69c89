import { type CoefficientPoint, known, type StyledSeries } from './coefficient-series.js';
import { hasInterval, isSignificant, levelWords } from './interval.js';
import { type KeyEntry, key } from './key.js';
import { cross, marker } from './marker.js';
import { colours } from './palette.js';
import { lineHeight } from './sizes.js';
import { atLeast, type Block } from './stack.js';
import { element } from './svg.js';

const indent = 14;

function markerEntries(
  points: readonly CoefficientPoint[],
  look: Pick<StyledSeries, 'shape' | 'colour'>,
  percent: string,
) {
  const without: KeyEntry = {
    words: 'no interval',
    indent,
    sign: (x, top) => cross(x + 5, top + 8.5, 4, look.colour),
  };
  const entry = (filled: boolean, words: string): KeyEntry => ({
    words,
    indent,
    sign: (x, top) => marker(look.shape, x + 5, top + 8.5, 4, look.colour, filled),
  });
  const including = points.some((point) => hasInterval(point) && !isSignificant(point));
  return [
    ...(points.some(isSignificant) ? [entry(true, `${percent} interval leaves out zero`)] : []),
    ...(including ? [entry(false, `${percent} interval includes zero`)] : []),
    ...(points.some((point) => !hasInterval(point) && !known(point.other_low)) ? [without] : []),
  ];
}

function bootstrapEntry(colour: string, percent: string): KeyEntry {
  return {
    words: `bootstrap ${percent} interval`,
    indent,
    sign: (x, top) =>
      element('path', {
        d: `M${x + 5},${top + 2}V${top + 15}`,
        stroke: colour,
        'stroke-width': 1,
        'stroke-dasharray': '2.5 1.5',
      }),
  };
}

function intervalEntry(colour: string, words: string, width: number): KeyEntry {
  return {
    words,
    indent,
    sign: (x, top) =>
      element('path', { d: `M${x + 5},${top + 2}V${top + 15}`, stroke: colour, 'stroke-width': width }),
  };
}

function bandEntry(colour: string, percent: string): KeyEntry {
  return {
    words: `simultaneous ${percent} band`,
    indent,
    sign: (x, top) =>
      element('rect', { x, y: top + 2, width: 10, height: 13, fill: colour, 'fill-opacity': 0.16 }),
  };
}

/**
 * Filled and hollow markers, the bootstrap's line and the band, in signs and words; what no point has is left out.
 * `level` is that of the intervals, such as 0.95; `intervals` says what the thick one and the thin one beside it are.
 */
export function coefficientKey(
  series: readonly StyledSeries[],
  level: number,
  width: number,
  intervals?: { own: string; other: string },
): Block {
  const percent = levelWords(level);
  const points = series.flatMap((item) => item.points);
  const look = series[0] ?? { shape: 'circle' as const, colour: colours.ink };
  const bootstrapped = points.some((point) => known(point.boot_low) && known(point.boot_high));
  const banded = series.find((item) => item.points.some((point) => known(point.band_low)));
  const beside = points.some((point) => known(point.other_low) && known(point.other_high));
  const entries = [
    ...markerEntries(points, look, percent),
    ...(beside && intervals !== undefined
      ? [intervalEntry(look.colour, intervals.own, 2.6), intervalEntry(look.colour, intervals.other, 1)]
      : []),
    ...(bootstrapped ? [bootstrapEntry(look.colour, percent)] : []),
    ...(banded === undefined ? [] : [bandEntry(banded.colour, percent)]),
  ];
  return atLeast(lineHeight, key(entries, width, 18));
}
