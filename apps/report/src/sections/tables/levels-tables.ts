import type { RegionSlopeRow, SlopeVariationRow, WithinBetweenRow } from '@inverse-care/core/tables';
import { longDate, type NeedId } from '@inverse-care/domain';
import { type CellView, cell, figure, head, type TableView } from '../../html/table.js';
import { levelRows, regionsOf } from '../../language/levels-words.js';
import { fixed } from '../../language/marks.js';
import { count, decimal, interval, missing, pValue } from '../../language/numbers.js';
import { placeName } from '../../language/place-names.js';
import { incrementOf, levelOf } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';
import { labelOf, sensitivityTable } from './sensitivity-table.js';

function slope(row: WithinBetweenRow | undefined, perUnit: number): CellView {
  if (row === undefined) return figure(missing);
  return figure(decimal(row.estimate / perUnit, 3), {
    sub: interval(row.conf_low / perUnit, row.conf_high / perUnit, 3),
    mark: 'silent',
  });
}

function spread(row: SlopeVariationRow | undefined, perUnit: number): CellView {
  if (row === undefined) return figure(missing);
  const shuffled = row.p_shuffled === null ? '' : `; shuffled ${pValue(row.p_shuffled)}`;
  const bound = row.boundary === 'none' ? '' : ' †';
  return figure(`${decimal(row.slope_sd / perUnit, 3)}${bound}`, {
    sub: `p ${pValue(row.p_value)}${shuffled}`,
    mark: 'silent',
  });
}

/** Slopes within ICBs and between them, and how much they vary by place: one row a need, at its last snapshot. */
export function levelsView(input: ReportInput): TableView | null {
  const rows = levelRows(input);
  const bounds = rows.some(({ icb, region }) => [icb, region].some((row) => row && row.boundary !== 'none'));
  return sensitivityTable(input, {
    id: 'table-levels',
    caption: `Where the slope lives, at ${longDate(rows[0]?.snapshot ?? '')}`,
    head: [
      [
        head('Need', { numeric: false }),
        head('Within ICBs', { sub: `${levelOf(input.study)} interval` }),
        head('Between ICBs', { sub: `${levelOf(input.study)} interval` }),
        head('Within = between', { sub: 'p' }),
        head('SD of slopes', { sub: 'between ICBs' }),
        head('SD of slopes', { sub: 'between regions' }),
      ],
    ],
    rows: rows.map(({ need, slopes, icb, region }) => {
      const { words, perUnit } = incrementOf(need, input);
      return {
        header: cell(labelOf(input, need), { sub: `for ${words}`, mark: 'silent' }),
        cells: [
          slope(slopes.within, perUnit),
          slope(slopes.between, perUnit),
          figure(pValue(slopes.difference?.p_value)),
          spread(icb, perUnit),
          spread(region, perUnit),
        ],
      };
    }),
    notes: [
      `FTE per 10,000 patients. Within: by how far a PCN is from the mean of its ICB; between: by that mean (Mundlak); CR2 standard errors by ICB with Satterthwaite’s degrees of freedom. SD of slopes: of a mixed model in which level and slope vary by place (restricted maximum likelihood); p of its likelihood-ratio test against one slope for all, by the mixture of chi-squared distributions with ${fixed`1 and 2 degrees of freedom`} (Self and Liang), not adjusted for the number of needs. It takes errors as equally spread everywhere, and by region as independent between the ICBs of a region: “shuffled” is the share of random deals of ICBs to regions with slopes that differ as much, so that a small p beside a large share speaks of ICBs, not of regions.${bounds ? ' †: the estimate is at a bound of what it can be (singular fit).' : ''} All snapshots: results/within_between.csv and results/slope_variation.csv.`,
    ],
  });
}

const own = (row: RegionSlopeRow, perUnit: number): CellView =>
  row.estimate === null
    ? figure(missing)
    : figure(decimal(row.estimate / perUnit, 3), {
        sub: `${interval((row.conf_low ?? Number.NaN) / perUnit, (row.conf_high ?? Number.NaN) / perUnit, 3)}`,
        mark: 'silent',
      });

const shrunken = (row: RegionSlopeRow, perUnit: number): CellView =>
  figure(decimal(row.shrunken / perUnit, 3), {
    sub: interval(row.shrunken_low / perUnit, row.shrunken_high / perUnit, 3),
    mark: 'silent',
  });

/** The slope of each region by the headline need, and how those by the other needs compare. */
export function regionsView(input: ReportInput): TableView | null {
  const [headline, ...others] = levelRows(input).map(({ need }) => need);
  if (headline === undefined) return null;
  const rows = regionsOf(input, headline);
  const { words, perUnit } = incrementOf(headline, input);
  const other = (need: NeedId, code: string): CellView => {
    const row = regionsOf(input, need).find(({ region_code }) => region_code === code);
    const per = incrementOf(need, input).perUnit;
    if (row === undefined) return figure(missing);
    const alone = row.estimate === null ? null : row.estimate / per;
    return figure(decimal(row.shrunken / per, 3), { sub: `alone ${decimal(alone, 3)}`, mark: 'silent' });
  };
  return sensitivityTable(input, {
    id: 'table-regions',
    caption: `The slope by region, at ${longDate(rows[0]?.snapshot ?? '')}`,
    head: [
      [
        head('Region', { numeric: false }),
        head('Its PCNs alone', { sub: labelOf(input, headline) }),
        head('Clusters'),
        head('Drawn to the mean', { sub: labelOf(input, headline) }),
        ...others.map((need) => head(labelOf(input, need), { sub: 'drawn to the mean' })),
      ],
    ],
    rows: rows.map((row) => ({
      header: cell(placeName('region', row.region_code, input.data.panel), {
        sub: `${count(row.n)} PCNs`,
        mark: 'silent',
      }),
      cells: [
        own(row, perUnit),
        figure(`${count(row.clusters)} ${row.clusters_of === 'icb' ? 'ICBs' : 'sub-ICBs'}`),
        shrunken(row, perUnit),
        ...others.map((need) => other(need, row.region_code)),
      ],
    })),
    notes: [
      `FTE per 10,000 patients for ${words}${others.length > 0 ? '; other needs for their own differences, as in the table above' : ''}. Alone: least squares in the region, CR2 by ICB where it has five or more, else by sub-ICB location; with so few clusters intervals are wide, and rough. Drawn to the mean: predictions of the mixed model, its variances taken as known, t with regions less two degrees of freedom; where its variances are at a bound (†) they follow the region’s level rather than its slope. No region was chosen beforehand: what to make of differences is for the tests of all regions together. Everything: results/region_slopes.csv.`,
    ],
  });
}
