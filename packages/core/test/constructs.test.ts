import {
  constructOf,
  type LocalVariable,
  multiverseOptions,
  needIds,
  type Panel,
  type Study,
  table2Covariates,
  type VariableId,
} from '@inverse-care/domain';
import { leastSquares } from '@inverse-care/stats';
import { describe, expect, it } from 'vitest';
import { covariatesOf } from '../src/analyses/multiverse/covariates.js';
import { brokenRule, incompatiblePairs, ruleAsWords, ruleOfWords } from '../src/analyses/multiverse/rules.js';
import { controlsFor } from '../src/analyses/unmeasured/unmeasured.js';
import { choicesFrom, gridOf, multiverse, planStudy, readStudy, runStudy } from '../src/index.js';
import { isCircular } from '../src/study/plan.js';
import { multiverseRows } from '../src/tables.js';
import { asData, inventedPanel } from './invented-panel.js';

const snapshot = '2022-06-30';
const studyOf = (lines = ''): Study => ({
  ...readStudy(
    `study: invented
title: Invented
snapshots: [${snapshot}]
needs: [ltc_share]
inference: { replicates: 0 }
${lines}`,
    'invented.yaml',
  ),
  snapshots: [snapshot],
});
const study = studyOf();

const local = (id: string, construct?: LocalVariable['construct']): LocalVariable => ({
  id,
  label: id,
  description: id,
  need: true,
  unit: 'share',
  ...(construct === undefined ? {} : { construct }),
  source: 'The council',
  year: 2022,
  level: 'pcn',
  licence: 'as its owner says',
  file: 'local/own.csv',
});
const described = {
  local: [local('poverty', 'deprivation'), local('older_people', 'age'), local('loneliness')],
};
const deprivation = [
  'income_deprivation',
  'core20_share',
  'income_deprivation_2025',
  'core20_share_2025',
  'poverty',
];

/** What stands beside a need by a named set of covariates: nothing where a rule excludes the two. */
const beside = (need: VariableId, set: (typeof multiverseOptions.covariates)[number], of = study) => {
  const choices = { ...choicesFrom([], of), need, covariates: set };
  return brokenRule(choices, incompatiblePairs(of, described)) === undefined
    ? covariatesOf(set, need, of, described)
    : [];
};

describe('a need is never regressed beside what measures the same', () => {
  const own = studyOf(`table2:
  covariates: [share_65_plus, income_decile_1, income_deprivation_2025, core20_share, rural, poverty, loneliness]`);

  it.each(deprivation)('by any set of covariates: %s', (need) => {
    for (const of of [study, own]) {
      for (const set of multiverseOptions.covariates) {
        const constructs = beside(need, set, of).map((id) => constructOf(described, id));
        expect(constructs, set).not.toContain('deprivation');
      }
      expect(beside(need, 'age', of)).toEqual(['share_65_plus']);
    }
    expect(beside(need, 'table2')).toEqual([
      'share_65_plus',
      ...['ethnicity_mixed', 'ethnicity_asian', 'ethnicity_black', 'ethnicity_other'],
      'rural',
    ]);
    const rest = ['share_65_plus', 'rural', 'loneliness'];
    expect(beside(need, 'table2', own)).toEqual(rest);
    expect(controlsFor(need, { ...described, variables: ['share_65_plus', 'income_deprivation'] })).toEqual([
      'share_65_plus',
    ]);
  });

  it('but is beside all else, a local one that states no construct beside everything', () => {
    for (const need of ['ltc_share', 'loneliness']) {
      expect(beside(need, 'table2')).toEqual(table2Covariates);
      expect(beside(need, 'age_deprivation')).toEqual(['share_65_plus', 'income_deprivation']);
      expect(
        controlsFor(need, { ...described, variables: ['share_65_plus', 'rural', 'income_deprivation'] }),
      ).toEqual(['share_65_plus', 'income_deprivation', 'rural']);
    }
    for (const need of ['share_65_plus', 'older_people']) {
      expect(beside(need, 'table2')).toEqual(table2Covariates.slice(1));
      expect(beside(need, 'age')).toEqual([]);
    }
  });

  it('in a fit of the multiverse: deprivation of 2025 beside Table 2 has the slope without the deciles', async () => {
    const invented = inventedPanel(120, [snapshot]);
    const panel: Panel = {
      ...invented,
      variables: [...invented.variables, 'income_deprivation_2025', 'income_decile_2'],
      rows: invented.rows.map((row, i) => {
        const deprived = ((i * 37) % 101) / 200;
        const values = {
          ...row.values,
          income_deprivation_2025: deprived,
          income_decile_2: deprived ** 2 + ((i * 7) % 13) / 50,
        };
        return { ...row, values };
      }),
    };
    const declared = studyOf(`table2: { covariates: [share_65_plus, rural, income_decile_2] }
multiverse: { need: [income_deprivation_2025], covariates: [table2], replicates: 0 }`);
    const paths = { study: 'invented.yaml', data: ['data'] };
    const { tables } = await runStudy(declared, asData(panel), {
      analyses: [multiverse({ grid: gridOf(declared), paths })],
    });
    const rows = multiverseRows(tables);
    const column = (id: VariableId) => Float64Array.from(panel.rows, ({ values }) => values[id]!);
    const { coefficients } = leastSquares({
      y: Float64Array.from(panel.rows, ({ fte_per_10k }) => fte_per_10k!),
      columns: [
        Float64Array.from(panel.rows, () => 1),
        ...['share_65_plus', 'rural', 'income_deprivation_2025'].map(column),
      ],
    });
    expect(rows).toHaveLength(1);
    expect(rows[0]!.estimate).toBeCloseTo(coefficients[3]!, 10);
  });
});

