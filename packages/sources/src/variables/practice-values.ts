import type { VariableId } from '@inverse-care/domain';
import { isCode } from '../places/codes.js';
import type { Ledger } from '../reading/ledger.js';
import type { Table } from '../recognise/recognise-table.js';

/** Values of some variables by practice, and the tables they come from. */
export interface PracticeValues {
  /** For the provenance: "age", "neighbourhoods", "survey". */
  purpose: string;
  tables: readonly Table[];
  values: ReadonlyMap<VariableId, ReadonlyMap<string, number>>;
  /** How many answered, by practice, of variables that were asked; left out where the tables do not tell. */
  respondents?: ReadonlyMap<VariableId, ReadonlyMap<string, number>>;
  /** Variables that the source would have, were it not for the reason. */
  notAsked?: ReadonlyMap<VariableId, string>;
}

const shown = 5;

const judged = new WeakMap<Ledger, Set<PracticeValues>>();

/** Counts codes of an official source that no practice has: they join nothing. A source is looked at once. */
export function warnStrangePractices(source: PracticeValues, ledger: Ledger): void {
  const before = judged.get(ledger) ?? new Set();
  judged.set(ledger, before);
  if (before.has(source)) return;
  before.add(source);
  const { tables, values } = source;
  const strange = new Set<string>();
  for (const byPractice of values.values()) {
    for (const code of byPractice.keys()) if (!isCode('practice', code)) strange.add(code.slice(0, 12));
  }
  if (strange.size === 0) return;
  const examples = [...strange].sort();
  ledger.warn(
    tables.map(({ name }) => name).join(' and '),
    `Codes that no practice has, left out: ${strange.size}; ${examples.slice(0, shown).join(', ')}${strange.size > shown ? ', …' : ''}.`,
  );
}

/** The mean of practice values weighted by patients, over practices that have a value; null where none has. Sums run in the order of the practices. The column is of `PracticeColumns`. */
export function weightedMean(
  practices: readonly { number: number; patients: number }[],
  column: Float64Array,
): number | null {
  let weighted = 0;
  let weight = 0;
  for (const { number, patients } of practices) {
    const value = column[number] as number;
    if (Number.isNaN(value)) continue;
    weighted += patients * value;
    weight += patients;
  }
  return weight === 0 ? null : weighted / weight;
}
