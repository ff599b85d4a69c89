import {
  type Analysis,
  choicesFrom,
  findingsOfSpecification,
  findingsOfStudy,
  type Grid,
  gridOf,
  multiverse,
  narrow,
  robustnessAnalyses,
  standardAnalyses,
} from '@inverse-care/core';
import { type PanelWithProvenance, type Study, withinPlaces } from '@inverse-care/domain';
import type { RunKind } from '@inverse-care/record';
import type { DrawCounts, MultiverseOrder } from './multiverse-order.js';

/** A run as it is to be made: of what, and which analyses. */
export interface PlannedRun {
  kind: RunKind;
  study: Study;
  data: PanelWithProvenance;
  analyses: readonly Analysis[];
}

const oneOfEach = (choices: object) =>
  Object.fromEntries(Object.entries(choices).map(([name, option]) => [name, [option]])) as unknown as Grid;

/**
 * The analyses of a run, the study's own and what is ordered besides, and the data that they are of: of the places at
 * which the study looks.
 * @param everywhere the panel of facts.
 * @param onDraws told where the draws of a multiverse came from.
 * @throws InputError where the study declares no multiverse or the words of `--set` cannot be used, or no PCN is at these places.
 */
export function planRun(
  order: MultiverseOrder | undefined,
  study: Study,
  everywhere: PanelWithProvenance,
  onDraws: (draws: DrawCounts) => void,
): PlannedRun {
  const data = withinPlaces(everywhere, study.where);
  if (order === undefined)
    return { kind: 'run', study, data, analyses: [...standardAnalyses, findingsOfStudy] };
  const { paths } = order;
  if (order.kind === 'specification') {
    const choices = choicesFrom(order.set, study, data.panel);
    const alone = multiverse({ grid: oneOfEach(choices), of: { study, data }, paths, onDraws });
    return {
      kind: 'specification',
      ...narrow(study, data, choices),
      analyses: [...standardAnalyses, alone, findingsOfSpecification],
    };
  }
  const { cache, code } = order;
  const all = multiverse({ grid: gridOf(study), paths, cache, code, onDraws });
  return {
    kind: 'sensitivity',
    study,
    data,
    analyses: [...standardAnalyses, all, ...robustnessAnalyses, findingsOfStudy],
  };
}
