import { mean } from './elementary.js';

/**
 * Intraclass correlation by analysis of variance: (between - within) / (between + (m - 1) within), mean squares, with m
 * the mean size of groups corrected for their spread. Donner (1986), International Statistical Review 54, 67-82.
 *
 * @param values length n.
 * @param groups the group of each, at least two and some of them of more than one value.
 */
export function intraclassCorrelation(values: readonly number[], groups: readonly string[]): number {
  const members = new Map<string, number[]>();
  for (const [i, value] of values.entries()) {
    const own = members.get(groups[i]!);
    if (own) own.push(value);
    else members.set(groups[i]!, [value]);
  }
  const n = values.length;
  const centre = mean(values);
  let between = 0;
  let within = 0;
  let squares = 0;
  for (const own of members.values()) {
    const middle = mean(own);
    between += own.length * (middle - centre) ** 2;
    for (const value of own) within += (value - middle) ** 2;
    squares += own.length ** 2;
  }
  const betweenSquare = between / (members.size - 1);
  const withinSquare = within / (n - members.size);
  const size = (n - squares / n) / (members.size - 1);
  return (betweenSquare - withinSquare) / (betweenSquare + (size - 1) * withinSquare);
}
