import { readFileSync } from 'node:fs';
import type { Dependence, Panel, PanelRow, Study, SurveyBase } from '@inverse-care/domain';
import {
  effectiveRespondents,
  RandomStream,
  regressionCalibration,
  shareVariance,
} from '@inverse-care/stats';
import { describe, expect, it } from 'vitest';
import { designEffects, surveyErrorOf } from '../src/analyses/survey-error/survey-error.js';
import { runStudy } from '../src/index.js';
import { type SurveyErrorRow, surveyBase, surveyError } from '../src/tables.js';
import { clusteredPanel, snapshots } from './clustered-panel.js';
import { asData, inventedPanel } from './invented-panel.js';
import { study } from './small-study.js';

interface Expected
  extends Record<'design_effect' | 'error_sd' | 'reliability' | 'observed' | 'moments' | 'estimate', number> {
  snapshot: string;
  icb: { std_error: number; df: number };
  sub_icb: { std_error: number; df: number };
  none: { std_error: number; df: number };
}

// Golden values from lm, clubSandwich and mecor: test-fixtures/golden/measurement-error/calibration.R.
const golden = JSON.parse(
  readFileSync(
    new URL('../../../test-fixtures/golden/measurement-error/calibration.json', import.meta.url),
    'utf8',
  ),
) as { rows: Expected[]; mecor: { variance: number; estimate: number } };

const withBases = (panel: Panel, respondents: (i: number) => number[]): Panel => ({
  ...panel,
  surveyBases: snapshots.flatMap((snapshot) =>
    panel.rows
      .filter((row) => row.snapshot === snapshot)
      .map(({ pcn_code }, i): SurveyBase => {
        const counts = respondents(i);
        return {
          snapshot,
          pcn_code,
          variable: 'ltc_share',
          patients: counts.map(() => 5000),
          respondents: counts,
        };
      }),
  ),
});
const run = async (panel: Panel, dependence: Dependence) => {
  const base = study(snapshots);
  const of: Study = { ...base, needs: ['ltc_share'], inference: { ...base.inference, dependence } };
  return runStudy(of, asData(panel));
};
const near = (found: number | null, expected: number) =>
  expect(Math.abs(found! / expected - 1)).toBeLessThan(1e-9);

describe('the reliability of a surveyed need', () => {
  it.each(['icb', 'sub_icb', 'none'] as const)(
    'and its calibrated slope are those of R (%s)',
    async (area) => {
      const { tables } = await run(
        withBases(clusteredPanel(), (i) => [40 + ((37 * i) % 400)]),
        area,
      );
      const rows = tables.rows(surveyError);
      expect(rows).toHaveLength(golden.rows.length);
      golden.rows.forEach((expected, i) => {
        const row = rows[i]!;
        expect(row).toMatchObject({ snapshot: expected.snapshot, design_effect: expected.design_effect });
        for (const column of ['error_sd', 'reliability', 'observed', 'moments', 'estimate'] as const) {
          near(row[column], expected[column]);
        }
        near(row.std_error, expected[area].std_error);
        near(row.df, expected[area].df);
        expect(row.conf_low! + row.conf_high!).toBeCloseTo(2 * row.estimate!, 10);
        expect(row.errors).toBe(
          area === 'none' ? 'jackknife' : `jackknife by ${area === 'icb' ? 'ICB' : 'sub-ICB'}`,
        );
      });
    },
  );

  it('corrects as mecor does where all errors are alike', () => {
    const rows = clusteredPanel().rows.filter(({ snapshot }) => snapshot === snapshots[0]);
    const { variance, estimate } = golden.mecor;
    const found = regressionCalibration({
      y: Float64Array.from(rows, (row) => row.fte_per_10k!),
      x: Float64Array.from(rows, (row) => row.values.ltc_share!),
      errorVariances: new Float64Array(rows.length).fill(variance),
    });
    near(found.calibrated, estimate);
    near(found.moments, estimate);
  });

  it('takes practices for as many respondents as their weights leave', async () => {
    const panel = withBases(clusteredPanel(), (i) => [100, 20 + i]);
    const { tables } = await run(panel, 'icb');
    const base = tables.rows(surveyBase).find(({ pcn_code }) => pcn_code === 'U10007')!;
    // Two practices of 5,000 patients, with 100 and 27 respondents: 2^2 / (1/100 + 1/27).
    expect(base).toMatchObject({ practices: 2, respondents: 127 });
    expect(base.effective_respondents).toBeCloseTo(4 / (1 / 100 + 1 / 27), 10);
    const [row] = tables.rows(surveyError);
    expect(row).toMatchObject({
      n: 240,
      respondents_low: 120,
      respondents_high: 359,
      respondents_median: 239.5,
    });
  });

  it('has no slope where sampling error is more than all that differs, and says by how much', async () => {
    const { tables } = await run(
      withBases(clusteredPanel(), () => [4]),
      'icb',
    );
    const [row] = tables.rows(surveyError);
    expect(row!.reliability).toBeLessThan(0);
    expect(row).toMatchObject({ estimate: null, conf_low: null, moments: null, errors: '' });
    expect(row!.note).toContain('reliability below 0.2');
    expect(row!.observed).not.toBe(0);
  });

  it('allows for distance, and is left out with the reason where nobody says how many answered', async () => {
    const panel = withBases(clusteredPanel(), (i) => [80 + i]);
    const { tables } = await run(panel, { conley_km: 100 });
    const [row] = tables.rows(surveyError);
    expect(row!.errors).toBe('jackknife, Conley, 100 km');
    expect(row!.std_error!).toBeGreaterThan(0);
    const { surveyBases: _, ...bare } = panel;
    const without = await run(bare, 'icb');
    expect(without.tables.rows(surveyError)).toEqual([]);
    expect(without.omissions.map(({ what }) => what)).toContain('Reliability of "Long-term condition"');
  });

  it('is the same without weights as with equal ones', () => {
    expect(effectiveRespondents([80, 50], [100, 30])).toBeCloseTo(
      effectiveRespondents([...Array<number>(100).fill(80), ...Array<number>(30).fill(50)]),
      10,
    );
  });
});

