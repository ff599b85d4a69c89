import { describe, expect, it } from 'vitest';
import { checkFolder } from '../src/index.js';
import * as small from './small-england.js';

// What a table says that no reader can take is refused, or said: never passed over without a word.

const { build, csv, minimal, refusal } = small;
const areas = async () => ({
  ...(await minimal()),
  'l.csv': small.lsoa('01APR2020', small.lsoaRows),
  'iod.csv': small.deprivation,
});
async function warned(files: small.Files): Promise<string> {
  const { warnings, check } = await build(files);
  const found = (check?.findings ?? []).map(({ file, message }) => ({ about: file, message }));
  return [...warnings, ...found].map(({ about, message }) => `${about}: ${message}`).join('\n');
}

describe('a code that joins nothing is refused at its cell', () => {
  it.each(['A8\u00e9001', 'A8"1001', 'A8\u007f001'])('of a practice: %s', async (code) => {
    const files = await minimal();
    files['patients/april.csv'] = small.totals('01APR2020', small.aprilCounts).replace('A81001', code);
    const error = await refusal(files);
    expect(error.place).toEqual({ file: 'patients/april.csv', row: 2, column: 'CODE' });
  });

  it.each(['', 'E0100000', 'x'.repeat(100_000)])('of a neighbourhood in the indices: %.9s', async (code) => {
    const error = await refusal({
      ...(await areas()),
      'iod.csv': small.deprivation.replace('E01000002', code),
    });
    expect(error.place).toEqual({ file: 'iod.csv', row: 3, column: 'LSOA code (2011)' });
    expect(error.message.length).toBeLessThan(1300);
  });

  it('of a neighbourhood in the look-up of censuses', async () => {
    const lookup = csv('LSOA11CD,CHNGIND,LSOA21CD', 'E01000001,U,E01000001', 'E01000002,U,');
    const error = await refusal({
      ...(await areas()),
      'l.csv': small.lsoa('01APR2020', [['A81001', 'E01034001', 'ALL', 5]]),
      'lookup.csv': lookup,
    });
    expect(error.place).toEqual({ file: 'lookup.csv', row: 3, column: 'LSOA21CD' });
  });

  it('of a PCN in a map', async () => {
    const { 'membership.xlsx': _, ...files } = await minimal();
    const map = small.practiceMap('01APR2020', [['A81001', 'X'.repeat(40), '16C']]);
    expect((await refusal({ ...files, 'map.csv': map })).place.column).toBe('PCN_CODE');
  });
});

describe('a number that would be rounded or read as another is refused', () => {
  it.each(['9.6', '0x5', '1_0'])('a decile of %s', async (decile) => {
    const iod = small.deprivation.replace('0.027,10', `0.027,${decile}`);
    expect((await refusal({ ...(await areas()), 'iod.csv': iod })).place.row).toBe(3);
  });

  it.each(['', 'abc', '-5'])('a population of "%s"', async (population) => {
    const [header, first, second] = small.deprivation.trimEnd().split('\n');
    const iod = csv(
      `${header},Total population: mid 2015 (excluding prisoners)`,
      `${first},100`,
      `${second},${population}`,
    );
    expect((await refusal({ ...(await areas()), 'iod.csv': iod })).place.row).toBe(3);
  });

  it('a share of 0x1 in a local table', async () => {
    const local = csv('practice_code,ltc_share', 'A81001,0x1');
    expect((await refusal({ ...(await minimal()), 'local/ltc.csv': local })).place.row).toBe(2);
  });
});

describe('what is left out is said', () => {
  it('staff without a role or a PCN', async () => {
    const files = await minimal();
    files['workforce/a.csv'] =
      `${small.marchWorkforce}${small.staff(3, 'U00001', '', '1')}\n${small.staff(3, '', 'Pharmacists', '1')}\n`;
    const said = await warned(files);
    expect(said).toContain('workforce/a.csv: Rows without a role, which are in no sum: 1.');
    expect(said).toContain('workforce/a.csv: Rows without the code of a PCN, which are in no sum: 1.');
  });

  it('patients whose age cannot be read', async () => {
    const ages = csv(
      'EXTRACT_DATE,ORG_TYPE,ORG_CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS',
      '01APR2020,GP,A81001,X,ALL,60,30',
      '01APR2020,GP,A81001,X,ALL,70,10',
      '01APR2020,GP,A81001,X,ALL,12abc,7',
    );
    const built = await build({ ...(await minimal()), 'ages.csv': ages });
    expect(built.panel.rows[0]?.values.share_65_plus).toBe(0.25);
    expect(built.warnings.map(({ message }) => message).join()).toContain(
      'out of the share aged 65 and over: 7',
    );
  });

  it('neighbourhoods that one table lists and another of the same census does not', async () => {
    const [header, , ...rest] = small.rurality.trimEnd().split('\n');
    const said = await warned({ ...(await areas()), 'ruc.csv': csv(header!, ...rest) });
    expect(said).toContain('1,350 in English neighbourhoods that ');
  });
});

