import type { Finding } from '@inverse-care/domain';

/** Findings that say that the data are not what they seem, in the order in which they are told. */
const told = [
  'not-understood',
  'broken-link',
  'distant-patients',
  'idle-patients',
  'not-a-code',
  'role-absent',
  'implausible-provision',
  'role-of-same-stem',
  'unused-file',
] as const;

const mostLines = 12;

/** The finding of one sort on several snapshots, in one line: "2020-06-30, 2020-09-30: …". */
function lineOf(group: readonly Finding[]): string {
  const [first] = group as [Finding, ...Finding[]];
  if (first.id === 'distant-patients') {
    const each = group.map(({ snapshot, count }) => `${snapshot} (${count})`);
    return `Days from a snapshot to the nearest extract of registered patients: ${each.join(', ')}.`;
  }
  const where = first.snapshot ?? first.file;
  return `${where === null ? '' : `${where}: `}${first.message}`;
}

/** Whether a finding is of a sort that is told first. */
export const isToldFirst = ({ id }: Pick<Finding, 'id'>): boolean => told.some((one) => one === id);

/**
 * What a reader should look at before a result is believed, as lines for the terminal: files that were not understood,
 * and what took their place. None where there is nothing.
 */
export function lookFirst(findings: readonly Finding[]): string[] {
  const lines = told.flatMap((id) => {
    const ofSort = findings.filter(
      (one) => one.id === id && (one.severity === 'biases' || id === 'unused-file'),
    );
    if (ofSort.length === 0) return [];
    return id === 'distant-patients' ? [lineOf(ofSort)] : ofSort.map((one) => lineOf([one]));
  });
  if (lines.length === 0) return [];
  const shown = lines.slice(0, mostLines).map((line) => `  ${line}`);
  const more = lines.length - shown.length;
  return ['Look at this first:', ...shown, ...(more > 0 ? [`  and ${more} more in the report`] : []), ''];
}
