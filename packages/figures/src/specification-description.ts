import { levelWords } from './interval.js';
import { estimateWords } from './mark.js';
import { medianOf, optionSummaries } from './specification-columns.js';
import {
  ascending,
  papersOwn,
  percentOf,
  type SpecificationCurveOptions,
  type SpecificationPoint,
} from './specification-points.js';
import { wholeNumber } from './text.js';

/** The curve in words: how many, their range and median, shares by sign and significance, and where the paper stands. */
export function describeSpecificationCurve(options: Omit<SpecificationCurveOptions, 'text'>): string {
  const { dimensions, format, level, yLabel, ownLabel = papersOwn } = options;
  const points = ascending(options.points);
  if (points.length === 0) return `${yLabel}: no specification has an estimate.`;
  const n = points.length;
  const count = (passes: (point: SpecificationPoint) => boolean) => points.filter(passes).length;
  const middle = medianOf(points.map(({ estimate }) => estimate));
  const sentences = [
    `${yLabel} in ${wholeNumber(n)} ${n === 1 ? 'specification' : 'specifications'} over ${dimensions.length} choices, from ${format(points[0]!.estimate)} to ${format(points.at(-1)!.estimate)}, median ${format(middle)}.`,
    `Below zero: ${percentOf(
      count(({ estimate }) => estimate < 0),
      n,
    )}, ${percentOf(
      count(({ high }) => high < 0),
      n,
    )} with an interval (${levelWords(level)}) below zero. Above zero: ${percentOf(
      count(({ estimate }) => estimate > 0),
      n,
    )}, ${percentOf(
      count(({ low }) => low > 0),
      n,
    )} with an interval above zero.`,
  ];
  const own = points.findIndex(({ published }) => published);
  if (own >= 0) {
    sentences.push(
      `${ownLabel.charAt(0).toUpperCase()}${ownLabel.slice(1)}, ${estimateWords(points[own]!, format)}, stands at rank ${wholeNumber(own + 1)} from the lowest.`,
    );
  }
  for (const [index, { label, options: names }] of dimensions.entries()) {
    const summaries = optionSummaries(points, index, names.length);
    sentences.push(
      `Median by ${label}: ${names.map((name, at) => `${name} ${summaries[at] === null ? 'not run' : format(summaries[at]!.median)}`).join(', ')}.`,
    );
  }
  return sentences.join(' ');
}
