import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildPanel } from '../src/index.js';
import * as small from './small-england.js';

const { build, csv, june, march, minimal, refusal, role } = small;
const options = { snapshots: [march, june], role };
const cut = (text: string, from: string) => text.slice(0, text.lastIndexOf(from) + from.length);

describe('a folder that cannot be used is refused', () => {
  it('where it does not exist', async () => {
    const dir = join(await small.folderOf({}), 'nowhere');
    await expect(buildPanel({ dir, ...options })).rejects.toThrow('The data folder does not exist');
  });

  it('where it is empty but for hidden files', async () => {
    expect((await refusal({ '.DS_Store': 'x' })).message).toBe('The data folder is empty');
  });

  it('where it is a file', async () => {
    const dir = join(await small.folderOf({ 'a.csv': 'a,b\n1,2\n' }), 'a.csv');
    await expect(buildPanel({ dir, ...options })).rejects.toThrow('This is a file, not a data folder');
  });

  it('where nothing in it is known, listing what is there', async () => {
    const error = await refusal({ 'notes.csv': 'variable,description\na,b\n', 'README.md': '# hello\n' });
    expect(error.message).toBe('Nothing in the data folder is a known official file');
    expect(error.remedy).toContain(
      'notes.csv (its columns are those of no known file: variable, description)',
    );
  });

  it('where a folder stands in place of a file', async () => {
    const dir = await small.folderOf(await minimal());
    await mkdir(join(dir, 'patients/x.csv'));
    await expect(buildPanel({ dir, ...options })).rejects.toMatchObject({
      place: { file: 'patients/x.csv' },
    });
  });
});

describe('a damaged file is refused with its place', () => {
  const cases: [
    what: string,
    change: Record<string, string | Uint8Array | null>,
    place: object,
    message: RegExp,
  ][] = [
    ['an empty file', { 'workforce/b.csv': '' }, { file: 'workforce/b.csv' }, /is empty/],
    [
      'a header without rows',
      { 'workforce/b.csv': csv(small.workforceHeader) },
      { file: 'workforce/b.csv' },
      /no rows/,
    ],
    [
      'a file cut off in the middle of a row',
      { 'workforce/b.csv': cut(small.juneWorkforce, 'Pharm') },
      { file: 'workforce/b.csv', row: 3 },
      /looks cut off: its last row has 8 of 11 cells/,
    ],
    [
      'a file cut off in its last cell',
      { 'workforce/b.csv': small.juneWorkforce.slice(0, -1) },
      { file: 'workforce/b.csv', row: 3 },
      /looks cut off: its last row has no line break/,
    ],
    [
      'a file cut off in a quoted cell',
      { 'patients/july.csv': `${small.totals('01JUL2020', small.julyCounts)}GP_PRAC,"01JUL` },
      { file: 'patients/july.csv', row: 6 },
      /ends inside a quoted cell/,
    ],
    [
      'a row with a cell too many, after a blank line',
      { 'workforce/b.csv': small.juneWorkforce.replace('\nNWRS', '\n\nNWRS').replace('1,1\n', '1,1,1\n') },
      { file: 'workforce/b.csv', row: 3 },
      /This row has 12 cells, the header has 11/,
    ],
    [
      'a zip cut in half',
      { 'workforce/b.csv': null, 'b.zip': small.zip({ 'b.csv': small.juneWorkforce }).slice(0, 200) },
      { file: 'b.zip' },
      /looks cut off/,
    ],
    [
      'a web page saved as a zip',
      { 'b.zip': '<!doctype html><html></html>' },
      { file: 'b.zip' },
      /This is no zip archive/,
    ],
    [
      'a web page saved as a CSV',
      { 'b.csv': '<!DOCTYPE html><html>\n' },
      { file: 'b.csv' },
      /This is a web page/,
    ],
    [
      'a workbook that is none',
      { 'membership.xlsx': new Uint8Array([1, 2, 3]) },
      { file: 'membership.xlsx' },
      /This is no Excel workbook/,
    ],
  ];
  it.each(cases)('%s', async (_, change, place, message) => {
    const files = await minimal();
    for (const [path, content] of Object.entries(change)) {
      if (content === null) delete files[path];
      else files[path] = content;
    }
    const error = await refusal(files);
    expect(error.message).toMatch(message);
    expect(error.place).toEqual(place);
    expect(error.explain().split('\n').length).toBeLessThan(10);
    expect(error.remedy).toBeTruthy();
  });

  it('a zip that would unpack without end, before anything of it is unpacked', async () => {
    const bomb = small.zip({ 'b.csv': small.juneWorkforce, 'c.csv': new Uint8Array(20_000_000) });
    const error = await small.refusal({ ...(await small.minimal()), 'b.zip': bomb });
    expect(error.message).toContain('far more than it should');
    expect(error.place).toEqual({ file: 'b.zip' });
  });

  it('a zip with such a workbook in it', async () => {
    const bomb = small.zip({ 'xl/workbook.xml': '<a/>', 'xl/sheet1.xml': new Uint8Array(20_000_000) });
    const packed = small.zip({ 'b.csv': small.juneWorkforce, 'definitions.xlsx': bomb });
    const error = await small.refusal({ ...(await small.minimal()), 'b.zip': packed });
    expect(error.message).toContain('far more than it should');
  });

  it('a zip of more files than any publisher packs', async () => {
    const many = Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`${i}.csv`, 'a']));
    const error = await small.refusal({ ...(await small.minimal()), 'b.zip': small.zip(many) });
    expect(error.message).toContain('more than 2000 files');
  });

  it('a zip with a wrong byte, by its checksum', async () => {
    const files = await minimal();
    const { zipSync } = await import('fflate');
    const packed = zipSync({ 'b.csv': [new Uint8Array(Buffer.from(small.juneWorkforce)), { level: 0 }] });
    packed[packed.indexOf(0x38, 200)] = 0x39;
    delete files['workforce/b.csv'];
    expect((await refusal({ ...files, 'b.zip': packed })).message).toContain('its checksum is wrong');
  });

  it('a zip that names a path outside itself', async () => {
    const hostile = small.zip({ '../evil.csv': small.juneWorkforce });
    const error = await refusal({ ...(await minimal()), 'b.zip': hostile });
    expect(error.place).toEqual({ file: 'b.zip' });
    expect(error.message).toContain('../evil.csv');
  });

  it('a workbook cut in half', async () => {
    const files = await minimal();
    const whole = files['membership.xlsx'] as Uint8Array;
    const error = await refusal({ ...files, 'membership.xlsx': whole.slice(0, whole.length / 2) });
    expect(error.place.file).toBe('membership.xlsx');
  });
});

