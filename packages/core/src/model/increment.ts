import { type Panel, type Unit, type Variable, type VariableId, variableOf } from '@inverse-care/domain';
import { standardDeviation } from '@inverse-care/stats';

/** The difference in a variable for which an effect is told. */
export interface Increment {
  /** How many of it make one unit of the variable: a coefficient divided by this is the effect of one increment. */
  perUnit: number;
  /** "10 percentage points", "5 years", "one standard deviation (2.31)". */
  words: string;
}

/** Standard deviation of a variable over the PCNs of the last snapshot; null where they do not differ. */
function deviationOf({ snapshots, rows }: Panel, id: VariableId): number | null {
  const last = snapshots.at(-1);
  const values = rows.flatMap(({ snapshot, values: { [id]: value } }) =>
    snapshot === last && value !== null && value !== undefined ? [value] : [],
  );
  const deviation = standardDeviation(Float64Array.from(values));
  return deviation > 0 ? deviation : null;
}

/**
 * One standard deviation of a variable over the PCNs of the last snapshot, for which every effect is told: the one
 * difference that means the same for every need. Where PCNs do not differ, its own step.
 */
export function commonIncrement(panel: Panel, id: VariableId): Increment {
  const deviation = deviationOf(panel, id);
  if (deviation === null) return incrementOf(panel, id);
  const { unit = 'share' } = variableOf(panel, id);
  return { perUnit: 1 / deviation, words: `one standard deviation (${inUnit(deviation, unit)})` };
}

/**
 * The step of a variable's own: 10 percentage points of a share, the stated step of another local variable, or one
 * standard deviation over the PCNs of the last snapshot. A smallest effect that is a plain number is stated for it.
 */
export function incrementOf(panel: Panel, id: VariableId): Increment {
  const { unit = 'share', step } = variableOf(panel, id) as Variable & { step?: number };
  if (step !== undefined) return { perUnit: 1 / step, words: inUnit(step, unit) };
  if (unit === 'share') return { perUnit: 10, words: '10 percentage points' };
  if (unit === 'percent') return { perUnit: 0.1, words: '10 percentage points' };
  const deviation = deviationOf(panel, id);
  if (deviation === null) return { perUnit: 1, words: inUnit(1, unit) };
  return { perUnit: 1 / deviation, words: `one standard deviation (${inUnit(deviation, unit)})` };
}

function inUnit(size: number, unit: Unit): string {
  const number = String(Number(size.toPrecision(3)));
  if (unit === 'share') return `${String(Number((100 * size).toPrecision(3)))} percentage points`;
  if (unit === 'percent') return `${number} percentage points`;
  if (unit === 'pounds') return `£${number}`;
  if (unit === 'score' || unit === 'index') return `${number} points`;
  return unit === 'count' || unit === 'ratio' ? number : `${number} ${unit}`;
}