describe('a file of larger bodies than practices', () => {
  const header =
    'PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS';
  const quin = csv(header, 'X,01APR2020,GP,A81001,E38000247,AB1,ALL,60_64,10');
  const said = async (files: small.Files) => {
    const { warnings, check } = await build({ ...(await minimal()), ...files });
    const passed = (check?.findings ?? []).filter(({ id }) => id === 'passed-over');
    const about = ({ about: file }: { about: string }) => file.startsWith('bodies');
    return { warnings: warnings.filter(about), passed: passed.map(({ examples }) => examples) };
  };

  it('is found, and not warned of besides, where it is an extract of its own', async () => {
    const april = small.totals('01APR2020', small.aprilCounts);
    const { warnings, passed } = await said({
      'patients/april.csv': april.replaceAll('01APR', '02APR'),
      'bodies.csv': april.replaceAll(',GP,', ',CCG,'),
    });
    expect(passed).toEqual([['bodies.csv']]);
    expect(warnings).toEqual([]);
  });

  it('is warned of where the practices of its extract are beside it, for then nothing is found', async () => {
    const { warnings, passed } = await said({
      'quin.csv': quin,
      'bodies.csv': quin.replace(',GP,', ',CCG,'),
    });
    expect(passed).toEqual([]);
    expect(warnings).toEqual([
      { about: 'bodies.csv', message: 'No row of it counts a practice, so it was passed over.' },
    ]);
  });
});

describe('the check', () => {
  it('goes on after a neighbourhood that is there twice', async () => {
    const again = [...small.lsoaRows, small.lsoaRows[0]!];
    const dir = await small.folderOf({ ...(await areas()), 'l.csv': small.lsoa('01APR2020', again) });
    const { findings } = await checkFolder({ dir });
    expect(findings.filter(({ severity }) => severity === 'stops').map(({ file }) => file)).toContain(
      'l.csv',
    );
  });

  it('knows that a second, broken workforce of a snapshot stops its run', async () => {
    const files = { ...(await minimal()), 'zz/a.csv': small.marchWorkforce.slice(0, -20) };
    expect((await refusal(files)).place.file).toBe('zz/a.csv');
    const { findings } = await checkFolder({ dir: await small.folderOf(files) });
    expect(findings.find(({ file }) => file === 'zz/a.csv')?.severity).toBe('stops');
  });
});

it('codes of places may be in small letters', async () => {
  const files = await minimal();
  const lower = small.memberships.map(
    ([practice, area, ...rest]) => [practice, area.toLowerCase(), ...rest] as small.MembershipRow,
  );
  const { panel } = await build({ ...files, 'membership.xlsx': await small.epcn(lower) });
  const sound = await build(files);
  expect(panel).toEqual(sound.panel);
});

describe('a row that would be passed over is said or refused', () => {
  it('where the kind of body that it counts has a quote in it, in large files too', async () => {
    const header =
      'PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS';
    const error = await refusal({
      ...(await minimal()),
      'quin.csv': csv(header, 'X,01APR2020,GP",A81001,E38000247,AB1,MALE,60_64,10'),
    });
    expect(error.place).toEqual({ file: 'quin.csv', row: 2, column: 'ORG_TYPE' });
  });

  it('where a member of staff has a PCN code that is none', async () => {
    const files = await minimal();
    files['workforce/b.csv'] = small.juneWorkforce.replace('U00002', 'PCN2');
    expect(await warned(files)).toContain(
      'workforce/b.csv: Rows whose PCN code is none: 1; PCN2 (1): they are in no sum.',
    );
  });

  it('where a map does not say where a practice sits, or names a place that nobody knows', async () => {
    const { 'membership.xlsx': _, ...files } = await minimal();
    const map = (place: string) => ({
      ...files,
      'map.csv': small.practiceMap('01APR2020', [
        ['A81001', 'U00001', '16C'],
        ['A81002', 'U00001', place],
        ['B82001', 'U00002', '36L'],
      ]),
    });
    expect(await warned(map(''))).toContain('map.csv: Rows without a sub-ICB or CCG code: 1.');
    expect(await warned(map('Z9Z9Z'))).toContain(
      '2020-03-31: Codes of places that are not known, passed over for what other practices or files say: Z9Z9Z (map.csv).',
    );
    expect(await warned(map('NOWHERE'))).toContain(
      'map.csv: Rows whose sub-ICB code is none: 1; NOWHERE (1): other files say where these are.',
    );
  });
});
