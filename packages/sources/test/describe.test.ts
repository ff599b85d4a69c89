import { InputError } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { joinedInWords, rangeInWords } from '../src/index.js';
import { build, csv, folderOf, minimal } from './small-england.js';
import { tablesToDescribe } from './tables-to-describe.js';

const { described } = tablesToDescribe();

describe('the key of a table', () => {
  it.each([
    ['practice', 'practice_code', ['A81001', 'A81002']],
    ['practice', 'GP practice', ['a81001', 'B82001']],
    ['pcn', 'pcn', ['U00001', 'U00002']],
    ['sub_icb', 'place', ['15E', '36L']],
    ['sub_icb', 'place', ['E38000258', '36L']],
    ['icb', 'board', ['QHM', 'E54000055']],
  ])('is told by its codes: %s in the column "%s"', async (level, column, [one, other]) => {
    const { proposal, text } = await described(
      csv(`name,${column},value`, `x,${one},0.5`, `y,${other},0.25`),
    );
    expect(proposal.key).toMatchObject({ level, column, joined: 2, strangers: [] });
    expect(text).toContain(`  level: ${level}\n`);
  });

  it('has a sidecar that can be read, where the name of a column breaks its line', async () => {
    const { text } = await described('practice_code,"score\nmean: x"\nA81001,0.5\nA81002,0.25\n');
    expect(text).toContain('# Column "score\\nmean: x"');
    expect(text.split('\n').filter((line) => !/^(#|$| {2}|[a-z_]+:$)/.test(line))).toEqual([]);
  });

  it('is the column that names each row once, where others hold codes too', async () => {
    const { proposal } = await described(
      csv('icb_code,practice_code,value', 'QHL,A81001,0.5', 'QHL,A81002,0.25'),
    );
    expect(proposal.key).toMatchObject({ level: 'practice', column: 'practice_code' });
    expect(proposal.passedOver.map(({ column }) => column)).toEqual(['icb_code']);
  });

  it('joins what the data folder has, and what does not is counted', async () => {
    const folder = await folderOf(await minimal());
    const table = csv('practice_code,value', 'A81001,0.5', 'A81002,0.25', 'Z99999,0.1', 'England,0.3');
    const { proposal, text } = await described(table, { data: folder });
    expect(proposal.key).toMatchObject({ joined: 2, strangers: ['Z99999', 'ENGLAND'] });
    expect(joinedInWords(proposal)).toBe('2 of 4 rows join (50.0%)');
    expect(text).toContain('told by the practices of the data folder');
    expect(text).toContain('# Codes that do not: Z99999, ENGLAND.');
    // Without a folder the way they are built is all that is known.
    expect((await described(table)).proposal.key).toMatchObject({ joined: 3, strangers: ['ENGLAND'] });
  });
});

describe('the kind of a column', () => {
  const kindOf = async (column: string, ...values: string[]) => {
    const rows = values.map((value, i) => `A8100${i + 1},${value}`);
    const [variable] = (await described(csv(`practice_code,${column}`, ...rows))).proposal.variables;
    return [variable?.kind, variable?.unit];
  };

  it.each([
    ['smokers', ['0.1', '0.25'], 'share', 'share'],
    ['pct_smoking', ['12.5', '20'], 'percentage', 'percent'],
    ['admissions_per_1000', ['12.5', '20'], 'rate', 'per 1,000'],
    ['falls per 100,000', ['12', '20'], 'rate', 'per 100,000'],
    ['referred', ['12', '20'], 'count', 'share'],
    ['ucla_score', ['3', '9'], 'score', 'score'],
    ['change', ['-3', '9.5'], 'score', 'score'],
    ['walk_minutes', ['3', '9.5'], 'score', 'minutes'],
    ['imd_rank', ['3', '900'], 'score', 'score'],
  ])('%s with %j is a %s in the unit %s', async (column, values, kind, unit) => {
    expect(await kindOf(column.includes(',') ? `"${column}"` : column, ...values)).toEqual([kind, unit]);
  });

  it('has its range and missing values, marks for them among these', async () => {
    const { proposal } = await described(
      csv('practice_code,score', 'A81001,3.5', 'A81002,', 'A81003,*', 'A81004,8'),
    );
    expect(rangeInWords(proposal.variables[0]!)).toBe('score; 2 numbers from 3.5 to 8, 2 missing');
  });

  it('a count is divided by the one column that can be its denominator', async () => {
    const { proposal, unfilled } = await described(
      csv('practice_code,referred,adults,year', 'A81001,14,6120,2023', 'A81002,3,5000,2023'),
    );
    expect(proposal.variables.map(({ id, unit, columns }) => [id, unit, columns])).toEqual([
      ['referred_share', 'share', { numerator: 'referred', denominator: 'adults' }],
    ]);
    expect(unfilled).toEqual([]);
  });

  it('a count above its denominator is a rate', async () => {
    const { proposal } = await described(
      csv('practice_code,visits,patients', 'A81001,140,61', 'A81002,3,50'),
    );
    expect(proposal.variables[0]).toMatchObject({ id: 'visits_per_1000', unit: 'per 1,000' });
  });

  it('a count without a denominator, or with several, is left to be filled in', async () => {
    const alone = await described(csv('practice_code,referred', 'A81001,14', 'A81002,3'), { year: 2023 });
    expect(alone.unfilled).toEqual(['denominator of referred']);
    expect(alone.text).toContain('A count needs its denominator');
    const table = csv('practice_code,referred,adults,patients', 'A81001,14,6120,8000', 'A81002,3,5000,7000');
    const several = await described(table, { year: 2023 });
    expect(several.unfilled).toEqual(['denominator of referred']);
    expect(several.text).toContain('Several columns could be it: adults, patients.');
    const told = await described(table, { year: 2023, denominator: 'patients' });
    expect(told.unfilled).toEqual([]);
    expect(told.text).toContain('  denominator: patients\n');
  });
});

describe('a proposed sidecar', () => {
  it('is read by the program, its values as they are in the table', async () => {
    const table = csv(
      'GP,UCLA score,referred,adults',
      'A81001,4,10,100',
      'A81002,6,30,100',
      'B82001,5.5,1,4',
    );
    const { text, unfilled } = await described(
      table,
      { needs: ['ucla_score'], source: 'Council: survey', year: 2019 },
      'lonely.csv',
    );
    expect(unfilled).toEqual([]);
    const { panel } = await build({
      ...(await minimal()),
      'local/lonely.csv': table,
      'local/lonely.yaml': text,
    });
    expect(panel.local?.map(({ id, need, source, year, unit }) => [id, need, source, year, unit])).toEqual([
      ['referred_share', false, 'Council: survey', 2019, 'share'],
      ['ucla_score', true, 'Council: survey', 2019, 'score'],
    ]);
    // By hand: U00001 has A81001 and A81002, 1,000 and 3,000 patients in April.
    expect(panel.rows[0]?.values).toMatchObject({
      ucla_score: (1000 * 4 + 3000 * 6) / 4000,
      referred_share: (1000 * 0.1 + 3000 * 0.3) / 4000,
    });
  });

  it.each([
    ['icb', 'E54000031', 'QHL', 'QWE'],
    ['sub_icb', 'E38000245', '15E', '36L'],
  ] as const)(
    'of areas (%s) gives all PCNs of one its value, by either of its codes',
    async (level, ons, other, own) => {
      const table = csv('place,waiting_days', `${ons},12`, `${other},20`);
      const { text } = await described(table, { year: 2019 }, 'wait.csv');
      const { panel, warnings } = await build({
        ...(await minimal()),
        'local/wait.csv': table,
        'local/wait.yaml': text,
      });
      expect(panel.rows).toHaveLength(4);
      for (const row of panel.rows) {
        expect(row[`${level}_code`]).toBe(own);
        expect((row.values as Record<string, unknown>).waiting_days).toBe(12);
      }
      expect(panel.local?.[0]).toMatchObject({ level, unit: 'days' });
      expect(JSON.stringify(warnings)).toContain(
        `with patients at any snapshot, left out: 1 of 2; ${other}.`,
      );
    },
  );

  it('left to be filled in stops a run at the line', async () => {
    const table = csv('practice_code,score', 'A81001,4', 'A81002,6');
    const { text, unfilled } = await described(table);
    expect(unfilled).toEqual(['year']);
    const error = await build({
      ...(await minimal()),
      'local/own.csv': table,
      'local/own.yaml': text,
    }).catch((thrown) => thrown);
    expect(error.message).toBe('The sidecar\'s "score.year" is empty.');
    expect(error.place).toMatchObject({
      file: 'local/own.yaml',
      row: text.split('\n').findIndex((line) => line.includes('year:')) + 1,
    });
  });

  it('takes the year from the name of the file, of a column, or a column of years', async () => {
    const table = csv('practice_code,score', 'A81001,4', 'A81002,6');
    expect((await described(table, {}, 'lonely_2023.csv')).text).toContain('  year: 2023\n');
    expect((await described(csv('practice_code,score_2021', 'A81001,4'))).text).toContain('  year: 2021\n');
    expect((await described(csv('practice_code,year,score', 'A81001,2020,4'))).text).toContain(
      '  year: 2020\n',
    );
  });

  it('gives names that a study can use, each once, and leaves official ones to the table itself', async () => {
    const { proposal } = await described(
      csv(
        'practice_code,2nd visit!,UCLA score,ucla-score,ltc_share,patients share,icb_name',
        'A81001,0.1,4,5,0.4,0.2,A',
        'A81002,0.2,5,6,0.5,0.3,B',
      ),
    );
    expect(proposal.variables.map(({ id }) => id)).toEqual([
      'local_2nd_visit',
      'ucla_score',
      'ucla_score_2',
      'patients_share',
    ]);
    expect(proposal.passedOver.map(({ column, why }) => [column, why])).toEqual([
      ['ltc_share', 'it has the name of an official variable, which it supplies without a description'],
      ['icb_name', 'it holds words'],
    ]);
  });
});

describe('a table in local without a sidecar', () => {
  it('is not guessed at: the run names it with the command that proposes one', async () => {
    const error = await build(
      { ...(await minimal()), 'local/own.csv': csv('practice_code,loneliness', 'A81001,4') },
      { naming: { needs: ['loneliness'], required: [] } },
    ).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toContain('"loneliness"');
    expect(error.remedy).toMatch(
      /local\/own\.csv has no sidecar that says what its columns are: `inverse-care describe \S+own\.csv --data \S+` proposes one\./,
    );
  });
});
