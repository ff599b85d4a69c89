import { readFileSync } from 'node:fs';
import type { CovariateTerm, Panel, StudyModel } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { leaveOut } from '../src/analyses/model/influence.js';
import { packedRowsFor } from '../src/model/packed-rows.js';
import { declaredPanel } from './declared-panel.js';
import { asData, inventedPanel } from './invented-panel.js';

// Golden values: test-fixtures/golden/declared-model/leave-out.R.
interface GoldenCase {
  outcome: 'fte_per_10k' | 'fte' | 'any';
  form: StudyModel['form'];
  weights: StudyModel['weights'];
  fixed_effects: StudyModel['fixed_effects'];
  errors: 'HC1' | 'CR1 icb' | 'CR2 icb';
  all: number;
  rows: { level: 'icb' | 'pcn'; code: string; estimate: number; conf_low: number; conf_high: number }[];
}

const file = new URL('../../../test-fixtures/golden/declared-model/leave-out.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: GoldenCase[] };

const snapshot = '2022-06-30';
const rows = declaredPanel();
const variables = ['ltc_share', 'share_65_plus', 'core20_share'];
const { panel } = asData({ ...inventedPanel(1, [snapshot]), rows, variables });
const terms = ['share_65_plus', { with_need: 'share_65_plus' }];
const inference = { covariance: 'HC1', dependence: 'icb', level: 0.95, replicates: 999 } as const;
const errorsOf = { HC1: 'HC1', 'CR1 icb': 'icb', 'CR2 icb': { CR2: 'icb' } } as const;

const without = (
  model: Omit<StudyModel, 'covariates'>,
  of: Panel = panel,
  covariates: CovariateTerm[] = terms,
) =>
  leaveOut({
    rows: packedRowsFor(of, snapshot, variables),
    regression: { model: { ...model, covariates }, need: 'ltc_share', snapshot, terms: covariates },
    study: { inference, seed: 1 },
  })!;

/** Relative to the size of the effect, as limits may lie beside zero. */
const near = (found: number, expected: number, size: number) => Math.abs(found - expected) / Math.abs(size);

describe('a declared model of England without single places equals refits in R', () => {
  it('of least squares and pseudo-likelihoods, 42 ICBs and ten PCNs each', () => {
    expect(cases).toHaveLength(5);
    expect(cases.every((one) => one.rows.length === 52)).toBe(true);
  });

  it.each(
    cases.map((one) => [`${one.form} ${one.weights} ${one.fixed_effects} ${one.errors}`, one] as const),
  )('%s', (_, { all, rows: expected, errors, ...model }) => {
    const found = without({ ...model, errors: errorsOf[errors] });
    expect(near(found.estimate, all, all)).toBeLessThan(1e-9);
    expect(found.without.map(({ level, code }) => `${level} ${code}`)).toEqual(
      expected.map(({ level, code }) => `${level} ${code}`),
    );
    found.without.forEach(({ effect, code }, i) => {
      for (const bound of ['estimate', 'conf_low', 'conf_high'] as const)
        expect(near(effect![bound], expected[i]![bound], all), `${bound} without ${code}`).toBeLessThan(1e-9);
    });
  });
});

describe('a place that a model is not made without', () => {
  const plain = { outcome: 'fte_per_10k', form: 'level', weights: 'none', fixed_effects: 'none' } as const;

  it('has no numbers, and says why', () => {
    const only = (row: (typeof rows)[number]) => ({
      ...row,
      values: { ...row.values, core20_share: row.icb_code === 'QE1' ? 1 : 0 },
    });
    const own = without({ ...plain, errors: 'HC1' }, { ...panel, rows: rows.map(only) }, ['core20_share']);
    const refused = own.without.filter(({ effect }) => effect === null);
    expect(refused.map(({ code }) => code)).toEqual(['QE1']);
    expect(refused[0]!.refused).toContain('core20_share');
  });

  it('comes first of the PCNs where it alone determines a coefficient', () => {
    const one = rows[17]!.pcn_code;
    const only = (row: (typeof rows)[number]) => ({
      ...row,
      values: { ...row.values, core20_share: row.pcn_code === one ? 1 : 0 },
    });
    const own = without({ ...plain, errors: 'HC1' }, { ...panel, rows: rows.map(only) }, ['core20_share']);
    expect(own.without.find(({ level }) => level === 'pcn')).toMatchObject({ code: one, effect: null });
  });

  it('is judged by CR2 where the model bootstraps, whose refits would cost more than all else', () => {
    const bootstrapped = without({ ...plain, errors: { wild: 'icb' } });
    expect(bootstrapped.method).toBe('CR2 by ICB');
    expect(bootstrapped).toEqual(without({ ...plain, errors: { CR2: 'icb' } }));
  });
});
