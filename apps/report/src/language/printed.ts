/** What stands where there is no number. */
export const missing = '–';

type Value = number | null | undefined;

const isNumber = (value: Value): value is number =>
  value !== null && value !== undefined && Number.isFinite(value);
const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+$)/g, ',');

function decimal(value: Value, digits: number): string {
  if (!isNumber(value)) return missing;
  const [whole = '0', fraction] = Math.abs(value).toFixed(digits).split('.');
  const text = fraction === undefined ? grouped(whole) : `${grouped(whole)}.${fraction}`;
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

function signed(value: Value, digits: number): string {
  const text = decimal(value, digits);
  return value && value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

function percent(share: Value, digits: number): string {
  if (!isNumber(share)) return missing;
  const step = 10 ** -digits;
  if (share > 0 && share * 100 < step / 2) return `under ${decimal(step, digits)}%`;
  if (share < 1 && share * 100 > 100 - step / 2) return `over ${decimal(100 - step, digits)}%`;
  return `${decimal(share * 100, digits)}%`;
}

function pValue(p: Value): string {
  if (!isNumber(p)) return missing;
  if (p < 0.001) return '<0.001';
  return p > 0.999 ? '>0.999' : decimal(p, 3);
}

/** Behind "is": "below 0.001", "0.034". */
function pBelow(p: Value): string {
  const text = pValue(p);
  return text.startsWith('<') ? `below ${text.slice(1)}` : text;
}

function pEquals(p: Value): string {
  const text = pValue(p);
  return /^[<>]/.test(text) ? text.replace(/^([<>])/, '$1 ') : `= ${text}`;
}

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const inWords = (value: Value): string => (isNumber(value) ? (words[value] ?? decimal(value, 0)) : missing);

function significant(value: Value, digits: number): string {
  if (!isNumber(value) || value === 0) return decimal(value, 0);
  const places = digits - 1 - Math.floor(Math.log10(Math.abs(value)));
  const text = decimal(Number(value.toPrecision(digits)), Math.min(15, Math.max(0, places)));
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Most decimals that a sentence prints. */
const most = 6;

/** Decimals with which neither bound of an interval rounds to zero, at least `digits` and at most six. */
export function intervalDigits(low: number, high: number, digits: number): number {
  const vanishes = (value: number, at: number) => value !== 0 && Number(value.toFixed(at)) === 0;
  let enough = digits;
  while (enough < most && (vanishes(low, enough) || vanishes(high, enough))) enough += 1;
  return enough;
}

function amount(value: Value, digits: number): string {
  if (!isNumber(value)) return missing;
  const size = Math.abs(value);
  const enough = intervalDigits(size, size, digits);
  return size > 0 && Number(size.toFixed(enough)) === 0
    ? `under ${decimal(10 ** -most, most)}`
    : decimal(size, enough);
}

const hundred = (value: Value) => (isNumber(value) ? 100 * value : value);

const formats: Readonly<Record<string, (value: Value, digits: number) => string>> = {
  d: decimal,
  s: signed,
  p: percent,
  h: (value, digits) => decimal(hundred(value), digits),
  H: (value, digits) => signed(hundred(value), digits),
  pv: pValue,
  pe: pEquals,
  pb: pBelow,
  me: (value) => (isNumber(value) && value < 0.001 ? '<0.001' : decimal(value, 3)),
  w: inWords,
  g: significant,
  a: amount,
  // Rounded up, for a bound; and to so many zeros.
  u: (value, digits) =>
    decimal(isNumber(value) ? Math.ceil(value * 10 ** digits) / 10 ** digits : value, digits),
  r: (value, zeros) => decimal(isNumber(value) ? Math.round(value / 10 ** zeros) * 10 ** zeros : value, 0),
  // As it was given, such as a seed.
  i: (value) => (isNumber(value) ? String(value) : missing),
  // A percentage with the decimals that it needs: a level of certainty.
  l: (value) => (isNumber(value) ? `${Number((value * 100).toFixed(4))}%` : missing),
};

/**
 * A number as a sentence prints it, by the name of the way: `d3` with three decimals, `s3` with its sign, `p1` a share as
 * a percentage, `h1` and `H1` the same without the sign for per cent, `pv` a p-value, `pe` one behind "p", `me` a
 * simulation's error, `w` in words, `g3` with three significant digits, `a3` a size with as many decimals as it needs, `l`
 * a level.
 * @throws RangeError for another name.
 */
export function printedAs(as: string, value: Value): string {
  const [, name = '', digits = '0'] = /^([a-zA-Z]+)(\d*)$/.exec(as) ?? [];
  const format = formats[name];
  if (format === undefined) throw new RangeError(`No number is printed as “${as}”`);
  return format(value, Number(digits));
}
