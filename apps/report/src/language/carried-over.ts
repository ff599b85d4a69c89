import { type ExtractUse, longDate } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { count } from './numbers.js';

/** Further than this a date is another year's. */
const yearDays = 366;

const names: Readonly<Record<string, string>> = {
  membership: 'memberships',
  'registered patients': 'numbers of patients',
  age: 'patients’ ages',
  neighbourhoods: 'where patients live',
};

const days = ({ distance_days }: ExtractUse) => Math.abs(distance_days ?? 0);

function phrase(uses: readonly ExtractUse[], snapshots: number): string {
  const [first] = uses as [ExtractUse];
  const furthest = uses.reduce((far, one) => (days(one) > days(far) ? one : far), first);
  const at = uses.length === 1 ? 'one snapshot' : `${count(uses.length)} of ${count(snapshots)} snapshots`;
  const side = (furthest.distance_days ?? 0) < 0 ? 'earlier' : 'later';
  return `${names[first.purpose] ?? first.purpose} of ${longDate(first.date ?? '')} at ${at}, up to ${count(days(furthest))} days ${side} than the snapshot`;
}

/**
 * What stands under snapshots that are more than a year from it: "Carried over from another year: where patients live of
 * 1 July 2022 at 6 of 11 snapshots, up to 1,248 days earlier than the snapshot." null where nothing is.
 */
export function carriedOver({ data }: Pick<ReportInput, 'data'>): string | null {
  const snapshots = new Set(data.extracts.map(({ snapshot }) => snapshot)).size;
  const far = data.extracts.filter((one) => one.date !== null && days(one) > yearDays);
  if (far.length === 0) return null;
  const groups = new Map<string, ExtractUse[]>();
  for (const one of far) {
    const key = `${one.purpose} ${one.date}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const phrases = [...groups].map(([, uses]) => phrase(uses, snapshots));
  return `Carried over from another year: ${phrases.join('; ')}.`;
}
