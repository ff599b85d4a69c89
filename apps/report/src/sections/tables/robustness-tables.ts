import {
  bounds,
  type CarrierRow,
  carriers,
  influence,
  type UnreportedRow,
  unmeasured,
} from '@inverse-care/core/tables';
import { isPredictedFrom, type NeedId, type Snapshot } from '@inverse-care/domain';
import { type CellView, cell, figure, head, type TableView } from '../../html/table.js';
import { cited, fromLeast } from '../../language/cells.js';
import { headlineSnapshots } from '../../language/headline-snapshots.js';
import { fixed, plain } from '../../language/marks.js';
import { count, decimal, interval, missing, percent } from '../../language/numbers.js';
import { placeName } from '../../language/place-names.js';
import { rangeName, studyRange } from '../../language/range-words.js';
import { controlsOf, namesIn } from '../../language/rows.js';
import { dated, incrementOf, incrementsOf } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';
import { labelOf, sensitivityTable } from './sensitivity-table.js';

const order = (rows: readonly { need: NeedId; snapshot: Snapshot }[], { study }: ReportInput) => {
  const shown = headlineSnapshots(study);
  return study.needs.flatMap((need) =>
    shown.flatMap((snapshot) => {
      const at = rows.findIndex((row) => row.need === need && row.snapshot === snapshot);
      return at < 0 ? [] : [at];
    }),
  );
};

const question = (input: ReportInput, { need, snapshot }: { need: NeedId; snapshot: Snapshot }) =>
  cell(labelOf(input, need), { sub: dated(snapshot) });

const perIncrement = (input: ReportInput) =>
  `for ${incrementsOf(
    input.study.needs.filter((need) => input.plan.needs.includes(need)),
    input,
  )}`;

/** Bounds and tipping points. */
export function boundsView(input: ReportInput): TableView | null {
  const unreported = input.tables.rows(bounds);
  return sensitivityTable(input, {
    id: 'table-bounds',
    caption: 'What provision that was not reported could do to the coefficient',
    head: [
      [
        head('Need', { numeric: false }),
        head('Not reporting', { sub: 'of all PCNs' }),
        head('Coefficient', { sub: perIncrement(input) }),
        head('Bounds', { sub: rangeName(input.study) }),
        head('Brings it to zero', { sub: 'FTE per 10,000' }),
        head('Brings zero into the interval', { sub: 'FTE per 10,000' }),
      ],
    ],
    rows: order(unreported, input).map((at) => {
      const row = unreported[at]!;
      const { perUnit } = incrementOf(row.need, input);
      const tipping = (value: number | null) =>
        figure(value === null ? 'none does' : decimal(value, 2), {
          sub: `in ${count(row.tipping_pcns)} PCNs, need ${row.tipping_side} the median`,
          mark: 'silent',
        });
      return {
        header: question(input, row),
        cells: [
          figure(percent(row.unreported / row.n), {
            sub: `${count(row.unreported)} of ${count(row.n)}`,
            mark: 'silent',
          }),
          figure(decimal(row.estimate / perUnit, 3)),
          figure(interval(row.bound_low / perUnit, row.bound_high / perUnit, 3), {
            sub: row.bound_low > 0 ? 'above zero' : row.bound_high < 0 ? 'below zero' : 'sign not settled',
            mark: 'silent',
          }),
          tipping(row.tipping_zero),
          row.tipping_insignificant === 0
            ? figure('0', { sub: 'zero is in it already', mark: 'silent' })
            : tipping(row.tipping_insignificant),
        ],
      };
    }),
    notes: [
      `Coefficient: with non-reporting PCNs counted as having none. Bounds: the least and the greatest coefficient if each non-reporting PCN may have anything from ${rangeWords(unreported)} FTE per 10,000 patients (Manski). They are the extremes over that range, not intervals of confidence${studyRange(input.study) ? '' : fixed`; its top is the 95th percentile of PCNs that reported, and with more than that a PCN could move the coefficient further`}. The last columns: provision in each non-reporting PCN on the side of the median need that pulls the coefficient to zero, the others having none; intervals: ${unreported[0]?.errors}. All snapshots: results/bounds.csv.`,
    ],
  });
}

function rangeWords(rows: readonly UnreportedRow[]): string {
  const [low] = fromLeast(rows.map((row) => cited(row, 'range_low')));
  const high = fromLeast(rows.map((row) => cited(row, 'range_high')));
  const [least, most] = [decimal(high[0], 2), decimal(high.at(-1), 2)];
  return `${decimal(low, 2)} to ${plain(least) === plain(most) ? most : `the range’s top, by snapshot ${least} to ${most},`}`;
}

/** Below this R², 1.3 times as much is still next to nothing, and Oster's delta for it looks large whatever there is. */
const leastExplained = 0.05;

