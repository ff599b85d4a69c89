import type { PanelRow, PanelWithProvenance } from '@inverse-care/domain';
import { expect, it } from 'vitest';
import { populationRows } from '../src/analyses/provision/populations.js';

const row = (pcn_code: string, patients: number, fte: number | null): PanelRow => ({
  snapshot: '2020-03-31',
  pcn_code,
  pcn_name: '',
  sub_icb_code: '16C',
  icb_code: 'QHM',
  region_code: 'Y63',
  patients,
  reported: fte !== null,
  // As a study has it to which a PCN that did not report had no staff.
  fte: fte ?? 0,
  fte_per_10k: (10_000 * (fte ?? 0)) / patients,
  values: {},
});

const data = {
  panel: {
    snapshots: ['2020-03-31'],
    variables: [],
    rows: [row('U1', 10_000, 3), row('U2', 20_000, 2), row('U3', 10_000, null)],
  },
  otherPopulation: {
    population: { survivors: '2023-11-16', open_by: 'snapshot', practices: 'surveyed' },
    rows: [row('U1', 5_000, 3), row('U3', 10_000, null)],
    unknown: '',
  },
} as unknown as PanelWithProvenance;

it('provision is summed over both populations: totals, means and standard deviations by hand', () => {
  const study = { absent: 'zero', population: 'open_on_date' } as const;
  const [open, survivors] = populationRows(data, study);
  // Rates 3, 1, 0: mean 4/3, variance 7/3. FTE 3, 2, 0: mean 5/3, variance 7/3.
  expect(open).toMatchObject({ population: 'open_on_date', pcns: 3, patients: 40_000, fte_total: 5 });
  expect(open?.fte_mean).toBeCloseTo(5 / 3, 14);
  expect(open?.per_10k_sd).toBeCloseTo(Math.sqrt(7 / 3), 14);
  // Rates 6 and 0, FTE 3 and 0.
  expect(survivors).toMatchObject({ population: 'survivors', pcns: 2, patients: 15_000, per_10k_mean: 3 });
  expect(survivors?.fte_sd).toBeCloseTo(3 / Math.SQRT2, 14);
  // Three FTE of five are two fifths less.
  expect([open?.fte_less, survivors?.fte_less]).toEqual([null, expect.closeTo(0.4, 14)]);
});

it('PCNs that did not report are left out of both where the study leaves them out', () => {
  const study = { absent: 'missing', population: 'open_on_date' } as const;
  expect(populationRows(data, study).map(({ pcns, fte_total }) => [pcns, fte_total])).toEqual([
    [2, 5],
    [1, 3],
  ]);
});

it('one population alone is no table', () => {
  const { otherPopulation: _, ...alone } = data;
  expect(populationRows(alone, { absent: 'zero', population: 'open_on_date' })).toEqual([]);
});
