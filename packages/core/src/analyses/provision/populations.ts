import {
  nameOfPopulation,
  order,
  type PanelRow,
  type PanelWithProvenance,
  type Population,
  paperLabel,
  type Study,
} from '@inverse-care/domain';
import { moments } from './table1.js';
import type { PopulationRow } from './tables.js';

/** Patients and FTE of a PCN; the FTE is null where it did not report. */
type CountedPcn = readonly [patients: number, fte: number | null];

const countedAt = (rows: readonly PanelRow[], snapshot: string): CountedPcn[] =>
  rows
    .filter((row) => row.snapshot === snapshot)
    .map(({ patients, fte, reported }) => [patients, reported ? fte : null]);

/** Rows as Table 1's, of some PCNs of each snapshot. */
function rowsOf(
  population: Population,
  snapshots: readonly string[],
  rows: readonly PanelRow[],
  { absent }: Pick<Study, 'absent'>,
): PopulationRow[] {
  return snapshots.flatMap((snapshot) => {
    const counted = countedAt(rows, snapshot).filter(([, fte]) => fte !== null || absent === 'zero');
    if (counted.length === 0) return [];
    const fte = Float64Array.from(counted, ([, value]) => value ?? 0);
    const rate = Float64Array.from(counted, ([patients, value]) => (10_000 * (value ?? 0)) / patients);
    const patients = counted.reduce((sum, [n]) => sum + n, 0);
    const { pcns, fte_total, ...rest } = moments(fte, rate);
    return {
      snapshot,
      population: nameOfPopulation(population),
      label: paperLabel(snapshot),
      pcns,
      patients,
      fte_total,
      ...rest,
      fte_less: null,
    };
  });
}

/** The same rows with how much less FTE survivors have in total. */
function besideOpen(rows: readonly PopulationRow[]): PopulationRow[] {
  return rows.map((row) => {
    const open = rows.find(
      ({ snapshot, population }) => snapshot === row.snapshot && population === 'open_on_date',
    );
    return row.population === 'open_on_date' || open === undefined || !(open.fte_total > 0)
      ? row
      : { ...row, fte_less: 1 - row.fte_total / open.fte_total };
  });
}

/** Provision in the study's population and in the one beside it; empty where the files tell of one alone. */
export function populationRows(
  { panel, otherPopulation }: PanelWithProvenance,
  study: Pick<Study, 'absent' | 'population'>,
): PopulationRow[] {
  if (otherPopulation === undefined || otherPopulation.rows.length === 0) return [];
  const own = rowsOf(study.population, panel.snapshots, panel.rows, study);
  const others = rowsOf(otherPopulation.population, panel.snapshots, otherPopulation.rows, study);
  return besideOpen([...own, ...others]).sort(
    (a, b) => order(a.snapshot, b.snapshot) || order(a.population, b.population),
  );
}
