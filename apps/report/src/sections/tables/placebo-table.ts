import { placebo, placeboMethods, placeboSchemes, placeboSummary } from '@inverse-care/core/tables';
import { conleyKm } from '@inverse-care/domain';
import { cell, figure, head, type TableView } from '../../html/table.js';
import { cited, fromLeast } from '../../language/cells.js';
import { count, decimal, level, missing, percent } from '../../language/numbers.js';
import { capital } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';
import { sensitivityTable } from './sensitivity-table.js';

const schemeWords = {
  icb: 'Between ICBs',
  region: 'Between regions',
  shift: 'Shifted along the map',
} as const;

/** How often each test rejects on placebos, over all needs and snapshots. */
export function placeboView(input: ReportInput): TableView | null {
  const { tables, study } = input;
  const rows = tables.rows(placeboSummary);
  const schemes = placeboSchemes.filter((scheme) => rows.some((row) => row.scheme === scheme));
  const methods = placeboMethods.filter((method) => rows.some((row) => row.method === method));
  const all = tables.rows(placebo);
  const size = level(1 - study.inference.level);
  const named = (method: (typeof placeboMethods)[number]) =>
    method === 'Conley' ? `Conley, ${decimal(conleyKm(study.inference), 0)} km, Bartlett` : capital(method);
  return sensitivityTable(input, {
    id: 'table-placebo',
    caption: `What a ${size} test really is on this map`,
    head: [
      [
        head('Test', { numeric: false }),
        ...schemes.map((scheme) => head(schemeWords[scheme], { sub: `rejects; ${size} is right` })),
      ],
    ],
    rows: methods.map((method) => ({
      header: cell(named(method)),
      cells: schemes.map((scheme) => {
        const row = rows.find((one) => one.scheme === scheme && one.method === method);
        return row === undefined
          ? figure(missing)
          : figure(percent(row.share_mean, 1), {
              sub: `${percent(row.share_min, 1)} to ${percent(row.share_max, 1)}`,
              mark: 'silent',
            });
      }),
    })),
    notes: [
      `How often each test found a slope where need was exchanged between places, ${count(fromLeast(all.map((row) => cited(row, 'placebos'))).at(-1) ?? 0)} times for each need and snapshot: mean, least and greatest share. Between ICBs, or regions: a random order of them; each gets the needs of one other, or its own, in their order along the map, from a random PCN on, round and round until it is full. So needs that are alike stay together, and have nothing to do with provision. Shifted: the needs of all PCNs move on along a line through the map, which keeps nearly all likeness, but there are only as many shifts as PCNs. Provision stays where it is. Each need and snapshot with its Monte Carlo error: results/placebo.csv.`,
    ],
  });
}
