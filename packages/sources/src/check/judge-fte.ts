import type { Finding } from '@inverse-care/domain';
import type { OddRows } from '../workforce/role-sums.js';
import { finding, number } from './finding.js';
import type { SnapshotFacts } from './snapshot-facts.js';

const rows = ({ rows: count }: OddRows) => `${number(count)} ${count === 1 ? 'row has' : 'rows have'}`;

/** Rows of a census whose FTE is no number, or below zero. */
export function judgeFte({ check, codes, files, odd }: SnapshotFacts): Finding[] {
  const about = { file: files.workforce, snapshot: check.snapshot };
  const { unreadable, negative } = odd;
  const findings: Finding[] = [];
  if (unreadable.rows > 0) {
    findings.push(
      finding({
        ...about,
        id: 'fte-unreadable',
        severity: unreadable.ofRole > 0 ? 'biases' : 'cosmetic',
        count: unreadable.rows,
        message: `${rows(unreadable)} an FTE that is no number; of ${codes.role}: ${number(unreadable.ofRole)}.`,
        meaning: 'They are in no sum: their FTE is not known, which is not the same as zero.',
        remedy: 'Compare the rows with the publication.',
      }),
    );
  }
  if (negative.rows > 0) {
    findings.push(
      finding({
        ...about,
        id: 'fte-negative',
        severity: 'cosmetic',
        count: negative.rows,
        message: `${rows(negative)} an FTE a little below zero; of ${codes.role}: ${number(negative.ofRole)}.`,
        meaning: 'They are kept as published, and move a sum by less than a tenth each.',
        remedy: 'Nothing to do.',
      }),
    );
  }
  return findings;
}
