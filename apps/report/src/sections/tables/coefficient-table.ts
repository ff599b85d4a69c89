import { type CoefficientRow, figure3, joint, tableS2 } from '@inverse-care/core/tables';
import { longDate, type NeedId, paperLabel, variableOf } from '@inverse-care/domain';
import { type CellView, cell, figure, head, starsLegend, type TableView } from '../../html/table.js';
import { count, decimal, interval, pValue, starsOf } from '../../language/numbers.js';
import { incrementOf, levelOf, needName, syntheticNotice } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';

function cells(row: CoefficientRow | undefined, boots: boolean): CellView[] {
  return [
    figure(decimal(row?.estimate, 3), {
      stars: starsOf(row?.p_value),
      sub: interval(row?.conf_low, row?.conf_high, 3),
      mark: 'silent',
    }),
    ...(boots ? [figure(interval(row?.boot_low, row?.boot_high, 3))] : []),
    figure(pValue(row?.p_value)),
  ];
}

/** What need is, and how its coefficient is to be read. */
function described(need: NeedId, input: ReportInput): string {
  const { description, unit = 'share' } = variableOf(input.data.panel, need);
  if (unit === 'share') {
    return `${description}. It is a share of 0 to 1: divide a need coefficient by 10 for the difference that goes with 10 percentage points.`;
  }
  const { words, perUnit } = incrementOf(need, input);
  return `${description} (${unit}). A need coefficient is for one unit: multiply it by ${decimal(1 / perUnit, 3)} for the difference that goes with ${words}.`;
}

interface Texts {
  id: string;
  number: string;
  outcome: string;
  /** Where p-values are that are corrected. */
  corrected?: string;
}

function view(rows: readonly CoefficientRow[], need: NeedId, input: ReportInput, texts: Texts): TableView {
  const { study, data } = input;
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
        head('Need coefficient', { colspan: columns.length }),
      ],
      [...columns, ...columns],
    ],
    rows: snapshots.map((snapshot) => ({
      header: cell(longDate(snapshot), { sub: paperLabel(snapshot) || null }),
      cells: [
        figure(count(of(snapshot, 'need')?.n ?? of(snapshot, 'constant')?.n)),
        ...cells(of(snapshot, 'constant'), boots),
        ...cells(of(snapshot, 'need'), boots),
      ],
    })),
    notes: [
      `Need is the ${described(need, input)}`,
      `${study.inference.covariance} standard errors. ${boots ? `Bootstrap: percentile intervals of ${count(study.inference.replicates)} replicates. ` : ''}${starsLegend(`the ${count(snapshots.length)} snapshots`)}${texts.corrected ?? ''}`,
    ],
    synthetic: null,
    kind: 'compact',
  };
}

function tables(input: ReportInput, rows: readonly CoefficientRow[], name: Texts): TableView[] {
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
      },
    ),
    synthetic: input.data.synthetic ? syntheticNotice : null,
  }));
}

/** Table S1, one for each need: the numbers behind Figure 3. */
export const tableS1Views = (input: ReportInput) =>
  tables(input, input.tables.rows(figure3), {
    id: 'table-s1',
    number: 'Table S1',
    outcome: 'FTE per 10,000 patients',
    ...(input.tables.rows(joint).length > 0 && {
      corrected: ' Corrected for them (Holm; Romano and Wolf): results/joint.csv.',
    }),
  });

/** Table S2, one for each need: the outcome is FTE per 10,000 patients with a long-term condition. */
export const tableS2Views = (input: ReportInput) =>
  tables(input, input.tables.rows(tableS2), {
    id: 'table-s2',
    number: 'Table S2',
    outcome: 'FTE per 10,000 patients with a long-term condition',
  });
