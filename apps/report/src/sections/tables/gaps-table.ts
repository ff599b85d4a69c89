import { cell, figure, head, type TableView } from '../../html/table.js';
import { gapWords, lastGaps } from '../../language/fifths-words.js';
import { decimal, signed } from '../../language/numbers.js';
import { capital, dated, needName, staffOf, syntheticNotice } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';

/** The fifth with the most need against that with the least, in staff per 10,000 patients and in staff; null where there is none. */
export function gapsView(input: ReportInput): TableView | null {
  const rows = lastGaps(input);
  const [first] = rows;
  if (first === undefined) return null;
  const { panel, synthetic } = input.data;
  const zero = input.study.absent === 'zero';
  return {
    id: 'table-gaps',
    number: null,
    caption: `The fifth of patients with the most need against the fifth with the least at ${dated(first.snapshot)}`,
    head: [
      [
        head('Need', { numeric: false }),
        head('Least need', { sub: 'FTE per 10,000' }),
        head('Most need', { sub: 'FTE per 10,000' }),
        head('Difference', { sub: 'most less least' }),
        head('In staff', { sub: 'FTE, for the fifth with the most' }),
        ...(zero ? [head('Difference', { sub: 'among PCNs that reported' })] : []),
      ],
    ],
    rows: rows.map((row) => ({
      header: cell(capital(needName(row.need, panel))),
      cells: [
        figure(decimal(row.least, 3)),
        figure(decimal(row.most, 3)),
        figure(gapWords(row)),
        figure(
          row.staff_low === null
            ? signed(row.staff, 0)
            : `${signed(row.staff, 0)} (${decimal(row.staff_low, 0)} to ${decimal(row.staff_high, 0)})`,
        ),
        ...(zero ? [figure(signed(row.difference_reported, 3))] : []),
      ],
    })),
    notes: [
      `FTE ${staffOf(input.study)}, weighted by patients. In staff: how many more or fewer the patients of the fifth with the most need have than they would at the rate of the fifth with the least. All snapshots and fifths: results/need_gaps.csv and results/need_fifths.csv.`,
    ],
    synthetic: synthetic ? syntheticNotice : null,
    kind: 'compact',
  };
}
