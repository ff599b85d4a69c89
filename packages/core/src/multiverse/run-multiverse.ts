import {
  type Choices,
  type PanelRow,
  type PanelWithProvenance,
  type Study,
  specificationName,
  throwIfCancelled,
  type Variable,
  variableOf,
} from '@inverse-care/domain';
import { type EffectTest, type GroupFit, type NullDraws, standardDeviation } from '@inverse-care/stats';
import type { RunOptions } from '../run-study.js';
import { commandOf } from './command.js';
import { type DrawCache, drawKeys } from './draw-cache.js';
import { baselineOf, type Enumeration, enumerate, type Grid } from './enumerate.js';
import { fitGroups } from './fit-groups.js';
import { bucketsOf, groupsOf, numbersOf, type PlannedGroup } from './groups.js';
import { JointScopes } from './joint-scopes.js';
import { outcomeSd, unitOf } from './outcome.js';
import { type ReportingWeights, reportingWeights } from './reporting-weights.js';
import type { MultiverseResults, MultiverseRow } from './results.js';
import { ruleAsWords } from './rules.js';
import { signsByOption, spreadOf } from './spread.js';

export interface MultiverseOptions extends RunOptions {
  /** Study file and data folder as they were given, for the commands. */
  paths: { study: string; data: string };
  /** Draws of earlier runs. */
  cache?: DrawCache | undefined;
  /** What stands for the code in the cache's keys. */
  code?: string;
}

/** Results, and how many estimates' draws were made and how many taken from the cache. */
export interface MultiverseRun {
  results: MultiverseResults;
  computed: number;
  cached: number;
}

/** PCNs below which a specification is not fitted. */
const fewest = 10;

/** Ids that are drawn, by row: PCNs, or areas with all their PCNs. */
const unitIds = {
  pcn: ({ pcn_code }: PanelRow) => pcn_code,
  sub_icb: ({ sub_icb_code }: PanelRow) => sub_icb_code,
  icb: ({ icb_code }: PanelRow) => icb_code,
} as const;

/**
 * Runs every specification of a grid: estimates with their tests, joint inference by draws that all specifications and
 * snapshots share, and what explains the spread. The same study, grid and panel give the same numbers, whatever the
 * number of threads and whatever the cache holds.
 * @throws InputError as {@link enumerate}; CancelledError where the signal fires: the cache keeps what is done.
 */
