import { type Choices, InputError } from '@inverse-care/domain';
import { expect, test } from 'vitest';
import { estimatesOf, requireDrawable } from '../src/analyses/multiverse/draws-bound.js';

const base: Choices = {
  snapshot: '2020-03-31',
  need: 'ltc_share',
  outcome: 'fte_per_10k',
  population: 'open_on_date',
  absent: 'zero',
  weights: 'none',
  covariates: 'none',
  form: 'level',
  tails: 'all',
  errors: 'HC1',
};
const snapshots = (number: number, errors: Choices['errors'][]): Choices[] =>
  Array.from({ length: number }, (_, i) =>
    errors.map((one) => ({ ...base, snapshot: `${i}`, errors: one })),
  ).flat();

test('specifications that differ in their errors share an estimate', () => {
  expect(estimatesOf(snapshots(7, ['HC1', 'icb', 'CR2']))).toBe(7);
});

test('draws that would not fit are refused before the work, with how many would', () => {
  const many = snapshots(3000, ['HC1', 'icb']);
  // 3,000 x 4 bytes x 89,478 = 2^30 and a little less.
  expect(() => requireDrawable(many, 89_478)).not.toThrow();
  const refused = () => requireDrawable(many, 100_000);
  expect(refused).toThrow(InputError);
  expect(refused).toThrow('would take 1.1 GiB of memory: 3000 estimates, 100000 replicates of each');
  try {
    refused();
  } catch (error) {
    expect((error as InputError).explain()).toContain('at most 89478 replicates');
  }
});
