import type { Panel, PanelRow, Snapshot } from '@inverse-care/domain';
import { quantile, sum } from '@inverse-care/stats';
import { rowsAt, rowsWith, valueIn } from '../../model/rows.js';
import { hasReported } from '../reporting/reporting.js';
import type { CaseloadRow } from './tables.js';

function caseloadOf(
  rows: readonly PanelRow[],
  of: CaseloadRow['of'],
  peopleOf: (row: PanelRow) => number,
): CaseloadRow[] {
  const [first] = rows;
  if (first === undefined) return [];
  const reporters = rows.filter(hasReported);
  const some = reporters.filter(({ fte }) => fte > 0);
  const none = reporters.filter(({ fte }) => fte === 0);
  const silent = rows.filter((row) => !hasReported(row));
  const people = (some: readonly PanelRow[]) => sum(some.map(peopleOf));
  const fte = sum(reporters.map((row) => row.fte));
  const each = some.map((row) => peopleOf(row) / row.fte);
  const at = (p: number) => (each.length === 0 ? null : quantile(each, p));
  return [
    {
      snapshot: first.snapshot,
      of,
      pcns: rows.length,
      with_staff: some.length,
      no_staff: none.length,
      not_reported: silent.length,
      people: people(some),
      people_no_staff: people(none),
      people_not_reported: people(silent),
      fte,
      per_fte: fte > 0 ? people(reporters) / fte : null,
      p10: at(0.1),
      median: at(0.5),
      p90: at(0.9),
    },
  ];
}

/** People per FTE at a snapshot: patients, and those with a long-term condition where that is known. */
export function caseloadRows(panel: Panel, snapshot: Snapshot): CaseloadRow[] {
  const rows = rowsAt(panel, snapshot).filter(({ patients }) => patients > 0);
  const ill = panel.variables.includes('ltc_share') ? rowsWith(rows, ['ltc_share']) : [];
  return [
    ...caseloadOf(rows, 'patients', ({ patients }) => patients),
    ...caseloadOf(ill, 'ltc_share', (row) => row.patients * valueIn(row, 'ltc_share')!),
  ];
}