describe('a renamed column is named, with the closest that is there', () => {
  it('in the workforce', async () => {
    const files = await minimal();
    files['workforce/b.csv'] = small.juneWorkforce.replace('STAFF_ROLE,', 'STAFF_ROLES,');
    const error = await refusal(files);
    expect(error.message).toContain('Primary Care Network Workforce');
    expect(error.message).toContain('the column STAFF_ROLE is missing');
    expect(error.place).toEqual({ file: 'workforce/b.csv', row: 1, column: 'STAFF_ROLE' });
    expect(error.expected).toContain('the closest that is there: STAFF_ROLES');
  });

  it('in the workforce by what it means, though another is spelt more like it', async () => {
    const files = await minimal();
    files['workforce/b.csv'] = small.juneWorkforce.replace(',FTE', ',full_time_equivalent');
    const error = await refusal(files);
    expect(error.message).toContain('the column FTE is missing');
    expect(error.expected).toBe('a column called FTE; the closest that is there: full_time_equivalent');
  });

  it.each([
    [
      'patients by practice',
      'p.csv',
      small.totals('01APR2020', { A81001: 1 }).replace('NUMBER_OF_PATIENTS', 'COUNT'),
    ],
    [
      'patients by practice and neighbourhood',
      'l.csv',
      small.lsoa('01APR2020', small.lsoaRows).replace('LSOA_CODE', 'AREA'),
    ],
    [
      'practice-to-PCN map',
      'm.csv',
      small.practiceMap('01Apr2020', [['A', 'U', 'C']]).replace('PCN_CODE', 'NETWORK'),
    ],
    ['Indices of Deprivation 2019', 'i.csv', small.deprivation.replace('Income Score (rate)', 'Income')],
  ])('in %s', async (label, path, content) => {
    const error = await refusal({ ...(await minimal()), [path]: content });
    expect(error.message).toContain(`(${label}), but the column`);
    expect(error.place.file).toBe(path);
  });
});

