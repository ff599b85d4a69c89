import { subIcbOf } from '@inverse-care/domain';

/** The highest or the lowest value of a panel, in words. */
export interface Extreme {
  words: string;
  /** The area, where it is only one. */
  code: string | null;
}

/** An area's name as people say it, with its code: "South West London (36L)". */
export function areaName(code: string): string {
  const name = subIcbOf(code)?.name;
  if (name === undefined) return code;
  const short = name.replace(/^NHS /, '').replace(/ ICB - \w+$/, '');
  return `${short} (${code})`;
}

function extreme(
  word: string,
  found: number,
  entries: readonly (readonly [string, number])[],
  format: (value: number) => string,
): Extreme {
  const codes = entries.filter(([, value]) => value === found).map(([code]) => code);
  const value = found === 0 ? 'none' : format(found);
  return codes.length === 1
    ? { words: `${word}: ${value}, ${areaName(codes[0]!)}`, code: codes[0]! }
    : { words: `${word}: ${value} in ${codes.length} areas`, code: null };
}

/** Highest and lowest value with their areas; fewer entries where the values do not differ or there are none. */
export function extremes(
  values: Iterable<readonly [string, number | null | undefined]>,
  format: (value: number) => string,
): { highest: Extreme | null; lowest: Extreme | null; words: string | null } {
  const entries = [...values].filter((entry): entry is readonly [string, number] =>
    Number.isFinite(entry[1]),
  );
  if (entries.length === 0) return { highest: null, lowest: null, words: 'No area has a value' };
  const numbers = entries.map(([, value]) => value);
  const high = Math.max(...numbers);
  const low = Math.min(...numbers);
  if (high === low) {
    const value = high === 0 ? 'none' : format(high);
    return {
      highest: null,
      lowest: null,
      words: entries.length === 1 ? `One value: ${value}` : `All alike: ${value}`,
    };
  }
  return {
    highest: extreme('Highest', high, entries, format),
    lowest: extreme('Lowest', low, entries, format),
    words: null,
  };
}
