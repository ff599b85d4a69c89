import { distinct, type VariableId, variableOf } from '@inverse-care/domain';
import { correlationGrid, describeCorrelations } from '@inverse-care/figures';
import { shownCorrelations } from '../language/disagreement-words.js';
import { decimal } from '../language/numbers.js';
import { dated } from '../language/words.js';
import type { ReportInput } from '../report-input.js';
import { cellsOf, type DrawnFigure } from './drawn-figure.js';
import { figureOf } from './figure-of.js';

/** How the measures of need go with one another, with what PCNs are like, and with provision. */
export function correlationFigure(input: ReportInput): DrawnFigure[] {
  const rows = shownCorrelations(input);
  const snapshot = rows[0]?.snapshot;
  const { panel } = input.data;
  const needs = input.study.needs.filter((need) => rows.some((row) => row.need === need));
  if (snapshot === undefined || needs.length < 2) return [];
  const labelOf = (id: string) =>
    id === 'fte_per_10k' ? 'Provision' : variableOf(panel, id as VariableId).label;
  const axis = (codes: readonly string[]) => codes.map((code) => ({ code, label: labelOf(code) }));
  const others = distinct(rows.map(({ variable }) => variable)).filter(
    (id) => id !== 'fte_per_10k' && !needs.some((need) => need === id),
  );
  const provision = rows.some(({ variable }) => variable === 'fte_per_10k') ? ['fte_per_10k'] : [];
  const words = {
    columns: axis(needs),
    rows: axis([...provision, ...needs, ...others]),
    cells: rows.map(({ need, variable, correlation }) => ({ row: variable, column: need, correlation })),
    format: (value: number) => decimal(value, 2),
    note: 'Pearson’s correlation over PCNs, unweighted: 1 and −1 are straight lines, 0 is none. Blue is below zero, orange above, the deeper the stronger.',
  };
  const pairs = rows.filter(({ need, variable }) =>
    needs.some((one, at) => one === variable && at > needs.indexOf(need)),
  );
  const opposed = pairs.some(({ correlation }) => correlation < 0);
  return [
    figureOf(
      input,
      {
        id: 'need-correlations',
        title: opposed
          ? 'The measures of need and what they go with: some run against each other'
          : 'The measures of need and what they go with',
        subtitle: `Correlation of each measure of need with provision, the other measures and what PCNs are like, ${dated(snapshot)}`,
        caption:
          'Why measures of need may disagree: what each goes with. The numbers are in figures/need-correlations.csv; those of all variables in results/correlations.csv.',
        description: describeCorrelations(words),
      },
      cellsOf(['snapshot', 'need', 'variable', 'n', 'correlation', 'r2'], rows),
      (text, width) => correlationGrid({ ...words, text, ...(width === undefined ? {} : { width }) }),
    ),
  ];
}