describe('the rules about needs', () => {
  const about = (of: Study, panel: Pick<Panel, 'local'>) =>
    incompatiblePairs(of, panel)
      .filter(({ first, second }) => first === 'need' && second === 'covariates')
      .map((rule) => `${ruleAsWords(rule)}: ${rule.why}`);
  const predicted =
    'need need_predicted with covariates table2: The need is computed from the covariates: nothing of it would be left.';

  it('read as they always did where no local variable is', () => {
    expect(about(study, {})).toEqual([
      'need share_65_plus with covariates age, age_deprivation: The covariates contain the need.',
      'need income_deprivation, core20_share, income_deprivation_2025, core20_share_2025 with covariates age_deprivation: The covariates contain deprivation, which is what the need measures.',
      predicted,
    ]);
  });

  it('hold for local needs that state a construct', () => {
    expect(about(study, described)).toEqual([
      'need share_65_plus, older_people with covariates age, age_deprivation: The covariates contain age, which is what the need measures.',
      'need income_deprivation, core20_share, income_deprivation_2025, core20_share_2025, poverty with covariates age_deprivation: The covariates contain deprivation, which is what the need measures.',
      predicted,
    ]);
    const words = ['need=poverty', 'covariates=age_deprivation'];
    const named = { ...study, needs: ['poverty'] };
    expect(() => choicesFrom(words, named, described)).toThrow('does not go with');
    expect(choicesFrom(words, named, { local: [local('poverty')] }).need).toBe('poverty');
  });

  it('keep a local measure of morbidity from the outcome that is divided by long-term conditions', () => {
    const outcome = (panel: Pick<Panel, 'local'>) =>
      incompatiblePairs(study, panel)
        .filter(({ first, second }) => first === 'need' && second === 'outcome')
        .map((rule) => `${ruleAsWords(rule)}: ${rule.why}`);
    expect(outcome(described)).toEqual([
      'need ltc_share with outcome fte_per_10k_ltc: The need is in the denominator of the outcome, which would make a negative slope by itself.',
    ]);
    expect(outcome({ local: [local('illness', 'morbidity')] })).toEqual([
      'need ltc_share, illness with outcome fte_per_10k_ltc: The need, or what it measures, is in the denominator of the outcome, which would make a negative slope by itself.',
    ]);
  });

  it('are read back from their words', () => {
    const late = { ...study, snapshots: ['2022-06-30', '2024-03-31', '2024-06-30'] };
    const rules = [...incompatiblePairs(study, described), ...incompatiblePairs(late, {})];
    expect(rules.length).toBeGreaterThan(20);
    for (const rule of rules) expect(ruleOfWords(ruleAsWords(rule), rule.why)).toEqual(rule);
    expect(() => ruleOfWords('tea any with form logit', '')).toThrow('is no rule');
  });

  it('leave predicted need beside a Table 2 of the study’s own that lacks some of what it is computed from', () => {
    const some = studyOf('table2: { covariates: [share_65_plus, rural] }');
    expect(about(some, {})).not.toContain(predicted);
    const later = table2Covariates.map((id) => (id === 'rural' ? 'rural_2021' : id));
    expect(about(studyOf(`table2: { covariates: [${later.join(', ')}] }`), {})).toContain(predicted);
  });
});

describe('Table 2 is circular', () => {
  it('where need is among the characteristics, or is computed from what they measure', () => {
    for (const id of table2Covariates) expect(isCircular('need_predicted', [id], {})).toBe(true);
    expect(isCircular('need_predicted', ['income_deprivation_2025'], {})).toBe(true);
    expect(isCircular('need_predicted', ['poverty'], described)).toBe(true);
    expect(isCircular('need_predicted', ['ltc_share', 'loneliness'], described)).toBe(false);
    expect(isCircular('share_65_plus', table2Covariates, {})).toBe(true);
    expect(needIds.filter((id) => isCircular(id, table2Covariates, {}))).toEqual([
      'need_predicted',
      'share_65_plus',
    ]);
  });

  it('and says that predicted need cannot stand in only for what it would predict', () => {
    const panel = {
      ...inventedPanel(20, [snapshot]),
      variables: ['need_predicted', 'rural', 'share_65_plus'],
    };
    const why = (need: string) =>
      planStudy(studyOf(`table2: { need: ${need}, covariates: [rural] }`), asData(panel)).omissions.find(
        ({ what }) => what === 'Table 2',
      )!.why;
    expect(why('need_published')).toContain('Predicted need cannot stand in for it');
    expect(why('ltc_share')).toBe('It explains "Long-term condition", which the data lack.');
  });
});
