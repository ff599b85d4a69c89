import { FilledTables, filled, type Study } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { gradeFindings } from '../src/index.js';
import { increments, joint, type ModelRow, model, modelFindings, modelFindingTests } from '../src/tables.js';
import { study } from './small-study.js';

const snapshot = '2020-06-30';

/** A standard deviation of need is 0.05; the study's smallest effect is 0.5 a unit of need. */
const row: ModelRow = {
  need: 'ltc_share',
  snapshot,
  outcome: 'fte_per_10k',
  form: 'level',
  covariates: '',
  fixed_effects: 'none',
  weights: 'none',
  method: 'wild bootstrap by ICB',
  unit: 'FTE per 10,000 patients',
  n: 200,
  rows_lost: 0,
  clusters: 42,
  estimate: 0.1,
  std_error: 0.1,
  df: null,
  conf_low: -0.3,
  conf_high: 0.4,
  p_value: 0.4,
  p_holm: 0.4,
  unadjusted: 0.1,
  unadjusted_low: -0.3,
  unadjusted_high: 0.4,
  need_sd: 0.05,
  told_for: 'one standard deviation (5 percentage points)',
  per_sd: 0.005,
  per_sd_low: -0.015,
  per_sd_high: 0.02,
  per_sd_unadjusted: 0.005,
  per_sd_unadjusted_low: -0.015,
  per_sd_unadjusted_high: 0.02,
  ratio: null,
  ratio_low: null,
  ratio_high: null,
  r2: 0.1,
  note: '',
};

function graded(change: Partial<ModelRow>) {
  const tables = new FilledTables([
    filled(model, [{ ...row, ...change }]),
    filled(increments, [
      {
        variable: 'ltc_share',
        increment: '10 percentage points',
        per_unit: 10,
        told_for: 'one standard deviation (5 percentage points)',
        told_per_unit: 20,
      },
    ]),
    filled(joint, [
      {
        need: 'ltc_share',
        snapshot,
        estimate: 0.1,
        std_error: 0.05,
        band_low: 0,
        band_high: 0.2,
        band_critical: 2.5,
        band_critical_mcse: 0.01,
        p_value: 0.04,
        p_holm: 0.04,
        p_romano_wolf: 0.04,
        p_romano_wolf_mcse: 0.001,
        p_equivalence: 0.5,
        margin_fte: 0.025,
        margin_share: 0.1,
        margin_per: 'sd',
        margin_coefficient: 0.5,
        first_lasting_share: 0.5,
      },
    ]),
  ]);
  const declared: Study = {
    ...study([snapshot], 0),
    model: {
      outcome: 'fte_per_10k',
      covariates: 'none',
      form: 'level',
      weights: 'none',
      errors: { wild: 'icb' },
      fixed_effects: 'none',
    },
  };
  const found = new FilledTables(gradeFindings(declared, tables));
  return { ...found.rows(modelFindings)[0]!, tests: found.rows(modelFindingTests) };
}

describe('a small effect of a declared model', () => {
  it('is told by the whole interval of a wild bootstrap, which has no p for it', () => {
    expect(graded({})).toMatchObject({ finding: 'small', p_value: null, p_equivalence: null });
    expect(graded({ conf_high: 0.51 })).toMatchObject({ finding: 'none shown', p_value: 0.4 });
    expect(graded({ conf_low: -0.51 })).toMatchObject({ finding: 'none shown' });
    expect(graded({ conf_high: null })).toMatchObject({ finding: 'none shown' });
  });

  it('is told by two one-sided tests elsewhere, t of least squares and normal of two parts', () => {
    // R: pt(-(0.5 - 0.1) / 0.1, 41); the other test is far from deciding.
    const level = graded({ df: 41, method: 'CR1 by ICB' });
    expect(level).toMatchObject({ finding: 'small' });
    expect(level.p_equivalence).toBeCloseTo(0.000129249904, 12);
    // R: pnorm(-4)
    const parts = graded({ form: 'two_part', method: 'HC1' });
    expect(parts.p_equivalence).toBeCloseTo(3.167124e-5, 10);
  });
});
