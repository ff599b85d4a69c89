import { variableOf } from '@inverse-care/domain';
import { cell, head, type TableView } from '../../html/table.js';
import { recorded } from '../../language/marks.js';
import { missing } from '../../language/numbers.js';
import { syntheticNotice, withLabels } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';

const columns = (first: string) => [
  [
    head(first, { numeric: false }),
    head('Why', { numeric: false }),
    head('How to obtain it', { numeric: false }),
  ],
];

/** What the paper shows and this run leaves out; null where that is nothing. */
export function omissionsView({ omissions, data }: ReportInput): TableView | null {
  if (omissions.length === 0) return null;
  return {
    id: 'table-omissions',
    number: null,
    caption: 'Left out of this report',
    head: columns('What'),
    rows: omissions.map(({ what, why, remedy }) => ({
      header: cell(withLabels(what)),
      cells: [cell(withLabels(why)), cell(remedy === undefined ? missing : withLabels(remedy))],
    })),
    notes: [],
    synthetic: data.synthetic ? syntheticNotice : null,
    kind: 'prose',
  };
}

/** Variables that the data folder does not allow, without later editions that the study does not ask for; null where it allows all. */
export function absentView({ study, data }: ReportInput): TableView | null {
  const asked = new Set<string>([...study.needs, ...study.required, ...(study.table2?.covariates ?? [])]);
  const absences = data.absent.filter(
    ({ variable: id }) => asked.has(id) || variableOf(data.panel, id).editionOf === undefined,
  );
  if (absences.length === 0) return null;
  return {
    id: 'table-absent',
    number: null,
    caption: 'Variables that these data do not allow',
    head: columns('Variable'),
    rows: absences.map((absent) => ({
      header: cell(variableOf(data.panel, absent.variable).label),
      cells: [cell(absent.reason), cell(absent.remedy)],
    })),
    notes: [],
    synthetic: data.synthetic ? syntheticNotice : null,
    kind: 'prose',
  };
}

/** Why a thing is not shown: what the run says, or a plain sentence. */
export function reasonFor(input: ReportInput, what: string): string {
  const reasons = input.omissions.filter((omission) => omission.what.startsWith(what));
  if (reasons.length === 0) return `${what} is not part of this study.`;
  return reasons
    .map(
      ({ what: omitted, why }) =>
        `${recorded(withLabels(omitted))} is left out. ${recorded(withLabels(why))}`,
    )
    .join('\n');
}