describe('a value that cannot be is refused with file, row and column', () => {
  it.each([
    ['-0.1', 'workforce/a.csv'],
    ['60.5', 'workforce/a.csv'],
  ])('an FTE of %s, of whatever role', async (fte, file) => {
    const files = await minimal();
    files[file] = `${small.marchWorkforce}${small.staff(3, 'U00001', 'Pharmacists', fte)}\n`;
    const error = await refusal(files);
    expect(error.place).toEqual({ file, row: 6, column: 'FTE' });
    expect(error.message).toContain(fte);
  });

  it.each(['-5', '12.5', '', 'n/a', '200001'])('"%s" registered patients', async (count) => {
    const files = await minimal();
    files['patients/july.csv'] = small.totals('01JUL2020', { A81001: 1, A81002: count });
    const error = await refusal(files);
    expect(error.place).toEqual({ file: 'patients/july.csv', row: 3, column: 'NUMBER_OF_PATIENTS' });
    expect(error.expected).toContain('a whole number from 0 to 200000');
  });

  it('negative patients of a neighbourhood, in a zip, with the right row', async () => {
    const rows = [...small.lsoaRows.slice(0, 4), ['A81002', 'E01000001', 'ALL', -3] as const];
    const error = await refusal({
      ...(await minimal()),
      'lsoa.zip': small.zip({ '1.lsoa.csv': small.lsoa('01APR2020', rows) }),
      'iod.csv': small.deprivation,
    });
    expect(error.place).toEqual({ file: 'lsoa.zip (1.lsoa.csv)', row: 6, column: 'NUMBER_OF_PATIENTS' });
  });

  it('a practice twice in a totals file, with both rows', async () => {
    const files = await minimal();
    files['patients/april.csv'] =
      `${small.totals('01APR2020', small.aprilCounts)}X,01APR2020,GP,,,A81001,,ALL,ALL,5\n`;
    const error = await refusal(files);
    expect(error.message).toContain('A81001 is here for the second time; the first is row 2');
    expect(error.place.row).toBe(6);
  });

  it('a neighbourhood twice for a practice', async () => {
    const again = small.lsoa('01APR2020', [...small.lsoaRows, ['A81001', 'E01000002', 'ALL', 1]]);
    const error = await refusal({ ...(await minimal()), 'l.csv': again, 'iod.csv': small.deprivation });
    expect(error.place).toEqual({ file: 'l.csv', row: 9, column: 'PRACTICE_CODE' });
  });

  it('another census, or another date, further down a file', async () => {
    const files = await minimal();
    const mixed = await refusal({
      ...files,
      'workforce/a.csv': small.marchWorkforce + small.staff(6, 'U1', role, '1').concat('\n'),
    });
    expect(mixed.place.row).toBe(6);
    const dated = await refusal({
      ...files,
      'patients/april.csv': `${small.totals('01APR2020', small.aprilCounts)}X,01MAY2020,GP,,,Z,,ALL,ALL,5\n`,
    });
    expect(dated.place).toEqual({ file: 'patients/april.csv', row: 6, column: 'EXTRACT_DATE' });
  });

  it('a decile beyond 10 and a share beyond 1', async () => {
    const files = { ...(await minimal()), 'l.csv': small.lsoa('01APR2020', small.lsoaRows) };
    const decile = await refusal({ ...files, 'iod.csv': small.deprivation.replace('0.027,10', '0.027,11') });
    expect(decile.place.row).toBe(3);
    const share = await refusal({
      ...files,
      'local/ltc.csv': csv('practice_code,ltc_share', 'A81001,0.5', 'A81002,52'),
    });
    expect(share.place).toEqual({ file: 'local/ltc.csv', row: 3, column: 'ltc_share' });
  });
});

