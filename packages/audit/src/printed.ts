/** A number as a document prints it: the values that it can stand for. */
export interface Printed {
  /** The number itself. */
  value: number;
  /** Least and greatest value that would be printed so; infinite where the words leave a side open. */
  low: number;
  high: number;
}

const words = [
  'none',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
];
/** Words that stand for a number: shares are in per cent. */
const numberWords: Readonly<Record<string, number>> = { doubled: 2, tripled: 3, each: 100, all: 100 };
/** Words of quantity that bind to no number. */
const vague = /^(?:many|some|several|few)$/i;
const above = /^(?:over|more than|at least|greater than|above|>)\s*/i;
const below = /^(?:less than|fewer than|under|below|up to|at most|<)\s*/i;
const nearly = /^(?:almost|nearly)\s*/i;
const about = /^(?:about|around|approximately|approx\.?|some|c\.)\s*/i;
const multiples: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9 };

/** The last digit that is not a trailing zero of a whole number: 57,000 is printed to the thousand. */
function lastPlace(digits: string): number {
  const zeros = /0*$/.exec(digits)?.[0].length ?? 0;
  return 10 ** Math.min(zeros, digits.length - 1);
}

/** Splits a word of measure ("over", "about") from what it measures. */
function measured(text: string): { side: 'above' | 'below' | 'nearly' | 'about' | null; rest: string } {
  for (const [side, pattern] of [
    ['above', above],
    ['below', below],
    ['nearly', nearly],
    ['about', about],
  ] as const) {
    if (pattern.test(text)) return { side, rest: text.replace(pattern, '') };
  }
  return { side: null, rest: text };
}

/**
 * Reads a number as printed. Decimals and percentages stand for what rounds to them, whole numbers for themselves;
 * "over", "fewer than", "almost" and "about" open one side or both.
 *
 * @param text such as "0.093", "1,186", "30.7%", "over 2,800", "5.7 million", "twelve" or "−0.634".
 * @param roundedTo unit to which the document rounds, where the digits do not show it: 1 for "831 FTE", 1000 for
 *   "57,000".
 * @returns null where the text is no number.
 */
export function readPrinted(text: string, roundedTo?: number): Printed | null {
  if (vague.test(text.trim())) return { value: Number.NaN, low: 0, high: Number.POSITIVE_INFINITY };
  const { side, rest } = measured(text.trim());
  const named = numberWords[rest.toLowerCase()];
  if (named !== undefined) {
    return { value: named, low: side === 'nearly' ? named - 1 : named, high: named };
  }
  const speltPercent = /^([a-z]+) per ?cent$/i.exec(rest);
  const spelt = words.indexOf((speltPercent?.[1] ?? rest).toLowerCase());
  const match =
    /^[£+]?(?<sign>[-−–]?)£?(?<whole>\d[\d, \u00a0\u2009]*|\d*)(?:\.(?<decimals>\d+))?\s*(?<multiple>thousand|million|billion)?\s*(?<percent>%|per ?cent)?$/i.exec(
      rest,
    )?.groups;
  if (spelt < 0 && (match === undefined || `${match.whole}${match.decimals ?? ''}` === '')) return null;
  const whole = spelt < 0 ? (match?.whole ?? '').replace(/[^\d]/g, '') : String(spelt);
  const decimals = match?.decimals ?? '';
  const scale = multiples[match?.multiple?.toLowerCase() ?? ''] ?? 1;
  const size = Number(`${whole || '0'}${decimals === '' ? '' : `.${decimals}`}`) * scale;
  const value = match?.sign ? -size : size;
  const rounds = decimals !== '' || match?.percent !== undefined || speltPercent !== null || scale > 1;
  const unit =
    roundedTo ?? (rounds ? scale * 10 ** -decimals.length : side === 'about' ? lastPlace(whole) : 0);
  switch (side) {
    case 'above':
      return { value, low: value, high: Number.POSITIVE_INFINITY };
    case 'below':
      return { value, low: Number.NEGATIVE_INFINITY, high: value };
    case 'nearly':
      return { value, low: value - Math.max(unit, lastPlace(whole) * scale), high: value };
    default:
      return { value, low: value - unit / 2, high: value + unit / 2 };
  }
}

/** Whether two numbers, each known within bounds, can be one number; a hair's breadth is allowed for binary fractions. */
export function canBeEqual(a: Printed, b: Printed): boolean {
  const size = ({ value }: Printed) => (Number.isFinite(value) ? Math.abs(value) : 0);
  const hair = 1e-9 * Math.max(1, size(a), size(b));
  return a.low <= b.high + hair && b.low <= a.high + hair;
}

/** A number that is known exactly. */
export const exactly = (value: number): Printed => ({ value, low: value, high: value });
