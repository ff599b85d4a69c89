import type { PanelWithProvenance, Study } from '@inverse-care/domain';
import type { GroupFit, NullDraws } from '@inverse-care/stats';
import type { Task } from '../../executors/executor.js';
import { type DrawCache, drawKeys } from './draw-cache.js';
import { bucketsOf, groupsOf, numbersOf, type PlannedGroup } from './groups.js';
import type { Prepared } from './prepare.js';

/** PCNs below which a specification is not fitted. */
const fewest = 10;

/** A group on its way: its plan, draws that were at hand, and the keys of those that were not. */
export interface PlannedTask {
  plan: PlannedGroup;
  kept: (NullDraws | undefined)[];
  keys: string[];
}

/**
 * The groups of a multiverse as tasks, made when they are asked for, so that few are held at a time. What each is for
 * is put into `planned` under its key; a group with too few PCNs is answered at once.
 */
export async function* groupTasks(
  study: Study,
  { panel }: PanelWithProvenance,
  { found, rowsOf, reporting, draws, unitOf }: Prepared,
  {
    cache,
    code,
    planned,
    answer,
  }: {
    cache: DrawCache | undefined;
    code: string;
    planned: Map<string, PlannedTask>;
    answer: (fits: GroupFit[], task: PlannedTask) => Promise<void>;
  },
): AsyncGenerator<Task, void, void> {
  let number = 0;
  for (const bucket of bucketsOf(found.specifications)) {
    const { choices } = bucket[0]!;
    const weights = reporting.get(choices.snapshot);
    for (const plan of groupsOf(bucket, rowsOf(choices), study, panel, weights)) {
      if (plan.rows.length < fewest) {
        const reason = `Only ${plan.rows.length} PCNs have all that it needs.`;
        await answer(
          plan.fits.map(() => ({ reason })),
          { plan, kept: [], keys: [] },
        );
        continue;
      }
      const group = numbersOf(plan, study, panel, weights, unitOf, draws);
      const keys = cache !== undefined && draws.replicates > 0 ? drawKeys(group, code) : [];
      const kept = await Promise.all(keys.map((key) => cache!.get(key)));
      const outcomes = group.outcomes.map((outcome, i) => ({
        ...outcome,
        draw: outcome.draw && kept[i] === undefined,
      }));
      const key = String(number++);
      planned.set(key, { plan, kept, keys });
      yield { kind: 'multiverse/fit', key, payload: { ...group, outcomes } };
    }
  }
}
