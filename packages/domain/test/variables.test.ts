import { describe, expect, it } from 'vitest';
import {
  computedFrom,
  constructOf,
  constructs,
  controlsOf,
  isOfficial,
  isPredicted,
  type LocalVariable,
  limitsOf,
  measureTheSame,
  needIds,
  needWords,
  type OfficialNeed,
  officialVariable,
  overlapping,
  publishedTable2,
  table2Covariates,
  variableIds,
  variables,
} from '../src/index.js';

const poverty: LocalVariable = {
  id: 'poverty',
  label: 'Poverty rate',
  description: 'share of households in poverty',
  need: true,
  unit: 'share',
  construct: 'deprivation',
  source: 'Council tax records',
  year: 2022,
  level: 'practice',
  licence: 'as its owner says',
  file: 'local/poverty.csv',
};
const lonely: LocalVariable = {
  id: 'loneliness',
  label: 'Loneliness score',
  description: 'mean score of loneliness',
  need: true,
  unit: 'score',
  source: 'Council survey of adults',
  year: 2021,
  level: 'practice',
  licence: 'as its owner says',
  file: 'local/lonely.csv',
};
const panel = { local: [poverty, lonely] };
const surveys = [2018, 2019, 2020, 2021, 2022, 2023, 2024];
const yearsIn = (text: string) => [...text.matchAll(/\b20\d\d\b/g)].map(([year]) => Number(year));

describe('the definitions of official variables', () => {
  it('have the columns of panel.csv in the order of the contract', () => {
    const deciles = Array.from({ length: 10 }, (_, i) => `income_decile_${i + 1}`);
    expect(variableIds).toEqual([
      ...['need_published', 'need_predicted', 'ltc_share', 'income_deprivation', 'core20_share'],
      ...['income_deprivation_2025', 'core20_share_2025', 'share_65_plus'],
      ...['ethnicity_mixed', 'ethnicity_asian', 'ethnicity_black', 'ethnicity_other'],
      ...['rural', 'rural_2021', ...deciles],
    ]);
  });

  it('name no variable that is not defined, and a later edition is of the same construct', () => {
    for (const { id, editionOf, construct } of variables) {
      for (const one of computedFrom(id)) expect(isOfficial(one), one).toBe(true);
      if (editionOf !== undefined) expect(constructOf({}, editionOf), id).toBe(construct);
    }
  });

  it('have predicted need computed from the terms of the published equation, and nothing else computed', () => {
    const terms = publishedTable2.map(({ term }) => term).filter((term) => term !== 'constant');
    expect(computedFrom('need_predicted')).toEqual(terms);
    expect(variableIds.filter((id) => computedFrom(id).length > 0)).toEqual(['need_predicted']);
    expect(variableIds.filter(isPredicted)).toEqual(['need_predicted']);
  });

  it('have all that measure deprivation, of either year, as one construct', () => {
    expect(variableIds.filter((id) => constructOf({}, id) === 'deprivation')).toEqual([
      ...['income_deprivation', 'core20_share', 'income_deprivation_2025', 'core20_share_2025'],
      ...Array.from({ length: 10 }, (_, i) => `income_decile_${i + 1}`),
    ]);
  });

  it('have the group that each share of Table 2 is set against, where it is one of several', () => {
    const bases = table2Covariates.map((id) => officialVariable(id).base);
    expect(bases).toEqual([
      undefined,
      ...Array(4).fill('White ethnicity'),
      undefined,
      ...Array(9).fill('Income decile 1 (most deprived)'),
    ]);
  });

  it('cannot be those of a need without words, method or caution', () => {
    const whole: OfficialNeed = officialVariable('ltc_share') as OfficialNeed;
    const { name: _name, ...unnamed } = whole;
    const { method: _method, ...unexplained } = whole;
    const { caution: _caution, ...unguarded } = whole;
    // @ts-expect-error A need has words.
    const first: OfficialNeed = unnamed;
    // @ts-expect-error A need has a method.
    const second: OfficialNeed = unexplained;
    // @ts-expect-error A need has a caution.
    const third: OfficialNeed = unguarded;
    for (const lacking of [first, second, third])
      expect(Object.keys(lacking)).not.toEqual(Object.keys(whole));
  });
});

