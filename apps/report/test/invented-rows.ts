import * as tables from '@inverse-care/core/tables';
import {
  type FilledTable,
  filled,
  type NeedId,
  paperLabel,
  publishedTable1,
  quarterEnds,
} from '@inverse-care/domain';

// Rows of tables as a run might have them. Numbers are invented.

export const snapshots = quarterEnds('2020-03-31', '2023-09-30');
export const last = snapshots.at(-1)!;

/** One coefficient per snapshot and term. `path` gives the need coefficient and the half width of its interval. */
export function coefficients(
  need: NeedId,
  path: (time: number) => readonly [estimate: number, half: number],
  options: { n?: number; at?: readonly string[] } = {},
): tables.CoefficientRow[] {
  const at = options.at ?? snapshots;
  return at.flatMap((snapshot, index) => {
    const time = at.length > 1 ? index / (at.length - 1) : 1;
    const [estimate, half] = path(time);
    const row = (
      term: tables.CoefficientRow['term'],
      value: number,
      width: number,
    ): tables.CoefficientRow => ({
      snapshot,
      need,
      term,
      estimate: value,
      std_error: width / 1.96,
      conf_low: value - width,
      conf_high: value + width,
      p_value: Math.min(1, Math.exp(-0.86 * ((1.96 * Math.abs(value)) / width) ** 1.85)),
      n: options.n ?? 1200 + index * 5,
      boot_low: value - width * 1.02,
      boot_high: value + width * 0.98,
    });
    return [row('constant', 0.02 + 0.5 * time, 0.03 + 0.04 * time), row('need', estimate, half)];
  });
}

/** The same as a study concludes from them by ICB; intervals are the paper's unless they are made wider. */
export const slopesOf = (
  rows: readonly tables.CoefficientRow[],
  { times = 1, ...more }: { times?: number } & Partial<tables.SlopeRow> = {},
): tables.SlopeRow[] =>
  rows.map(({ snapshot, need, term, estimate, std_error, conf_low, conf_high, p_value, n }) => ({
    need,
    snapshot,
    term,
    estimate,
    std_error: times * std_error,
    times_paper: times,
    df: 21.4,
    conf_low: estimate + times * (conf_low - estimate),
    conf_high: estimate + times * (conf_high - estimate),
    p_value,
    p_holm: term === 'need' ? Math.min(1, 15 * p_value) : null,
    method: 'CR2 by ICB',
    n,
    clusters: 42,
    effective_clusters: term === 'need' ? 26.2 : null,
    p_wild: null,
    p_wild_mcse: null,
    note: '',
    ...more,
  }));

export const falling = (time: number) =>
  [time < 0.3 ? -0.01 : -0.45 * (time - 0.25), 0.05 + 0.22 * time] as const;

/** Tables of what all snapshots of a need come to together. */
export function together(
  need: NeedId,
  change: { p?: number; trend?: readonly [estimate: number, low: number, high: number] } = {},
): FilledTable[] {
  const { p, trend = [-0.11, -0.17, -0.05] } = change;
  const test = (
    name: tables.JointTest['test'],
    statistic: number,
    bounds: readonly [number, number] | null,
  ): tables.JointTest => ({
    need,
    test: name,
    statistic,
    df1: name === 'all zero' ? 15 : name === 'all equal' ? 14 : 1,
    df2: 1299,
    conf_low: bounds?.[0] ?? null,
    conf_high: bounds?.[1] ?? null,
    p_value: 0.0004,
  });
  const rows = coefficients(need, falling).filter(({ term }) => term === 'need');
  return [
    filled(
      tables.joint,
      rows.map(({ snapshot, estimate, std_error, p_value }) => ({
        need,
        snapshot,
        estimate,
        std_error,
        band_low: estimate - 2.8 * std_error,
        band_high: estimate + 2.8 * std_error,
        band_critical: 2.8,
        band_critical_mcse: 0.02,
        p_value,
        p_holm: Math.min(1, 15 * p_value),
        p_romano_wolf: p ?? Math.min(1, 8 * p_value),
        p_romano_wolf_mcse: 0.001,
        p_equivalence: 0.2,
        margin_fte: 0.03,
        margin_share: 0.1,
        margin_per: 'sd' as const,
        margin_coefficient: 0.6,
        first_lasting_share: 1 / 15,
      })),
    ),
    filled(tables.jointTests, [
      test('all zero', 3.1, null),
      test('all equal', 2.9, null),
      test('trend per year', trend[0], [trend[1], trend[2]]),
    ]),
    filled(tables.jointNeeds, [
      {
        need,
        pcns: 1300,
        drawn: 'ICBs',
        clusters: 42,
        first_lasting: '2022-06-30',
        first_low: '2021-09-30',
        first_high: null,
        replicates: 9999,
      },
    ]),
  ];
}

/** A method's answer of need as published at the last snapshot. */
export const otherMethod = (
  method: tables.Method,
  more: Partial<tables.AlternativeRow> = {},
): tables.AlternativeRow => ({
  need: 'need_published',
  snapshot: last,
  method,
  estimate: -0.35,
  std_error: 0.145,
  df: 1268,
  conf_low: -0.634,
  conf_high: -0.066,
  p_value: 0.016,
  conf_low_mcse: null,
  conf_high_mcse: null,
  p_mcse: null,
  note: '',
  ...more,
});

export function otherMethods(): tables.AlternativeRow[] {
  const none = { estimate: null, std_error: null, df: null, conf_low: null, conf_high: null, p_value: null };
  return [
    otherMethod('HC1'),
    otherMethod('CR2 by ICB', { df: 31.4, conf_low: -0.71, conf_high: 0.01, p_value: 0.06 }),
    otherMethod('bootstrap, BCa', { std_error: null, df: null, p_value: null }),
    otherMethod('two-part', { ...none, note: 'Every PCN has some provision.' }),
  ];
}

/** Who has none by snapshot: more and more report, and two thirds are without where as many do. */
export function distributionRows(): tables.ProvisionDistributionRow[] {
  return publishedTable1.map(({ snapshot, pcns }, index) => {
    const not_reported = pcns - Math.round(pcns * (0.42 + 0.038 * index));
    const without = Math.max(not_reported, Math.round((2 * pcns) / 3));
    return {
      snapshot,
      label: paperLabel(snapshot),
      pcns,
      not_reported,
      reported_none: without - not_reported,
      some: pcns - without,
      counted: pcns,
      without,
      not_reported_share: not_reported / pcns,
      without_share: without / pcns,
      p05: 0.1,
      p25: 0.2,
      p50: 0.3,
      p75: 0.5,
      p95: 0.9,
      max: 1.4,
    };
  });
}
