import type { AreaOverTimeOptions, AreaPoint } from './area-over-time-points.js';
import { figureDocument } from './frame.js';
import { levelWords } from './interval.js';
import { type KeyEntry, key } from './key.js';
import { estimateWords, markData } from './mark.js';
import { marker } from './marker.js';
import { colours, seriesColours } from './palette.js';
import { quietWords } from './paragraph.js';
import { halfWidth, textSize } from './sizes.js';
import { type Block, grouped, space, stack } from './stack.js';
import { coordinate, element } from './svg.js';
import { widestText } from './text.js';
import { plainTimeAxis, type TimeScale, timeScale } from './time-scale.js';
import { drawValueAxis, valueAxis } from './value-axis.js';

const plotHeight = 142;
const own = seriesColours[0];

const dashed = '5 3';

/** The sign of a line. */
const lineSign = (words: string, dash?: string): KeyEntry => ({
  words,
  indent: 24,
  sign: (x, top) =>
    element('path', {
      d: `M${coordinate(x)},${coordinate(top + 8.5)}h18`,
      stroke: colours.ink,
      'stroke-width': 1.8,
      'stroke-dasharray': dash,
    }),
});

function keyEntries(options: AreaOverTimeOptions): KeyEntry[] {
  const { area, otherLabel, aroundLabel, level, points, hollow } = options;
  const entries: KeyEntry[] = [
    {
      words: level === null ? area : `this area, ${levelWords(level)} intervals`,
      indent: 16,
      sign: (x, top) =>
        (level === null
          ? ''
          : element('path', {
              d: `M${coordinate(x + 6)},${coordinate(top + 2)}v13`,
              stroke: own,
              'stroke-width': 1.8,
            })) + marker('circle', x + 6, top + 8.5, 3.6, own, true),
    },
    ...(aroundLabel === undefined ? [] : [lineSign(aroundLabel, dashed)]),
    lineSign(otherLabel),
  ];
  if (points.some(({ value, firm }) => value !== null && !firm))
    entries.push({
      words: hollow,
      indent: 16,
      sign: (x, top) => marker('circle', x + 6, top + 8.5, 3.6, own, false),
    });
  return entries;
}

const known = (values: readonly (number | null)[]) => values.filter((value) => value !== null);

/** Runs of snapshots next to one another at which a value is known. */
function runs(points: readonly AreaPoint[], of: (point: AreaPoint) => number | null): AreaPoint[][] {
  const found: AreaPoint[][] = [[]];
  for (const point of points) {
    if (of(point) === null) found.push([]);
    else found.at(-1)!.push(point);
  }
  return found.filter(({ length }) => length > 0);
}

function plotOf(options: AreaOverTimeOptions, time: TimeScale, width: number): Block {
  const { points, format, area } = options;
  // Of a snapshot at which few reported the interval may go beyond the axis, which the firm ones make.
  const firm = points.filter((point) => point.firm);
  const made = firm.length > 0 ? firm : points;
  const values = known([
    ...points.flatMap(({ value, other, around = null }) => [value, other, around]),
    ...made.flatMap(({ low, high }) => [low, high]),
  ]).map((value) => Math.max(0, value));
  const axisAt = (top: number) => valueAxis(values, top + plotHeight - 2, top + 4);
  return {
    height: plotHeight,
    draw: (top) => {
      const axis = axisAt(top);
      const [lowest, highest] = [top + plotHeight - 2, top + 4];
      const at = (value: number) => Math.min(lowest, Math.max(highest, axis.y(value)));
      const path = (some: readonly AreaPoint[], of: (point: AreaPoint) => number) =>
        `M${some.map((point) => `${coordinate(time.xOf(point.snapshot))},${coordinate(axis.y(of(point)))}`).join('L')}`;
      const line = (
        paint: string,
        strokeWidth: number,
        of: (point: AreaPoint) => number | null,
        dash?: string,
      ) =>
        runs(points, of).map((some) =>
          element('path', {
            d: path(some, (point) => of(point)!),
            fill: 'none',
            stroke: paint,
            'stroke-width': strokeWidth,
            'stroke-dasharray': dash,
          }),
        );
      const marks = points.flatMap(({ snapshot, value, low, high, firm: filled }) => {
        if (value === null) return [];
        const x = time.xOf(snapshot);
        const bounds =
          low === null || high === null
            ? ''
            : element('path', {
                d: `M${coordinate(x)},${coordinate(at(low))}V${coordinate(at(high))}`,
                stroke: own,
                'stroke-width': 1.6,
              });
        const words = estimateWords(
          { estimate: value, low: low ?? Number.NaN, high: high ?? Number.NaN },
          format,
        );
        return [
          element(
            'g',
            markData({ code: snapshot, label: `${area}, ${snapshot}`, value: words }),
            bounds + marker('circle', x, axis.y(value), 3.6, own, filled),
          ),
        ];
      });
      return [
        drawValueAxis(axis, time.left, Math.min(width, time.right), 6),
        ...line(colours.ink, 1.8, ({ other }) => other),
        ...line(colours.ink, 1.6, ({ around = null }) => around, dashed),
        ...line(own, 1.2, ({ value }) => value),
        ...marks,
      ].join('');
    },
  };
}

/** What an area has over time before all areas together, as an SVG document half a page wide. */
export function areaOverTime(options: AreaOverTimeOptions): string {
  const { text, points, yLabel, width = halfWidth } = options;
  const left = 14 + widestText(['0.00'], textSize);
  const series = [
    {
      key: 'area',
      label: '',
      points: points.map(({ snapshot }) => ({ snapshot, label: '', estimate: 0, low: 0, high: 0 })),
    },
  ];
  const time = timeScale(series, left, width - 8, 12);
  const body = stack([
    key(keyEntries(options), width, 14),
    space(6),
    quietWords(yLabel, width),
    space(4),
    plotOf(options, time, width),
    plainTimeAxis(time),
  ]);
  return figureDocument(text, grouped(body), width);
}
