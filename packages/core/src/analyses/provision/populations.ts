import {
  type CountedPcn,
  order,
  type PanelWithProvenance,
  type Population,
  paperLabel,
  type Study,
} from '@inverse-care/domain';
import { moments } from './table1.js';
import type { PopulationRow } from './tables.js';

const nameOf = (population: Population) => (population === 'open_on_date' ? population : 'survivors');

/** Rows as Table 1's, of some PCNs of each snapshot. */
function rowsOf(
  population: Population,
  snapshots: readonly string[],
  on: (snapshot: string) => readonly CountedPcn[],
  { absent }: Pick<Study, 'absent'>,
): PopulationRow[] {
  return snapshots.flatMap((snapshot) => {
    const counted = on(snapshot).filter(([, fte]) => fte !== null || absent === 'zero');
    if (counted.length === 0) return [];
    const fte = Float64Array.from(counted, ([, value]) => value ?? 0);
    const rate = Float64Array.from(counted, ([patients, value]) => (10_000 * (value ?? 0)) / patients);
    const patients = counted.reduce((sum, [n]) => sum + n, 0);
    const { pcns, fte_total, ...rest } = moments(fte, rate);
    return {
      snapshot,
      population: nameOf(population),
      label: paperLabel(snapshot),
      pcns,
      patients,
      fte_total,
      ...rest,
    };
  });
}

/** Provision in the study's population and in the one beside it; empty where the files tell of one alone. */
export function populationRows(
  { panel, otherPopulation }: PanelWithProvenance,
  study: Pick<Study, 'absent' | 'population'>,
): PopulationRow[] {
  if (otherPopulation === undefined) return [];
  const own = rowsOf(
    study.population,
    panel.snapshots,
    (snapshot) =>
      panel.rows
        .filter((row) => row.snapshot === snapshot)
        .map(({ patients, fte, reported }) => [patients, reported ? fte : null] as const),
    study,
  );
  const others = rowsOf(
    otherPopulation.population,
    panel.snapshots,
    (snapshot) => Object.values(otherPopulation.bySnapshot[snapshot] ?? {}),
    study,
  );
  return [...own, ...others].sort(
    (a, b) => order(a.snapshot, b.snapshot) || order(a.population, b.population),
  );
}
