import type { CheckFinding } from './finding.js';

/** A date and the quarter of the financial year by which it is called. */
export interface QuarterCheck {
  date: string;
  label: string;
}

/** Quarter of the United Kingdom's financial year (April to March) of an ISO date, as "2020/21 Q1". */
export function financialQuarter(date: string): string {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  if (!Number.isInteger(year) || !(month >= 1 && month <= 12))
    throw new RangeError(`${date} is no ISO date.`);
  const first = month < 4 ? year - 1 : year;
  const quarter = month < 4 ? 4 : Math.floor((month - 1) / 3);
  return `${first}/${String((first + 1) % 100).padStart(2, '0')} Q${quarter}`;
}

/** Whether a date lies in the quarter by which it is called. */
export function checkQuarter({ date, label }: QuarterCheck): CheckFinding {
  const quarter = financialQuarter(date);
  return { holds: quarter === label, calculation: `${date} lies in ${quarter}; called ${label}` };
}
