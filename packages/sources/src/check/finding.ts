import { type Finding, type InputError, order, severities } from '@inverse-care/domain';

const mostExamples = 5;

const thousands = new Intl.NumberFormat('en-GB');
/** "1,253" */
export const number = (value: number): string => thousands.format(value);
/** "1.3%" */
export const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

/** A finding, with nothing said of what is not given. */
export function finding(
  what: Pick<Finding, 'id' | 'severity' | 'message' | 'meaning' | 'remedy'> & Partial<Finding>,
): Finding {
  return {
    file: null,
    row: null,
    column: null,
    snapshot: null,
    count: 1,
    ...what,
    examples: (what.examples ?? []).slice(0, mostExamples),
  };
}

/** The error that a run would give, as a finding. */
export function findingOf(id: string, error: InputError, more: Partial<Finding> = {}): Finding {
  const { file, row, column } = error.place;
  return finding({
    id,
    severity: 'stops',
    message: error.message,
    file: file ?? null,
    row: row ?? null,
    column: column ?? null,
    meaning: `A run that needs it stops here.${error.expected === undefined ? '' : ` Expected: ${error.expected}.`}`,
    remedy: error.remedy ?? 'Repair the file, or download it again.',
    ...more,
  });
}

/** Findings, the gravest first, then by what they are, the snapshot and the file. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      order(a.id, b.id) ||
      order(a.snapshot ?? '', b.snapshot ?? '') ||
      order(a.file ?? '', b.file ?? '') ||
      order(a.message, b.message),
  );
}
