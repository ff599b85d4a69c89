import { type FilledTable, filled, type NeedId, variableOf } from '@inverse-care/domain';
import type { Task } from '../../executors/executor.js';
import type { DeclaredRegression } from '../../model/declared/design.js';
import { effectUnit } from '../../model/declared/response.js';
import type { SlopeScale } from '../../model/declared/together/slope-influence.js';
import { commonIncrement } from '../../model/increment.js';
import type { AnalysisContext } from '../analysis.js';
import type { ModelInfluence } from './influence.js';
import { type ModelInfluenceRow, modelInfluence } from './influence-table.js';
import { covarianceRows, influenceRows, jointRows, methodRows, needsRows, type Told } from './joint-rows.js';
import {
  type ModelCovarianceRow,
  type ModelInferenceRow,
  type ModelJointNeedsRow,
  type ModelJointRow,
  modelCovariances,
  modelInference,
  modelJoint,
  modelJointNeeds,
} from './joint-tables.js';
import type { ByMethod } from './methods.js';
import type { Fitting } from './tasks.js';
import type { Joining, NeedsTogether, NeedTogether } from './together.js';

type FittingOf = (regression: DeclaredRegression) => Fitting;

/** A pseudo-likelihood has an effect and a coefficient on the log of a rate or an odds; least squares has one slope. */
const scalesOf = ({ model: { form } }: DeclaredRegression): SlopeScale[] =>
  form === 'poisson' || form === 'logit' ? ['effect', 'coefficient'] : ['effect'];

const logUnits = { poisson: 'log of the rate', logit: 'log of the odds' } as const;

function toldOf({ need, model }: DeclaredRegression, scale: SlopeScale, context: AnalysisContext): Told {
  const unit =
    scale === 'coefficient' && (model.form === 'poisson' || model.form === 'logit')
      ? logUnits[model.form]
      : effectUnit(model);
  return { need, scale, unit, increment: commonIncrement(context.data.panel, need) };
}

const joining = (
  regressions: readonly DeclaredRegression[],
  scale: SlopeScale,
  { study }: AnalysisContext,
  fittingOf: FittingOf,
): Joining => ({
  pieces: regressions.map((regression) => ({ rows: fittingOf(regression).rows, regression })),
  scale,
  level: study.inference.level,
});

/** The regressions of each need, where there are two snapshots or more. */
function byNeed(regressions: readonly DeclaredRegression[]): DeclaredRegression[][] {
  const groups = new Map<NeedId, DeclaredRegression[]>();
  for (const one of regressions) groups.set(one.need, [...(groups.get(one.need) ?? []), one]);
  return [...groups.values()];
}

/** All snapshots of each need together. */
async function overSnapshots(
  groups: readonly DeclaredRegression[][],
  context: AnalysisContext,
  fittingOf: FittingOf,
) {
  const asked = groups
    .filter((group) => group.length > 1)
    .flatMap((group) => scalesOf(group[0]!).map((scale) => ({ group, scale })));
  const tasks = asked.map(
    ({ group, scale }): Task<Joining> => ({
      kind: 'model/together',
      key: `model, ${group[0]!.need}, ${scale}`,
      payload: joining(group, scale, context, fittingOf),
    }),
  );
  const rows: ModelJointRow[] = [];
  const covariances: ModelCovarianceRow[] = [];
  let at = 0;
  await context.execute<NeedTogether | null | { refused: string }>(tasks, {
    label: 'The declared model, all snapshots',
    total: tasks.length,
    take: (found) => {
      const { group, scale } = asked[at++]!;
      if (found === null) return;
      const told = toldOf(group[0]!, scale, context);
      if ('refused' in found) {
        context.omit({
          what: `The declared model over all snapshots, "${variableOf(context.data.panel, told.need).label}"`,
          why: found.refused,
        });
        return;
      }
      rows.push(...jointRows(found, told));
      covariances.push(...covarianceRows(found, told));
    },
  });
  return { rows, covariances };
}

