import { filled, modelOf, type NeedId, variableOf } from '@inverse-care/domain';
import type { Task } from '../../executors/executor.js';
import { type DeclaredRegression, termsBeside, variablesOfRegression } from '../../model/declared/design.js';
import { packedRowsFor } from '../../model/packed-rows.js';
import type { Analysis, AnalysisContext } from '../analysis.js';
import { modelInfluence } from './influence-table.js';
import { joinedTables } from './joined.js';
import { modelCovariances, modelInference, modelJoint, modelJointNeeds } from './joint-tables.js';
import { coefficientRows, rowOf, withHolm } from './model-rows.js';
import { type ModelCoefficientRow, type ModelRow, modelCoefficients, model as modelTable } from './tables.js';
import type { Fitting, ModelAnswer } from './tasks.js';

/** Needs that the model is of and the data have. */
export const needsOfModel = ({ study, plan }: Pick<AnalysisContext, 'study' | 'plan'>): NeedId[] =>
  plan.needs.filter((need) => study.model?.needs?.includes(need) ?? true);

/** The regressions of a study's model; what the data lack for one is put on record. */
export function regressionsOf(context: AnalysisContext, what: string): DeclaredRegression[] {
  const { study, data, omit } = context;
  const model = modelOf(study);
  return needsOfModel(context).flatMap((need) => {
    const terms = termsBeside({ model, need }, study, data.panel);
    const all = study.snapshots.map((snapshot): DeclaredRegression => ({ model, need, snapshot, terms }));
    const missing = variablesOfRegression(all[0]!).filter((id) => !data.panel.variables.includes(id));
    if (missing.length === 0) return all;
    const absence = data.absent.find(({ variable }) => variable === missing[0]);
    omit({
      what: `${what} for "${variableOf(data.panel, need).label}"`,
      why: `The data lack ${missing.map((id) => `"${variableOf(data.panel, id).label}"`).join(', ')}.`,
      ...(absence === undefined ? {} : { remedy: absence.remedy }),
    });
    return [];
  });
}

/** What a task on a regression of the declared model is given. */
const fittingOf = (regression: DeclaredRegression, { study, data }: AnalysisContext): Fitting => ({
  rows: packedRowsFor(data.panel, regression.snapshot, variablesOfRegression(regression)),
  regression,
  study: { inference: study.inference, seed: study.seed },
});

/**
 * The main model that a study declares: its effect of need, every coefficient, its slopes over all snapshots together and
 * its last by other methods. Nothing where it declares none.
 */
export const model: Analysis = {
  name: 'model',
  tables: [
    modelTable,
    modelCoefficients,
    modelJoint,
    modelJointNeeds,
    modelCovariances,
    modelInference,
    modelInfluence,
  ],
  async run(context) {
    const { study, data, execute, omit } = context;
    if (study.model === undefined) return [];
    const regressions = regressionsOf(context, 'The declared model');
    const tasks = regressions.map(
      (regression): Task<Fitting> => ({
        kind: 'model/fit',
        key: `model, ${regression.need} @ ${regression.snapshot}`,
        payload: fittingOf(regression, context),
      }),
    );
    const rows: ModelRow[] = [];
    const coefficients: ModelCoefficientRow[] = [];
    const fitted: DeclaredRegression[] = [];
    let at = 0;
    await execute<ModelAnswer | null | { refused: string }>(tasks, {
      label: 'The declared model',
      total: tasks.length,
      take: (found) => {
        const regression = regressions[at++]!;
        if (found !== null && !('refused' in found)) {
          fitted.push(regression);
          rows.push(rowOf(regression, found, context));
          coefficients.push(...coefficientRows(regression, found));
          return;
        }
        omit({
          what: `The declared model, ${regression.snapshot}, "${variableOf(data.panel, regression.need).label}"`,
          why: found === null ? 'Too few PCNs have all that it asks for.' : found.refused,
        });
      },
    });
    return [
      filled(modelTable, withHolm(rows)),
      filled(modelCoefficients, coefficients),
      ...(await joinedTables(fitted, context, (regression) => fittingOf(regression, context))),
    ];
  },
};
