import { wilsonInterval } from '@inverse-care/stats';
import type { JudgedStatement } from '../judge.js';
import type { Printed } from '../printed.js';
import type { KnownSurveyRow } from './known-definitions.js';
import type { ListedProportion } from './listed.js';

const level = 0.95;
const hair = 1e-9;

/** Every count of every base that rounds to a printed percentage, however halves are rounded. */
function countsOf({ low, high }: Printed, from: number, to: number): { count: number; n: number }[] {
  const found: { count: number; n: number }[] = [];
  for (let n = from; n <= to; n += 1) {
    const last = Math.floor((high * n) / 100 + hair);
    for (let count = Math.ceil((low * n) / 100 - hair); count <= last; count += 1) found.push({ count, n });
  }
  return found;
}

const least = (values: readonly number[]) => (values.length === 0 ? null : Math.min(...values));
const greatest = (values: readonly number[]) => (values.length === 0 ? null : Math.max(...values));

/** A share that a survey prints, with the widest Wilson interval that its counts and bases allow. */
export function surveyRow(
  listed: ListedProportion,
  { statement, verdict, calculation }: JudgedStatement,
  { source, numberOf }: { source: string; numberOf: (id: string) => Printed },
): KnownSurveyRow {
  const { number } = statement;
  const [from, to] =
    typeof listed.of === 'string' ? [numberOf(listed.of).low, numberOf(listed.of).high] : listed.of;
  // "less than 50%" is a bound, and no share.
  const counts = Number.isFinite(number.low + number.high) ? countsOf(number, from, to) : [];
  const intervals = counts.map(({ count, n }) => wilsonInterval(count, n, level));
  return {
    id: statement.id,
    source,
    place: statement.place,
    quantity: statement.quantity,
    printed: statement.printed,
    share: counts.length === 0 ? null : number.value / 100,
    among: listed.among,
    base: listed.base,
    basis: listed.basis,
    n_low: from,
    n_high: to,
    count_low: least(counts.map(({ count }) => count)),
    count_high: greatest(counts.map(({ count }) => count)),
    conf_low: least(intervals.map(({ low }) => low)),
    conf_high: greatest(intervals.map(({ high }) => high)),
    verdict,
    calculation,
  };
}
