import type { ModelErrors, StudyModel } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { fitModel } from '../src/model/declared/fit.js';
import { declaredPanel, type GoldenCase, golden } from './declared-panel.js';

// Golden values: test-fixtures/golden/declared-model/declared-model.R.
const rows = declaredPanel();
const inference = { covariance: 'HC1', dependence: 'icb', level: 0.95, replicates: 999 } as const;
const terms = ['share_65_plus', 'rural', { square: 'need' }, { with_need: 'share_65_plus' }];

function errorsOf(words: string): ModelErrors {
  const [method, area = '', second = ''] = words.split(' ');
  if (method === 'two_way') return { two_way: [area as 'icb', second] };
  return area === '' ? (method as 'HC1') : ({ [method!]: area } as ModelErrors);
}

const modelOf = ({ outcome, form, weights, fixed_effects, errors }: GoldenCase): StudyModel => ({
  outcome: outcome === 'core20_share' ? { variable: outcome } : outcome,
  covariates: terms,
  form,
  weights,
  errors: errorsOf(errors),
  fixed_effects,
});

const fitted = (model: StudyModel) =>
  fitModel(rows, { model, need: 'ltc_share', snapshot: '2022-06-30', terms }, { inference, seed: 1 }, 10)!;

/** Relative, but for numbers that are all but zero. */
const near = (found: number, expected: number) =>
  Math.abs(found - expected) / Math.max(Math.abs(expected), 1e-12);

describe('a declared model of England equals R', () => {
  it('in more than two hundred numbers', () => {
    const numbers = golden.cases.reduce((sum, one) => sum + 3 * one.estimate.length, 0);
    expect(numbers).toBeGreaterThan(1500);
    expect(new Set(golden.cases.map(({ form }) => form)).size).toBe(5);
  });

  it.each(
    golden.cases.map(
      (one) => [`${one.outcome} ${one.form} ${one.weights} ${one.fixed_effects} ${one.errors}`, one] as const,
    ),
  )('%s', (_, one) => {
    const { fit } = fitted(modelOf(one));
    // fixest has no constant, and its areas are not among its coefficients.
    const own =
      one.fixed_effects === 'none'
        ? fit.coefficients
        : fit.coefficients.filter(
            ({ term }) => term !== 'constant' && !term.startsWith(`${one.fixed_effects} `),
          );
    expect(own).toHaveLength(one.estimate.length);
    own.forEach(({ term, estimate, std_error, p_value }, j) => {
      expect(near(estimate, one.estimate[j]!), `estimate of ${term}`).toBeLessThan(1e-9);
      expect(near(std_error, one.std_error[j]!), `error of ${term}`).toBeLessThan(1e-9);
      expect(near(p_value, one.p_value[j]!), `p of ${term}`).toBeLessThan(2e-8);
    });
    if (one.effect === undefined) {
      expect(fit.effect.estimate).toBe(fit.coefficients[1]!.estimate);
      return;
    }
    expect(near(fit.effect.estimate, one.effect)).toBeLessThan(1e-9);
    expect(near(fit.effect.std_error, one.effect_error!)).toBeLessThan(1e-9);
  });

  it('wild bootstrap by region, all signs', () => {
    const { fit, clusters } = fitted({
      ...modelOf(golden.cases[0]!),
      errors: { wild: 'region' },
    });
    expect(clusters).toBe(7);
    expect(fit.effect.p_value).toBe(golden.wild.p_value);
    expect(fit.coefficients[2]!.method).toBe('CR2 by region');
  });
});
