import { type Claim, type FindingRow, type FindingTestRow, type Grade, gradeRule } from './tables.js';

type Graded = Pick<FindingRow, 'grade' | 'reason' | 'breaks' | 'not_asked'>;

const names = (rows: readonly FindingTestRow[], result: FindingTestRow['result']) =>
  rows
    .filter((row) => row.result === result)
    .map(({ test }) => test)
    .join('; ');

/**
 * The one rule. It cannot be said where PCNs are too few, there is no interval, the interval lets both more and fewer
 * be, or nothing but the interval was asked; else the finding is fragile where a test breaks it, and holds where none
 * of those made does.
 */
export function gradeOf(claim: Claim, n: number, rows: readonly FindingTestRow[]): Graded {
  const breaks = names(rows, 'breaks');
  const not_asked = names(rows, 'not asked');
  const graded = (grade: Grade, reason: FindingRow['reason'] = ''): Graded => ({
    grade,
    reason,
    breaks,
    not_asked,
  });
  if (n < gradeRule.fewestPcns) return graded('cannot say', 'few PCNs');
  const [interval, ...others] = rows;
  if (interval === undefined || interval.result === 'not asked') return graded('cannot say', 'no interval');
  if (claim === 'none shown') return graded('cannot say', 'includes zero');
  if (others.every(({ result }) => result === 'not asked' || result === 'not applicable'))
    return graded('cannot say', 'nothing else asked');
  return graded(breaks === '' ? 'holds' : 'fragile');
}