/** All needs together, where the model names several. */
async function overNeeds(
  groups: readonly DeclaredRegression[][],
  context: AnalysisContext,
  fittingOf: FittingOf,
): Promise<ModelJointNeedsRow[]> {
  if (groups.length < 2 || (context.study.model?.needs?.length ?? 0) < 2) return [];
  const scales = scalesOf(groups[0]![0]!);
  const tasks = scales.map(
    (scale): Task<Joining> => ({
      kind: 'model/acrossNeeds',
      key: `model, all needs, ${scale}`,
      payload: joining(groups.flat(), scale, context, fittingOf),
    }),
  );
  const rows: ModelJointNeedsRow[] = [];
  let at = 0;
  await context.execute<NeedsTogether | null | { refused: string }>(tasks, {
    label: 'The declared model, all needs',
    total: tasks.length,
    take: (found) => {
      const scale = scales[at++]!;
      if (found === null) return;
      if ('refused' in found) context.omit({ what: 'The declared model over its needs', why: found.refused });
      else rows.push(...needsRows(found, scale));
    },
  });
  return rows;
}

/** The last regression of each need by every method that its form has. */
async function byOtherMethods(
  groups: readonly DeclaredRegression[][],
  context: AnalysisContext,
  fittingOf: FittingOf,
): Promise<ModelInferenceRow[]> {
  const last = groups.map((group) => group.at(-1)!);
  const tasks = last.map(
    (regression): Task<Fitting> => ({
      kind: 'model/byMethods',
      key: `model by methods, ${regression.need} @ ${regression.snapshot}`,
      payload: fittingOf(regression),
    }),
  );
  const rows: ModelInferenceRow[] = [];
  let at = 0;
  await context.execute<ByMethod[]>(tasks, {
    label: 'The declared model by other methods',
    total: tasks.length,
    take: (found) => {
      const regression = last[at++]!;
      rows.push(...methodRows(found, regression.snapshot, toldOf(regression, 'effect', context)));
    },
  });
  return rows;
}

/** The last regression of each need without single places. */
async function withoutPlaces(
  groups: readonly DeclaredRegression[][],
  context: AnalysisContext,
  fittingOf: FittingOf,
): Promise<ModelInfluenceRow[]> {
  const last = groups.map((group) => group.at(-1)!);
  const tasks = last.map(
    (regression): Task<Fitting> => ({
      kind: 'model/leaveOut',
      key: `model without places, ${regression.need} @ ${regression.snapshot}`,
      payload: fittingOf(regression),
    }),
  );
  const rows: ModelInfluenceRow[] = [];
  let at = 0;
  await context.execute<ModelInfluence | null>(tasks, {
    label: 'The declared model without places',
    total: tasks.length,
    take: (found) => {
      const regression = last[at++]!;
      if (found !== null)
        rows.push(...influenceRows(found, regression.snapshot, toldOf(regression, 'effect', context)));
    },
  });
  return rows;
}

/** The tables of what regressions of the declared model come to together, and of the last by other methods. */
export async function joinedTables(
  regressions: readonly DeclaredRegression[],
  context: AnalysisContext,
  fittingOf: FittingOf,
): Promise<FilledTable[]> {
  const groups = byNeed(regressions);
  const { rows, covariances } = await overSnapshots(groups, context, fittingOf);
  const needs = await overNeeds(groups, context, fittingOf);
  const methods = await byOtherMethods(groups, context, fittingOf);
  const places = await withoutPlaces(groups, context, fittingOf);
  return [
    ...(rows.length === 0 ? [] : [filled(modelJoint, rows), filled(modelCovariances, covariances)]),
    ...(needs.length === 0 ? [] : [filled(modelJointNeeds, needs)]),
    ...(methods.length === 0 ? [] : [filled(modelInference, methods)]),
    ...(places.length === 0 ? [] : [filled(modelInfluence, places)]),
  ];
}
