import { filled, order, type PanelWithProvenance, type Study, specificationName } from '@inverse-care/domain';
import type { GroupFit } from '@inverse-care/stats';
import type { Analysis, AnalysisContext } from '../analysis.js';
import type { DrawCache } from './draw-cache.js';
import { baselineOf, type Grid } from './enumerate.js';
import { groupTasks, type PlannedTask } from './group-tasks.js';
import { JointScopes } from './joint-scopes.js';
import { omittedRows } from './omitted.js';
import { type Prepared, prepare } from './prepare.js';
import { rowsOfFit } from './rows-of-fit.js';
import { signsByOption, spreadOf } from './spread.js';
import {
  type MultiverseRow,
  multiverseEffects,
  multiverseJoint,
  multiverseOmitted,
  multiverseSigns,
  multiverseSpread,
  multiverseSummary,
  multiverse as multiverseTable,
  multiverseTurning,
} from './tables.js';
import { turningRows } from './turning.js';

/** Which specifications are run. */
export interface MultiverseOptions {
  grid: Grid;
  /** Study file and data folder as they were given, for the commands. */
  paths: { study: string; data: readonly string[] };
  /** Study and data whose choices they are, where these are not the run's own. */
  of?: { study: Study; data: PanelWithProvenance };
  /** Draws of earlier runs. */
  cache?: DrawCache | undefined;
  /** What stands for the code in the cache's keys. */
  code?: string;
  /** Told how many estimates' draws were made and how many were at hand. */
  onDraws?: (draws: { computed: number; cached: number }) => void;
}

interface Fitted {
  rows: MultiverseRow[];
  joint: JointScopes;
}

/** Fits all groups; estimates with their tests, and the draws that all specifications and snapshots share. */
async function fitAll(
  study: Study,
  data: PanelWithProvenance,
  prepared: Prepared,
  { paths, cache, code = '', onDraws }: MultiverseOptions,
  execute: AnalysisContext['execute'],
): Promise<Fitted> {
  const { found, rowsOf, draws, scaleOf } = prepared;
  const rows: MultiverseRow[] = [];
  const joint = new JointScopes(draws.replicates, study.inference.level, study.snapshots.at(-1)!);
  const counted = { computed: 0, cached: 0 };
  const planned = new Map<string, PlannedTask>();
  const answer = async (fits: readonly GroupFit[], { plan, kept, keys }: PlannedTask) => {
    const writing: Promise<void>[] = [];
    const n = plan.rows.length;
    plan.fits.forEach(({ choices, errors }, i) => {
      const fit = fits[i]!;
      const scale = scaleOf(choices);
      const rows_lost = rowsOf(choices).length - n;
      const own = rowsOfFit(choices, errors, fit, { data, scale, n, rows_lost, paths });
      rows.push(...own);
      if ('reason' in fit) return;
      const drawn = fit.draws ?? kept[i] ?? null;
      if (fit.draws) counted.computed += 1;
      else if (kept[i]) counted.cached += 1;
      if (fit.draws && keys[i] !== undefined) writing.push(cache!.put(keys[i], fit.draws));
      if (own[0]?.standardised == null) return;
      joint.add({
        choices,
        scale: scale.need_sd / scale.outcome_sd,
        estimate: fit.estimate,
        tests: fit.tests.flatMap((test, at) => ('reason' in test ? [] : [{ errors: errors[at]!, test }])),
        draws: drawn,
      });
    });
    await Promise.all(writing);
  };
  const specificationsOf = ({ plan }: PlannedTask) =>
    plan.fits.reduce((total, { errors }) => total + errors.length, 0);
  try {
    await execute<GroupFit[]>(groupTasks(study, data, prepared, { cache, code, planned, answer }), {
      label: 'Specifications',
      total: found.specifications.length,
      step: ({ key }) => specificationsOf(planned.get(key)!),
      take: async (fits, { key }) => {
        const task = planned.get(key)!;
        planned.delete(key);
        await answer(fits, task);
      },
    });
  } finally {
    await cache?.settle();
  }
  onDraws?.(counted);
  rows.sort((a, b) => order(a.specification, b.specification));
  return { rows, joint };
}

/**
 * Runs every specification of a grid: estimates with their tests, joint inference by draws that all specifications and
 * snapshots share, and what explains the spread. The same study, grid and panel give the same numbers, on whatever they
 * are computed and whatever the cache holds, which keeps what is done where the run is stopped.
 */
export const multiverse = (options: MultiverseOptions): Analysis => ({
  name: 'multiverse',
  tables: [
    multiverseTable,
    multiverseEffects,
    multiverseJoint,
    multiverseSigns,
    multiverseSpread,
    multiverseOmitted,
    multiverseSummary,
    multiverseTurning,
  ],
  async run({ execute, ...context }) {
    const { study, data } = options.of ?? context;
    const { grid } = options;
    const prepared = prepare(study, grid, data);
    const { rows, joint } = await fitAll(study, data, prepared, options, execute);
    const own = specificationName({
      ...baselineOf(study, data.panel.variables),
      snapshot: grid.snapshot.at(-1)!,
    });
    const baseline = rows.some(({ specification }) => specification === own) ? own : null;
    const several = prepared.found.specifications.length > 1;
    const signs = several ? signsByOption(rows, grid, study.inference.level) : [];
    const { excluded, lost } = prepared.found;
    const incompatible = excluded.reduce((sum, { combinations }) => sum + combinations, 0);
    return [
      filled(multiverseTable, rows),
      filled(multiverseEffects, rows),
      filled(multiverseJoint, several ? joint.infer() : []),
      filled(multiverseSigns, signs),
      filled(multiverseSpread, several ? spreadOf(rows) : []),
      filled(multiverseOmitted, omittedRows(prepared)),
      filled(multiverseSummary, [
        {
          specifications: rows.length,
          incompatible,
          lost,
          combinations: rows.length + incompatible + lost,
          replicates: prepared.draws.replicates,
          baseline: baseline ?? '',
        },
      ]),
      filled(multiverseTurning, turningRows(rows, grid, signs, baseline)),
    ];
  },
});
