/** What stands where there is no number. */
export const missing = '–';

const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/** A number with a fixed count of decimals, a true minus sign and thousands separators; never "−0.000". */
export function decimal(value: number | null | undefined, digits: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return missing;
  const [whole = '0', fraction] = Math.abs(value).toFixed(digits).split('.');
  const text = fraction === undefined ? grouped(whole) : `${grouped(whole)}.${fraction}`;
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

/** As `decimal`, with a plus sign before what is above zero. */
export function signed(value: number | null | undefined, digits: number): string {
  const text = decimal(value, digits);
  return value && value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** A whole number with thousands separators. */
export const count = (value: number | null | undefined) => decimal(value, 0);

/** A share of 0 to 1 as a percentage. What is above 0% or below 100% is not rounded to it. */
export function percent(share: number | null | undefined, digits = 0): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return missing;
  const step = 10 ** -digits;
  if (share > 0 && share * 100 < step / 2) return `under ${decimal(step, digits)}%`;
  if (share < 1 && share * 100 > 100 - step / 2) return `over ${decimal(100 - step, digits)}%`;
  return `${decimal(share * 100, digits)}%`;
}

/** A p-value with three decimals: "<0.001", "0.034", ">0.999". */
export function pValue(p: number | null | undefined): string {
  if (p === null || p === undefined || !Number.isFinite(p)) return missing;
  if (p < 0.001) return '<0.001';
  return p > 0.999 ? '>0.999' : decimal(p, 3);
}

/** Monte Carlo error of a simulated p-value, as the table has it: "Monte Carlo error 0.004"; null where there is none. */
export function simulationError(error: number | null | undefined): string | null {
  if (error === null || error === undefined || !(error > 0)) return null;
  return `Monte Carlo error ${error < 0.001 ? '<0.001' : decimal(error, 3)}`;
}

/** "0.034, Monte Carlo error 0.006": a p-value with the error that simulation leaves it, where it has one. */
export function simulatedP(p: number | null | undefined, error: number | null | undefined): string {
  return [pValue(p), simulationError(error)].filter((part) => part !== null).join(', ');
}

/** Decimals with which neither bound of an interval rounds to zero, at least `digits` and at most six. */
export function intervalDigits(low: number, high: number, digits: number): number {
  const vanishes = (value: number, at: number) => value !== 0 && Number(value.toFixed(at)) === 0;
  let enough = digits;
  while (enough < 6 && (vanishes(low, enough) || vanishes(high, enough))) enough += 1;
  return enough;
}

/** "−0.634 to −0.066"; a dash where either bound is missing. */
export function interval(
  low: number | null | undefined,
  high: number | null | undefined,
  digits: number,
): string {
  if (low === null || low === undefined || high === null || high === undefined) return missing;
  if (!Number.isFinite(low) || !Number.isFinite(high)) return missing;
  return `${decimal(low, digits)} to ${decimal(high, digits)}`;
}

/** Stars as the paper prints them: * p<0.05, ** p<0.01, *** p<0.001. */
export function starsOf(p: number | null | undefined): string {
  if (p === null || p === undefined || !Number.isFinite(p)) return '';
  return p < 0.001 ? '***' : p < 0.01 ? '**' : p < 0.05 ? '*' : '';
}

/** "one", "two", ... up to ten, then digits. */
export function inWords(value: number): string {
  const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
  return words[value] ?? count(value);
}

/** "a, b and c". */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** A number with so many significant digits and no zeros behind them: "0.0123", "4.2", "12,300". */
export function significant(value: number, digits: number): string {
  if (value === 0 || !Number.isFinite(value)) return decimal(value, 0);
  const places = digits - 1 - Math.floor(Math.log10(Math.abs(value)));
  const rounded = Number(value.toPrecision(digits));
  const text = decimal(rounded, Math.min(15, Math.max(0, places)));
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
