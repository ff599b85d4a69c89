import {
  type Analysis,
  choicesFrom,
  type DrawCache,
  type Grid,
  gridOf,
  multiverse,
  narrow,
  robustnessAnalyses,
  standardAnalyses,
} from '@inverse-care/core';
import type { PanelWithProvenance, Study } from '@inverse-care/domain';
import type { RunKind } from '@inverse-care/record';

/** Which specifications a report is to have: a whole grid beside the study, or one in the study's place. */
export type MultiverseOrder = {
  /** As given on the command line, for the commands that run one specification again. */
  paths: { study: string; data: string };
} & (
  | { kind: 'grid'; cache?: DrawCache; code: string }
  | {
      kind: 'specification';
      /** Such as "need=ltc_share". */
      set: readonly string[];
    }
);

/** What of an order the results depend on, as words. */
export function stateOfOrder(order: MultiverseOrder | undefined): string[] {
  if (order === undefined) return [];
  return [order.kind, JSON.stringify(order.kind === 'grid' ? null : order.set), JSON.stringify(order.paths)];
}

/** How many estimates' draws were made, and how many were at hand. */
export interface DrawCounts {
  computed: number;
  cached: number;
}

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
 * The analyses of a run: the study's own, and what is ordered besides.
 * @param onDraws told where the draws of a multiverse came from.
 * @throws InputError where the study declares no multiverse or the words of `--set` cannot be used.
 */
export function planRun(
  order: MultiverseOrder | undefined,
  study: Study,
  data: PanelWithProvenance,
  onDraws: (draws: DrawCounts) => void,
): PlannedRun {
  if (order === undefined) return { kind: 'run', study, data, analyses: standardAnalyses };
  const { paths } = order;
  if (order.kind === 'specification') {
    const choices = choicesFrom(order.set, study, data.panel);
    const alone = multiverse({ grid: oneOfEach(choices), of: { study, data }, paths, onDraws });
    return {
      kind: 'specification',
      ...narrow(study, data, choices),
      analyses: [...standardAnalyses, alone],
    };
  }
  const { cache, code } = order;
  const all = multiverse({ grid: gridOf(study), paths, cache, code, onDraws });
  return {
    kind: 'sensitivity',
    study,
    data,
    analyses: [...standardAnalyses, all, ...robustnessAnalyses],
  };
}
