import { figure3, increments, table2 } from '@inverse-care/core/tables';
import {
  filled,
  type LocalVariable,
  type NeedId,
  needIds,
  officialNeed,
  type Study,
} from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { associations } from '../src/language/association.js';
import type { ReportInput } from '../src/report-input.js';
import { table2View } from '../src/sections/tables/table2.js';
import { alone, fullInput, withTables } from './html-fixtures.js';
import { coefficients, snapshots } from './invented-rows.js';
import { associationSentences, briefingWords, limitsView, methodsView } from './spoken.js';

const lonely: LocalVariable = {
  id: 'loneliness',
  label: 'Loneliness score',
  description: 'mean score of loneliness',
  need: true,
  unit: 'share',
  source: 'Council survey of adults',
  year: 2021,
  level: 'practice',
  licence: 'as its owner says',
  file: 'local/lonely.csv',
};

/** A run with these needs, the headline first. */
function inputOf(needs: readonly NeedId[], study: Partial<Study> = {}): ReportInput {
  const input = alone(fullInput());
  const at = snapshots.slice(-2);
  return withTables(
    {
      ...input,
      study: { ...input.study, needs: [...needs], ...study },
      data: { ...input.data, panel: { ...input.data.panel, variables: [...needs], local: [lonely] } },
    },
    filled(
      figure3,
      needs.flatMap((need) => coefficients(need, () => [-0.35, 0.28], { at })),
    ),
    filled(
      increments,
      needs.map((variable) => ({
        variable,
        increment: '10 percentage points',
        per_unit: 10,
        told_for: 'one standard deviation (10 percentage points)',
        told_per_unit: 10,
      })),
    ),
  );
}

const said = (need: NeedId, survey: number) =>
  briefingWords(inputOf([need], { survey })).sure.find(({ label }) => label === 'Measure of need')!.text;
const surveys = [2018, 2019, 2020, 2021, 2022, 2023, 2024];

describe('the briefing', () => {
  it.each([...needIds, lonely.id])('has a caution beside every need, whatever the survey: %s', (need) => {
    for (const survey of surveys) expect(said(need, survey)).toMatch(/^Need here is [^.]+\. [A-Z].+\.$/);
  });

  it('speaks of the survey’s own year, and of the roll-out as it was then', () => {
    expect(said('need_published', 2019)).toBe(
      'Need here is reported lack of support. It comes from a survey of 2019, before the roll-out, about support in general.',
    );
    expect(said('need_published', 2023)).toContain('a survey of 2023, when the roll-out had begun');
    for (const survey of surveys.filter((year) => year !== 2019)) {
      expect(said('need_published', survey)).not.toContain('2019');
      expect(said('ltc_share', survey)).toContain(`a survey of ${survey}`);
    }
  });

  it('speaks of 2025, not of 2019, by the indices of 2025', () => {
    for (const need of ['income_deprivation_2025', 'core20_share_2025']) {
      expect(said(need, 2019)).toContain('by the indices of 2025');
      expect(said(need, 2019)).not.toContain('2019');
    }
  });

  it('names source and year of a local measure', () => {
    expect(said('loneliness', 2019)).toContain('Council survey of adults, 2021');
  });
});

describe('the limits', () => {
  const about = (needs: NeedId[], survey: number) =>
    limitsView(inputOf(needs, { survey })).filter((one) => /picture|fitted to|Deprivation/.test(one));

  it('speak of the survey’s own year', () => {
    expect(about(['need_published'], 2019)).toEqual([
      'Reported need is a picture of 2019, before the roll-out: the survey asked about support in general, not about social prescribing. Needs may have moved since.',
    ]);
    expect(about(['need_published'], 2023)).toEqual([
      'Reported need is a picture of 2023, or of the nearest survey that the data hold: the survey asked about support in general, not about social prescribing.',
    ]);
  });

  it('say once what needs have in common, in the order of the panel’s columns', () => {
    expect(
      about(['core20_share_2025', 'core20_share', 'income_deprivation', 'need_predicted'], 2019),
    ).toEqual([
      expect.stringContaining('fitted to a survey of 2019'),
      expect.stringContaining('neighbourhoods in 2019'),
      expect.stringContaining('indices of 2025'),
    ]);
    expect(about(['ltc_share', 'loneliness'], 2019)).toEqual([]);
  });
});

describe('other words of a need', () => {
  it('are its own in the methods', () => {
    const terms = new Map(
      methodsView(inputOf(['need_predicted', 'loneliness'])).map((one) => [one.term, one]),
    );
    expect(terms.get('Need: No support, predicted')!.text).toBe(officialNeed('need_predicted')!.method);
    expect(terms.get('Need: Loneliness score')!.text).toContain('Source: Council survey of adults, 2021');
  });

  it('say of what is predicted alone that it was not asked, and never that a survey asked it', () => {
    for (const need of [...needIds, lonely.id]) {
      const input = inputOf([need]);
      const [association] = associations(input);
      const text = associationSentences(association!, input.study, input.data.panel, 0.4).join(' ');
      expect(text.includes('not asked of its patients'), need).toBe(need === 'need_predicted');
      const everything = [text, ...limitsView(input), said(need, 2019)].join(' ');
      expect(/not asked/.test(everything) && /the survey asked/.test(everything), need).toBe(false);
    }
  });
});

describe('Table 2', () => {
  it('has each group’s base before the first of its terms, whichever that is', () => {
    const input = fullInput();
    const all = input.tables.rows(table2);
    const headers = (skipped: readonly string[]) => {
      const rows = all.filter(({ term }) => !skipped.includes(term));
      const view = table2View(withTables(input, filled(table2, rows)))!;
      return view.rows.map(({ header }) => header.text);
    };
    const whole = headers([]);
    expect(whole).toHaveLength(all.length + 2);
    expect(whole.indexOf('White ethnicity')).toBe(whole.indexOf('Mixed ethnicity') - 1);
    expect(whole.indexOf('Income decile 1 (most deprived)')).toBe(whole.indexOf('Income decile 2') - 1);
    const some = headers(['ethnicity_mixed', 'income_decile_2']);
    expect(some.indexOf('White ethnicity')).toBe(some.indexOf('Asian ethnicity') - 1);
    expect(some.indexOf('Income decile 1 (most deprived)')).toBe(some.indexOf('Income decile 3') - 1);
  });
});
