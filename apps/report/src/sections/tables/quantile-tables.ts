import { attenuation, predictionError, type QuantileRow } from '@inverse-care/core/tables';
import type { NeedId, Snapshot } from '@inverse-care/domain';
import { cell, figure, head, type TableView } from '../../html/table.js';
import { cited } from '../../language/cells.js';
import { count, decimal, interval, missing, percent } from '../../language/numbers.js';
import { drawnQuantiles } from '../../language/quantile-words.js';
import { byNeed } from '../../language/rows.js';
import { dated, incrementOf, incrementsOf } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';
import { labelOf, sensitivityTable } from './sensitivity-table.js';

const shown = [0.1, 0.25, 0.5, 0.75, 0.9];

const increments = (input: ReportInput, needs: readonly NeedId[]) => incrementsOf(needs, input);

const needsOf = (rows: readonly { need: NeedId }[]) => [...new Set(rows.map(({ need }) => need))];

/** Rows of the last snapshot that a table has. */
function latest<T extends { snapshot: Snapshot; need: NeedId }>(rows: readonly T[], input: ReportInput) {
  const last =
    rows
      .map(({ snapshot }) => snapshot)
      .sort()
      .at(-1) ?? '';
  return { last, rows: byNeed(rows, input).filter(({ snapshot }) => snapshot === last) };
}

function slopeCell(row: QuantileRow | undefined, perUnit: number) {
  if (row === undefined) return figure(missing);
  return figure(decimal(row.estimate / perUnit, 3), {
    sub: interval(row.conf_low! / perUnit, row.conf_high! / perUnit, 3),
    mark: 'silent',
  });
}

/** Slopes by quantile of every need at the last snapshot. */
export function quantilesView(input: ReportInput): TableView | null {
  const rows = drawnQuantiles(input);
  const needs = needsOf(rows);
  return sensitivityTable(input, {
    id: 'table-quantiles',
    caption: `Need and the quantiles of provision${rows[0] === undefined ? '' : `, ${dated(rows[0].snapshot)}`}`,
    head: [
      [
        head('Need', { numeric: false }),
        ...shown.map((tau) => head(tau === 0.5 ? 'Median' : `Quantile ${tau}`)),
        head('Mean'),
        head('Quantiles whose band leaves out zero'),
      ],
    ],
    rows: needs.map((need) => {
      const own = rows.filter((row) => row.need === need);
      const { perUnit } = incrementOf(need, input);
      const clear = own.filter(
        ({ band_low, band_high }) =>
          band_low !== null && band_high !== null && (band_low > 0 || band_high < 0),
      );
      const { mean_slope } = own[0]!;
      return {
        header: cell(labelOf(input, need)),
        cells: [
          ...shown.map((tau) =>
            slopeCell(
              own.find((row) => row.tau === tau),
              perUnit,
            ),
          ),
          figure(mean_slope === null ? missing : decimal(mean_slope / perUnit, 3)),
          figure(`${count(clear.length)} of ${count(own.length)}`),
        ],
      };
    }),
    notes: [
      `Linear quantile regressions of FTE per 10,000 patients (Koenker and Bassett), for ${increments(input, needs)}. Percentile intervals of each quantile alone, from ${count(rows[0] === undefined ? null : cited(rows[0], 'draws'))} draws of whole ICBs that all quantiles share; the band is for all quantiles at once. Where so many PCNs have none that the line lies at none, there is no band. All quantiles and snapshots: results/quantiles.csv.`,
    ],
  });
}

/** Coefficients of surveyed needs by assumed reliability, at the last snapshot. */
export function attenuationView(input: ReportInput): TableView | null {
  const { last, rows } = latest(input.tables.rows(attenuation), input);
  const needs = needsOf(rows);
  const assumed = [...new Set(rows.map((row) => row.assumed_reliability))];
  return sensitivityTable(input, {
    id: 'table-attenuation',
    caption: `What error in surveyed need may hide, by assumed reliability${last === '' ? '' : `, ${dated(last)}`}`,
    head: [
      [
        head('Need', { numeric: false }),
        head('Observed'),
        ...assumed.map((one) => head(percent(one), { sub: 'assumed' })),
      ],
    ],
    rows: needs.map((need) => {
      const own = rows.filter((row) => row.need === need);
      const { perUnit } = incrementOf(need, input);
      return {
        header: cell(labelOf(input, need)),
        cells: [
          figure(decimal(own[0]!.observed / perUnit, 3)),
          ...own.map((row) =>
            figure(decimal(row.estimate / perUnit, 3), {
              sub: interval(row.conf_low / perUnit, row.conf_high / perUnit, 3),
              mark: 'silent',
            }),
          ),
        ],
      };
    }),
    notes: [
      `Coefficients for ${increments(input, needs)}, divided by the share of what differs between PCNs that is not sampling error. The shares are assumed and hold for every kind of error in the answers. Intervals: ${rows[0]?.errors}, of the same assumption.`,
    ],
  });
}

/** Predicted need's coefficient with the error of its equation, by snapshot. */
export function predictionErrorView(input: ReportInput): TableView | null {
  const rows = input.tables.rows(predictionError);
  return sensitivityTable(input, {
    id: 'table-prediction-error',
    caption: 'What the error of predicted need’s equation adds',
    head: [
      [
        head('Snapshot', { numeric: false }),
        head('Coefficient', { sub: `for ${increments(input, needsOf(rows))}` }),
        head('Interval', { sub: 'equation as known' }),
        head('Interval', { sub: 'with its error' }),
        head('Interval', { sub: 'at the bound' }),
      ],
    ],
    rows: rows.map((row) => {
      const { perUnit } = incrementOf(row.need, input);
      const limits = (low: number, high: number) => figure(interval(low / perUnit, high / perUnit, 3));
      return {
        header: cell(dated(row.snapshot)),
        cells: [
          figure(decimal(row.estimate / perUnit, 3)),
          limits(row.conf_low, row.conf_high),
          limits(row.total_low, row.total_high),
          limits(row.bound_low, row.bound_high),
        ],
      };
    }),
    notes: [
      `Standard errors: ${rows[0]?.errors}. The equation’s errors are those of its published intervals, taken as uncorrelated; the bound holds whatever their covariances, which are not published (Murphy and Topel).`,
    ],
  });
}
