import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkFolder, type FolderCheck } from '../src/index.js';
import { build, csv, type Files, folderOf, june, march, minimal, refusal } from './small-england.js';

const sidecar = (...lines: string[]) => `${lines.join('\n')}\n`;

const lonely = sidecar(
  'loneliness:',
  '  label: Loneliness score',
  '  unit: score',
  '  description: mean loneliness score of adults, 3 to 9',
  '  source: Council survey of adults',
  '  year: 2019',
  '  direction: higher is more need',
  '  bounds: [3, 9]',
  '  column: UCLA score',
);
const lonelyTable = csv('practice_code,UCLA score', 'A81001,4', 'A81002,6', 'B82001,5.5');

const withLocal = async (local: Files): Promise<Files> => ({ ...(await minimal()), ...local });
const described = (yaml = lonely, table = lonelyTable) =>
  withLocal({ 'local/lonely.csv': table, 'local/lonely.yaml': yaml });
const valuesOf = (
  panel: { rows: readonly { pcn_code: string; snapshot: string; values: object }[] },
  id: string,
) => panel.rows.map(({ values }) => (values as Record<string, number | null>)[id]);

describe('a practice-level table with a sidecar', () => {
  it('is a variable: patient-weighted means of its practices, by snapshot', async () => {
    const { panel, extracts, inputs } = await build(await described());
    // By hand: U00001 has A81001 and A81002, 1,000 and 3,000 patients in April, 1,100 and 2,900 in July.
    expect(valuesOf(panel, 'loneliness')).toEqual([
      (1000 * 4 + 3000 * 6) / 4000,
      5.5,
      (1100 * 4 + 2900 * 6) / 4000,
      5.5,
    ]);
    expect(panel.variables).toEqual(['loneliness']);
    expect(panel.local).toEqual([
      {
        id: 'loneliness',
        label: 'Loneliness score',
        description: 'mean loneliness score of adults, 3 to 9',
        unit: 'score',
        source: 'Council survey of adults',
        year: 2019,
        level: 'practice',
        need: true,
        licence: 'as its owner says',
        file: 'local/lonely.csv',
      },
    ]);
    expect(extracts.filter(({ purpose }) => purpose === 'Loneliness score').map(({ path }) => path)).toEqual([
      'local/lonely.csv',
      'local/lonely.csv',
    ]);
    const read = inputs.filter(({ path }) => path.startsWith('local/'));
    expect(read.map(({ path, kind, rows }) => [path, kind, rows])).toEqual([
      ['local/lonely.csv', 'local practice values', 3],
      ['local/lonely.yaml', 'description of local practice values', 1],
    ]);
    expect(read[0]?.publication).toContain('Loneliness score (Council survey of adults, 2019)');
  });

  it('says what it is about and what to bear in mind where its sidecar does', async () => {
    const yaml = `${lonely}  construct: support\n  caution: It was asked by telephone.\n`;
    const { panel } = await build(await described(yaml));
    expect(panel.local).toMatchObject([{ construct: 'support', caution: 'It was asked by telephone.' }]);
  });

  it('divides a numerator by its denominator in its unit; 0 of 0 and empty cells are no value', async () => {
    const yaml = sidecar(
      'referrals:',
      '  label: Referrals',
      '  unit: per 1,000',
      '  source: Referral system',
      '  year: 2020',
      '  numerator: referred',
      '  denominator: adults',
    );
    const table = csv('practice_code,referred,adults', 'A81001,3,600', 'A81002,0,0', 'B82001,,500');
    const { panel, warnings, absent } = await build(await described(yaml, table), { snapshots: [march] });
    expect(valuesOf(panel, 'referrals')).toEqual([5, null]);
    expect(warnings.map(({ message }) => message)).toContain(
      'Rows of referrals with 0 of 0, which have no value: 1.',
    );
    expect(warnings.map(({ message }) => message)).toContain(
      'Rows of referrals whose cell is empty, which have no value: 1.',
    );
    expect(absent.map(({ variable }) => variable)).not.toContain('referrals');
  });

  it('stands after the official variables, several in ascending order of their names', async () => {
    const entry = (name: string) =>
      sidecar(`${name}:`, `  label: ${name}`, '  unit: share', '  source: Us', '  year: 2021');
    const { panel } = await build(
      await withLocal({
        'local/b.csv': csv('practice_code,walks,baths,ltc_share', 'A81001,0.5,0.25,0.4', 'B82001,1,0,0.5'),
        'local/b.yaml': entry('walks') + entry('baths'),
        'local/a.csv': csv('practice_code,dances', 'A81001,0.5'),
        'local/a.yml': entry('dances'),
      }),
      { snapshots: [march] },
    );
    expect(panel.variables).toEqual(['ltc_share', 'baths', 'dances', 'walks']);
    expect(panel.local?.map(({ id, need }) => [id, need])).toEqual([
      ['baths', false],
      ['dances', false],
      ['walks', false],
    ]);
  });

  it('counts codes that join nothing, with examples', async () => {
    const { warnings } = await build(
      await described(lonely, csv('practice_code,UCLA score', 'A81001,4', 'Z99999,5', 'B82002,6')),
    );
    expect(warnings.find(({ about }) => about === 'local/lonely.csv')?.message).toBe(
      'Codes that are no practice with patients in a PCN at any snapshot, left out: 2 of 3; B82002, Z99999.',
    );
  });

  it('that joins no practice is an absent variable, and stops a study that requires it', async () => {
    const files = await described(lonely, csv('practice_code,UCLA score', 'Z99999,5'));
    const { panel, absent } = await build(files);
    expect(panel.variables).toEqual([]);
    expect(absent.find(({ variable }) => variable === 'loneliness')?.reason).toContain(
      'no value for any practice',
    );
    expect((await refusal(files, { required: ['loneliness'] })).message).toContain('loneliness');
  });
});

