import type { SpecificationPoint } from './specification-points.js';

/** Neighbouring specifications that share a column of the curve. */
export interface SpecificationColumn {
  /** In ascending order of their estimates. */
  members: readonly SpecificationPoint[];
  /** Medians of estimates and bounds. */
  estimate: number;
  low: number;
  high: number;
  /** The outermost bounds. */
  lowest: number;
  highest: number;
  /** Share whose interval leaves out zero. */
  significant: number;
  /** Share that takes an option of a dimension. */
  shares: (dimension: number, option: number) => number;
}

/** Columns that can still be told apart at the width of a figure. */
const mostColumns = 150;

/** The middle of the finite values; NaN of none. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  const at = (sorted.length - 1) / 2;
  return (sorted[Math.floor(at)]! + sorted[Math.ceil(at)]!) / 2;
}

const bound = (values: readonly number[], pick: (a: number, b: number) => number) => {
  const finite = values.filter(Number.isFinite);
  return finite.length === 0 ? Number.NaN : finite.reduce((a, b) => pick(a, b));
};

/** Specifications, sorted by estimate, in columns: one each, or as equal in count as can be where there are too many. */
export function columnsOf(points: readonly SpecificationPoint[]): SpecificationColumn[] {
  const count = Math.min(points.length, mostColumns);
  return Array.from({ length: count }, (_, index) => {
    const members = points.slice(
      Math.floor((index * points.length) / count),
      Math.floor(((index + 1) * points.length) / count),
    );
    const lows = members.map(({ low }) => low);
    const highs = members.map(({ high }) => high);
    return {
      members,
      estimate: medianOf(members.map(({ estimate }) => estimate)),
      low: medianOf(lows),
      high: medianOf(highs),
      lowest: bound(lows, Math.min),
      highest: bound(highs, Math.max),
      significant: members.filter(({ low, high }) => low > 0 || high < 0).length / members.length,
      shares: (dimension, option) =>
        members.filter(({ choices }) => choices[dimension] === option).length / members.length,
    };
  });
}

/** How many specifications take each option of a dimension, and their median; null where none does. */
export function optionSummaries(
  points: readonly SpecificationPoint[],
  dimension: number,
  options: number,
): ({ n: number; median: number } | null)[] {
  return Array.from({ length: options }, (_, option) => {
    const values = points
      .filter(({ choices }) => choices[dimension] === option)
      .map(({ estimate }) => estimate)
      .filter(Number.isFinite);
    return values.length === 0 ? null : { n: values.length, median: medianOf(values) };
  });
}
