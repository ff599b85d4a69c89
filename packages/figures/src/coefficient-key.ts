import { isSignificant, type StyledSeries } from './coefficient-panel.js';
import { marker } from './marker.js';
import { colours } from './palette.js';
import { lineHeight, textSize } from './sizes.js';
import { element } from './svg.js';
import { textWidth } from './text.js';

const hasInterval = ({ low, high }: { low: number; high: number }) =>
  Number.isFinite(low) && Number.isFinite(high);

/**
 * Filled and hollow markers, and the bootstrap's line, in words and signs, from y = 0 down. `level` is that of the
 * intervals, such as 0.95.
 */
export function coefficientKey(
  series: readonly StyledSeries[],
  level: number,
  width: number,
): { marks: string; height: number } {
  const percent = `${Number((100 * level).toFixed(2))}%`;
  const points = series.flatMap((item) => item.points);
  const { shape, colour } = series[0] ?? { shape: 'circle' as const, colour: colours.ink };
  let y = textSize;
  let x = 0;
  let marks = '';
  const entry = (sign: (left: number) => string, words: string) => {
    const needed = 14 + textWidth(words, textSize);
    if (x > 0 && x + needed > width) {
      x = 0;
      y += lineHeight;
    }
    marks += sign(x) + element('text', { x: x + 14, y, fill: colours.quiet }, words);
    x += needed + 18;
  };
  if (points.some(isSignificant)) {
    entry((left) => marker(shape, left + 5, y - 4.5, 4, colour, true), `${percent} interval leaves out zero`);
  }
  if (points.some((point) => hasInterval(point) && !isSignificant(point))) {
    entry((left) => marker(shape, left + 5, y - 4.5, 4, colour, false), `${percent} interval includes zero`);
  }
  if (points.some((point) => !hasInterval(point))) {
    entry((left) => marker(shape, left + 5, y - 4.5, 4, colour, false), 'no interval');
  }
  if (points.some((point) => Number.isFinite(point.boot_low) && Number.isFinite(point.boot_high))) {
    entry(
      (left) =>
        element('path', {
          d: `M${left + 5},${y - 11}V${y + 2}`,
          stroke: colour,
          'stroke-width': 1,
          'stroke-dasharray': '2.5 1.5',
        }),
      `bootstrap ${percent} interval`,
    );
  }
  const banded = series.find((item) => item.points.some((point) => Number.isFinite(point.band_low)));
  if (banded !== undefined) {
    entry(
      (left) =>
        element('rect', {
          x: left,
          y: y - 11,
          width: 10,
          height: 13,
          fill: banded.colour,
          'fill-opacity': 0.16,
        }),
      `simultaneous ${percent} band`,
    );
  }
  return { marks, height: y + lineHeight - textSize + 8 };
}