export async function runMultiverse(
  study: Study,
  grid: Grid,
  data: PanelWithProvenance,
  options: MultiverseOptions,
): Promise<MultiverseRun> {
  const { threads = 1, signal, onProgress, cache, code = '' } = options;
  const { panel } = data;
  const { replicates = 999, resample = 'pcn' } = study.multiverse ?? {};
  const found: Enumeration = enumerate(grid, study, data);
  const total = found.specifications.length;
  const bySnapshot = new Map(
    panel.snapshots.map((snapshot) => [snapshot, panel.rows.filter((row) => row.snapshot === snapshot)]),
  );
  const reporting = new Map<string, ReportingWeights>();
  for (const { snapshot } of found.specifications.filter(({ absent }) => absent === 'weighted')) {
    if (!reporting.has(snapshot)) {
      reporting.set(snapshot, reportingWeights(bySnapshot.get(snapshot)!, panel.variables));
    }
  }
  const idOf = unitIds[resample];
  const ids = [...new Set(panel.rows.map(idOf))].sort();
  const index = new Map(ids.map((id, i) => [id, i]));
  // One specification alone has no curve.
  const draws = {
    seed: study.seed,
    stream: `multiverse, ${resample} drawn`,
    units: ids.length,
    replicates: total > 1 ? replicates : 0,
  };
  const scales = scalesOf(study, bySnapshot);
  const joint = new JointScopes(draws.replicates, study.inference.level, study.snapshots.at(-1)!);
  const rows: MultiverseRow[] = [];
  const run = { computed: 0, cached: 0 };

  interface Note {
    plan: PlannedGroup;
    kept: (NullDraws | undefined)[];
    keys: string[];
  }
  async function* planned() {
    for (const bucket of bucketsOf(found.specifications)) {
      const { snapshot } = bucket[0]!.choices;
      for (const plan of groupsOf(bucket, bySnapshot.get(snapshot)!, study, panel, reporting.get(snapshot))) {
        if (plan.rows.length < fewest) {
          const reason = `Only ${plan.rows.length} PCNs have all that it needs.`;
          take(
            plan.fits.map(() => ({ reason })),
            { plan, kept: [], keys: [] },
          );
          continue;
        }
        const group = numbersOf(
          plan,
          study,
          panel,
          reporting.get(snapshot),
          (row) => index.get(idOf(row))!,
          draws,
        );
        const caching = cache !== undefined && draws.replicates > 0;
        const keys = caching ? drawKeys(group, code) : [];
        const kept = await Promise.all(keys.map((key) => cache!.get(key)));
        const outcomes = group.outcomes.map((outcome, i) => ({
          ...outcome,
          draw: outcome.draw && kept[i] === undefined,
        }));
        yield { group: { ...group, outcomes }, note: { plan, kept, keys } as Note };
      }
    }
  }

  function take(fits: readonly GroupFit[], { plan, kept, keys }: Note): Promise<void> {
    const writing: Promise<void>[] = [];
    plan.fits.forEach(({ choices, errors }, i) => {
      const fit = fits[i]!;
      const scale = scales(choices);
      const n = plan.rows.length;
      const lost = bySnapshot.get(choices.snapshot)!.length - n;
      const base = { n, rows_lost: lost, unit: unitOf(choices), ...scale };
      const write = (own: Choices, numbers: Partial<MultiverseRow>) => {
        rows.push({
          ...nothing,
          ...base,
          ...own,
          ...numbers,
          specification: specificationName(own),
          command: commandOf(own, options.paths),
        });
      };
      if ('reason' in fit) {
        for (const name of errors) write({ ...choices, errors: name }, { note: fit.reason });
        return;
      }
      const drawn = fit.draws ?? kept[i] ?? null;
      if (fit.draws) run.computed += 1;
      else if (kept[i]) run.cached += 1;
      if (fit.draws && keys[i] !== undefined) writing.push(cache!.put(keys[i], fit.draws));
      const perSd = fit.estimate * scale.need_sd;
      const standardised = scale.outcome_sd > 0 ? perSd / scale.outcome_sd : null;
      fit.tests.forEach((test, at) => {
        const own = { ...choices, errors: errors[at]! };
        const effect = {
          estimate: fit.estimate,
          estimate_per_sd: perSd,
          estimate_per_10_points: perTenPoints(fit.estimate, variableOf(panel, choices.need)),
          standardised,
        };
        write(own, { ...effect, ...numbersOfTest(test) });
      });
      if (standardised === null) return;
      joint.add({
        choices,
        scale: scale.need_sd / scale.outcome_sd,
        estimate: fit.estimate,
        tests: fit.tests.flatMap((test, at) => ('reason' in test ? [] : [{ errors: errors[at]!, test }])),
        draws: drawn,
      });
    });
    onProgress?.({ label: 'Specifications', done: rows.length, total });
    return Promise.all(writing).then(() => undefined);
  }

  try {
    await fitGroups(planned(), take, { threads, signal });
  } finally {
    await cache?.settle();
  }
  throwIfCancelled(signal);
  rows.sort((a, b) => (a.specification < b.specification ? -1 : 1));
  const baseline = specificationName({
    ...baselineOf(study, panel.variables),
    snapshot: grid.snapshot.at(-1)!,
  });
  return {
    ...run,
    results: {
      grid,
      rows,
      excluded: found.excluded.map(({ rule, combinations }) => ({
        rule: ruleAsWords(rule),
        why: rule.why,
        combinations,
      })),
      unavailable: found.unavailable,
      lost: found.lost,
      joint: total > 1 ? joint.infer() : [],
      signs: total > 1 ? signsByOption(rows, grid, study.inference.level) : [],
      spread: total > 1 ? spreadOf(rows) : [],
      reporting: [...reporting].map(([snapshot, { note }]) => ({ snapshot, explained_by: note })),
      replicates: draws.replicates,
      baseline: rows.some(({ specification }) => specification === baseline) ? baseline : null,
    },
  };
}

function numbersOfTest(test: EffectTest | { reason: string }): Partial<MultiverseRow> {
  if ('reason' in test) return { note: test.reason };
  return {
    std_error: test.stdError,
    df: Number.isFinite(test.degreesOfFreedom) ? test.degreesOfFreedom : null,
    conf_low: test.confLow,
    conf_high: test.confHigh,
    p_value: test.pValue,
  };
}

/** The effect of ten percentage points of need; null where need is measured in something else. */
function perTenPoints(estimate: number, { unit = 'share' }: Variable): number | null {
  return unit === 'share' ? estimate / 10 : unit === 'percent' ? estimate * 10 : null;
}

const nothing = {
  estimate: null,
  std_error: null,
  df: null,
  conf_low: null,
  conf_high: null,
  p_value: null,
  estimate_per_sd: null,
  estimate_per_10_points: null,
  standardised: null,
  note: '',
};

/** Standard deviations of need and outcome over the PCNs of a snapshot: one yardstick for all specifications. */
function scalesOf(study: Study, bySnapshot: ReadonlyMap<string, readonly PanelRow[]>) {
  const known = new Map<string, number>();
  const once = (key: string, compute: () => number) => {
    const value = known.get(key) ?? compute();
    known.set(key, value);
    return value;
  };
  return (choices: Choices) => {
    const { snapshot, need } = choices;
    const rows = bySnapshot.get(snapshot)!;
    return {
      need_sd: once(`${snapshot} ${need}`, () => {
        const values = rows.flatMap(({ values }) => values[need] ?? []);
        return values.length > 1 ? standardDeviation(values) : 0;
      }),
      outcome_sd: once(`${snapshot} ${unitOf(choices)}`, () => outcomeSd(rows, choices, study.absent)),
    };
  };
}
