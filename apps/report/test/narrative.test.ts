import { publishedNumbers } from '@inverse-care/audit';
import { distribution, figure3, inference, type SlopeRow, slopes, table1 } from '@inverse-care/core/tables';
import { type FilledTable, filled, type Study } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { associations } from '../src/language/association.js';
import type { ReportInput } from '../src/report-input.js';
import { alone, fullInput, poorInput, withTables } from './html-fixtures.js';
import {
  coefficients,
  distributionRows,
  otherMethod,
  slopesOf,
  snapshots,
  together,
} from './invented-rows.js';
import { briefingWords, findingsView } from './spoken.js';

const last = snapshots.at(-1)!;

/** A run with these coefficients, whose needs are the study's, and with these other tables. */
function inputOf(
  rows: ReturnType<typeof coefficients>,
  others: readonly FilledTable[] = [],
  study: Partial<Study> = {},
): ReportInput {
  const input = alone(fullInput());
  const needs = [...new Set(rows.map(({ need }) => need))];
  return withTables(
    { ...input, study: { ...input.study, needs, ...study } },
    filled(figure3, rows),
    ...others,
  );
}

const words = (...of: Parameters<typeof inputOf>) => briefingWords(inputOf(...of));
const one = (estimate: number, half: number, at: readonly string[] = snapshots) =>
  coefficients('need_published', () => [estimate, half], { at });
const all = ({ headline, answer, others, means, sure }: ReturnType<typeof words>) =>
  [headline, answer, others ?? '', ...means, ...sure.map(({ text }) => text)].join(' ');

describe('the answer in one sentence', () => {
  it('says fewer, with the size and its interval without signs, where the interval lies below zero', () => {
    const { headline, answer } = words(one(-0.35, 0.2));
    expect(headline).toBe('Fewer link workers where need is greater');
    expect(answer).toBe(
      'At 30 September 2023, one standard deviation (10 percentage points) more reported lack of support went with 0.035 FTE fewer link workers per 10,000 patients (95% confidence interval 0.015 to 0.055 fewer, allowing for PCNs of one ICB to be alike).',
    );
  });

  it('says more where the interval lies above zero', () => {
    expect(words(one(0.35, 0.28)).answer).toContain(
      'went with 0.035 FTE more link workers per 10,000 patients (95% confidence interval 0.007 to 0.063 more, allowing for PCNs of one ICB to be alike)',
    );
  });

  it('finds nothing clear where the interval includes zero, and does not call that proof of nothing', () => {
    const { headline, answer, means } = words(one(0.02, 0.3));
    expect(headline).toBe('No clear link between need and link workers');
    expect(answer).toContain('a difference of +0.002 FTE');
    expect(answer).toContain(
      'includes zero (95% confidence interval −0.028 to 0.032, allowing for PCNs of one ICB to be alike)',
    );
    expect(means[0]).toBe(
      'No clear association is not proof of none: the interval allows anything from 6% of mean provision (0.449) less to 7% more for one standard deviation (10 percentage points) more reported lack of support.',
    );
  });

  it('never prints a size as zero', () => {
    expect(words(one(-0.001, 0.0005)).answer).toContain('0.0001 FTE fewer');
    expect(words(one(-3e-9, 1e-9)).answer).toContain('under 0.000001 FTE fewer');
  });

  it('says that without an interval nothing follows', () => {
    const open = one(-0.4, 0.1).map((row) => ({ ...row, conf_low: Number.NaN, conf_high: Number.NaN }));
    const { headline, answer } = words(open);
    expect(answer).toContain('without an interval this cannot be told from chance');
    expect(headline).toMatch(/^No clear link/);
  });

  it('says that it cannot say where there is no measure of need', () => {
    const said = briefingWords(poorInput());
    expect(said.headline).toBe('No measure of need to set beside the link workers');
    expect(said.answer).toContain('This run cannot say');
    expect(said).toMatchObject({ others: null, means: [], sure: [] });
  });

  it('tells the headline need from the other measures', () => {
    const rows = [
      ...one(0.02, 0.3),
      ...coefficients('ltc_share', () => [0.4, 0.1]),
      ...coefficients('core20_share', () => [0.4, 0.1]),
      ...coefficients('income_deprivation', () => [0, 0.1]),
    ];
    const { headline, others } = words(rows);
    expect(headline).toBe(
      'No clear link with reported lack of support; more link workers where need is greater by two other measures',
    );
    expect(others).toBe(
      'By long-term conditions and the Core20 share, greater need went with more link workers; by income deprivation, no association is clear.',
    );
    expect(words([...one(-0.4, 0.1), ...coefficients('ltc_share', () => [0.4, 0.1])]).headline).toBe(
      'Whether link workers follow need depends on how need is measured',
    );
  });
});

