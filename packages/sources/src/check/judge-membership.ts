import { daysBetween, type Finding } from '@inverse-care/domain';
import { finding, number, percent } from './finding.js';
import { thresholds } from './plausible.js';
import type { SnapshotFacts } from './snapshot-facts.js';

const latestEdition =
  'Download the current ePCN file from https://files.digital.nhs.uk/assets/ods/current/epcn.zip.';

/** Memberships with dates whose last change lies further before the snapshot than changes are apart. */
function outdated({ check: { snapshot }, files, membership: { lastChange } }: SnapshotFacts): Finding | null {
  if (lastChange === null || lastChange === '') return null;
  const days = daysBetween(lastChange, snapshot);
  if (days <= thresholds.membershipDays) return null;
  return finding({
    id: 'membership-outdated',
    severity: 'biases',
    file: files.membership,
    snapshot,
    count: days,
    message: `The last change in the membership file is of ${lastChange}, ${number(days)} days before the snapshot.`,
    meaning: 'Practices that joined, left or changed their PCN since then are counted where they were.',
    remedy: latestEdition,
  });
}

/** What two files about the same time say differently, and which of them was believed. */
function disputed({ check: { snapshot }, files, dates, membership }: SnapshotFacts): Finding | null {
  const { other } = membership;
  if (other === null || other.differ.length === 0) return null;
  const share = other.differ.length / other.both;
  const why =
    dates.membership === null
      ? 'it has memberships by date, and they reach to the snapshot'
      : `${other.name} does not reach to the snapshot, and the map of ${other.mapDate} is nearer to it than the last change there`;
  return finding({
    id: 'membership-disputed',
    severity: share > thresholds.membershipDisputed ? 'biases' : 'cosmetic',
    file: files.membership,
    snapshot,
    count: other.differ.length,
    examples: other.differ,
    message: `${files.membership} and ${other.name} place ${number(other.differ.length)} of the ${number(other.both)} practices that both know (${percent(share)}) in different PCNs.`,
    meaning: `The first is believed: ${why}.`,
    remedy: 'Nothing to do, unless you know the practices to be elsewhere.',
  });
}

/** What a reader should know of who belongs to which PCN on a snapshot. */
export const judgeMembership = (facts: SnapshotFacts): (Finding | null)[] => [
  outdated(facts),
  disputed(facts),
];
