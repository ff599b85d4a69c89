import {
  type Choices,
  type PanelWithProvenance,
  specificationName,
  type Variable,
  variableOf,
} from '@inverse-care/domain';
import type { EffectTest, GroupFit } from '@inverse-care/stats';
import { commandOf } from './command.js';
import { unitOf } from './outcome.js';
import type { Scale } from './scales.js';
import type { MultiverseRow } from './tables.js';

/** An estimate in every unit. */
interface Effect {
  estimate: number | null;
  perSd: number | null;
  perTenPoints: number | null;
  standardised: number | null;
}

const noEffect: Effect = { estimate: null, perSd: null, perTenPoints: null, standardised: null };

/** The effect of ten percentage points of need; null where need is measured in something else. */
function perTenPoints(estimate: number, { unit = 'share' }: Variable): number | null {
  return unit === 'share' ? estimate / 10 : unit === 'percent' ? estimate * 10 : null;
}

/** What rows are made of besides the fit. */
export interface Surroundings {
  data: PanelWithProvenance;
  scale: Scale;
  n: number;
  rows_lost: number;
  paths: { study: string; data: readonly string[] };
}

function effectOf(estimate: number, { need_sd, outcome_sd }: Scale, need: Variable): Effect {
  const perSd = estimate * need_sd;
  return {
    estimate,
    perSd,
    perTenPoints: perTenPoints(estimate, need),
    standardised: outcome_sd > 0 ? perSd / outcome_sd : null,
  };
}

/** One row, made in one piece: there are tens of thousands, and what they were put together from would stay behind. */
function rowOf(
  own: Choices,
  { estimate, perSd, perTenPoints, standardised }: Effect,
  test: EffectTest | { reason: string },
  { scale, n, rows_lost, paths }: Surroundings,
): MultiverseRow {
  const found = 'reason' in test ? null : test;
  return {
    specification: specificationName(own),
    snapshot: own.snapshot,
    need: own.need,
    outcome: own.outcome,
    population: own.population,
    absent: own.absent,
    weights: own.weights,
    covariates: own.covariates,
    form: own.form,
    tails: own.tails,
    errors: own.errors,
    n,
    rows_lost,
    estimate,
    std_error: found?.stdError ?? null,
    conf_low: found?.confLow ?? null,
    conf_high: found?.confHigh ?? null,
    p_value: found?.pValue ?? null,
    estimate_per_sd: perSd,
    command: commandOf(own, paths),
    estimate_per_10_points: perTenPoints,
    standardised,
    need_sd: scale.need_sd,
    outcome_sd: scale.outcome_sd,
    unit: unitOf(own),
    df: found && Number.isFinite(found.degreesOfFreedom) ? found.degreesOfFreedom : null,
    note: 'reason' in test ? test.reason : '',
  };
}

/** The rows of an estimate, one for each kind of standard error; where there is no estimate, the reason. */
export function rowsOfFit(
  choices: Choices,
  errors: readonly Choices['errors'][],
  fit: GroupFit,
  surroundings: Surroundings,
): MultiverseRow[] {
  const { data, scale } = surroundings;
  const effect =
    'reason' in fit ? noEffect : effectOf(fit.estimate, scale, variableOf(data.panel, choices.need));
  return errors.map((name, at) =>
    rowOf({ ...choices, errors: name }, effect, 'reason' in fit ? fit : fit.tests[at]!, surroundings),
  );
}
