import {
  type CoefficientRow,
  figure3,
  joint,
  type SlopeRow,
  slopes,
  tableS2,
} from '@inverse-care/core/tables';
import { longDate, type NeedId, paperLabel, variableOf } from '@inverse-care/domain';
import { type CellView, cell, figure, head, starsLegend, type TableView } from '../../html/table.js';
import { rowsWith, setting } from '../../language/cells.js';
import { sharedBy } from '../../language/dependence-words.js';
import { count, decimal, interval, pValue, starsOf } from '../../language/numbers.js';
import { incrementOf, levelOf, needName, syntheticNotice } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';

const per = (value: number | null | undefined, perUnit: number) =>
  value === null || value === undefined ? null : value / perUnit;

/** A coefficient divided by what makes it the effect that is told; 1 for the constant. */
function cells(row: CoefficientRow | undefined, boots: boolean, perUnit: number): CellView[] {
  return [
    figure(decimal(per(row?.estimate, perUnit), 3), {
      stars: starsOf(row?.p_value),
      sub: interval(per(row?.conf_low, perUnit), per(row?.conf_high, perUnit), 3),
      mark: 'silent',
    }),
    ...(boots ? [figure(interval(per(row?.boot_low, perUnit), per(row?.boot_high, perUnit), 3))] : []),
    figure(pValue(row?.p_value)),
  ];
}

/** What the study concludes from: its own interval and p. */
const ownCells = (row: SlopeRow | undefined, perUnit: number): CellView[] => [
  figure(interval(per(row?.conf_low, perUnit), per(row?.conf_high, perUnit), 3)),
  figure(pValue(row?.p_value), { title: row?.note || null }),
];

/** What need is, and how its coefficient is to be read. */
function described(need: NeedId, input: ReportInput): string {
  const { description, unit = 'share' } = variableOf(input.data.panel, need);
  const { words } = incrementOf(need, input);
  return `${description}${unit === 'share' ? '' : ` (${unit})`}. Its coefficient is told for ${words} more, over the PCNs of the last snapshot; the constant is the provision expected at a need of zero. Coefficients per unit of need, as the paper prints them, are in results/.`;
}

interface Texts {
  /** Whose rows are shown. */
  table: typeof figure3 | typeof tableS2;
  id: string;
  number: string;
  outcome: string;
  /** Where p-values are that are corrected. */
  corrected?: string;
}

function view(
  rows: readonly CoefficientRow[],
  need: NeedId,
  input: ReportInput,
  texts: Texts & { own: readonly SlopeRow[] },
): TableView {
  const { study, data } = input;
  const { words, perUnit } = incrementOf(need, input);
  const shared = sharedBy(study);
  const own = shared === null ? [] : texts.own.filter((row) => row.need === need && row.term === 'need');
  const of = (snapshot: string, term: CoefficientRow['term']) =>
    rows.find((row) => row.snapshot === snapshot && row.term === term);
  const snapshots = [...new Set(rows.map(({ snapshot }) => snapshot))].sort();
  const boots = rows.some(({ boot_low }) => boot_low !== null);
  const level = levelOf(study);
  const columns = [
    head('Estimate', { sub: `${level} interval` }),
    ...(boots ? [head('Bootstrap interval')] : []),
    head('p'),
  ];
  return {
    id: texts.id,
    number: texts.number,
    caption: `${texts.outcome} and ${needName(need, data.panel)}`,
    head: [
      [
        head('Snapshot', { rowspan: 2, sub: 'the paper’s quarter', numeric: false }),
        head('PCNs', { rowspan: 2 }),
        head('Constant', { colspan: columns.length }),
        head('Need', { colspan: columns.length, sub: `for ${words} more` }),
        ...(own.length === 0 ? [] : [head('Allowing for dependence', { colspan: 2 })]),
      ],
      [...columns, ...columns, ...(own.length === 0 ? [] : [head(`${level} interval`), head('p')])],
    ],
    rows: snapshots.map((snapshot) => ({
      header: cell(longDate(snapshot), { sub: paperLabel(snapshot) || null }),
      cells: [
        figure(count(of(snapshot, 'need')?.n ?? of(snapshot, 'constant')?.n)),
        ...cells(of(snapshot, 'constant'), boots, 1),
        ...cells(of(snapshot, 'need'), boots, perUnit),
        ...(own.length === 0
          ? []
          : ownCells(
              own.find((row) => row.snapshot === snapshot),
              perUnit,
            )),
      ],
    })),
    notes: [
      `Need is the ${described(need, input)}`,
      `The paper’s method: ${study.inference.covariance} standard errors, PCNs taken as independent. Stars are of this method. ${boots ? `Bootstrap: percentile intervals of ${count(setting(study, 'inference', 'replicates'))} replicates, PCNs drawn one by one. ` : ''}${starsLegend(`the ${count(rowsWith(input.tables, texts.table, { need, term: 'need' }))} snapshots`)}${texts.corrected ?? ''}`,
      ...(own.length === 0
        ? []
        : [
            `“Allowing for dependence”: ${own[0]!.method}, for ${shared} are alike; this report concludes from these. Degrees of freedom, p adjusted for the number of snapshots and notes: results/slopes.csv.`,
          ]),
    ],
    synthetic: null,
    kind: 'compact',
  };
}

function tables(
  input: ReportInput,
  rows: readonly CoefficientRow[],
  name: Texts,
  own: readonly SlopeRow[] = [],
): TableView[] {
  const needs = input.study.needs.filter((need) => rows.some((row) => row.need === need));
  return needs.map((need, index) => ({
    ...view(
      rows.filter((row) => row.need === need),
      need,
      input,
      {
        id: `${name.id}-${need.replaceAll('_', '-')}`,
        number: needs.length > 1 ? `${name.number}.${index + 1}` : name.number,
        ...(name.corrected !== undefined && { corrected: name.corrected }),
        outcome: name.outcome,
        table: name.table,
        own,
      },
    ),
    synthetic: input.data.synthetic ? syntheticNotice : null,
  }));
}

/** Table S1, one for each need: the numbers behind Figure 3. */
export const tableS1Views = (input: ReportInput) =>
  tables(
    input,
    input.tables.rows(figure3),
    {
      table: figure3,
      id: 'table-s1',
      number: 'Table S1',
      outcome: 'FTE per 10,000 patients',
      ...(input.tables.rows(joint).length > 0 && {
        corrected: ' Corrected for them (Holm; Romano and Wolf): results/joint.csv.',
      }),
    },
    input.tables.rows(slopes),
  );

/** Table S2, one for each need: the outcome is FTE per 10,000 patients with a long-term condition. */
export const tableS2Views = (input: ReportInput) =>
  tables(input, input.tables.rows(tableS2), {
    table: tableS2,
    id: 'table-s2',
    number: 'Table S2',
    outcome: 'FTE per 10,000 patients with a long-term condition',
  });
