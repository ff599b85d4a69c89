import {
  type ModelJointRow,
  type ModelPlaceRow,
  type ModelPlaceTestRow,
  type ModelRow,
  model,
  modelCoefficients,
  modelFindings,
  modelJoint,
  modelPlaces,
  modelPlaceTests,
} from '@inverse-care/core/tables';
import { filled, type StudyModel } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { renderDocument } from '../src/documents/render.js';
import { report } from '../src/documents/report.js';
import { drawFigures } from '../src/drawings/figures.js';
import { modelFigure } from '../src/drawings/model-figure.js';
import { placeFigures } from '../src/drawings/place-figure.js';
import { associations } from '../src/language/association.js';
import { answer } from '../src/language/association-words.js';
import { briefingWords } from '../src/language/briefing-words.js';
import { headline } from '../src/language/headline.js';
import { mainAnswer, mainHeadline, mainShortAnswer } from '../src/language/main-answer.js';
import { mainAssociations } from '../src/language/main-associations.js';
import { mainPoints } from '../src/language/main-points.js';
import { bare } from '../src/language/marks.js';
import { placeWords } from '../src/language/model-place-words.js';
import { declaredWords, headlineIsDeclared, headlineIsPlain } from '../src/language/model-words.js';
import { shortAnswer } from '../src/language/short-answer.js';
import { readBack } from '../src/read-back/read-back.js';
import type { ReportInput } from '../src/report-input.js';
import { findings } from '../src/sections/findings.js';
import { declaredModel } from '../src/sections/model.js';
import { aloneView, gradesView } from '../src/sections/tables/grades-table.js';
import { modelJointView } from '../src/sections/tables/model-joint-tables.js';
import { coefficientsView, modelView } from '../src/sections/tables/model-tables.js';
import { fullInput, withTables } from './html-fixtures.js';
import { snapshots } from './invented-rows.js';
import { resultsOf } from './results-of-input.js';

const need = 'need_published' as const;
const last = snapshots.at(-1)!;
const declared: StudyModel = {
  outcome: 'fte_per_10k',
  covariates: ['rural', { with_need: 'rural' }],
  form: 'level',
  weights: 'patients',
  errors: { CR2: 'icb' },
  fixed_effects: 'region',
};

const row = (snapshot: string, more: Partial<ModelRow> = {}): ModelRow => ({
  need,
  snapshot,
  outcome: 'fte_per_10k',
  form: 'level',
  covariates: 'rural + need x rural',
  fixed_effects: 'region',
  weights: 'patients',
  method: 'CR2 by ICB',
  unit: 'FTE per 10,000 patients',
  n: 1250,
  rows_lost: 3,
  clusters: 42,
  estimate: 0.5,
  std_error: 0.2,
  df: 30,
  conf_low: 0.09,
  conf_high: 0.91,
  p_value: 0.018,
  p_holm: 0.036,
  unadjusted: -0.25,
  unadjusted_low: -0.7,
  unadjusted_high: 0.2,
  need_sd: 0.1,
  told_for: 'one standard deviation (10 percentage points)',
  per_sd: 0.05,
  per_sd_low: 0.009,
  per_sd_high: 0.091,
  per_sd_unadjusted: -0.025,
  per_sd_unadjusted_low: -0.07,
  per_sd_unadjusted_high: 0.02,
  ratio: null,
  ratio_low: null,
  ratio_high: null,
  r2: 0.04,
  note: 'rural was measured in 2025, after the outcome, and may follow from it',
  ...more,
});

const coefficient = (term: string, estimate: number) => ({
  need,
  snapshot: last,
  part: '' as const,
  term,
  estimate,
  std_error: 0.2,
  df: 30,
  conf_low: estimate - 0.4,
  conf_high: estimate + 0.4,
  p_value: 0.018,
  n: 1250,
  method: 'CR2 by ICB',
});