/** Robustness values and Oster's delta. */
export function unmeasuredView(input: ReportInput): TableView | null {
  const rows = input.tables.rows(unmeasured);
  return sensitivityTable(input, {
    id: 'table-unmeasured',
    caption: 'How strong something unmeasured would have to be',
    head: [
      [
        head('Need', { numeric: false }),
        head('Coefficient with controls', { sub: `(SE) ${perIncrement(input)}` }),
        head('Robustness value', { sub: 'to zero' }),
        head('Robustness value', { sub: 'to insignificance' }),
        head('Oster’s delta', { sub: '1.3 times R²' }),
        head('Oster’s delta', { sub: 'R² of 1' }),
      ],
    ],
    rows: order(rows, input).map((at) => {
      const row = rows[at]!;
      const { perUnit } = incrementOf(row.need, input);
      return {
        header: question(input, row),
        cells: [
          figure(`${decimal(row.estimate / perUnit, 3)} (${decimal(row.std_error / perUnit, 3)})`),
          figure(percent(row.robustness_value, 1)),
          figure(row.robustness_value_interval === 0 ? '0%' : percent(row.robustness_value_interval, 1)),
          row.r2 < leastExplained
            ? figure(missing, { title: `R² is ${percent(row.r2, 1)}` })
            : figure(decimal(row.oster_delta, 2)),
          figure(decimal(row.oster_delta_all, 2)),
        ],
      };
    }),
    notes: [
      `Controls: age, income deprivation, rurality and ethnicity as far as the data have them, without what need itself measures. Robustness value: the share of what is left of both need and provision that something unmeasured must explain (Cinelli and Hazlett); ${fixed`0% where the interval includes zero already`}. Standard errors and intervals: ${rows[0]?.errors}, with its own degrees of freedom. Delta: how many times as much as the controls selection on the unmeasured must matter for a coefficient of zero (Oster); negative where the controls move the coefficient away from zero. ${fixed`For 1.3 times R² it is not printed where need and controls explain less than 5% of provision: 1.3 times little`} leaves the unmeasured next to nothing to explain, and delta looks large for that alone.${rows.some((row) => isPredictedFrom(row.need, controlsOf(row))) ? ' Predicted need is computed from these controls: its rows say little.' : ''}`,
    ],
  });
}

/** The last snapshot of some rows; empty where there is no row. */
const latest = (rows: readonly { snapshot: Snapshot }[]) =>
  rows
    .map(({ snapshot }) => snapshot)
    .sort()
    .at(-1) ?? '';

function carrierCell(row: CarrierRow | undefined, input: ReportInput, already: boolean): CellView {
  if (row === undefined) return cell(already ? 'not significant with all in' : missing);
  if (row.units === null) return cell('not by half of them');
  const shown = namesIn(row.codes).slice(0, row.level === 'pcn' ? 2 : 4);
  const names = shown.map((code) => placeName(row.level, code, input.data.panel)).join('; ');
  const rest = row.units > shown.length ? `; and ${count(row.units - shown.length)} more` : '';
  return cell(`${count(row.units)} (${percent(row.share)})`, { sub: `${names}${rest}`, mark: 'silent' });
}

/** What significance goes by: " (CR2 by ICB)". */
function errorsOf(input: ReportInput): string {
  const [row] = input.tables.rows(influence);
  return row === undefined ? '' : ` (${row.errors})`;
}

/** The fewest places that carry each result, at the last snapshot. */
export function carriersView(input: ReportInput): TableView | null {
  const all = input.tables.rows(carriers);
  const last = latest(all);
  const needs = input.study.needs.filter((need) =>
    all.some((row) => row.need === need && row.snapshot === last),
  );
  const of = (need: NeedId, level: string, undoes: string) =>
    all.find(
      (row) => row.need === need && row.snapshot === last && row.level === level && row.undoes === undoes,
    );
  return sensitivityTable(input, {
    id: 'table-carriers',
    caption: `The fewest places that carry each result${last === '' ? '' : `, ${dated(last)}`}`,
    kind: 'compact places',
    head: [
      [
        head('Need', { numeric: false }),
        head('ICBs for significance', { numeric: false }),
        head('ICBs for the sign', { numeric: false }),
        head('PCNs for significance', { numeric: false }),
        head('PCNs for the sign', { numeric: false }),
      ],
    ],
    rows: needs.map((need) => {
      const known = (level: string) => of(need, level, 'sign') !== undefined;
      return {
        header: cell(labelOf(input, need)),
        cells: (['icb', 'pcn'] as const).flatMap((level) => [
          carrierCell(of(need, level, 'significance'), input, known(level)),
          carrierCell(of(need, level, 'sign'), input, false),
        ]),
      };
    }),
    notes: [
      `How many places, and which first, must be left out for the coefficient to lose significance${errorsOf(input)} or turn its sign: taken in the order of their influence, each answer refitted (Broderick, Giordano and Meager). Fewer might do. With the share of all places. Further names and snapshots: results/carriers.csv.`,
    ],
  });
}

/** What leaving out one ICB does at most, at the last snapshot. */
export function leaveOneOutView(input: ReportInput): TableView | null {
  const icbs = input.tables.rows(influence).filter(({ level }) => level === 'icb');
  const last = latest(icbs);
  const rows = input.study.needs.flatMap((need) => {
    const own = icbs.filter((row) => row.need === need && row.snapshot === last);
    if (own.length === 0) return [];
    const { perUnit } = incrementOf(need, input);
    const said = (row: (typeof own)[number]) =>
      figure(decimal(row.estimate / perUnit, 3), {
        sub: `${interval(row.conf_low / perUnit, row.conf_high / perUnit, 3)}, without ${placeName('icb', row.code, input.data.panel)}`,
        mark: 'silent',
      });
    const first = own[0]!;
    return [
      {
        header: cell(labelOf(input, need)),
        cells: [
          figure(decimal((first.estimate + first.change) / perUnit, 3)),
          said(own.reduce((a, b) => (b.estimate < a.estimate ? b : a))),
          said(own.reduce((a, b) => (b.estimate > a.estimate ? b : a))),
        ],
      },
    ];
  });
  return sensitivityTable(input, {
    id: 'table-leave-one-out',
    caption: `The coefficient without one ICB${last === '' ? '' : `, ${dated(last)}`}`,
    kind: 'compact places',
    head: [
      [
        head('Need', { numeric: false }),
        head('All ICBs', { sub: perIncrement(input) }),
        head('Lowest without one'),
        head('Highest without one'),
      ],
    ],
    rows,
    notes: [
      `Intervals: ${icbs[0]?.errors}. Without each region, each ICB and the ten most influential PCNs: results/influence.csv.`,
    ],
  });
}
