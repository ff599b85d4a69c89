import { type AlternativeRow, inference, methods as methodsInOrder } from '@inverse-care/core/tables';
import { type CellView, cell, figure, head, type TableView } from '../../html/table.js';
import { fixed } from '../../language/marks.js';
import { decimal, interval, missing, pValue, simulationError } from '../../language/numbers.js';
import {
  capital,
  dated,
  incrementOf,
  incrementsOf,
  levelOf,
  needName,
  syntheticNotice,
} from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';

function estimate(row: AlternativeRow | undefined, perUnit: number): CellView {
  if (row === undefined || row.estimate === null) {
    return figure(missing, { title: row?.note ?? null });
  }
  const bound = (value: number | null) => (value === null ? null : value / perUnit);
  return figure(decimal(row.estimate / perUnit, 3), {
    sub: interval(bound(row.conf_low), bound(row.conf_high), 3),
    mark: 'silent',
    title: row.note || null,
  });
}

/** The last need coefficients by every method, one row a method; null where there are none. */
export function alternativesView(input: ReportInput): TableView | null {
  const { tables, study, data } = input;
  const all = tables.rows(inference);
  const last = all
    .map(({ snapshot }) => snapshot)
    .sort()
    .at(-1);
  if (last === undefined) return null;
  const rows = all.filter(({ snapshot }) => snapshot === last);
  const needs = study.needs.filter((need) => rows.some((row) => row.need === need));
  const methods = methodsInOrder.filter((method) => rows.some((row) => row.method === method));
  return {
    id: 'tableS3',
    number: null,
    caption: `The need coefficient at ${dated(last)} by other methods`,
    head: [
      [
        head('Method', { rowspan: 2, numeric: false }),
        ...needs.map((need) => head(capital(needName(need, data.panel)), { colspan: 2 })),
      ],
      needs.flatMap(() => [head('Estimate', { sub: `${levelOf(study)} interval` }), head('p')]),
    ],
    rows: methods.map((method) => ({
      header: cell(capital(method)),
      cells: needs.flatMap((need) => {
        const row = rows.find((one) => one.need === need && one.method === method);
        return [
          estimate(row, incrementOf(need, input).perUnit),
          figure(pValue(row?.p_value), { sub: simulationError(row?.p_mcse), mark: 'silent' }),
        ];
      }),
    })),
    notes: [
      `FTE per 10,000 patients for ${incrementsOf(needs, input)} more need; per unit of need in results/inference.csv.`,
      'HC: robust to heteroskedasticity, PCNs taken as independent; the paper’s method is ' +
        `${study.inference.covariance}. CR: also to correlation within clusters; CR2 with Satterthwaite’s degrees of freedom. Bootstrap: PCNs drawn with replacement. Wild bootstrap: residuals’ signs are flipped as if there were no association, and the interval holds the values that this test does not reject; its p counts the sample as one more draw, ${fixed`(1 + count) / (1 + draws)`}, as all simulated p-values here do, and the Monte Carlo error beneath is how far another set of draws would move it. Poisson and two-part: models for counts and for many zeros; their estimate is the average marginal effect on FTE per 10,000 patients.`,
      'All snapshots, standard errors, degrees of freedom, small-sample factors and warnings: results/inference.csv.',
    ],
    synthetic: data.synthetic ? syntheticNotice : null,
    kind: 'compact',
  };
}
