import { order } from '@inverse-care/domain';
import type { FigureText } from './text.js';

/** One specification: its estimate, and the option it takes in each dimension. */
export interface SpecificationPoint {
  /** Unique, such as a row number or a hash. */
  code: string;
  /** What it is in words, or the command that computes it again. */
  label: string;
  estimate: number;
  low: number;
  high: number;
  /** Index of the option taken, one a dimension. */
  choices: readonly number[];
  /** The paper's own. */
  published: boolean;
}

/** A choice that the analysis turns on, such as the measure of need, with its options. */
export interface SpecificationDimension {
  label: string;
  options: readonly string[];
}

export interface SpecificationCurveOptions {
  text: FigureText;
  dimensions: readonly SpecificationDimension[];
  points: readonly SpecificationPoint[];
  yLabel: string;
  format: (value: number) => string;
  /** Of the intervals, such as 0.95. */
  level: number;
  /** What the marked specification is called: "the paper’s own" where left out. */
  ownLabel?: string;
  note?: string;
  /** What the axis holds at least, so that several curves can be compared; what the points need where left out. */
  range?: readonly [low: number, high: number];
  /** `figureWidth` where left out; below 600 the name of an option stands above its bars. */
  width?: number;
}

/** A specification with an estimate. */
export const finite = ({ estimate }: SpecificationPoint): boolean => Number.isFinite(estimate);

/** Those with an estimate, in ascending order of it, equal ones by code. */
export function ascending(points: readonly SpecificationPoint[]): SpecificationPoint[] {
  return points.filter(finite).sort((a, b) => a.estimate - b.estimate || order(a.code, b.code));
}

/** A share in words: "12%". */
export const percentOf = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(0)}%`;

/** What the marked specification is called where nothing else is said. */
export const papersOwn = 'the paper’s own';
