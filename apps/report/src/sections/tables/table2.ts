import type { Comparison } from '@inverse-care/audit';
import { characteristics, type Table2Row, table2 } from '@inverse-care/core/tables';
import {
  isOfficial,
  longDate,
  officialVariable,
  type Panel,
  publishedHeadline,
  publishedTable2,
  variableOf,
} from '@inverse-care/domain';
import { cell, figure, head, starsLegend, type TableView } from '../../html/table.js';
import { cited, ofPaper, rowsWith } from '../../language/cells.js';
import { comparisonsOf } from '../../language/comparisons.js';
import { fixed } from '../../language/marks.js';
import { count, decimal, interval, missing, signed } from '../../language/numbers.js';
import { dated, levelOf, needName, syntheticNotice } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';
import { lookup, mark, published } from './comparison.js';

/** The label of a term, with its unit where it is no share. */
function labelIn(panel: Panel, term: Table2Row['term']): string {
  if (term === 'constant') return 'Constant';
  const { label, unit = 'share' } = variableOf(panel, term);
  return unit === 'share' ? label : `${label} (${unit})`;
}

const sharesNote = (panel: Panel, terms: readonly string[], shares: string, others: string) =>
  terms.every((term) => term === 'constant' || (variableOf(panel, term).unit ?? 'share') === 'share')
    ? shares
    : others;

/** The group that a term is set against; undefined where it is set against none. */
const baseOf = (term: Table2Row['term']) => (isOfficial(term) ? officialVariable(term).base : undefined);

const base = (text: string, columns: number) => ({
  header: cell(text),
  cells: Array.from({ length: columns }, (_, i) => figure(i === 0 ? 'base' : '')),
});

function publishedRange(low: Comparison | undefined, high: Comparison | undefined): string {
  return low === undefined || high === undefined ? missing : `${published(low)} to ${published(high)}`;
}

/** The terms in the study's order, the constant last. */
function termsInOrder({ tables, study }: ReportInput): Table2Row[] {
  const terms = [...(study.table2?.covariates ?? []), 'constant'];
  return [...tables.rows(table2)].sort((a, b) => terms.indexOf(a.term) - terms.indexOf(b.term));
}

/** Table 2: need regressed on a PCN's characteristics, the paper's numbers beside ours. null where left out. */
export function table2View(input: ReportInput): TableView | null {
  const { panel } = input.data;
  const found = termsInOrder(input);
  const need = input.study.table2?.need;
  if (need === undefined || found.length === 0) return null;
  const compared = input.study.compare_with !== undefined && need === 'need_published';
  const of = lookup(compared ? comparisonsOf(input, 'table2') : []);
  const stars = new Map(publishedTable2.map((row) => [row.term, row.stars]));
  const level = levelOf(input.study);
  const columns = compared ? 6 : 3;
  const n = found[0]?.n;
  const rows = found.flatMap((row, i) => {
    const mean = of(row.term, 'mean');
    const [estimate, low, high] = [
      of(row.term, 'estimate'),
      of(row.term, 'conf_low'),
      of(row.term, 'conf_high'),
    ];
    const view = {
      header: cell(labelIn(panel, row.term)),
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
    const group = baseOf(row.term);
    const begins = found.findIndex(({ term }) => baseOf(term) === group) === i;
    return group !== undefined && begins ? [base(group, columns), view] : [view];
  });
  return {
    id: 'table-2',
    number: 'Table 2',
    caption: `Need (${needName(need, panel)}) regressed on the characteristics of PCNs, ${longDate(panel.snapshots.at(-1)!)}`,
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
      `${n === undefined ? '' : `n = ${count(cited(found[0]!, 'n'))} PCNs. `}Ordinary least squares, ${input.study.inference.covariance} standard errors, PCNs taken as independent as in the paper; stars are of this method. ${starsLegend(`the ${count(rowsWith(input.tables, table2))} terms`)}`,
      sharesNote(
        panel,
        found.map(({ term }) => term),
        fixed`Characteristics are shares of 0 to 1: a coefficient is the difference in need between none and all.`,
        fixed`Characteristics are shares of 0 to 1 where no unit is named: a coefficient is then the difference in need between none and all, else for one unit.`,
      ),
      ...(compared
        ? [
            `The paper’s numbers are of ${dated(publishedHeadline.snapshot)}, n = ${count(ofPaper('pcns'))}. “Agrees” means equal to the printed decimals.`,
          ]
        : []),
    ],
    synthetic: input.data.synthetic ? syntheticNotice : null,
    kind: 'compact',
  };
}

/** Means of the characteristics at the last snapshot, the paper's means beside them; null where there are none. */
export function characteristicsView(input: ReportInput): TableView | null {
  const { panel } = input.data;
  const all = input.tables.rows(characteristics);
  const last = all.at(-1)?.snapshot;
  if (last === undefined) return null;
  const at = ({ variable }: (typeof all)[number]) => panel.variables.indexOf(variable);
  const rows = all.filter(({ snapshot }) => snapshot === last).sort((a, b) => at(a) - at(b));
  const compared = input.study.compare_with !== undefined;
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
        header: cell(labelIn(panel, row.variable)),
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
      sharesNote(
        panel,
        rows.map(({ variable }) => variable),
        fixed`Unweighted over PCNs; shares of 0 to 1.`,
        fixed`Unweighted over PCNs; shares of 0 to 1 where no unit is named.`,
      ),
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
