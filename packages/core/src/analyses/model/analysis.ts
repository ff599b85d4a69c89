import { filled, modelOf, type NeedId, nameOfTerm, type Snapshot, variableOf } from '@inverse-care/domain';
import type { Task } from '../../executors/executor.js';
import { finite } from '../../model/declared/coefficient.js';
import { type DeclaredRegression, termsBeside, variablesOfRegression } from '../../model/declared/design.js';
import { effectUnit, nameOfOutcome } from '../../model/declared/response.js';
import { packedRowsFor } from '../../model/packed-rows.js';
import type { Analysis, AnalysisContext } from '../analysis.js';
import { remarksOn } from './remarks.js';
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

/** The row of a regression of the declared model. */
function rowOf(
  regression: DeclaredRegression,
  found: ModelAnswer,
  { study, data }: AnalysisContext,
): ModelRow {
  const { model, need, snapshot, terms } = regression;
  const { fit, unadjusted, need_sd } = found;
  const { effect } = fit;
  const sd = (value: number) => finite(value * need_sd);
  return {
    need,
    snapshot,
    outcome: nameOfOutcome(model.outcome),
    form: model.form,
    covariates: terms.map(nameOfTerm).join(' + '),
    fixed_effects: model.fixed_effects,
    weights: model.weights,
    method: fit.method,
    unit: effectUnit(model),
    n: found.n,
    rows_lost: found.lost,
    clusters: found.clusters,
    estimate: finite(effect.estimate),
    std_error: finite(effect.std_error),
    df: finite(effect.df),
    conf_low: finite(effect.conf_low),
    conf_high: finite(effect.conf_high),
    p_value: finite(effect.p_value),
    unadjusted: finite(unadjusted.estimate),
    unadjusted_low: finite(unadjusted.conf_low),
    unadjusted_high: finite(unadjusted.conf_high),
    need_sd: finite(need_sd),
    per_sd: sd(effect.estimate),
    per_sd_low: sd(effect.conf_low),
    per_sd_high: sd(effect.conf_high),
    per_sd_unadjusted: sd(unadjusted.estimate),
    r2: finite(fit.r2),
    note: [...remarksOn(regression, data.panel, study), ...fit.notes].join('; '),
  };
}

const coefficientRows = (
  { need, snapshot }: { need: NeedId; snapshot: Snapshot },
  { fit, n }: ModelAnswer,
): ModelCoefficientRow[] =>
  fit.coefficients.map(({ part, term, method, estimate, std_error, df, conf_low, conf_high, p_value }) => ({
    need,
    snapshot,
    part,
    term,
    estimate,
    std_error: finite(std_error),
    df: finite(df),
    conf_low: finite(conf_low),
    conf_high: finite(conf_high),
    p_value: finite(p_value),
    n,
    method,
  }));

/** The main model that a study declares: its effect of need, and every coefficient. Nothing where it declares none. */
export const model: Analysis = {
  name: 'model',
  tables: [modelTable, modelCoefficients],
  async run(context) {
    const { study, data, execute, omit } = context;
    if (study.model === undefined) return [];
    const regressions = regressionsOf(context, 'The declared model');
    const tasks = regressions.map(
      (regression): Task<Fitting> => ({
        kind: 'model/fit',
        key: `model, ${regression.need} @ ${regression.snapshot}`,
        payload: {
          rows: packedRowsFor(data.panel, regression.snapshot, variablesOfRegression(regression)),
          regression,
          study: { inference: study.inference, seed: study.seed },
        },
      }),
    );
    const rows: ModelRow[] = [];
    const coefficients: ModelCoefficientRow[] = [];
    let at = 0;
    await execute<ModelAnswer | null | { refused: string }>(tasks, {
      label: 'The declared model',
      total: tasks.length,
      take: (found) => {
        const regression = regressions[at++]!;
        if (found !== null && !('refused' in found)) {
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
    return [filled(modelTable, rows), filled(modelCoefficients, coefficients)];
  },
};