describe('what the study asks for and the folder lacks is said', () => {
  it('two different workforce files of one snapshot, both named', async () => {
    const files = await minimal();
    files['workforce/c.csv'] = small.juneWorkforce.replace('0.8', '0.9');
    const error = await refusal(files);
    expect(error.message).toContain('workforce/b.csv, workforce/c.csv');
  });

  it('two workforce files of one snapshot even with the same content', async () => {
    const files = await minimal();
    files['workforce/c.zip'] = small.zip({ 'x.csv': small.juneWorkforce });
    const error = await refusal(files);
    expect(error.message).toContain('same content');
    expect(error.message).toContain('workforce/b.csv, workforce/c.zip (x.csv)');
  });

  it('but other files with the same content twice are read once, with a finding and no warning beside it', async () => {
    const files = await minimal();
    files['patients/again.csv'] = files['patients/april.csv'] as string;
    const { panel, warnings, check } = await build(files);
    expect(panel.rows.at(2)?.fte).toBe(1);
    const copies = ['patients/again.csv', 'patients/april.csv'];
    expect(check?.findings.filter(({ id }) => id === 'duplicate-file')).toMatchObject([{ examples: copies }]);
    expect(warnings.filter(({ about }) => copies.includes(about))).toEqual([]);
  });

  it('a snapshot without a file, with those that are there', async () => {
    const error = await refusal(await minimal(), { snapshots: ['2021-03-31'] });
    expect(error.message).toContain('no workforce file of the snapshot 2021-03-31');
    expect(error.remedy).toContain('2020-03-31, 2020-06-30');
  });

  it('no patients and no memberships', async () => {
    const files = await minimal();
    const { 'membership.xlsx': _, ...withoutMembership } = files;
    expect((await refusal(withoutMembership)).message).toContain('which practice belongs to which PCN');
    delete files['patients/april.csv'];
    delete files['patients/july.csv'];
    expect((await refusal(files)).message).toContain('no file of registered patients');
  });

  it('a role that no row has, the closest spelling first', async () => {
    const error = await refusal(await minimal(), { role: 'Social Prescribing Link Worker' });
    expect(error.expected).toBe(`one of: ${role}; Pharmacists`);
  });

  it('a variable that the study requires', async () => {
    const error = await refusal(await minimal(), { required: ['ltc_share', 'need_published'] });
    expect(error.message).toContain('requires need_published, ltc_share');
    expect(error.remedy).toContain('gp-patient.co.uk');
  });

  it('two local tables of one variable', async () => {
    const local = (share: string) => csv('practice_code,ltc_share', `A81001,${share}`);
    const error = await refusal({
      ...(await minimal()),
      'local/a.csv': local('0.1'),
      'local/b.csv': local('0.2'),
    });
    expect(error.message).toContain('local/a.csv and by local/b.csv');
  });

  it('a sub-ICB location that nobody knows', async () => {
    const files = await minimal();
    files['membership.xlsx'] = await small.epcn([['A81001', 'XXX', 'U00001', '20191001']]);
    const totals = small.totals('01APR2020', { A81001: 10 }).replace('16C,E38000247', ',');
    const { panel, warnings } = await build(
      { ...files, 'patients/april.csv': totals },
      { snapshots: [march] },
    );
    expect(panel.rows[0]?.sub_icb_code).toBe('36L');
    expect(warnings.some(({ message }) => message.includes('after its own parent'))).toBe(true);
  });
});

it('a role that is almost the one of the study is said, and in no sum', async () => {
  const misspelt = small.marchWorkforce.replace(
    `${role},Detail,1.5`,
    `${role.replace('Link', 'Lnk')},Detail,1.5`,
  );
  const { panel, warnings } = await build({ ...(await minimal()), 'workforce/a.csv': misspelt });
  expect(panel.rows.every(({ fte }) => fte !== 1.5)).toBe(true);
  expect(warnings.map(({ message }) => message).join('\n')).toContain(
    'Rows of the role "Social Prescribing Lnk Workers", which is almost "Social Prescribing Link Workers" and in no sum: 1.',
  );
});

it('a NUL in a date, in an archive, is named by its cell', async () => {
  const files = await minimal();
  const rows = small.lsoa('01APR2020', small.lsoaRows);
  const spoilt = small.zip({ 'lsoa.csv': rows.replace('01APR2020,A81002', '01A\u0000R2020,A81002') });
  const error = await refusal({ ...files, 'lsoa.zip': spoilt, 'imd.csv': small.deprivation });
  expect(error.place).toMatchObject({ file: 'lsoa.zip (lsoa.csv)', row: 6, column: 'EXTRACT_DATE' });
});