describe('the example of docs/data.md', () => {
  const docs = readFileSync(new URL('../../../docs/data.md', import.meta.url), 'utf8');
  const block = (language: string) => new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(docs)![1]!;

  it('is read as it says', async () => {
    const { panel } = await build(
      await withLocal({ 'local/loneliness.csv': block('csv'), 'local/loneliness.yaml': block('yaml') }),
      { snapshots: [march], naming: { needs: ['loneliness'], required: ['referrals'] } },
    );
    expect(valuesOf(panel, 'loneliness')).toEqual([(1000 * 5.2 + 3000 * 4.7) / 4000, null]);
    // A81002 has no count of referrals.
    expect(valuesOf(panel, 'referrals')).toEqual([(1000 * 14) / 6120, null]);
  });
});

describe('a PCN-level table with a sidecar', () => {
  const yaml = sidecar(
    'walk_time:',
    '  label: Walk to a park',
    '  unit: minutes',
    '  source: Open space survey',
    '  year: 2022',
    '  level: pcn',
  );

  it('joins by PCN code, and counts the PCNs that have none', async () => {
    const table = csv('pcn_code,walk_time', 'u00001,7.5', 'U99999,3');
    const { panel, warnings } = await build(await described(yaml, table), { snapshots: [march] });
    expect(valuesOf(panel, 'walk_time')).toEqual([7.5, null]);
    expect(warnings).toContainEqual({
      about: march,
      message: 'PCNs without a value of walk_time in local/lonely.csv: 1 of 2; U00002.',
    });
    expect(warnings).toContainEqual({
      about: 'local/lonely.csv',
      message: 'Codes that are no PCN with patients at any snapshot, left out: 1 of 2; U99999.',
    });
  });

  it('has a column pcn_code and each PCN once', async () => {
    const without = await refusal(await described(yaml, csv('practice_code,walk_time', 'A81001,3')));
    expect(without.place).toEqual({ file: 'local/lonely.csv', row: 1, column: 'pcn_code' });
    expect(without.remedy).toContain('level: practice');
    const twice = await refusal(await described(yaml, csv('pcn_code,walk_time', 'U00001,3', 'U00001,4')));
    expect(twice.place).toEqual({ file: 'local/lonely.csv', row: 3, column: 'pcn_code' });
  });
});

