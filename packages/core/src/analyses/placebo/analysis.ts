import { filled, order, variableOf } from '@inverse-care/domain';
import { omitUnplaced } from '../../model/positions.js';
import { rowsFor } from '../../model/rows.js';
import type { Analysis, AnalysisContext } from '../analysis.js';
import {
  type PlaceboRow,
  type PlaceboScheme,
  type PlaceboSummaryRow,
  placeboMethods,
  placeboSchemes,
  placeboSummary,
  placebo as placeboTable,
} from './tables.js';
import type { Exchanged, ExchangedRows } from './tasks.js';

const nameOf: Readonly<Record<PlaceboScheme, string>> = {
  icb: 'need exchanged between ICBs',
  region: 'need exchanged between regions',
  shift: 'need shifted along the map',
};

/** A task for every scheme and snapshot: by distance only where positions are known, for a shift is along the map. */
function tasksOf({ study, data, plan }: AnalysisContext, placed: boolean): (Exchanged & { key: string })[] {
  const { panel } = data;
  const codes = (of: (row: (typeof panel.rows)[number]) => string) =>
    [...new Set(panel.rows.map(of))].sort(order);
  const everywhere = {
    icb: codes(({ icb_code }) => icb_code),
    region: codes(({ region_code }) => region_code),
    shift: [],
  };
  return placeboSchemes
    .filter((scheme) => placed || scheme !== 'shift')
    .flatMap((scheme) =>
      panel.snapshots.map((snapshot) => ({
        key: `${scheme} @ ${snapshot}`,
        scheme,
        snapshot,
        rows: rowsFor(panel, snapshot, plan.needs),
        needs: plan.needs,
        everywhere: everywhere[scheme],
        placebos: study.multiverse?.replicates ?? 0,
        inference: { level: study.inference.level, dependence: study.inference.dependence },
        seed: study.seed,
        placed,
      })),
    );
}

function summaryOf(rows: readonly PlaceboRow[]): PlaceboSummaryRow[] {
  return placeboSchemes.flatMap((scheme) =>
    placeboMethods.flatMap((method): PlaceboSummaryRow[] => {
      const shares = rows
        .filter((row) => row.scheme === scheme && row.method === method)
        .map(({ share }) => share);
      if (shares.length === 0) return [];
      return [
        {
          scheme,
          method,
          coefficients: shares.length,
          share_mean: shares.reduce((total, share) => total + share, 0) / shares.length,
          share_min: Math.min(...shares),
          share_max: Math.max(...shares),
        },
      ];
    }),
  );
}

/**
 * How often each test rejects where need has nothing to do with provision. Placebos are as many as the draws of the
 * study's multiverse; the n-th one exchanges need in the same way for every need and, so far as they have the same
 * areas, in every snapshot.
 */
export const placebo: Analysis = {
  name: 'placebo',
  independent: true,
  tables: [placeboTable, placeboSummary],
  async run(context) {
    const { study, data, plan, execute, omit } = context;
    const rows: PlaceboRow[] = [];
    if ((study.multiverse?.replicates ?? 0) > 0 && plan.needs.length > 0) {
      const placed = omitUnplaced('Placebos shifted along the map, and those of Conley’s test', context);
      const planned = tasksOf(context, placed);
      let at = 0;
      await execute<ExchangedRows>(
        planned.map(({ key, ...payload }) => ({ kind: 'placebo/exchanged', key, payload })),
        {
          label: 'Placebos',
          total: planned.length,
          take: (answer) => {
            const { scheme, snapshot } = planned[at++]!;
            rows.push(...answer.rows);
            for (const { needs, why } of answer.left) {
              const labels = needs.map((need) => `"${variableOf(data.panel, need).label}"`).join(', ');
              omit({ what: `Placebos, ${nameOf[scheme]}, ${snapshot}, ${labels}`, why });
            }
          },
        },
      );
    }
    const at = {
      scheme: (row: PlaceboRow) => placeboSchemes.indexOf(row.scheme),
      method: (row: PlaceboRow) => placeboMethods.indexOf(row.method),
      need: (row: PlaceboRow) => plan.needs.indexOf(row.need),
    };
    rows.sort(
      (a, b) =>
        at.scheme(a) - at.scheme(b) ||
        at.method(a) - at.method(b) ||
        at.need(a) - at.need(b) ||
        order(a.snapshot, b.snapshot),
    );
    return [filled(placeboTable, rows), filled(placeboSummary, summaryOf(rows))];
  },
};