describe('how sure it is', () => {
  const joint = (p: number, trend: readonly [number, number, number]) =>
    together('need_published', { p, trend });

  it('follows the correction for many snapshots', () => {
    const rows = one(-0.35, 0.28);
    expect(all(words(rows, joint(0.01, [0, -1, 1])))).toContain('is still clear of zero');
    expect(all(words(rows, joint(0.2, [0, -1, 1])))).toContain('is no longer clear of zero');
    expect(all(words(one(0, 1), joint(0.2, [0, -1, 1])))).not.toContain('correction');
  });

  it('follows the trend', () => {
    const said = (trend: readonly [number, number, number]) =>
      all(words(one(-0.35, 0.28), joint(0.01, trend)));
    expect(said([-0.1, -0.2, -0.05])).toContain('the coefficient of need fell (−0.010 FTE a year');
    expect(said([0.1, 0.05, 0.2])).toContain('the coefficient of need rose (+0.010 FTE a year');
    expect(said([0.1, -0.05, 0.2])).toContain('no clear trend');
  });

  it('counts other methods on each side', () => {
    const row = (
      method: Parameters<typeof otherMethod>[0],
      conf_low: number | null,
      conf_high: number | null,
    ) => otherMethod(method, { conf_low, conf_high });
    const said = (...rows: ReturnType<typeof row>[]) =>
      all(words(one(-0.35, 0.28), [filled(inference, rows)]));
    expect(said(row('CR2 by ICB', 0, 1))).not.toContain('method');
    expect(said(row('HC3', -1, -0.1))).toContain(
      'By reported lack of support: the one other method that takes PCNs as independent gives an interval below zero.',
    );
    expect(said(row('HC3', -1, 0.1), row('CR1 by ICB', -1, -0.2))).toContain(
      'the one other method that allows for areas gives an interval below zero. The one other method that takes PCNs as independent gives an interval that includes zero.',
    );
    expect(said(row('HC3', -1, -0.1), row('HC2', -1, -0.2))).toContain(
      'of 2 other methods that take PCNs as independent, all give an interval below zero.',
    );
    expect(said(row('HC3', -1, -0.1), row('HC2', -1, 0.2), row('two-part', null, null))).toContain(
      'of 2 other methods that take PCNs as independent, one gives an interval below zero, one gives an interval that includes zero.',
    );
  });

  it('warns by the share of PCNs that did not report', () => {
    const at = (reported: number, absent: Study['absent'] = 'zero') => {
      const rows = distributionRows().map((row) => ({
        ...row,
        pcns: 1000,
        not_reported: 1000 - reported,
        not_reported_share: 1 - reported / 1000,
      }));
      return all(words(one(-0.35, 0.28), [filled(distribution, rows)], { absent }));
    };
    expect(at(1000)).toContain('Every PCN reported staff');
    expect(at(960)).toMatch(
      /4% of PCNs \(40 of 1,000\) had no staff on record in any role; they count as having none\.(?! Some)/,
    );
    expect(at(850)).toContain('Some low values may be missing reports.');
    expect(at(600)).toContain('With so many, the answer leans on how they are treated.');
    expect(at(850, 'missing')).toContain('they are left out');
  });

  it('sets the answer beside the paper’s', () => {
    const said = (estimate: number, half: number, agrees: boolean | null) => {
      const input = inputOf(one(estimate, half));
      const rows = input.tables
        .rows(publishedNumbers)
        .map((row) =>
          row.part === 'headline' ? { ...row, agrees: agrees && row.column === 'estimate' } : row,
        );
      return briefingWords(withTables(input, filled(publishedNumbers, rows))).sure.find(
        ({ label }) => label === 'The paper',
      )?.text;
    };
    expect(said(-0.35, 0.28, true)).toContain(
      'is the paper’s, to the decimals that it prints, and the conclusion is the same',
    );
    expect(said(-0.6, 0.28, false)).toContain('is not the paper’s, and yet the conclusion is the same');
    expect(said(-0.35, 0.5, true)).toContain('yet the interval does not allow the paper’s conclusion');
    expect(said(0.6, 0.28, false)).toContain('and the interval does not allow');
    const other = words(coefficients('ltc_share', () => [0.4, 0.1]));
    expect(all(other)).toContain('neither confirmed nor refuted');
    expect(all(words(one(-0.35, 0.28, snapshots.slice(0, 3))))).toContain('neither confirmed nor refuted');
  });

  it('says what the dependence within ICBs does to the paper’s interval, and to the conclusion', () => {
    const rows = one(-0.35, 0.28);
    const of = (times: number, more: Partial<SlopeRow> = {}, study: Partial<Study> = {}) =>
      words(rows, [filled(slopes, slopesOf(rows, { times, ...more }))], study);
    const wide = of(1.6);
    expect(wide.headline).toBe('No clear link between need and link workers');
    expect(all(wide)).toContain('makes the standard error at the last snapshot 1.6 times the paper’s kind');
    expect(all(wide)).toContain('the interval does not allow the paper’s conclusion');
    expect(all(wide)).toContain('leaves out zero; as far as PCNs of one ICB are alike, it is too narrow');
    const few = of(1.6, { effective_clusters: 7.4, p_wild: 0.24, p_wild_mcse: 0.004, p_value: 0.25 });
    expect(all(few)).toContain(
      'The 42 ICBs differ so much in size and need that by a cautious count they weigh like 7 equal ones, so the interval is rough; the wild cluster bootstrap, made for few, gives p = 0.240 (simulation error 0.004), the interval’s own test p = 0.250.',
    );
    expect(all(wide)).not.toContain('cautious count');
    const inference = { ...fullInput().study.inference, dependence: 'none' } as const;
    expect(all(of(1, {}, { inference }))).not.toMatch(/alike|independent of one another/);
  });
});