const place = (code: string, name: string, estimate: number | null): ModelPlaceRow => ({
  need,
  snapshot: last,
  by: 'region',
  place: code,
  place_name: name,
  n: 180,
  clusters: null,
  estimate,
  std_error: estimate === null ? null : 0.5,
  df: estimate === null ? null : 1240,
  conf_low: estimate === null ? null : estimate - 1,
  conf_high: estimate === null ? null : estimate + 1,
  p_value: estimate === null ? null : 0.2,
  shrunken: (estimate ?? 0) / 2,
  shrunken_error: 0.3,
  shrunken_low: (estimate ?? 0) / 2 - 0.6,
  shrunken_high: (estimate ?? 0) / 2 + 0.6,
  unit: 'FTE per 10,000 patients',
  method: 'HC3',
  note: '',
});

const test: ModelPlaceTestRow = {
  need,
  snapshot: last,
  by: 'region',
  places: 2,
  n: 360,
  test: 'Wald',
  statistic: 5.25,
  df1: 1,
  df2: 356,
  p_value: 0.023,
  method: 'HC3',
  least: 'Y61',
  most: 'Y63',
  common: 0.3,
  common_error: 0.4,
  slope_sd: 0.8,
  lr_statistic: 5,
  p_slope_sd: 0.04,
  note: '',
};

const joint = (question: ModelJointRow['test'], estimate: number | null): ModelJointRow => ({
  need,
  scale: 'effect',
  test: question,
  told_for: 'one standard deviation (10 percentage points)',
  unit: 'FTE per 10,000 patients',
  snapshots: 2,
  first: snapshots[0]!,
  last,
  clusters: 42,
  estimate,
  std_error: estimate === null ? null : 0.01,
  conf_low: estimate === null ? null : estimate - 0.02,
  conf_high: estimate === null ? null : estimate + 0.02,
  ratio: null,
  ratio_low: null,
  ratio_high: null,
  statistic: 3,
  df1: 1,
  df2: 20,
  p_value: 0.007,
  method: 'CR2 by ICB',
  note: '',
});

const withModel = (study: Partial<ReportInput['study']> = {}) => {
  const full = fullInput();
  const input = withTables(
    { ...full, study: { ...full.study, model: declared, ...study } },
    filled(model, [row(snapshots[0]!), row(last)]),
    filled(modelJoint, [joint('pooled', 0.03), joint('change first to last', 0.04), joint('all zero', null)]),
    filled(modelCoefficients, [
      coefficient('constant', 0.2),
      coefficient('need', 0.5),
      coefficient('rural', 0.1),
      coefficient('need x rural', -0.3),
      coefficient('region Y61', 0.04),
    ]),
    filled(modelPlaces, [
      place('Y61', 'East of England', -0.768),
      place('Y63', 'North East and Yorkshire', 1.7115),
    ]),
    filled(modelPlaceTests, [test]),
  );
  return { ...input, figures: [] };
};
const pageOf = (input: ReportInput) => renderDocument(report, input, drawFigures(input));
const textOf = (blocks: readonly unknown[]) => JSON.stringify(blocks);

