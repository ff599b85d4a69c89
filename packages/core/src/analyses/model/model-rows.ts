import { type NeedId, nameOfTerm, type Snapshot } from '@inverse-care/domain';
import { holm } from '@inverse-care/stats';
import { finite } from '../../model/declared/coefficient.js';
import type { DeclaredRegression } from '../../model/declared/design.js';
import { effectUnit, nameOfOutcome } from '../../model/declared/response.js';
import { asNote } from '../../model/declared/warned.js';
import { commonIncrement } from '../../model/increment.js';
import type { AnalysisContext } from '../analysis.js';
import { remarksOn } from './remarks.js';
import type { ModelCoefficientRow, ModelRow } from './tables.js';
import type { ModelAnswer } from './tasks.js';

/** The ratio of rates or odds that a coefficient on their logarithm comes to for a difference in need. */
function ratioOf({ fit }: ModelAnswer, { model }: DeclaredRegression, difference: number) {
  const need = fit.coefficients.find(({ term }) => term === 'need');
  const told = (value: number | undefined) =>
    (model.form === 'poisson' || model.form === 'logit') && value !== undefined
      ? finite(Math.exp(value * difference))
      : null;
  return { ratio: told(need?.estimate), ratio_low: told(need?.conf_low), ratio_high: told(need?.conf_high) };
}

/** The row of a regression of the declared model. */
export function rowOf(
  regression: DeclaredRegression,
  found: ModelAnswer,
  { study, data }: Pick<AnalysisContext, 'study' | 'data'>,
): ModelRow {
  const { model, need, snapshot, terms } = regression;
  const { fit, unadjusted } = found;
  const { effect } = fit;
  const told = commonIncrement(data.panel, need);
  const difference = 1 / told.perUnit;
  const sd = (value: number) => finite(value * difference);
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
    p_holm: null,
    unadjusted: finite(unadjusted.estimate),
    unadjusted_low: finite(unadjusted.conf_low),
    unadjusted_high: finite(unadjusted.conf_high),
    need_sd: finite(difference),
    told_for: told.words,
    per_sd: sd(effect.estimate),
    per_sd_low: sd(effect.conf_low),
    per_sd_high: sd(effect.conf_high),
    per_sd_unadjusted: sd(unadjusted.estimate),
    per_sd_unadjusted_low: sd(unadjusted.conf_low),
    per_sd_unadjusted_high: sd(unadjusted.conf_high),
    ...ratioOf(found, regression, difference),
    r2: finite(fit.r2),
    note: asNote([...remarksOn(regression, data.panel, study), ...fit.notes]),
  };
}

/** Holm's adjustment over the snapshots of each need. */
export function withHolm(rows: readonly ModelRow[]): ModelRow[] {
  const tested = rows.filter(({ p_value }) => p_value !== null);
  const adjusted = new Map<ModelRow, number>();
  for (const need of new Set(tested.map((row) => row.need))) {
    const own = tested.filter((row) => row.need === need);
    holm(own.map(({ p_value }) => p_value!)).forEach((p, i) => {
      adjusted.set(own[i]!, p);
    });
  }
  return rows.map((row) => ({ ...row, p_holm: adjusted.get(row) ?? null }));
}

/** Every coefficient of a regression. */
export const coefficientRows = (
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
