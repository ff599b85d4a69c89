import { type TrendRow, type TrendScale, trends } from '@inverse-care/core/tables';
import { longDate } from '@inverse-care/domain';
import { type CellView, cell, figure, head, starsLegend, type TableView } from '../../html/table.js';
import { cited } from '../../language/cells.js';
import { fixed } from '../../language/marks.js';
import { count, decimal, interval, percent, pValue, starsOf } from '../../language/numbers.js';
import { clusterNames, slopesOf } from '../../language/trend-words.js';
import { capital, dated, needName, syntheticNotice } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';

const absent = cell('–', { numeric: true });

/** An estimate over its interval: FTE with three decimals, a share as a percentage. */
function estimated(row: TrendRow | undefined): CellView {
  if (row === undefined) return absent;
  const share = row.scale === 'relative';
  const [by, digits] = share
    ? [100, 1]
    : row.scale === 'ratio' || row.scale === 'rate ratio'
      ? [1, 2]
      : [1, 3];
  return figure(`${decimal(by * row.estimate, digits)}${share ? '%' : ''}`, {
    // Errors of the ratio of rates are not corrected for few ICBs: no star where the other scales have none.
    stars: row.scale === 'rate ratio' ? '' : starsOf(row.p_value),
    sub: interval(by * row.conf_low, by * row.conf_high, digits),
    mark: 'silent',
  });
}

/** Slopes and indices of inequality at the first and the last snapshot, always in FTE and as a share. */
export function slopesView(input: ReportInput): TableView | null {
  const { tables, study, data } = input;
  const all = tables.rows(trends);
  const rateErrors = all.find(({ scale }) => scale === 'rate ratio')?.errors ?? 'none';
  const rows = study.needs.flatMap((need) => {
    const own = all.filter((row) => row.need === need);
    const ends = [...new Set([own[0]?.snapshot, own.at(-1)?.snapshot])];
    return ends.flatMap((snapshot) => {
      const at = own.filter((row) => row.snapshot === snapshot);
      const [first] = at;
      if (first === undefined) return [];
      const find = (measure: TrendRow['measure'], scale: TrendRow['scale']) =>
        at.find((row) => row.measure === measure && row.scale === scale);
      return [
        {
          header: cell(capital(needName(need, data.panel)), { sub: dated(first.snapshot) }),
          cells: [
            figure(decimal(find('slope', 'absolute')?.mean, 3)),
            estimated(find('slope', 'absolute')),
            estimated(find('slope', 'relative')),
            estimated(find('slope index', 'absolute')),
            estimated(find('slope index', 'relative')),
            estimated(find('slope index', 'ratio')),
            estimated(find('slope index', 'rate ratio')),
          ],
        },
      ];
    });
  });
  if (rows.length === 0) return null;
  return {
    id: 'table-scales',
    number: null,
    caption: 'Differences in provision in FTE and as a share of mean provision',
    head: [
      [
        head('Need', { numeric: false }),
        head('Mean', { sub: 'FTE per 10,000' }),
        head('For one SD', { sub: 'FTE per 10,000' }),
        head('For one SD', { sub: 'share of mean' }),
        head('Slope index', { sub: 'FTE per 10,000' }),
        head('Relative index', { sub: 'slope index / mean' }),
        head('Relative index', { sub: 'ratio of the ends' }),
        head('Relative index', { sub: 'ratio of rates, Poisson' }),
      ],
    ],
    rows,
    notes: [
      `First and last snapshot of each need. For one SD: one standard deviation of need over the PCNs of the snapshot. Slope index: from the lowest to the highest rank of need, PCNs weighted by patients; the relative index is the same over mean provision per patient, or provision expected at the highest rank over that at the lowest (${fixed`1 is no difference`}). A ratio of the ends is left out where an end of its interval would not be above zero; the ratio of rates, by Poisson regression on the rank with patients as exposure, is always above it, and bends where the line is straight: where the two differ, the ratio hangs on the shape. Intervals: ${all[0]!.errors}; shares by the delta method; ratio of rates: ${rateErrors}${rateErrors.startsWith('CR1') ? ', which is not corrected for areas being few and unequal and makes it somewhat too narrow, so that it bears no stars' : ''}. ${starsLegend('the measures and snapshots')}`,
      'An amount can grow while its share falls, because provision itself grew: neither alone says whether inequality rose (King, Harper and Young 2012). All snapshots: results/trends.csv.',
    ],
    synthetic: data.synthetic ? syntheticNotice : null,
    kind: 'compact',
  };
}

/** Whether slopes change over the snapshots, and where, a row a need and scale. */
export function changesView(input: ReportInput): TableView | null {
  const { study, data } = input;
  const scales: readonly TrendScale[] = ['absolute', 'relative'];
  const found = study.needs.flatMap((need) =>
    scales.flatMap((scale) => {
      const slopes = slopesOf(need, scale, input);
      return slopes.trend === undefined ? [] : [{ need, scale, slopes, trend: slopes.trend }];
    }),
  );
  const [first] = found;
  if (first === undefined) return null;
  const alpha = 1 - study.inference.level;
  return {
    id: 'table-changes',
    number: null,
    caption: 'Whether the differences change over the snapshots, and where',
    head: [
      [
        head('Need', { numeric: false }),
        head('Change per year', { sub: 'for one SD of need' }),
        head('A break', { sub: 'p' }),
        head('Its date', { numeric: false }),
        head('R²', { sub: 'break; line' }),
      ],
    ],
    rows: found.map(({ need, scale, slopes, trend }) => {
      const [by, digits, unit] = scale === 'relative' ? [100, 1, ' points'] : [1, 4, ''];
      const { break: broken } = slopes;
      return {
        header: cell(capital(needName(need, data.panel)), {
          sub: scale === 'absolute' ? 'FTE per 10,000' : 'share of mean provision',
        }),
        cells: [
          figure(`${decimal(by * trend.statistic, digits)}${unit}`, {
            stars: starsOf(trend.p_value),
            sub: interval(by * trend.conf_low!, by * trend.conf_high!, digits),
            mark: 'silent',
          }),
          broken === undefined ? absent : figure(pValue(broken.p_value)),
          broken === undefined
            ? cell('not asked')
            : broken.p_value >= alpha
              ? cell('None shown')
              : cell(longDate(broken.break_at!), {
                  sub: `draws: ${longDate(broken.break_low!)} to ${longDate(broken.break_high!)}`,
                  mark: 'silent',
                }),
          broken === undefined ? absent : figure(`${percent(broken.r2_break)}; ${percent(broken.r2_trend)}`),
        ],
      };
    }),
    notes: [
      `Slopes for one standard deviation of need, all snapshots together; errors by leaving out one ${clusterNames[first.trend.clustered_by]} of ${count(cited(first.trend, 'clusters'))} at a time from all snapshots. Whether all are equal: results/joint_tests.csv. ${starsLegend('the needs and scales')}`,
      `A break is asked for with the largest F over all dates that leave ${fixed`two snapshots or 15% of them`} on either side; its p-value comes from draws of the same clusters without a break. R²: what one break, and what a straight line, takes up of the variation of the slopes over the snapshots. A steady drift is found as a break, too: where the line takes up more, the date means little. No break shown does not mean that there was none. In results/trend_tests.csv and results/breaks.csv.`,
    ],
    synthetic: data.synthetic ? syntheticNotice : null,
    kind: 'compact',
  };
}
