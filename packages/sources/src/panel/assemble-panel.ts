import {
  type AbsentVariable,
  distinct,
  type LocalVariable,
  type Panel,
  type PanelRow,
  table2Covariates,
  type VariableId,
  variableIds,
} from '@inverse-care/domain';
import { absentLocal, absentVariables } from '../variables/absent-variables.js';
import type { JoinedSnapshot } from './join-snapshot.js';

/** The values of some variables, in their order; null where the row has none. */
function withVariables(row: PanelRow, variables: readonly VariableId[]): PanelRow {
  const values: PanelRow['values'] = {};
  for (const variable of variables) values[variable] = row.values[variable] ?? null;
  return { ...row, values };
}

/**
 * One panel from the snapshots, ascending, with a column for each variable of which any PCN has a value; the other
 * variables are absent, each with the reason.
 * Rows of a population beside the panel's have the panel's variables.
 * @param local what the folder's sidecars describe, by name.
 * @param notAsked reasons of their own that some variables have.
 */
export function assemblePanel(
  joined: readonly JoinedSnapshot[],
  local: readonly LocalVariable[],
  notAsked: ReadonlyMap<VariableId, string> | undefined,
): { panel: Panel; beside: PanelRow[]; absent: AbsentVariable[] } {
  const rows = joined.flatMap((one) => one.rows);
  const supplied = new Set<VariableId>();
  const available = new Set<VariableId>();
  for (const { values } of rows) {
    for (const [variable, value] of Object.entries(values)) {
      supplied.add(variable);
      if (value !== null) available.add(variable);
    }
  }
  const empty = new Set([...supplied].filter((variable) => !available.has(variable)));
  const lacking = table2Covariates.filter((variable) => !available.has(variable));
  const surveyBases = joined.flatMap((one) => one.surveyBases);
  const roles = joined.flatMap(({ staffOfRoles }) => staffOfRoles);
  const variables = [...variableIds, ...local.map(({ id }) => id)].filter((id) => available.has(id));
  return {
    panel: {
      snapshots: distinct(joined.map(({ snapshot }) => snapshot)),
      variables,
      rows: rows.map((row) => withVariables(row, variables)),
      ...(local.length === 0 ? {} : { local }),
      ...(surveyBases.length === 0 ? {} : { surveyBases }),
      ...(roles.length === 0 ? {} : { roles }),
    },
    beside: joined.flatMap(({ beside }) => (beside ?? []).map((row) => withVariables(row, variables))),
    absent: [...absentVariables(available, empty, lacking, notAsked), ...absentLocal(local, available)],
  };
}
