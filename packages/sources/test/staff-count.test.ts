import type { ModelOutcome, NamingStudy } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import * as small from './small-england.js';

const { march, role } = small;
const files = await small.minimal();
const row = (pcn: string, staffRole: string, fte: string, identifier: string) =>
  `NWRS Staff,2020,3,${pcn},SOME PCN,16C,Direct,${staffRole},Detail,${fte},${identifier}`;
const workforce = {
  ...files,
  'workforce/a.csv': small.csv(
    small.workforceHeader,
    row('U00001', role, '0.5', '1'),
    row('U00001', role, '0.25', '1'),
    row('U00001', role, '0.25', '2'),
    row('U00001', role, '0.75', 'NULL'),
    row('U00001', 'Pharmacists', '1', '3'),
    row('U00002', 'Pharmacists', '0.8', '4'),
  ),
};

const naming = (outcome: ModelOutcome): NamingStudy => ({
  needs: ['ltc_share'],
  required: [],
  model: {
    outcome,
    covariates: 'none',
    form: outcome === 'headcount' ? 'poisson' : 'level',
    weights: 'none',
    errors: 'HC1',
    fixed_effects: 'none',
  },
});
const built = (outcome?: ModelOutcome) =>
  small.build(workforce, {
    snapshots: [march],
    ...(outcome === undefined ? {} : { naming: naming(outcome) }),
  });
const valuesOf = async (outcome: ModelOutcome, id: string) =>
  (await built(outcome)).panel.rows.map(({ pcn_code, values }) => [pcn_code, values[id]]);

describe('what a model’s outcome asks the workforce files for', () => {
  it('is people: different identifiers, and rows without one; none where a PCN has other staff alone', async () => {
    const found = Object.fromEntries(await valuesOf('headcount', 'staff_headcount'));
    expect(found.U00001).toBe(3);
    expect(found.U00002).toBe(0);
  });

  it('is FTE of another role per 10,000 patients', async () => {
    const { panel } = await built({ role: 'Pharmacists' });
    const pharmacists = panel.rows.find(({ pcn_code }) => pcn_code === 'U00001')!;
    expect(pharmacists.values.other_role_per_10k).toBe(10_000 / pharmacists.patients);
    expect(pharmacists.fte).toBe(1.75);
    expect(panel.local?.map(({ id, unit }) => [id, unit])).toEqual([['other_role_per_10k', 'per 10,000']]);
  });

  it('is nothing for any other outcome, and the panel has no further column', async () => {
    const { panel } = await built('fte_per_10k');
    const { panel: without } = await built();
    expect(panel.variables).toEqual(without.variables);
    expect(panel.local).toBeUndefined();
  });

  it('is refused where no row has the role', async () => {
    const error = await small.refusal(workforce, {
      snapshots: [march],
      naming: naming({ role: 'Pharmacist Lead' }),
    });
    expect(error.message).toBe('No row has the role "Pharmacist Lead"');
    expect(error.place.inStudy).toEqual(['model', 'outcome', 'role']);
  });
});
