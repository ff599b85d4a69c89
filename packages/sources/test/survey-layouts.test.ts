import { describe, expect, it } from 'vitest';
import { layoutOf } from '../src/tables/columns.js';
import { kind, valuesOf } from './layout-values.js';
import { csv, minimal, refusal } from './small-england.js';

describe('the survey by year', () => {
  const numbers = (stem: string, count: number) =>
    Array.from({ length: count }, (_, i) => `${stem}_${i + 1}`);
  const row = (...cells: number[]) => ['A81001', ...cells].join(',');
  const zeros = Array.from({ length: 18 }, () => 0);
  const of2019 = (no: number) =>
    csv(
      ['Practice_Code', ...numbers('Q32', 5), ...numbers('Q49', 18), ...numbers('Q30_recoded', 4)].join(','),
      row(20, 20, no, 500, 10, 90, ...zeros.slice(1, 17), 10, 30, 60, 5, 10),
    );
  const of2022 = csv(
    [
      'practice_code',
      ...numbers('q32', 5),
      ...numbers('q112', 5),
      ...numbers('q49', 19),
      ...numbers('q49band', 5),
      ...numbers('q30_recoded', 4),
    ].join(','),
    row(
      20,
      20,
      40,
      500,
      20,
      1,
      1,
      1,
      1,
      1,
      80,
      ...zeros.slice(1, 17),
      10,
      10,
      90,
      0,
      0,
      0,
      10,
      40,
      40,
      5,
      20,
    ),
  );
  const of2024 = csv(
    [
      'ad_practicecode,ad_practicename',
      ...numbers('healthsupport', 5).map((name) => `${name}.pct`),
      ...numbers('healthltcondition', 4).map((name) => `${name}.pct`),
      ...numbers('dv_ethnicityband', 5).map((name) => `${name}.pct`),
    ].join(','),
    'A81001,A SURGERY,0.2,0.1,0.1,0.5,0.1,0.6,0.3,0.05,0.05,0.7,0.1,0.1,0.05,0.05',
  );
  const all = { 'GPPS_2019.csv': of2019(10), 'GPPS_2022.csv': of2022, 'GPPS_2024.csv': of2024 };

  it.each([
    [of2019(1), '2018'],
    [of2022, '2021'],
    [of2024, '2024'],
  ])('shows in the columns', (text, from) => {
    expect(layoutOf(kind('practice-survey'), (text.split('\n')[0] as string).split(','))?.from).toBe(from);
  });

  it.each([
    [undefined, 10 / 60, 0.1],
    [2019, 10 / 60, 0.1],
    [2022, 40 / 100, 0.1],
    [2023, 40 / 100, 0.1],
    [2025, 0.1 / 0.5, 0.05],
  ])('is the one that the study asks for, or the nearest: %s', async (surveyYear, need, other) => {
    const { values } = await valuesOf(all, 'U00001', surveyYear === undefined ? {} : { surveyYear });
    expect(values.need_published).toBeCloseTo(need, 12);
    expect(values.ethnicity_other).toBeCloseTo(other, 12);
  });

  it('of 2024 warns that the questionnaire was another', async () => {
    const { warnings, values } = await valuesOf({ 'survey.csv': of2024 });
    expect(values.ltc_share).toBeCloseTo(0.6 / 0.95, 12);
    expect(warnings.map(({ message }) => message).join(' ')).toContain('redesigned in 2024');
  });

  it('believes the columns where the name says another year', async () => {
    const { warnings } = await valuesOf({ 'GPPS_2019.csv': of2024 });
    expect(warnings.find(({ about }) => about === 'GPPS_2019.csv')?.message).toContain(
      'its columns are those of 2024 or later',
    );
  });

  it('without a question leaves its variable out, with the reason', async () => {
    const cut = of2019(10)
      .split('\n')
      .map((line) =>
        line
          .split(',')
          .filter((_, i) => i === 0 || i > 5)
          .join(','),
      )
      .join('\n');
    const { panel, absent } = await valuesOf({ 'GPPS_2018.csv': cut });
    expect(panel.variables).toContain('ltc_share');
    expect(panel.variables).not.toContain('need_published');
    expect(absent.find(({ variable }) => variable === 'need_published')?.reason).toContain(
      'not asked in the GP Patient Survey of 2018',
    );
  });

  it('with one column of a question renamed is refused, not taken for a year without it', async () => {
    const error = await refusal({ ...(await minimal()), 's.csv': of2019(10).replace('Q32_3', 'Q32_III') });
    expect(error.place.column).toBe('Q32_3');
  });
});