describe('the section of the declared model', () => {
  it('is in no report of a study that declares none', () => {
    const input = { ...fullInput(), figures: [] };
    expect(declaredModel.applies!(input, { kind: 'england' })).toBe(false);
    expect(modelFigure(input)).toEqual([]);
    expect(textOf(findings.blocks(input, { kind: 'england' }))).not.toContain(headlineIsPlain);
  });

  it('says what the model is, what it gives, and what the headline is of', () => {
    const input = withModel();
    expect(declaredModel.applies!(input, { kind: 'england' })).toBe(true);
    const { about, said } = bare(declaredWords(input)!);
    expect(about).toContain('by least squares, PCNs weighted by patients, with a constant for each region');
    expect(about).toContain('“Rural” and “Need × Rural” held equal');
    expect(about).toContain(headlineIsDeclared);
    expect(said[0]!.text).toContain('+0.050 (95% confidence interval 0.009 to 0.091)');
    expect(said[0]!.text).toContain(
      'p = 0.018, over 1,250 PCNs. On the same PCNs need alone gives −0.025 (−0.070 to 0.020).',
    );
    expect(said[0]!.text).toContain('Rural was measured in 2025, after the outcome, and may follow from it.');
    expect(bare(mainPoints(input))[0]).toContain('The answer is of the model that the study declares: ');
  });

  it('is what answer, headline, briefing and grades are of, need alone beside it', () => {
    const input = withModel();
    const plain = withModel();
    const under = 'After allowing for “Rural” and “Need × Rural”, within regions, ';
    const words = bare(briefingWords(input));
    expect(words.headline).toMatch(new RegExp(`^${under}`));
    expect(words.headline).not.toBe(bare(headline(associations(plain), plain.study)));
    expect(words.answer).toContain(
      'At 30 September 2023, after allowing for “Rural” and “Need × Rural”, within regions, ',
    );
    expect(words.answer).toContain('went with 0.050 FTE more link workers per 10,000 patients');
    expect(words.answer).toContain('Unadjusted, need alone gives −0.025 (−0.070 to 0.020) on the same PCNs.');
    expect(words.means).toContainEqual(
      expect.stringContaining(
        'Over the two snapshots together the mean difference is +0.030 FTE per 10,000 patients (95% confidence interval 0.010 to 0.050, p = 0.007)',
      ),
    );
    expect(bare(mainAnswer(input))).toMatch(new RegExp(`^${under}.*Unadjusted, need alone is graded `));
    const [finding] = input.tables.rows(modelFindings);
    expect(finding).toMatchObject({ estimate: 0.05, finding: 'more', unadjusted: -0.025 });
    expect(gradesView(input)!.caption).toContain('after allowing for');
    expect(aloneView(input)!.caption).toContain('need alone (unadjusted)');
    const text = textOf(findings.blocks(input, { kind: 'england' }));
    expect(text).toContain('are of the unadjusted association, provision on need alone');
  });

  it('leaves a study without a model as it is', () => {
    const input = { ...fullInput(), figures: [] };
    expect(mainAssociations(input)).toEqual(associations(input));
    expect(mainHeadline(input)).toBe(headline(associations(input), input.study));
    expect(mainShortAnswer(input)).toBe(shortAnswer(associations(input), input.study));
    expect(mainAnswer(input)).toBe(answer(associations(input), input.study));
    expect(aloneView(input)).toBeNull();
  });

  it('tells a ratio of rates, and a clear name where another thing is explained', () => {
    const poisson = { ...declared, form: 'poisson' as const, outcome: 'fte' as const };
    const rates = { form: 'poisson', outcome: 'fte', ratio: 1.14, ratio_low: 1.02, ratio_high: 1.28 };
    const full = withModel({ model: poisson });
    const input = withTables(full, filled(model, [row(snapshots[0]!, rates), row(last, rates)]));
    expect(bare(mainShortAnswer(input))).toContain('The rate ratio for one standard deviation');
    expect(bare(mainShortAnswer(input))).toContain('is 1.14 (1.02 to 1.28).');
    const coordinators = withModel({ model: { ...declared, outcome: { role: 'Care Coordinators' } } });
    expect(bare(mainHeadline(coordinators))).toContain('more Care Coordinators where need is greater');
    const rural = withModel({ model: { ...declared, outcome: { variable: 'core20_share' } } });
    expect(bare(mainHeadline(rural))).toContain('more “Core20” where need is greater');
  });

  it('has a table of effects and one of coefficients without those of areas', () => {
    const input = withModel();
    expect(modelView(input)!.rows[0]!.cells.map(({ text }) => text)).toEqual([
      '1,250',
      '0.050',
      '0.018',
      '−0.025',
      '0.040',
    ]);
    const view = coefficientsView(input)!;
    expect(view.rows.map(({ header }) => header.text)).toEqual(['Constant', 'Need', 'Rural', 'Need × Rural']);
    expect(view.rows[1]!.cells[0]).toMatchObject({ text: '0.5', sub: '0.1 to 0.9; p 0.018' });
  });

  it('names the need of its figure where the model has several, which may go other ways', () => {
    const input = withModel();
    const other = { ...row(last), need: 'ltc_share' as const, per_sd_low: -0.1 };
    const two = withTables(
      { ...input, study: { ...input.study, needs: ['ltc_share', need] } },
      filled(model, [other, row(snapshots[0]!), row(last)]),
    );
    expect(modelFigure(two)[0]!.title).toBe(
      'By the study’s declared model, more need by long-term conditions goes neither with clearly more provision nor clearly less',
    );
  });

  it('says of tests beside ratios that they are of the differences', () => {
    const input = withModel();
    const effect = { ...joint('change first to last', 0.04), note: 'the joint test is rough' };
    const ratio = { ...effect, scale: 'coefficient' as const, ratio: 1, ratio_low: 0.8, ratio_high: 1.2 };
    const notesOf = (rows: ModelJointRow[]) =>
      bare(modelJointView(withTables(input, filled(modelJoint, rows)))!.notes!.join(' '));
    expect(notesOf([effect, ratio])).toContain(' Tests and p-values are of the differences');
    expect(notesOf([effect, ratio])).toContain(' The joint test is rough. Covariances');
    expect(notesOf([effect])).not.toContain('Tests and p-values');
  });

  it('draws the model beside need alone, and the places', () => {
    const input = withModel();
    const [figure] = modelFigure(input);
    expect(figure!.title).toBe('By the study’s declared model, more need goes with more provision');
    expect(figure!.rows.map(([snapshot, series]) => `${snapshot} ${series}`)).toEqual([
      `${snapshots[0]} model`,
      `${last} model`,
      `${snapshots[0]} unadjusted`,
      `${last} unadjusted`,
    ]);
    const [forest] = placeFigures(input);
    expect(forest!.title).toBe('The slope on need differs by region');
    expect(forest!.svg).toContain('North East and Yorkshire');
    expect(bare(placeWords(input))[0]!.text).toContain(
      'goes from −0.077 (East of England) to +0.171 (North East and Yorkshire). They differ (Wald’s test of one difference, HC3: F = 5.25, p = 0.023).',
    );
  });

  it('tells places by what their test allows', () => {
    const said = (change: Partial<ModelPlaceTestRow>) => {
      const input = withModel();
      const changed = withTables(input, filled(modelPlaceTests, [{ ...test, ...change }]));
      const pages = { ...changed, figures: [], study: input.study };
      return { text: bare(placeWords(pages))[0]!.text, title: placeFigures(pages)[0]!.title };
    };
    const hotelling = said({
      test: 'Hotelling with CR2',
      df1: 6,
      statistic: 1.9696,
      df2: 8.8,
      p_value: 0.1752,
    });
    expect(hotelling.text).toContain(
      'They are not shown to differ (approximate Hotelling test with CR2 of 6 differences: F = 1.97, p = 0.175).',
    );
    expect(hotelling.title).toBe('Slopes on need are not shown to differ by region');
    const none = { test: '', statistic: null, df1: null, df2: null, p_value: null } as const;
    const untested = said({ ...none, note: '5 clusters in a place are fewer than 10: no joint test' });
    expect(untested.text).toContain('Whether they differ cannot be tested here (5 clusters in a place');
    expect(untested.title).toBe('Slopes on need by region; whether they differ could not be tested');
    expect(said({ test: 'Wald by clusters' }).text).toContain('too ready where clusters are few or unlike');
  });

  it('stands on a page whose every number knows its row, beside drawings without marks', () => {
    const input = withModel({ where: { region: ['Y63'], patients: { least: 30_000 } } });
    const html = pageOf(input);
    expect(html).toContain('id="model"');
    const { found, wrong } = readBack(html, resultsOf(input));
    expect(wrong).toEqual([]);
    expect(found).toBeGreaterThan(readBack(pageOf(fullInput()), resultsOf(fullInput())).found + 8);
  });

  it('says where the study looks, and does not call it England', () => {
    const points = bare(mainPoints(withModel({ where: { region: ['Y63'], patients: { least: 30_000 } } })));
    expect(points[0]).toBe(
      'The study looks only at PCNs of North East and Yorkshire, with 30,000 patients or more: nothing here is of England as a whole, and areas that a map leaves empty were not looked at.',
    );
  });
});
