import { standardDeviation } from '@inverse-care/stats';
import type { Panel } from './panel.js';
import type { Unit } from './units.js';
import { isOfficial, officialVariable, type Variable, type VariableId } from './vocabulary.js';

/** A variable that a table of the user's own brings, as its sidecar describes it. */
export interface LocalVariable extends Variable {
  readonly unit: Unit;
  /** Who measured it: "Council survey of adults". */
  readonly source: string;
  readonly year: number;
  /** Whose values the table holds: practices', which are averaged over patients, or PCNs'. */
  readonly level: 'practice' | 'pcn';
  readonly licence: string;
  /** The table, below the data folder. */
  readonly file: string;
  /** A difference worth speaking of, in its unit; one standard deviation where left out. */
  readonly step?: number;
}

/** How names of variables are spelt. */
export const variableName = /^[a-z][a-z0-9_]{0,62}$/;

type WithLocal = Pick<Panel, 'local'>;

const localOf = ({ local }: WithLocal, id: VariableId) => local?.find((one) => one.id === id);

/** The variable of that name, official or of the panel's local tables. Throws RangeError where there is none. */
export function variableOf(panel: WithLocal, id: VariableId): Variable {
  const found = isOfficial(id) ? officialVariable(id) : localOf(panel, id);
  if (found === undefined) throw new RangeError(`No variable is called ${id}`);
  return found;
}

/** As `variableOf`, with what only a local variable has; undefined for an official one. */
export const localVariableOf = (panel: WithLocal, id: VariableId): LocalVariable | undefined =>
  isOfficial(id) ? undefined : localOf(panel, id);

/** The difference in a variable for which an effect is told. */
export interface Increment {
  /** How many of it make one unit of the variable: a coefficient divided by this is the effect of one increment. */
  perUnit: number;
  /** "10 percentage points", "5 years", "one standard deviation (2.31)". */
  words: string;
}

/**
 * For which difference the effect of a variable is told: 10 percentage points of a share, the stated step of another
 * local variable, or one standard deviation over the PCNs of the last snapshot.
 */
export function incrementOf(panel: Panel, id: VariableId): Increment {
  const { unit = 'share', step } = variableOf(panel, id) as Variable & { step?: number };
  if (step !== undefined) return { perUnit: 1 / step, words: inUnit(step, unit) };
  if (unit === 'share') return { perUnit: 10, words: '10 percentage points' };
  if (unit === 'percent') return { perUnit: 0.1, words: '10 percentage points' };
  const last = panel.snapshots.at(-1);
  const values = panel.rows.flatMap(({ snapshot, values: { [id]: value } }) =>
    snapshot === last && value !== null && value !== undefined ? [value] : [],
  );
  const deviation = standardDeviation(Float64Array.from(values));
  if (!(deviation > 0)) return { perUnit: 1, words: inUnit(1, unit) };
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
