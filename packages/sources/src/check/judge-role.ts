import type { Finding } from '@inverse-care/domain';
import { finding, number } from './finding.js';
import { thresholds } from './plausible.js';
import type { SnapshotFacts } from './snapshot-facts.js';

const fteText = (fte: number) => Number(fte.toFixed(2)).toLocaleString('en-GB');

/** Roles of the same stem that the study does not ask for, and what adding them would change. */
function kin({ check, codes, files, kin: roles }: SnapshotFacts): Finding[] {
  return roles.map(({ name, rows, fte }) =>
    finding({
      id: 'role-of-same-stem',
      severity: fte > thresholds.kinFte * check.fte ? 'biases' : 'cosmetic',
      file: files.workforce,
      snapshot: check.snapshot,
      count: rows,
      examples: [name],
      message: `${number(rows)} ${rows === 1 ? 'row is' : 'rows are'} of the role "${name}", with ${fteText(fte)} FTE, beside ${fteText(check.fte)} FTE of ${codes.role}.`,
      meaning: `The study does not ask for it, so it is in no sum; with it there would be ${fteText(check.fte + fte)} FTE.`,
      remedy:
        'Name both roles in the study in a list, or their stem, where they are the staff that is meant.',
    }),
  );
}

/** Rows that repeat an earlier one, too few to stop. */
function repeated({ check, files, repeated: { rows } }: SnapshotFacts): Finding | null {
  if (rows === 0) return null;
  return finding({
    id: 'rows-repeated',
    severity: 'cosmetic',
    file: files.workforce,
    snapshot: check.snapshot,
    count: rows,
    message: `${number(rows)} ${rows === 1 ? 'row repeats' : 'rows repeat'} an earlier one: identifier, PCN, role and FTE are the same.`,
    meaning:
      'They are summed as published. A few are usual; where one person is twice in it, the sum has them twice.',
    remedy: 'Nothing to do.',
  });
}

/** PCNs whose provision no PCN can have. */
function absurd({ check, codes, files, absurd: pcns }: SnapshotFacts): Finding | null {
  const [worst] = pcns;
  if (worst === undefined) return null;
  return finding({
    id: 'implausible-provision',
    severity: 'biases',
    file: files.workforce,
    snapshot: check.snapshot,
    count: pcns.length,
    examples: pcns.map(({ pcn }) => pcn),
    message: `${pcns.length === 1 ? 'One PCN has' : `${number(pcns.length)} PCNs have`} more FTE of ${codes.role} than any can; most has ${worst.pcn}: ${fteText(worst.fte)} FTE for ${number(worst.patients)} patients.`,
    meaning:
      'A whole organisation may be reported under one PCN, or rows stand there twice. One such PCN can make a slope.',
    remedy: `Look at the rows of ${worst.pcn} in the file, and hold the result against one without it.`,
  });
}

/** A census before the role began, or one in which it has another name. */
function absent({ check, codes, files, instead }: SnapshotFacts): Finding | null {
  if (instead === null) return null;
  return finding({
    id: 'role-absent',
    severity: 'biases',
    file: files.workforce,
    snapshot: check.snapshot,
    examples: instead,
    message: `No row has the role ${codes.role}; the nearest that are there: ${instead.join('; ')}.`,
    meaning: 'Every PCN that reports counts as having no such staff on this date.',
    remedy: 'Name both roles in the study in a list where this one was called otherwise; else nothing to do.',
  });
}

/** What a reader should know of the role's rows on a snapshot. */
export const judgeRole = (facts: SnapshotFacts): (Finding | null)[] => [
  absent(facts),
  ...kin(facts),
  repeated(facts),
  absurd(facts),
];
