import { monthEnd } from '@inverse-care/domain';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function iso(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.toISOString().slice(0, 10) : null;
}

/** Texts whose date is remembered; a file has few distinct ones, and some have tens of thousands of rows. */
const mostRemembered = 1 << 12;
const remembered = new Map<string, string | null>();

/**
 * The ISO date of a cell as the publishers write it: 01JAN2021, 01Apr2022, 01-Apr-20, 1 April 2020, 2026-07-01,
 * 20191001, 01/04/2020 (day first), or an Excel day number. null where it is none of these.
 */
export function parseDate(text: string): string | null {
  let date = remembered.get(text);
  if (date !== undefined) return date;
  date = read(text);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(text, date);
  return date;
}

function read(text: string): string | null {
  const cell = text.trim();
  let parts = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(cell) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(cell);
  if (parts !== null) return iso(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  parts = /^(\d{1,2})[-/ ]?([A-Za-z]{3,9})[-/ ]?(\d{4}|\d{2})$/.exec(cell);
  if (parts !== null) {
    const month = months.indexOf((parts[2] as string).slice(0, 3).toLowerCase()) + 1;
    const year = Number(parts[3]) + ((parts[3] as string).length === 2 ? 2000 : 0);
    return month === 0 ? null : iso(year, month, Number(parts[1]));
  }
  parts = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(cell);
  if (parts !== null) return iso(Number(parts[3]), Number(parts[2]), Number(parts[1]));
  if (/^[34]\d{4}$/.test(cell)) {
    return new Date(Date.UTC(1899, 11, 30) + Number(cell) * 86_400_000).toISOString().slice(0, 10);
  }
  return null;
}

/** The snapshot of a census year and month, or null where they are none. */
export function parseCensus(year: string, month: string): string | null {
  const y = Number(year.trim());
  const named = months.indexOf(month.trim().slice(0, 3).toLowerCase()) + 1;
  const m = named > 0 ? named : Number(month.trim());
  const valid = Number.isInteger(y) && y >= 2015 && y <= 2100 && Number.isInteger(m) && m >= 1 && m <= 12;
  return valid ? monthEnd(y, m) : null;
}

/** The date in a file's name, of a month its first day: "age_2020-04.csv". null where there is none. */
export function dateInName(path: string): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const parts = /(?:^|\D)(20\d\d)-(\d\d)(?:-(\d\d))?(?!\d)/.exec(name);
  return parts === null ? null : iso(Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 1));
}