describe('a need that is sampled from a need that is known', () => {
  const slope = -2;
  const stream = new RandomStream(5, 'sampled need');
  const uniform = () => (stream.nextUint32() + 0.5) / 2 ** 32;
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const icbs = 30;
  const template = inventedPanel(300, [snapshots[0]!]).rows;

  /** PCNs of thirty ICBs that share part of need and of provision; need is asked of 30 to 230 each. */
  function draw(): {
    rows: PanelRow[];
    answered: { pcn_code: string; respondents: number; effective: number }[];
  } {
    const ofNeed = Array.from({ length: icbs }, () => 0.03 * normal());
    const ofProvision = Array.from({ length: icbs }, () => 0.03 * normal());
    const answered = template.map(({ pcn_code }, i) => {
      const respondents = 30 + ((i * 53) % 201);
      return { pcn_code, respondents, effective: respondents };
    });
    const rows = template.map((row, i) => {
      const icb = i % icbs;
      const need = Math.min(0.95, Math.max(0.02, 0.25 + ofNeed[icb]! + 0.045 * normal()));
      const fte = 1 + slope * need + ofProvision[icb]! + 0.08 * normal();
      let yes = 0;
      for (let asked = answered[i]!.respondents; asked > 0; asked--) if (uniform() < need) yes++;
      return {
        ...row,
        icb_code: `Q${icb}`,
        fte_per_10k: fte,
        values: { ltc_share: yes / answered[i]!.respondents },
      };
    });
    return { rows, answered };
  }
  const of = { inference: { ...study(snapshots).inference, dependence: 'icb' as const } };
  const found = Array.from({ length: 200 }, (): SurveyErrorRow => {
    const { rows, answered } = draw();
    return surveyErrorOf(rows, answered, { need: 'ltc_share', snapshot: snapshots[0]! }, of)![0]!;
  });
  const average = (value: (row: SurveyErrorRow) => number) =>
    found.reduce((total, row) => total + value(row), 0) / found.length;
  const covered = (low: 'conf_low' | 'observed_low', high: 'conf_high' | 'observed_high') =>
    found.filter((row) => row[low]! <= slope && slope <= row[high]!).length / found.length;

  it('has a slope drawn towards zero by its reliability, and gets its own back', () => {
    const reliability = average((row) => row.reliability);
    expect(reliability).toBeGreaterThan(0.4);
    expect(reliability).toBeLessThan(0.7);
    expect(average((row) => row.observed) / slope).toBeCloseTo(reliability, 1.3);
    expect(Math.abs(average((row) => row.estimate!) / slope - 1)).toBeLessThan(0.05);
    expect(Math.abs(average((row) => row.moments!) / slope - 1)).toBeLessThan(0.05);
  });

  it('has intervals that hold the slope about as often as they say, where the naive hold it seldom', () => {
    expect(covered('conf_low', 'conf_high')).toBeGreaterThan(0.91);
    expect(covered('conf_low', 'conf_high')).toBeLessThan(0.985);
    expect(covered('observed_low', 'observed_high')).toBeLessThan(0.3);
  });

  it('has the sampling variance that its respondents give', () => {
    const { rows, answered } = draw();
    const row = surveyErrorOf(rows, answered, { need: 'ltc_share', snapshot: snapshots[0]! }, of)!;
    expect(row.map(({ design_effect }) => design_effect)).toEqual([...designEffects]);
    const variances = rows.map(({ values }, i) => shareVariance(values.ltc_share!, answered[i]!.effective));
    const mean = variances.reduce((a, b) => a + b, 0) / variances.length;
    expect(row[0]!.error_sd ** 2).toBeCloseTo(mean, 12);
    expect(row[2]!.error_sd ** 2).toBeCloseTo(2 * mean, 12);
  });
});
