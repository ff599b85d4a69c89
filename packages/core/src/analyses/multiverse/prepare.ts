import { drawnInMultiverse, type PanelRow, type PanelWithProvenance, type Study } from '@inverse-care/domain';
import { requireDrawable } from './draws-bound.js';
import { type Enumeration, enumerate, type Grid } from './enumerate.js';
import { type RowsOf, rowsReader } from './populations.js';
import { type ReportingWeights, reportingWeights } from './reporting-weights.js';
import { type Scale, scalesOf } from './scales.js';

/** Ids that are drawn, by row: PCNs, or areas with all their PCNs. */
const unitIds = {
  pcn: ({ pcn_code }: PanelRow) => pcn_code,
  sub_icb: ({ sub_icb_code }: PanelRow) => sub_icb_code,
  icb: ({ icb_code }: PanelRow) => icb_code,
} as const;

/** What all groups of a multiverse share. */
export interface Prepared {
  found: Enumeration;
  rowsOf: RowsOf;
  /** By snapshot, where reporting is weighted for. */
  reporting: ReadonlyMap<string, ReportingWeights>;
  draws: { seed: number; stream: string; units: number; replicates: number };
  unitOf: (row: PanelRow) => number;
  scaleOf: ReturnType<typeof scalesOf>;
}

export type { Scale };

/** Lays out a multiverse on the data. @throws InputError as {@link enumerate}, or where the draws would take too much memory. */
export function prepare(study: Study, grid: Grid, data: PanelWithProvenance): Prepared {
  const { panel } = data;
  const { replicates = 999 } = study.multiverse ?? {};
  const resample = drawnInMultiverse(study);
  const found = enumerate(grid, study, data);
  requireDrawable(found.specifications, found.specifications.length > 1 ? replicates : 0);
  const rowsOf = rowsReader(study, data);
  const reporting = new Map<string, ReportingWeights>();
  // Reporting is weighted in the study's own population alone, as the rules have it.
  for (const choices of found.specifications) {
    const { snapshot, absent } = choices;
    if (absent === 'weighted' && !reporting.has(snapshot)) {
      reporting.set(snapshot, reportingWeights(rowsOf(choices), panel.variables));
    }
  }
  const idOf = unitIds[resample];
  const ids = [...new Set([...panel.rows, ...(data.otherPopulation?.rows ?? [])].map(idOf))].sort();
  const index = new Map(ids.map((id, i) => [id, i]));
  return {
    found,
    rowsOf,
    reporting,
    draws: {
      seed: study.seed,
      stream: `multiverse, ${resample} drawn`,
      units: ids.length,
      // One specification alone has no curve.
      replicates: found.specifications.length > 1 ? replicates : 0,
    },
    unitOf: (row) => index.get(idOf(row))!,
    scaleOf: scalesOf(study, rowsOf),
  };
}
