import {
  type Choices,
  nameOfPopulation,
  type PanelRow,
  type PanelWithProvenance,
  type Study,
} from '@inverse-care/domain';

/** Why the data do not have the PCNs of another population than the study's; null where they do. */
export function besideUnknown({ synthetic, otherPopulation }: PanelWithProvenance): string | null {
  if (synthetic)
    return 'In Synthetic England the paper’s numbers are those of all PCNs that are open: it has no survivors to find again.';
  if (otherPopulation === undefined) return 'The data were read without a population beside the study’s own.';
  return otherPopulation.unknown === '' ? null : otherPopulation.unknown;
}

/** Finds the PCNs of a population at a snapshot. */
export type RowsOf = (choices: Pick<Choices, 'snapshot' | 'population'>) => readonly PanelRow[];

/** The PCNs of the study's population and of the one beside it, each sorted out by snapshot once. */
export function rowsReader({ population: own }: Study, data: PanelWithProvenance): RowsOf {
  const byKey = new Map<string, PanelRow[]>();
  const add = (population: Choices['population'], rows: readonly PanelRow[]) => {
    for (const row of rows) {
      const key = `${population} ${row.snapshot}`;
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, [row]);
      else known.push(row);
    }
  };
  add(nameOfPopulation(own), data.panel.rows);
  const { otherPopulation: other } = data;
  if (other !== undefined) add(nameOfPopulation(other.population), other.rows);
  return ({ snapshot, population }) => byKey.get(`${population} ${snapshot}`) ?? [];
}
