import { figureDocument } from './frame.js';
import { isSignificant, levelWords } from './interval.js';
import { type KeyEntry, key } from './key.js';
import { estimateWords, markData } from './mark.js';
import { marker } from './marker.js';
import { colours, seriesColours } from './palette.js';
import { quietWords } from './paragraph.js';
import { type QuantilePlotOptions, type QuantilePoint, quantileName } from './quantile-points.js';
import { figureWidth, lineHeight, textSize } from './sizes.js';
import { after, type Block, grouped, painted, space, stack } from './stack.js';
import { coordinate, element } from './svg.js';
import { widestText } from './text.js';
import { drawValueAxis, type ValueAxis, valueAxis } from './value-axis.js';

const [blue, orange] = seriesColours;
const panelHeight = 300;
const meanDash = '7 4';

const path = (d: string, stroke: string, width: number, more = {}) =>
  element('path', { d, stroke, 'stroke-width': width, fill: 'none', ...more });

const isKnown = (value: number | null): value is number => value !== null && Number.isFinite(value);

function keyEntries({ points, level }: QuantilePlotOptions): KeyEntry[] {
  const entry = (words: string, sign: KeyEntry['sign']): KeyEntry => ({ words, indent: 32, sign });
  const across = (x: number, top: number) => `M${coordinate(x)},${coordinate(top + 9)}h24`;
  return [
    entry(`slope, ${levelWords(level)} interval`, (x, top) =>
      [path(across(x, top), blue, 2), marker('circle', x + 12, top + 9, 4.2, blue, true)].join(''),
    ),
    ...(points.some(({ band_low }) => isKnown(band_low))
      ? [
          entry('band for all quantiles at once', (x, top) =>
            element('rect', { x, y: top + 3, width: 24, height: 12, fill: blue, 'fill-opacity': 0.16 }),
          ),
        ]
      : []),
    entry('slope of the mean', (x, top) => path(across(x, top), orange, 2, { 'stroke-dasharray': meanDash })),
  ];
}

/** Polygons of the band: one a run of points that have one. */
function band(points: readonly QuantilePoint[], x: (tau: number) => number, { y }: ValueAxis): string {
  const runs: QuantilePoint[][] = [[]];
  for (const point of points) {
    if (isKnown(point.band_low) && isKnown(point.band_high)) runs.at(-1)!.push(point);
    else runs.push([]);
  }
  const corner = (tau: number, value: number) => `${coordinate(x(tau))},${coordinate(y(value))}`;
  return runs
    .filter((run) => run.length > 1)
    .map((run) => {
      const above = run.map(({ tau, band_high }) => corner(tau, band_high!));
      const below = run.map(({ tau, band_low }) => corner(tau, band_low!)).reverse();
      return element('path', {
        d: `M${[...above, ...below].join('L')}Z`,
        fill: blue,
        'fill-opacity': 0.16,
      });
    })
    .join('');
}

function pointMark(point: QuantilePoint, x: number, { y }: ValueAxis, format: (value: number) => string) {
  const [low, high] = [point.conf_low ?? Number.NaN, point.conf_high ?? Number.NaN];
  const interval = Number.isFinite(low + high)
    ? path(`M${coordinate(x)},${coordinate(y(low))}V${coordinate(y(high))}`, blue, 2)
    : '';
  return element(
    'g',
    markData({
      code: String(point.tau),
      label: quantileName(point.tau),
      value: estimateWords({ estimate: point.estimate, low, high }, format),
    }),
    interval + marker('circle', x, y(point.estimate), 4.2, blue, isSignificant({ low, high })),
  );
}

function panel(options: QuantilePlotOptions, width: number): Block {
  const { points, mean, format } = options;
  const values = points
    .flatMap(({ estimate, conf_low, conf_high, band_low, band_high }) => [
      estimate,
      conf_low,
      conf_high,
      band_low,
      band_high,
    ])
    .concat(mean)
    .filter(isKnown);
  const axisAt = (top: number) => valueAxis(values, top + panelHeight - 4, top + 4, format);
  const words = axisAt(0).ticks.map(({ text }) => text);
  const left = Math.ceil(widestText(words, textSize)) + 12;
  const right = width - 14;
  const x = (tau: number) => left + 14 + tau * (right - left - 14);
  const ticks = stack([space(panelHeight), space(lineHeight)]);
  return painted(ticks, ([top, bottom]) => {
    const axis = axisAt(top!);
    const labels = points
      .filter(({ tau }) => Math.abs(10 * tau - Math.round(10 * tau)) < 1e-9)
      .map(({ tau }) =>
        element(
          'text',
          { x: x(tau), y: bottom! + lineHeight - 1, 'text-anchor': 'middle', fill: colours.quiet },
          tau.toFixed(1),
        ),
      );
    return [
      drawValueAxis(axis, left, right, 8),
      band(points, x, axis),
      isKnown(mean)
        ? path(`M${coordinate(left)},${coordinate(axis.y(mean))}H${coordinate(right)}`, orange, 2, {
            'stroke-dasharray': meanDash,
          })
        : '',
      ...points.map((point) => pointMark(point, x(point.tau), axis, format)),
      ...labels,
    ].join('');
  });
}

/**
 * Slopes by quantile of the outcome with their intervals and the band over all of them, the slope of the mean for
 * comparison, as an SVG document. A marker is filled where its own interval leaves out zero.
 */
export function quantilePlot(options: QuantilePlotOptions): string {
  const { text, xLabel, yLabel, note = '', width = figureWidth } = options;
  const body = stack([
    key(keyEntries(options), width, 16, 2),
    space(8),
    quietWords(yLabel, width),
    space(4),
    panel(options, width),
    after(4, quietWords(xLabel, width - 4)),
    after(6, quietWords(note, width - 4)),
  ]);
  return figureDocument(text, grouped(body), width);
}
