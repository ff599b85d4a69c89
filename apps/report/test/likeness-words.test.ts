import {
  type ConleyRow,
  conley,
  type DependenceRow,
  dependence,
  type MoranRow,
  moran,
  type PlaceboMethod,
  type PlaceboRow,
  type PlaceboSummaryRow,
  placebo,
  placeboSummary,
} from '@inverse-care/core/tables';
import { type FilledTable, FilledTables, filled } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { ruleText } from '../src/language/graded.js';
import { bare } from '../src/language/marks.js';
import { conleyView, dependenceView } from '../src/sections/tables/dependence-tables.js';
import { placeboView } from '../src/sections/tables/placebo-table.js';
import { fullInput } from './html-fixtures.js';
import { dependenceSentences, placeboSentences } from './spoken.js';

const full = fullInput();
const withTables = (...tables: FilledTable[]) =>
  fullInput({ tables: new FilledTables([...full.tables.all(), ...tables]) });
const need = full.study.needs[0]!;
const snapshot = '2022-06-30';
const question = { need, snapshot };

const alike = (change: Partial<DependenceRow> = {}): DependenceRow => ({
  ...question,
  level: 'icb',
  n: 1262,
  clusters: 42,
  icc_need: 0.331,
  icc_residual: 0.118,
  effective_clusters: 10.98,
  ...change,
});
const near = (change: Partial<MoranRow> = {}): MoranRow => ({
  ...question,
  units: 'sub_icb',
  neighbours: 'nearest',
  reach: 4,
  n: 106,
  isolated: 0,
  moran_i: 0.1917,
  expectation: -0.0135,
  deviation: 0.0605,
  p_value: 0.0007,
  ...change,
  alike: (change.p_value ?? 0.0007) < 0.05 && (change.moran_i ?? 0.1917) > -0.0135,
});
const byDistance = (change: Partial<ConleyRow> = {}): ConleyRow => ({
  ...question,
  kernel: 'bartlett',
  km: 80,
  n: 1262,
  estimate: 0.412,
  std_error: 0.334,
  df: 1260,
  conf_low: -0.244,
  conf_high: 1.068,
  p_value: 0.218,
  note: '',
  ...change,
});
const rejects = (method: PlaceboMethod, share_mean: number, scheme: PlaceboSummaryRow['scheme'] = 'icb') => ({
  scheme,
  method,
  coefficients: 40,
  share_mean,
  share_min: share_mean - 0.01,
  share_max: share_mean + 0.02,
});
const drawn = filled(placebo, [
  { ...question, scheme: 'icb', method: 'HC1', rejections: 250, placebos: 1000, share: 0.25, mcse: 0.0137 },
]);

describe('how PCNs depend on one another', () => {
  it('is said with the numbers of the tables', () => {
    const input = withTables(
      filled(dependence, [alike()]),
      filled(moran, [near()]),
      filled(conley, [byDistance()]),
    );
    const text = dependenceSentences(input)!;
    expect(text).toContain('At 30 June 2022: Within ICBs the correlation of two PCNs’ need is 0.33');
    expect(text).toContain('the 42 ICBs are worth 11 of equal weight');
    expect(text).toContain('more alike than chance would make them (p is below 0.001)');
    expect(text).toContain('Moran’s I is 0.19, where independence makes −0.01');
    const [row] = dependenceView(input)!.rows;
    expect(row!.cells.map(({ text: cell }) => cell)).toEqual([
      '–',
      '–',
      '0.33',
      '0.12',
      '–',
      '11.0',
      '0.192',
      '–',
    ]);
  });

  it('is not said to be alike where chance may have made it so, or where some needs differ', () => {
    const of = (...rows: MoranRow[]) => dependenceSentences(withTables(filled(moran, rows)))!;
    expect(of(near({ p_value: 0.4, moran_i: 0.02 }))).toContain(
      'not more alike than chance may make them (p is 0.400)',
    );
    // Far below its expectation: neighbours are unlike, which is no likeness.
    expect(of(near({ p_value: 0.001, moran_i: -0.3 }))).toContain('not more alike');
    expect(of(near(), near({ need: 'ltc_share', p_value: 0.3 }))).toContain('for 1 of 2 needs');
  });

  it('names the distance of the tests, and is silent where nothing was looked at', () => {
    const view = conleyView(
      withTables(filled(conley, [byDistance(), byDistance({ kernel: 'uniform', p_value: 0.03 })])),
    )!;
    expect(view.caption).toContain('up to 80 km');
    expect(view.rows[0]!.cells.map(({ text }) => text)).toEqual([
      '0.041',
      '−0.024 to 0.107',
      '0.218',
      '−0.024 to 0.107',
      '0.030',
    ]);
    expect([dependenceSentences(full), dependenceView(full), conleyView(full), placeboView(full)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(placeboSentences(full)).toBeNull();
  });
});

describe('how often tests err', () => {
  it('is said of the test that takes PCNs as independent, and of those by ICB', () => {
    const input = withTables(
      drawn,
      filled(placeboSummary, [
        rejects('HC1', 0.25),
        rejects('CR1 by ICB', 0.063),
        rejects('CR2 by ICB', 0.048),
        rejects('CR2 by ICB', 0.068, 'region'),
      ]),
    );
    const text = placeboSentences(input)!;
    expect(text).toContain('In 1,000 placebos');
    expect(text).toContain('still found a slope in 25% (24% to 27%) of them, where 5% is right');
    expect(text).toContain('says too often that there is something');
    expect(text).toContain('CR2 by ICB in 5% (4% to 7%)');
    expect(text).toContain('These are the ones to believe');
    expect(text).toContain('in 7% (6% to 9%) where the needs of whole regions change places');
    const view = placeboView(input)!;
    expect(view.caption).toBe('What a 5% test really is on this map');
    expect(view.rows.map(({ cells }) => cells.map(({ text: cell }) => cell))).toEqual([
      ['25.0%', '–'],
      ['6.3%', '–'],
      ['4.8%', '6.8%'],
    ]);
  });

  it('counts the placebos that changed whole ICBs, whatever others there were, and tells a size as it is', () => {
    const more = filled(placebo, [
      ...(drawn.rows as PlaceboRow[]),
      { ...(drawn.rows[0] as PlaceboRow), scheme: 'shift', placebos: 1260 },
    ]);
    const input = withTables(more, filled(placeboSummary, [rejects('HC1', 0.25)]));
    expect(placeboSentences(input)).toContain('In 1,000 placebos the needs of whole ICBs changed places');
    const { study } = input;
    const strict = { ...input, study: { ...study, inference: { ...study.inference, level: 0.995 } } };
    expect(placeboSentences(strict)).toContain('where 0.5% is right');
    expect(bare(ruleText(strict.study))).toMatch(/is below 0\.005;.* at most 1% of placebos/);
  });

  it('is not held against a test that errs as often as it should, nor are worse ones praised', () => {
    const fine = placeboSentences(
      withTables(drawn, filled(placeboSummary, [rejects('HC1', 0.055), rejects('CR1 by ICB', 0.06)])),
    )!;
    expect(fine).toContain('That is what it should be');
    expect(fine).not.toContain('These are the ones to believe');
    const bad = placeboSentences(
      withTables(drawn, filled(placeboSummary, [rejects('HC1', 0.4), rejects('CR1 by ICB', 0.2)])),
    )!;
    expect(bad).not.toContain('These are the ones to believe');
  });
});
