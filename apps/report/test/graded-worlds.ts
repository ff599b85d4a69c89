import * as tables from '@inverse-care/core/tables';
import { type FilledTable, FilledTables, filled, type NeedId } from '@inverse-care/domain';
import type { ReportInput } from '../src/report-input.js';
import { alone, fullInput, withTables } from './html-fixtures.js';
import { coefficients, last, otherMethod, slopesOf, snapshots, together } from './invented-rows.js';

/** A run as it might have come out, with one need whose every test stands but those that are said to break it. */
export interface GradedWorld {
  sign: 1 | -1;
  /** Half the width of the study's interval about an effect of 0.4 for a unit of need. */
  half: number;
  breaks: readonly tables.FindingTest[];
  n: number;
  /** Tables of `sensitivity` are left out in a `run`; other methods and joint draws, too, in a bare one. */
  kind: 'bare' | 'run' | 'sensitivity';
  at: readonly string[];
  /** p that all snapshots are zero. */
  allZero: number;
  need: NeedId;
  /** An effect near none, shown to be small, in place of 0.4. */
  small: boolean;
}

export const world = (change: Partial<GradedWorld> = {}): GradedWorld => ({
  sign: 1,
  half: 0.1,
  breaks: [],
  n: 1200,
  kind: 'sensitivity',
  at: snapshots,
  allZero: 0.003,
  need: 'ltc_share',
  small: false,
  ...change,
});

/** An interval on the side of the sign, or within the margin; or one that includes zero and what is beyond it. */
function bounds({ sign, small }: GradedWorld, bad: boolean) {
  const [low, high] = bad ? [-0.05, 0.7] : small ? [-0.2, 0.25] : [0.2, 0.6];
  return sign > 0 ? { conf_low: low, conf_high: high } : { conf_low: -high, conf_high: -low };
}

function sensitivityTables(one: GradedWorld): FilledTable[] {
  const { sign, breaks, need } = one;
  const bad = (test: tables.FindingTest) => breaks.includes(test);
  const effect = 0.4 * sign;
  const at = { need, snapshot: last };
  const left = (level: 'icb' | 'pcn', code: string, isBad: boolean): tables.InfluenceRow => ({
    ...at,
    level,
    code,
    pcns: 1,
    estimate: effect,
    ...bounds(one, isBad),
    p_value: isBad ? 0.2 : 0.001,
    errors: 'CR2 by ICB',
    change: 0,
    change_in_errors: 0,
  });
  const [same, other] = bad('multiverse') ? [80, 20] : [98, 2];
  const { conf_low: bound_low, conf_high: bound_high } = bounds(one, bad('bounds'));
  return [
    filled(tables.influence, [
      left('icb', 'QE1', bad('one icb')),
      left('icb', 'QF7', false),
      left('pcn', 'U10001', bad('one pcn')),
      left('pcn', 'U10002', bad('one pcn')),
    ]),
    filled(tables.multiverseSigns, [
      {
        scope: `need=${need}`,
        specifications: 100,
        positive: sign > 0 ? same : other,
        negative: sign > 0 ? other : same,
        significant_positive: 0,
        significant_negative: 0,
        significant_share: 0,
        median_standardised: 0.1 * sign,
        low_standardised: -0.1,
        high_standardised: 0.2,
      },
    ]),
    filled(tables.bounds, [
      {
        ...at,
        n: one.n,
        unreported: 40,
        range_low: 0,
        range_high: 0.9,
        estimate: effect,
        bound_low,
        bound_high,
        settled: bound_low > 0 || bound_high < 0,
        conf_low: bound_low,
        conf_high: bound_high,
        errors: 'CR2 by ICB',
        tipping_side: 'below',
        tipping_pcns: 20,
        tipping_patients: 900_000,
        tipping_zero: 0.3,
        tipping_insignificant: 0.1,
      },
    ]),
    filled(
      tables.placebo,
      tables.placeboSchemes.map((scheme) => ({
        ...at,
        scheme,
        method: 'CR2 by sub-ICB',
        rejections: bad('placebo') && scheme === 'shift' ? 200 : 60,
        placebos: 1000,
        share: bad('placebo') && scheme === 'shift' ? 0.2 : 0.06,
        mcse: 0.01,
      })),
    ),
  ];
}

/** The tables of that run. */
export function inputOfWorld(one: GradedWorld): ReportInput {
  const { sign, half, breaks, n, kind, at, need } = one;
  const input = alone(fullInput());
  const effect = (one.small ? 0.02 : 0.4) * sign;
  const rows = coefficients(need, () => [effect, half], { at, n });
  const bad = (test: tables.FindingTest) => breaks.includes(test);
  const joint = new FilledTables(together(need, { p: bad('snapshots') ? 0.3 : 0.01 }));
  const method = (name: tables.Method, isBad: boolean) =>
    otherMethod(name, { need, estimate: effect, ...bounds(one, isBad) });
  const own = slopesOf(rows, {
    method: 'CR2 by sub-ICB',
    ...(kind === 'bare' ? { p_holm: null } : {}),
  });
  const beside = [
    filled(tables.inference, [
      method('CR2 by ICB', bad('icb')),
      method('HC1', false),
      method('CR1 by ICB', bad('methods')),
    ]),
    filled(tables.jointNeeds, joint.rows(tables.jointNeeds)),
    filled(
      tables.jointTests,
      joint.rows(tables.jointTests).map((row) => ({ ...row, p_value: one.allZero })),
    ),
    filled(
      tables.joint,
      joint.rows(tables.joint).map((row) => ({ ...row, p_equivalence: one.small ? 0.01 : 0.2 })),
    ),
  ];
  return withTables(
    {
      ...input,
      kind: kind === 'sensitivity' ? 'sensitivity' : 'run',
      study: {
        ...input.study,
        needs: [need],
        inference: { ...input.study.inference, dependence: 'sub_icb' },
      },
    },
    filled(tables.figure3, rows),
    filled(tables.slopes, own),
    ...(kind === 'bare' ? [] : beside),
    ...(kind === 'sensitivity' ? sensitivityTables(one) : []),
  );
}
