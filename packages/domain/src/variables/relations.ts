import type { Panel } from '../panel.js';
import { localVariableOf } from './local-variable.js';
import { isOfficial, officialVariable, type VariableId, variables } from './official.js';
import type { Construct } from './variable.js';

type WithLocal = Pick<Panel, 'local'>;

/** What a variable is about; undefined for a local one whose sidecar does not say, and for a name that nothing has. */
export const constructOf = (panel: WithLocal, id: VariableId): Construct | undefined =>
  isOfficial(id) ? officialVariable(id).construct : localVariableOf(panel, id)?.construct;

/** Whether two variables are one, or measure the same thing: one beside the other would leave nothing to explain. */
export function measureTheSame(panel: WithLocal, one: VariableId, other: VariableId): boolean {
  const construct = constructOf(panel, one);
  return one === other || (construct !== undefined && construct === constructOf(panel, other));
}

/** The variables by which a regression holds constructs equal, in the order of the constructs. */
export const controlsOf = (constructs: readonly Construct[]): VariableId[] =>
  constructs.flatMap((construct) =>
    variables.filter((one) => one.control && one.construct === construct).map(({ id }) => id),
  );

/** The variables that one is computed from; empty where it is measured itself. */
export const computedFrom = (id: VariableId): readonly VariableId[] =>
  (isOfficial(id) ? officialVariable(id).derivedFrom : undefined) ?? [];

/** Whether an equation gives a variable's values, not a survey or a count. */
export const isPredicted = (id: VariableId): boolean =>
  isOfficial(id) && officialVariable(id).measured === 'predicted';

/** Whether an equation gives a variable's values from some of these. */
export const isPredictedFrom = (id: VariableId, others: readonly VariableId[]): boolean =>
  isPredicted(id) && computedFrom(id).some((source) => others.includes(source));

/** Those of some variables from which a need is computed, or that measure what it is computed from. */
export function overlapping(need: VariableId, held: readonly VariableId[], panel: WithLocal): VariableId[] {
  const sources = computedFrom(need);
  const constructs = new Set(sources.map((source) => constructOf(panel, source)));
  return [...new Set(held)].filter((id) => {
    const construct = constructOf(panel, id);
    return sources.includes(id) || (construct !== undefined && constructs.has(construct));
  });
}
