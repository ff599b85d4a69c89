import { daysBetween, type Snapshot } from '@inverse-care/domain';
import { byNearness } from '../reading/extracts.js';

/** What says who belongs to which PCN on a date. */
export type Evidence<E> =
  /** Memberships with dates that reach to the date. */
  | { by: 'dates'; edition: E; vouches: true }
  /** Memberships with dates whose last change lies before the date. */
  | { by: 'dates'; edition: E; vouches: false }
  | { by: 'map'; date: string };

/**
 * Chooses the evidence that was true nearest to a date. Memberships with dates vouch for every date up to their last
 * change: of several editions the latest, which has been put right most often. Beyond the last change the nearest map
 * is taken where it is nearer than that change.
 * @param editions the latest first.
 * @param maps days of practice-to-PCN maps.
 * @returns null where there is neither.
 */
export function evidenceOn<E extends { lastChange: string }>(
  date: Snapshot,
  editions: readonly E[],
  maps: readonly string[],
): Evidence<E> | null {
  const latest = editions[0];
  if (latest !== undefined && latest.lastChange >= date) {
    return { by: 'dates', edition: latest, vouches: true };
  }
  const map = byNearness(
    date,
    maps.map((day) => ({ date: day })),
  )[0]?.date;
  if (latest === undefined) return map === undefined ? null : { by: 'map', date: map };
  const far = latest.lastChange === '' ? Number.POSITIVE_INFINITY : daysBetween(latest.lastChange, date);
  if (map !== undefined && Math.abs(daysBetween(date, map)) < far) return { by: 'map', date: map };
  return { by: 'dates', edition: latest, vouches: false };
}
