import { bareNumber, type CellNumber, type Numeric } from './cells.js';
import { withSource } from './marks.js';
import * as print from './printed.js';

export { missing } from './printed.js';

/** Prints a number and, where it knows its row, marks it with that and with how it is printed. */
function printed(number: Numeric, as: string): string {
  const value = bareNumber(number);
  if (typeof number !== 'object' || number === null) return print.printedAs(as, value);
  const text = print.printedAs(as, value);
  return number.of === '' || text === print.missing || text === ''
    ? text
    : withSource(text, { of: number.of, per: number.per, as: `${number.turned}${as}`, value: String(value) });
}

/** A number with a fixed count of decimals, a true minus sign and thousands separators; never "−0.000". */
export const decimal = (value: Numeric, digits: number): string => printed(value, `d${digits}`);

/** As `decimal`, with a plus sign before what is above zero. */
export const signed = (value: Numeric, digits: number): string => printed(value, `s${digits}`);

/** A whole number with thousands separators. */
export const count = (value: Numeric): string => printed(value, 'd0');

/** A share of 0 to 1 as a percentage. What is above 0% or below 100% is not rounded to it. */
export const percent = (share: Numeric, digits = 0): string => printed(share, `p${digits}`);

/** A share as a percentage with as many decimals, whatever it rounds to: "−4.6%", or "−4.6" in percentage points. */
export const points = (share: Numeric, digits: number, unit: '%' | '' = ''): string =>
  `${printed(share, `h${digits}`)}${unit}`;

/** As `points`, with a plus sign before what is above zero. */
export const signedPoints = (share: Numeric, digits: number, unit: '%' | '' = ''): string =>
  `${printed(share, `H${digits}`)}${unit}`;

/** A p-value with three decimals: "<0.001", "0.034", ">0.999". */
export const pValue = (p: Numeric): string => printed(p, 'pv');

/** A p-value behind "is": "0.034", "below 0.001". */
export const pBelow = (p: Numeric): string => printed(p, 'pb');

/** Rounded up, for what nothing is further than. */
export const roundedUp = (value: Numeric, digits: number): string => printed(value, `u${digits}`);

/** Rounded to a number with so many zeros at its end: "12,300,000". */
export const rounded = (value: Numeric, zeros: number): string => printed(value, `r${zeros}`);

/** A number as it was given, without separators: a seed. */
export const asGiven = (value: Numeric): string => printed(value, 'i');

/** A p-value behind "p": "= 0.034", "< 0.001". */
export const pEquals = (p: Numeric): string => printed(p, 'pe');

/** Monte Carlo error of a simulated p-value, as the table has it: "Monte Carlo error 0.004"; null where there is none. */
export function simulationError(error: Numeric): string | null {
  const value = bareNumber(error);
  if (value === null || value === undefined || !(value > 0)) return null;
  return `Monte Carlo error ${printed(error, 'me')}`;
}

/** "0.034, Monte Carlo error 0.006": a p-value with the error that simulation leaves it, where it has one. */
export const simulatedP = (p: Numeric, error: Numeric): string =>
  [pValue(p), simulationError(error)].filter((part) => part !== null).join(', ');

/** Decimals with which neither bound of an interval rounds to zero, at least `digits` and at most six. */
export const intervalDigits = (low: Numeric, high: Numeric, digits: number): number =>
  print.intervalDigits(bareNumber(low) ?? Number.NaN, bareNumber(high) ?? Number.NaN, digits);

const isKnown = (bound: Numeric) => Number.isFinite(bareNumber(bound) ?? Number.NaN);

/** "−0.634 to −0.066"; a dash where either bound is missing. */
export const interval = (low: Numeric, high: Numeric, digits: number): string =>
  isKnown(low) && isKnown(high) ? `${decimal(low, digits)} to ${decimal(high, digits)}` : print.missing;

/** Stars as the paper prints them: * p<0.05, ** p<0.01, *** p<0.001. */
export function starsOf(p: number | null | undefined): string {
  if (p === null || p === undefined || !Number.isFinite(p)) return '';
  return p < 0.001 ? '***' : p < 0.01 ? '**' : p < 0.05 ? '*' : '';
}

/** A level of certainty with the decimals that it needs: "95%", "99.5%". */
export const level = (share: Numeric): string => printed(share, 'l');

/** "one", "two", ... up to ten, then digits. */
export const inWords = (value: number | CellNumber): string => printed(value, 'w');

/** "a, b and c". */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** A number with so many significant digits and no zeros behind them: "0.0123", "4.2", "12,300". */
export const significant = (value: Numeric, digits: number): string => printed(value, `g${digits}`);

/** A size without its sign, with as many decimals as it takes not to print it as zero: "0.041", "under 0.000001". */
export const amount = (value: Numeric, digits: number): string => printed(value, `a${digits}`);
