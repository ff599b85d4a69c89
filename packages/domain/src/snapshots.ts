/** A census date of the workforce publication as an ISO date, such as "2020-03-31". */
export type Snapshot = string;

/** In English, January first. */
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** The last day of a month as an ISO date. Month 1 is January. */
export function monthEnd(year: number, month: number): Snapshot {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** Whole days from one ISO date to another; negative where `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** Whether a month end is that of March, June, September or December. */
export function isQuarterEnd(snapshot: Snapshot): boolean {
  return Number(snapshot.slice(5, 7)) % 3 === 0;
}

/**
 * The quarter label that Wilding et al. (2024) print beside a snapshot: the financial quarter that begins on
 * the day after it. "2020-03-31" is "2020/21 Q1". Established by comparing Table 1 with the files. Empty for a month
 * that ends no quarter: the paper has no name for it.
 */
export function paperLabel(snapshot: Snapshot): string {
  if (!isQuarterEnd(snapshot)) return '';
  const next = new Date(Date.parse(snapshot) + 86_400_000);
  const financialMonth = (next.getUTCMonth() + 9) % 12;
  const year = next.getUTCMonth() < 3 ? next.getUTCFullYear() - 1 : next.getUTCFullYear();
  return `${year}/${String((year + 1) % 100).padStart(2, '0')} Q${Math.floor(financialMonth / 3) + 1}`;
}

/** A date as people write it: "31 March 2020". */
export function longDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return `${day} ${monthNames[month - 1]} ${year}`;
}

/** Month ends from one date to another, both included where they are month ends. */
export function monthEnds(from: string, to: string): Snapshot[] {
  const ends: Snapshot[] = [];
  const [year, month] = from.split('-').map(Number) as [number, number];
  for (let at = month; ; at += 1) {
    const end = monthEnd(year, at);
    if (end > to) return ends;
    ends.push(end);
  }
}

/** Quarter-end snapshots from one date to another, both included where they are quarter ends. */
export function quarterEnds(from: string, to: string): Snapshot[] {
  return monthEnds(from, to).filter(isQuarterEnd);
}
