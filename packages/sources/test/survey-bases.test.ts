import { describe, expect, it } from 'vitest';
import { build, csv, type Files, march, minimal, refusal } from './small-england.js';

const numbers = (stem: string, count: number) => Array.from({ length: count }, (_, i) => `${stem}_${i + 1}`);
const header = [
  'Practice_Code,received,Q30_recoded_base',
  ...numbers('Q32', 5),
  ...numbers('Q49', 18),
  ...numbers('Q30_recoded', 4),
].join(',');
const ethnic = [80, ...Array.from({ length: 17 }, () => 1)];
type Answers = readonly [code: string, received: number | string, base: number | string, no: number];
/** Weighted answers: 30 yes, some no, 40 without need; 60 ill, 90 well, 10 unsure, 5 who would rather not say. */
const row = ([code, received, base, no]: Answers) =>
  [code, received, base, 20, 10, no, 40, 10, ...ethnic, 60, 90, 10, 5].join(',');
const survey = (...rows: Answers[]): Files => ({ 'GPPS_2019.csv': csv(header, ...rows.map(row)) });
const basesOf = async (files: Files) =>
  (await build({ ...(await minimal()), ...files }, { snapshots: [march] })).panel.surveyBases ?? [];

describe('who answered a survey', () => {
  it('is counted in forms and not in weights, practice by practice', async () => {
    // The first practice weighs 165 and sent 33 forms back, the second sent 110: its weight says nothing of either.
    const bases = await basesOf(survey(['A81001', 33, 165, 20], ['A81002', 110, 165, 70]));
    const of = (variable: string) =>
      bases.find((one) => one.variable === variable && one.pcn_code === 'U00001');
    expect(of('ltc_share')).toMatchObject({ snapshot: march, patients: [1000, 3000] });
    expect(of('ltc_share')?.respondents).toEqual([31, 103.333]);
    // In the denominator of need are all but those without need: 60 of 165, and 110 of 165.
    expect(of('need_published')?.respondents).toEqual([12, 73.333]);
  });

  it('is not known of a PCN one of whose practices has a value and no forms', async () => {
    const bases = await basesOf(
      survey(['A81001', 33, 165, 20], ['A81002', '', 165, 20], ['B82001', 50, 165, 20]),
    );
    expect(new Set(bases.map(({ pcn_code }) => pcn_code))).toEqual(new Set(['U00002']));
  });

  it('is not known where the file has weighted counts alone', async () => {
    const bare = csv(
      header.replace('received,', 'forms,'),
      ...([['A81001', 33, 165, 20]] as Answers[]).map(row),
    );
    const { panel } = await build({ ...(await minimal()), 'GPPS_2019.csv': bare }, { snapshots: [march] });
    expect(panel.variables).toContain('need_published');
    expect(panel.surveyBases).toBeUndefined();
  });

  it('is what a local table of survey answers says in its column respondents', async () => {
    const table = csv('practice_code,ltc_share,rural,respondents', 'A81001,0.5,1,120', 'A81002,0.4,0,80');
    const bases = await basesOf({ 'local/survey.csv': table });
    expect(bases).toEqual([
      {
        snapshot: march,
        pcn_code: 'U00001',
        variable: 'ltc_share',
        patients: [1000, 3000],
        respondents: [120, 80],
      },
    ]);
    const wrong = await refusal({
      ...(await minimal()),
      'local/survey.csv': table.replace('80', 'many'),
    });
    expect(wrong.place).toMatchObject({ file: 'local/survey.csv', row: 3, column: 'respondents' });
  });
});
