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

/** What rows are made of besides the fit. */
export interface Surroundings {
  data: PanelWithProvenance;
  scale: Scale;
  n: number;
  rows_lost: number;
  paths: { study: string; data: string };
}

/** The rows of an estimate, one for each kind of standard error; where there is no estimate, the reason. */
export function rowsOfFit(
  choices: Choices,
  errors: readonly Choices['errors'][],
  fit: GroupFit,
  { data, scale, n, rows_lost, paths }: Surroundings,
): MultiverseRow[] {
  const row = (name: Choices['errors'], numbers: Partial<MultiverseRow>): MultiverseRow => {
    const own = { ...choices, errors: name };
    return {
      ...nothing,
      n,
      rows_lost,
      unit: unitOf(own),
      ...scale,
      ...own,
      ...numbers,
      specification: specificationName(own),
      command: commandOf(own, paths),
    };
  };
  if ('reason' in fit) return errors.map((name) => row(name, { note: fit.reason }));
  const perSd = fit.estimate * scale.need_sd;
  const effect = {
    estimate: fit.estimate,
    estimate_per_sd: perSd,
    estimate_per_10_points: perTenPoints(fit.estimate, variableOf(data.panel, choices.need)),
    standardised: scale.outcome_sd > 0 ? perSd / scale.outcome_sd : null,
  };
  return fit.tests.map((test, at) => row(errors[at]!, { ...effect, ...numbersOfTest(test) }));
}
