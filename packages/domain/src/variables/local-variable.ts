import type { Unit } from '../units.js';
import type { LocalLevel } from './local-level.js';
import { isOfficial, officialVariable, type VariableId } from './official.js';
import type { Described, OfficialVariable } from './variable.js';

/** A variable that a table of the user's own brings, as its sidecar describes it. */
export interface LocalVariable extends Described {
  readonly unit: Unit;
  /** Who measured it: "Council survey of adults". */
  readonly source: string;
  readonly year: number;
  /** Whose values the table holds: practices', which are averaged over patients, PCNs', or those of areas of several. */
  readonly level: LocalLevel;
  readonly licence: string;
  /** The table, below the data folder. */
  readonly file: string;
  /** A difference worth speaking of, in its unit; one standard deviation where left out. */
  readonly step?: number;
  /** What a reader must bear in mind beside a result, in a sentence. */
  readonly caution?: string;
}

/** A variable of the panel: one column. */
export type Variable = OfficialVariable | LocalVariable;

/** How names of variables are spelt. */
export const variableName = /^[a-z][a-z0-9_]{0,62}$/;

/** What knows the local variables of a data folder. */
export interface WithLocal {
  readonly local?: readonly LocalVariable[];
}

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
