import type { Comparison } from '@inverse-care/audit';
import {
  longDate,
  publishedHeadline,
  publishedTable2,
  publishedTable2N,
  type Table2Row,
  variable,
} from '@inverse-care/core';
import type { ReportInput } from '../report-input.js';
import { lookup, mark, published } from './comparison.js';
import { count, decimal, interval, missing, signed } from './numbers.js';
import { cell, figure, head, starsLegend, type TableView } from './table.js';
import { dated, levelOf, needName, syntheticNotice } from './words.js';

const label = (term: Table2Row['term']) => (term === 'constant' ? 'Constant' : variable(term).label);

const base = (text: string, columns: number) => ({
  header: cell(text),
  cells: Array.from({ length: columns }, (_, i) => figure(i === 0 ? 'base' : '')),
});

function publishedRange(low: Comparison | undefined, high: Comparison | undefined): string {
  return low === undefined || high === undefined ? missing : `${published(low)} to ${published(high)}`;
}

/** Table 2: need regressed on a PCN's characteristics, the paper's numbers beside ours. null where left out. */
export function table2View(input: ReportInput): TableView | null {
  const table2 = input.results.table2;
  if (table2 === null || table2.rows.length === 0) return null;
  const compared = input.comparison !== null && table2.need === 'need_published';
  const of = lookup(compared ? (input.comparison?.table2 ?? []) : []);
  const stars = new Map(publishedTable2.map((row) => [row.term, row.stars]));
  const level = levelOf(input.study);
  const columns = compared ? 6 : 3;
  const n = table2.rows[0]?.n;
  const rows = table2.rows.flatMap((row) => {
    const mean = of(row.term, 'mean');
    const [estimate, low, high] = [
      of(row.term, 'estimate'),
      of(row.term, 'conf_low'),
      of(row.term, 'conf_high'),
    ];
    const view = {
      header: cell(label(row.term)),
      cells: [
        figure(decimal(row.mean, 3)),
        ...(compared ? [figure(mean === undefined ? missing : published(mean), mark(['mean', mean]))] : []),
        figure(decimal(row.estimate, 3), { stars: row.stars }),
        figure(interval(row.conf_low, row.conf_high, 3)),
        ...(compared
          ? [
              figure(estimate === undefined ? missing : published(estimate), {
                stars: estimate === undefined ? '' : (stars.get(row.term) ?? ''),
                ...mark(['estimate', estimate]),
              }),
              figure(publishedRange(low, high), mark(['low', low], ['high', high])),
            ]
          : []),
      ],
    };
    if (row.term === 'ethnicity_mixed') return [base('White ethnicity', columns), view];
    return row.term === 'income_decile_2' ? [base(label('income_decile_1'), columns), view] : [view];
  });
  return {
    id: 'table-2',
    number: 'Table 2',
    caption: `Need (${needName(table2.need)}) regressed on the characteristics of PCNs, ${longDate(table2.snapshot)}`,
    head: compared
      ? [
          [
            head('Characteristic', { rowspan: 2, numeric: false }),
            head('Mean', { colspan: 2 }),
            head('This run', { colspan: 2 }),
            head('Paper', { colspan: 2 }),
          ],
          [
            head('This run'),
            head('Paper'),
            head('Coefficient'),
            head(`${level} interval`),
            head('Coefficient'),
            head('95% interval'),
          ],
        ]
      : [
          [
            head('Characteristic', { numeric: false }),
            head('Mean'),
            head('Coefficient'),
            head(`${level} interval`),
          ],
        ],
    rows,
    notes: [
      `${n === undefined ? '' : `n = ${count(n)} PCNs. `}Ordinary least squares, ${input.study.inference.covariance} standard errors. ${starsLegend}`,
      'Characteristics are shares of 0 to 1: a coefficient is the difference in need between none and all.',
      ...(compared
        ? [
            `The paper’s numbers are of ${dated(publishedHeadline.snapshot)}, n = ${count(publishedTable2N)}. “Agrees” means equal to the printed decimals.`,
          ]
        : []),
    ],
    synthetic: input.data.synthetic ? syntheticNotice : null,
    kind: 'compact',
  };
}

/** Means of the characteristics at the last snapshot, the paper's means beside them; null where there are none. */
export function characteristicsView(input: ReportInput): TableView | null {
  const last = input.results.characteristics
    .map(({ snapshot }) => snapshot)
    .sort()
    .at(-1);
  const rows = input.results.characteristics.filter(({ snapshot }) => snapshot === last);
  if (last === undefined) return null;
  const compared = input.comparison !== null;
  const means = new Map(publishedTable2.map((row) => [row.term, row.mean]));
  return {
    id: 'table-characteristics',
    number: null,
    caption: `Characteristics of PCNs at ${longDate(last)}`,
    head: [
      [
        head('Characteristic', { numeric: false }),
        head('PCNs'),
        head('Mean'),
        ...(compared ? [head('Paper’s mean'), head('Difference')] : []),
        head('SD'),
        head('Lowest'),
        head('Highest'),
      ],
    ],
    rows: rows.map((row) => {
      const mean = means.get(row.variable) ?? null;
      return {
        header: cell(label(row.variable)),
        cells: [
          figure(count(row.n)),
          figure(decimal(row.mean, 3)),
          ...(compared
            ? [figure(decimal(mean, 3)), figure(mean === null ? missing : signed(row.mean - mean, 3))]
            : []),
          figure(decimal(row.sd, 3)),
          figure(decimal(row.min, 3)),
          figure(decimal(row.max, 3)),
        ],
      };
    }),
    notes: [
      'Unweighted over PCNs; shares of 0 to 1.',
      ...(compared
        ? [
            `The paper’s means are of ${dated(publishedHeadline.snapshot)}${last === publishedHeadline.snapshot ? '' : ', another date than this run’s, so small differences are expected'}.`,
          ]
        : []),
    ],
    synthetic: input.data.synthetic ? syntheticNotice : null,
    kind: 'compact',
  };
}
