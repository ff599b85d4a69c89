import { publishedClaims } from '@inverse-care/audit';
import { longDate, publishedHeadline } from '@inverse-care/domain';
import { cell, figure, head, type TableView } from '../../html/table.js';
import { ofPaper, per } from '../../language/cells.js';
import { comparisonsOf } from '../../language/comparisons.js';
import { count, decimal } from '../../language/numbers.js';
import { syntheticNotice } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';
import { mark, published } from './comparison.js';

const verdicts = new Map<boolean | null, string>([
  [true, 'holds'],
  [false, 'does not hold'],
  [null, 'cannot say'],
]);

const names: Readonly<Record<string, string>> = {
  estimate: 'Need coefficient',
  conf_low: 'Lower bound of the 95% interval',
  conf_high: 'Upper bound of the 95% interval',
};

/** Why the paper's headline looks odd, said wherever it is compared. */
export const headlineNote = `The paper prints the estimate for ${count(ofPaper('points'))} percentage points more need (${decimal(ofPaper('printed'), 3)}) beside an interval for the whole range of need (${decimal(ofPaper('conf_low'), 3)} to ${decimal(ofPaper('conf_high'), 3)}). In like units that is ${decimal(ofPaper('estimate'), 2)} (${decimal(ofPaper('conf_low'), 3)} to ${decimal(ofPaper('conf_high'), 3)}), or ${decimal(ofPaper('printed'), 3)} (${decimal(per(ofPaper('conf_low'), ofPaper('points')), 3)} to ${decimal(per(ofPaper('conf_high'), ofPaper('points')), 3)}) for ${count(ofPaper('points'))} percentage points.`;

/** The last need coefficient beside the paper's; null where the run has no such coefficient. */
export function headlineView(input: ReportInput): TableView | null {
  const rows = comparisonsOf(input, 'headline').filter(({ reproduced }) => reproduced !== null);
  if (rows.length === 0) return null;
  return {
    id: 'table-headline',
    number: null,
    caption: `The headline coefficient at ${longDate(publishedHeadline.snapshot)}, beside the paper’s`,
    head: [
      [
        head('Quantity', { numeric: false }),
        head('This run'),
        head('Paper'),
        head('This run, per 10 points'),
        head('Paper, per 10 points'),
      ],
    ],
    rows: rows.map((row) => ({
      header: cell(names[row.column] ?? row.column),
      cells: [
        figure(decimal(row.reproduced, 3)),
        figure(published(row), mark(['', row])),
        figure(decimal(row.reproduced === null ? null : row.reproduced / 10, 4)),
        figure(decimal(row.published / 10, 4)),
      ],
    })),
    notes: [headlineNote],
    synthetic: input.data.synthetic ? syntheticNotice : null,
    kind: 'compact',
  };
}

/** The paper's claims, one by one; null where there is nothing to hold the run against. */
export function claimsView({ study, tables, data }: ReportInput): TableView | null {
  const claims = study.compare_with === undefined ? [] : tables.rows(publishedClaims);
  if (claims.length === 0) return null;
  return {
    id: 'table-claims',
    number: null,
    caption: 'The paper’s claims, held against this run',
    head: [
      [
        head('Claim', { numeric: false }),
        head('What this run finds', { numeric: false }),
        head('Verdict', { numeric: false }),
      ],
    ],
    rows: claims.map(({ claim, finding, holds }) => ({
      header: cell(claim),
      cells: [
        cell(finding),
        cell(verdicts.get(holds) ?? 'cannot say', {
          mark: holds === null ? 'silent' : holds ? 'agrees' : 'differs',
        }),
      ],
    })),
    notes: [],
    synthetic: data.synthetic ? syntheticNotice : null,
    kind: 'prose claims',
  };
}
