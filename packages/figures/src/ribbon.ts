import type { CoefficientPoint } from './coefficient-series.js';
import { dayOf } from './quarter-axis.js';
import { coordinate, element } from './svg.js';

const halfWidthAlone = 7;

/** Days between two points beyond which nothing is drawn between them: what lies in more than a year nobody looked at. */
const mostDays = 366;

/**
 * A filled band through the points that have one; empty where none has. A gap in the points is a gap in the band, be it
 * points without a band or more than a year without a point.
 */
export function ribbon(
  points: readonly CoefficientPoint[],
  xOf: (snapshot: string) => number,
  yOf: (value: number) => number,
  colour: string,
): string {
  const runs: { x: number; low: number; high: number }[][] = [[]];
  let before = Number.NaN;
  for (const { snapshot, band_low, band_high } of points) {
    const day = dayOf(snapshot);
    if (day - before > mostDays) runs.push([]);
    before = day;
    if (typeof band_low !== 'number' || typeof band_high !== 'number') {
      runs.push([]);
      continue;
    }
    if (!Number.isFinite(band_low) || !Number.isFinite(band_high)) continue;
    runs.at(-1)!.push({ x: xOf(snapshot), low: yOf(band_low), high: yOf(band_high) });
  }
  return runs
    .filter((run) => run.length > 0)
    .map((run) => {
      const [first] = run;
      const path =
        run.length > 1
          ? run
          : [
              { ...first!, x: first!.x - halfWidthAlone },
              { ...first!, x: first!.x + halfWidthAlone },
            ];
      const corner = ({ x }: { x: number }, y: number) => `${coordinate(x)},${coordinate(y)}`;
      const d = `M${path.map((at) => corner(at, at.high)).join('L')}L${[...path]
        .reverse()
        .map((at) => corner(at, at.low))
        .join('L')}Z`;
      return element('path', { d, fill: colour, 'fill-opacity': 0.16, stroke: 'none' });
    })
    .join('');
}
