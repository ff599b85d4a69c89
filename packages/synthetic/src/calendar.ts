import { monthNames, publishedTable1 } from '@inverse-care/domain';
import type { Random } from './random.js';

/** The fifteen census dates of the paper, ISO. */
export const snapshots: readonly string[] = publishedTable1.map(({ snapshot }) => snapshot);
export const lastSnapshot = snapshots.length - 1;

/** ISO date of the day after: the extract of registered patients that belongs to a snapshot. */
export function dayAfter(date: string): string {
  return daysLater(date, 1);
}

/** Extract dates of registered patients, one a snapshot: 1 April 2020 to 1 October 2023. */
export const extracts: readonly string[] = snapshots.map(dayAfter);

/** Snapshots whose extract also comes by age and by neighbourhood. */
export const compositionSnapshots: readonly number[] = [
  '2020-03-31',
  '2021-03-31',
  '2022-03-31',
  '2023-09-30',
].map((date) => snapshots.indexOf(date));

/** "March 2020" of an ISO date. */
export function monthAndYear(date: string): string {
  return `${monthNames[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}

/** An extract date as published: 01APR2020 until 2021, 01Jul2021 later. */
export function extractDate(date: string): string {
  const month = monthNames[Number(date.slice(5, 7)) - 1]!.slice(0, 3);
  const year = date.slice(0, 4);
  return `${date.slice(8, 10)}${date < '2021-07-01' ? month.toUpperCase() : month}${year}`;
}

/** YYYYMMDD of an ISO date. */
export function compactDate(date: string): string {
  return date.replaceAll('-', '');
}

/** A day after the snapshot before `t` and not after `t`: mostly the quarter's first. */
export function dayIn(t: number, random: Random): string {
  const firstDay = dayAfter(snapshots[t - 1]!);
  return random.uniform() < 0.75 ? firstDay : daysLater(firstDay, random.below(85));
}

/** An ISO date so many days later; earlier where negative. */
export function daysLater(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}