describe('constructs', () => {
  it('say which two variables measure the same, local ones by what their sidecar states', () => {
    expect(measureTheSame(panel, 'core20_share_2025', 'income_decile_3')).toBe(true);
    expect(measureTheSame(panel, 'poverty', 'income_deprivation')).toBe(true);
    expect(measureTheSame(panel, 'rural', 'rural_2021')).toBe(true);
    expect(measureTheSame(panel, 'loneliness', 'loneliness')).toBe(true);
    expect(measureTheSame(panel, 'loneliness', 'need_published')).toBe(false);
    expect(measureTheSame(panel, 'share_65_plus', 'income_deprivation')).toBe(false);
    expect(measureTheSame(panel, 'loneliness', 'nothing_of_that_name')).toBe(false);
  });

  it('have the controls that the methods name', () => {
    expect(controlsOf(['age', 'deprivation', 'rurality'])).toEqual([
      'share_65_plus',
      'income_deprivation',
      'rural',
    ]);
    expect(controlsOf(['ethnicity'])).toHaveLength(4);
    expect(controlsOf(constructs).every((id) => !computedFrom(id).length)).toBe(true);
  });
});

describe('the words of a need', () => {
  const years: readonly (readonly [string, (survey: number) => readonly number[]])[] = [
    ['need_published', (survey) => [survey]],
    ['need_predicted', () => []],
    ['ltc_share', (survey) => [survey]],
    ['income_deprivation', () => [2019]],
    ['core20_share', () => [2019]],
    ['income_deprivation_2025', () => [2025]],
    ['core20_share_2025', () => [2025]],
    ['share_65_plus', () => []],
    ['poverty', () => [2022]],
    ['loneliness', () => [2021]],
  ];

  it.each(years)('%s are there, with a caution that names the year of the measure', (id, expected) => {
    const { name, more, method, caution } = needWords(panel, id);
    for (const text of [name, more, method]) expect(text).not.toBe('');
    for (const survey of surveys) {
      expect(caution({ survey })).toMatch(/^[A-Z].*\.$/);
      expect(yearsIn(caution({ survey })), `${survey}`).toEqual(expected(survey));
    }
  });

  it('are tested for every need that there is', () => {
    expect(years.map(([id]) => id)).toEqual([...needIds, 'poverty', 'loneliness']);
  });

  it('say “before the roll-out” of a survey only where it was', () => {
    const said = (survey: number) => [
      needWords(panel, 'need_published').caution({ survey }),
      ...limitsOf(['need_published'], { survey }),
    ];
    for (const survey of surveys) {
      for (const text of said(survey)) {
        expect(text.includes('before the roll-out'), text).toBe(survey < 2020);
        expect(yearsIn(text)).toEqual([survey]);
      }
    }
    expect(said(2019)).toEqual([
      'It comes from a survey of 2019, before the roll-out, about support in general.',
      'Reported need is a picture of 2019, before the roll-out: the survey asked about support in general, not about social prescribing. Needs may have moved since.',
    ]);
  });

  it('give each limit once, and the year of the equation for what it predicts', () => {
    expect(limitsOf(['need_published', 'need_predicted'], { survey: 2019 })).toHaveLength(2);
    const [reported, predicted] = limitsOf(['need_published', 'need_predicted'], { survey: 2023 });
    expect(reported).toContain('picture of 2023');
    expect(predicted).toContain('fitted to a survey of 2019, before the roll-out');
    const indices = limitsOf(['core20_share_2025', 'income_deprivation', 'core20_share'], { survey: 2019 });
    expect(indices).toHaveLength(2);
    expect(limitsOf(['ltc_share', 'loneliness'], { survey: 2019 })).toEqual([]);
  });

  it('are a local variable’s own, with its source where it states no caution', () => {
    const words = needWords(panel, 'loneliness');
    expect(words).toMatchObject({ name: 'loneliness score', more: 'more of “loneliness score”' });
    expect(words.caution({ survey: 2019 })).toContain('(Council survey of adults, 2021)');
    const own = { local: [{ ...lonely, caution: 'It was asked by telephone.' }] };
    expect(needWords(own, 'loneliness').caution({ survey: 2019 })).toBe('It was asked by telephone.');
    expect(() => needWords(panel, 'rural')).toThrow('No need is called rural');
  });
});

describe('a need that is computed', () => {
  it('overlaps with its inputs and with what measures the same, and a measured one with nothing', () => {
    const panel = { local: [poverty] };
    const held = ['share_65_plus', 'rural', 'poverty', 'ltc_share', 'share_65_plus'];
    expect(overlapping('need_predicted', held, panel)).toEqual(['share_65_plus', 'rural', 'poverty']);
    expect(overlapping('income_deprivation', held, panel)).toEqual([]);
  });
});
