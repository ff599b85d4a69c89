import { distribution, type Table1Row, table1 } from '@inverse-care/core/tables';
import { isPublishedRole, longDate, paperLabel, publishedConfirmedFrom } from '@inverse-care/domain';
import { cell, figure, head, type TableView } from '../../html/table.js';
import { comparisonsOf } from '../../language/comparisons.js';
import { count, decimal } from '../../language/numbers.js';
import { staffOf, syntheticNotice } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';
import { lookup, mark, published } from './comparison.js';

const meanAndSd = (mean: number, sd: number) => `${decimal(mean, 3)} (${decimal(sd, 3)})`;

/** Table 1: provision by snapshot, the paper's numbers beside ours. null where the run has no snapshot. */
export function table1View(input: ReportInput): TableView | null {
  const rows = input.tables.rows(table1);
  if (rows.length === 0) return null;
  const reported = new Map(
    input.tables
      .rows(distribution)
      .map(({ snapshot, pcns, not_reported }) => [snapshot, pcns - not_reported]),
  );
  const comparisons = comparisonsOf(input, 'table1');
  const compared = comparisons.length > 0;
  const of = lookup(comparisons);
  const pair = (row: Table1Row, mean: string, sd: string) => {
    const [first, second] = [of(row.snapshot, mean), of(row.snapshot, sd)];
    const text = first === undefined ? '–' : `${published(first)} (${published(second)})`;
    return figure(text, mark(['mean', first], ['SD', second]));
  };
  const group = (text: string) => head(text, compared ? { colspan: 2 } : {});
  const sides = compared ? [head('This run'), head('Paper')] : [];
  const span = compared ? { rowspan: 2 } : {};
  const staff = staffOf(input.study);
  const notes = [
    'FTE: full-time equivalents. SD: standard deviation over PCNs. The date is the census date of the workforce file; beneath it stands the quarter that the paper prints for it.',
    ...(compared
      ? ['“Agrees” means that the reproduced number, rounded as the paper rounds, is the published one.']
      : []),
    ...(isPublishedRole(input.study.role)
      ? [
          `The paper says that NHS England has confirmed these employment numbers only from its ${paperLabel(publishedConfirmedFrom)}, which by its Table 1 is ${longDate(publishedConfirmedFrom)}; the notice that it cites is of 31 March 2023.`,
        ]
      : []),
    input.study.absent === 'zero'
      ? 'PCNs that reported no staff of any role are counted as having none.'
      : 'PCNs that reported no staff of any role are left out of means and standard deviations.',
  ];
  return {
    id: 'table-1',
    number: 'Table 1',
    caption: `Provision of ${staff} by snapshot`,
    head: [
      [
        head('Snapshot', { ...span, sub: 'the paper’s quarter', numeric: false }),
        group('PCNs'),
        head('PCNs reporting', span),
        group('FTE per PCN, mean (SD)'),
        group('FTE per 10,000 patients, mean (SD)'),
        head('Total FTE', span),
      ],
      ...(compared ? [[...sides, ...sides, ...sides]] : []),
    ],
    rows: rows.map((row) => {
      const pcns = of(row.snapshot, 'pcns');
      const beside = (view: ReturnType<typeof figure>) => (compared ? [view] : []);
      return {
        header: cell(longDate(row.snapshot), { sub: row.label || null }),
        cells: [
          figure(count(row.pcns)),
          ...beside(figure(pcns === undefined ? '–' : published(pcns), mark(['PCNs', pcns]))),
          figure(count(reported.get(row.snapshot))),
          figure(meanAndSd(row.fte_mean, row.fte_sd)),
          ...beside(pair(row, 'fte_mean', 'fte_sd')),
          figure(meanAndSd(row.per_10k_mean, row.per_10k_sd)),
          ...beside(pair(row, 'per_10k_mean', 'per_10k_sd')),
          figure(decimal(row.fte_total, 0)),
        ],
      };
    }),
    notes,
    synthetic: input.data.synthetic ? syntheticNotice : null,
    kind: 'compact',
  };
}