describe('over a grid of results', () => {
  const full = fullInput();
  const estimates = [-50, -0.4, -0.001, -1e-7, 0, 1e-7, 0.001, 0.4, 50];
  const halves = [1e-8, 0.0005, 0.1, 3, 1000, Number.NaN];
  const spans = [snapshots, snapshots.slice(-2), [last]];
  const means = [0, 0.449, Number.NaN];
  const cases = estimates.flatMap((estimate) =>
    halves.flatMap((half) =>
      spans.flatMap((at) =>
        means.flatMap((mean) => [true, false].map((boot) => ({ estimate, half, at, mean, boot }))),
      ),
    ),
  );

  it(`no sentence contradicts the coefficients (${cases.length} results)`, () => {
    for (const { estimate, half, at, mean, boot } of cases) {
      const rows = one(estimate, half, at).map((row) => ({
        ...row,
        boot_low: boot ? row.boot_low : null,
        boot_high: boot ? row.boot_high : null,
      }));
      const provision = full.tables.rows(table1).map((row) => ({ ...row, per_10k_mean: mean }));
      const input = inputOf(rows, [filled(table1, provision)]);
      const [association] = associations(input);
      const said = briefingWords(input);
      const view = findingsView(input);
      const about = [said.headline, said.answer, said.means.join(' '), view.answer, view.needs[0]!.text];
      const [low, high] = [estimate - half, estimate + half];
      const context = `${estimate} ± ${half}, ${at.length} snapshots, mean ${mean}: ${about.join(' | ')}`;
      const text = about.join(' ');
      if (low < 0 && high < 0) expect(association?.clear, context).toBe('less');
      else if (low > 0 && high > 0) expect(association?.clear, context).toBe('more');
      else expect(association?.clear, context).toBe('none');
      if (association?.clear === 'less') {
        expect(text, context).toMatch(/fewer link workers/i);
        expect(text, context).not.toMatch(/more link workers|no clear|includes zero|higher|above zero|\+\d/i);
      } else if (association?.clear === 'more') {
        expect(text, context).toMatch(/more link workers/i);
        expect(text, context).not.toMatch(/fewer|no clear|includes zero|lower|below zero|difference of −/i);
      } else {
        expect(text, context).not.toMatch(/(fewer|more) link workers|(?<!in)significant|excludes zero/i);
        expect(text, context).toMatch(/no clear|cannot be told from chance/i);
      }
      const everything = [
        text,
        said.sure.map((one) => one.text).join(' '),
        view.others.map((one) => one.text).join(' '),
      ].join(' ');
      expect(everything, context).not.toMatch(/NaN|undefined|null|Infinity|\be[+-]\d|(^|\s)-\d|−0\.0+\D/);
      expect(everything, context).not.toMatch(/\b0\.0+ (FTE )?(fewer|more)|\.\.|\s[.,;]|\( /);
    }
  });
});