describe('a sidecar is refused', () => {
  it.each([
    [
      'with a key that means nothing',
      lonely.replace('label:', 'lable:'),
      2,
      /"lable"/,
      /label, unit, description/,
      /"label"/,
    ],
    [
      'with a unit that there is none of',
      lonely.replace('unit: score', 'unit: scores'),
      3,
      /"loneliness.unit"/,
      /per 1,000/,
      /"score"/,
    ],
    [
      'with a construct that there is none of',
      `${lonely}  construct: depravation\n`,
      10,
      /"loneliness.construct" is "depravation"/,
      /one of deprivation, age, ethnicity, rurality, morbidity, support/,
      /"deprivation"/,
    ],
    ['with an empty caution', `${lonely}  caution: ''\n`, 10, /"loneliness.caution"/, /text/, /./],
    ['without a source', lonely.replace(/ {2}source.*\n/, ''), 2, /lacks "loneliness.source"/, /text/, /./],
    [
      'with the name of an official variable',
      lonely.replace('loneliness:', 'rural:'),
      2,
      /official variable/,
      /another name/,
      /take the sidecar away/,
    ],
    [
      'with the name of a column of the results',
      lonely.replace('loneliness:', 'patients:'),
      2,
      /column of the results/,
      /of its own/,
      /local_patients/,
    ],
    [
      'with a name that is none',
      lonely.replace('loneliness:', 'Lone-liness:'),
      2,
      /cannot be the name/,
      /lower-case/,
      /label/,
    ],
    [
      'with one half of a quotient',
      lonely.replace('column: UCLA score', 'numerator: UCLA score'),
      2,
      /cannot be used/,
      /both numerator and denominator/,
      /./,
    ],
    [
      'with bounds the wrong way round',
      lonely.replace('[3, 9]', '[9, 3]'),
      8,
      /bounds/,
      /lower bound before/,
      /./,
    ],
    [
      'with a column that the table lacks',
      lonely.replace('UCLA score', 'USLA'),
      2,
      /does not have/,
      /UCLA score/,
      /Correct the column/,
    ],
    ['that is no YAML', 'loneliness: [\n', 2, /not valid YAML/, /a \] for every \[/, /Close/],
  ])('%s, with its line', async (_, yaml, row, message, expected, remedy) => {
    const error = await refusal(await described(yaml));
    expect(error.message).toMatch(message);
    expect(error.place).toMatchObject({ file: 'local/lonely.yaml', row });
    expect(error.expected).toMatch(expected);
    expect(error.remedy).toMatch(remedy);
  });

  it('that describes nothing', async () => {
    for (const yaml of ['', '{}\n', '- loneliness\n']) {
      expect((await refusal(await described(yaml))).message).toContain('describes no variable');
    }
  });

  it('without a table beside it', async () => {
    const error = await refusal(await withLocal({ 'local/lonely.yaml': lonely }));
    expect(error.place.file).toBe('local/lonely.yaml');
    expect(error.expected).toContain('local/lonely.csv');
  });

  it('where another describes a variable of that name', async () => {
    const files = { ...(await described()), 'local/other.csv': lonelyTable, 'local/other.yaml': lonely };
    const error = await refusal(files);
    expect(error.message).toContain('local/lonely.yaml and in local/other.yaml');
  });

  it('and is listed with the folder’s problems, its table with what it would need', async () => {
    const stops = ({ findings }: FolderCheck) => findings.filter(({ severity }) => severity === 'stops');
    const survey = await checkFolder({
      dir: await folderOf({
        ...(await described(lonely.replace('unit: score', 'unit: scores'))),
        'local/nobody.csv': csv('practice_code,dances', 'A81001,0.5'),
      }),
    });
    expect(stops(survey).map(({ file }) => file)).toEqual(['local/lonely.yaml']);
    expect(survey.files.find(({ path }) => path === 'local/nobody.csv')).toMatchObject({
      kind: null,
      note: expect.stringContaining('local/nobody.yaml'),
    });
    const sound = await checkFolder({ dir: await folderOf(await described()) });
    expect(sound.variables).toEqual(['loneliness']);
    expect(stops(sound)).toEqual([]);
  });
});

describe('a described table is refused', () => {
  it.each([
    ['a practice twice', 'A81001,4\nA81001,5', 3, 'practice_code', /here twice/],
    ['a value beyond the bounds', 'A81001,4\nA81002,9.5', 3, 'UCLA score', /cannot have loneliness of 9.5/],
    ['a negative value', 'A81001,-4', 2, 'UCLA score', /cannot have loneliness of -4/],
    ['words', 'A81001,few', 2, 'UCLA score', /"few" cannot be a value of loneliness/],
  ])('with %s, at its cell', async (_, rows, row, column, message) => {
    const error = await refusal(await described(lonely, csv('practice_code,UCLA score', rows)));
    expect(error.place).toEqual({ file: 'local/lonely.csv', row, column });
    expect(error.message).toMatch(message);
  });

  it('with a count of a denominator of zero', async () => {
    const yaml = lonely
      .replace('column: UCLA score', 'numerator: a\n  denominator: b')
      .replace(/ {2}bounds.*\n/, '');
    const error = await refusal(await described(yaml, csv('practice_code,a,b', 'A81001,1,2', 'A81002,3,0')));
    expect(error.place).toEqual({ file: 'local/lonely.csv', row: 3, column: 'b' });
    expect(error.message).toContain('denominator of loneliness is zero');
  });

  it('with percentages that are called shares, saying so', async () => {
    const yaml = lonely.replace('unit: score', 'unit: share').replace(/ {2}bounds.*\n/, '');
    expect((await refusal(await described(yaml))).expected).toContain('unit: percent');
  });
});

describe('a study’s names', () => {
  const naming = (needs: string[]) => ({ naming: { needs, required: [] } });

  it('may be local variables whose sidecar says which way need goes', async () => {
    const { panel } = await build(await described(), { ...naming(['loneliness']), snapshots: [june] });
    expect(panel.variables).toEqual(['loneliness']);
    const error = await refusal(
      await described(lonely.replace(/ {2}direction.*\n/, '')),
      naming(['loneliness']),
    );
    expect(error.remedy).toContain('direction: higher is more need');
    expect(error.place.column).toBe('needs');
  });

  it('that nothing has are refused with the closest that is known', async () => {
    const local = await refusal(await described(), naming(['lonelines']));
    expect(local.message).toContain('"lonelines"');
    expect(local.remedy).toContain('"loneliness"');
    const official = await refusal(await described(), naming(['ltc_shrae']));
    expect(official.remedy).toContain('"ltc_share"');
  });
});
