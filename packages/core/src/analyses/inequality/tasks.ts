import { drawnArea, type Study } from '@inverse-care/domain';
import { resampleUnits } from '@inverse-care/stats';
import { areaOf } from '../../model/dependence.js';
import { type PackedRows, unpackRows } from '../../model/packed-rows.js';
import { fewestPcns, rowsWith } from '../../model/rows.js';
import { type Counted, measuresOf, type Part } from './measures.js';
import type { InequalityRow } from './tables.js';

/** One snapshot, the PCNs that are counted, and what is asked of them. */
export interface Measured {
  rows: PackedRows;
  part: Part;
  counted: InequalityRow['counted'];
  study: Pick<Study, 'inference' | 'seed'>;
}

/** Draws that an interval of two digits asks for; a study's many more would tell nothing more. */
const mostReplicates = 999;

const isCounted = (row: { fte: number | null; fte_per_10k: number | null; patients: number }) =>
  row.fte !== null && row.fte_per_10k !== null && row.patients > 0;

/** The indices of a snapshot with intervals by the study's dependence; null where too few PCNs or areas are there. */
export function measures({ rows, part, counted, study }: Measured): InequalityRow[] | null {
  const all = unpackRows(rows);
  const here = rowsWith(all, part.variables)
    .filter(isCounted)
    .filter(({ reported }) => reported || counted === 'all') as Counted[];
  const { inference, seed } = study;
  const area = drawnArea(inference.dependence);
  const codes = here.map((row) => (area === null ? row.pcn_code : areaOf(row, area)));
  const known = [...new Set(codes)];
  if (here.length < fewestPcns || known.length < 2 || here.every(({ fte }) => fte === 0)) return null;
  const at = new Map(known.map((code, i) => [code, i]));
  const snapshot = here[0]!.snapshot;
  const units = { of: codes.map((code) => at.get(code)!), count: known.length };
  const { names, of } = measuresOf(here, units, part);
  const replicates = Math.min(mostReplicates, inference.replicates);
  const found = resampleUnits({
    units: known.length,
    statistics: of,
    seed,
    specification: `inequality of fte_per_10k @ ${snapshot}, ${counted}`,
    replicates,
    level: inference.level,
  });
  const not_reported = all.filter(({ reported }) => !reported).length;
  return names.flatMap((name, i): InequalityRow[] => {
    const { estimate, stdError, confLow, confHigh, bootLow, bootHigh } = found[i]!;
    if (!Number.isFinite(estimate)) return [];
    return [
      {
        snapshot,
        counted,
        ...name,
        estimate,
        std_error: stdError,
        conf_low: confLow,
        conf_high: confHigh,
        boot_low: bootLow,
        boot_high: bootHigh,
        n: here.length,
        not_reported,
        unit: area ?? 'pcn',
        units: known.length,
        replicates,
      },
    ];
  });
}
