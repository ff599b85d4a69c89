import { describe, expect, it } from 'vitest';
import * as small from './small-england.js';

const files = await small.minimal();
const whole = await small.build(files);

const semicolons = (text: string) => text.replaceAll(',', ';');
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const bigEndian = (text: string) => Buffer.from(utf16(text)).swap16();

/** The same panel, whatever the way in which the files are written. */
async function same(changed: small.Files) {
  const { panel, warnings } = await small.build({ ...files, ...changed });
  expect(panel).toEqual(whole.panel);
  return warnings.map(({ about, message }) => `${about}: ${message}`);
}

describe('a table is read as it is', () => {
  it.each([
    ['with semicolons', semicolons],
    ['with tabs', (text: string) => text.replaceAll(',', '\t')],
    [
      'with semicolons below the line that Excel writes above them',
      (text: string) => `sep=;\n${semicolons(text)}`,
    ],
    ['in UTF-16, little-endian', utf16],
    ['in UTF-16, big-endian', bigEndian],
    ['in UTF-16 with semicolons', (text: string) => utf16(semicolons(text))],
  ])('%s', async (_, write) => {
    await same({
      'workforce/a.csv': write(small.marchWorkforce),
      'patients/april.csv': write(small.totals('01APR2020', small.aprilCounts)),
    });
  });

  it('with rows of nothing but separators at its end, which are counted', async () => {
    const warnings = await same({ 'workforce/a.csv': `${small.marchWorkforce}${',,,,,,,,,,\n'.repeat(3)}` });
    expect(warnings).toContain('workforce/a.csv: Empty rows at its end, passed over: 3.');
  });

  it('with a row of totals at its end', async () => {
    const warnings = await same({
      'workforce/a.csv': `${small.marchWorkforce}Grand Total,,,,,,,,,3.25,\n`,
      'patients/april.csv': `${small.totals('01APR2020', small.aprilCounts)}Total,,,,,,,,,6500\n`,
    });
    expect(warnings).toContain('workforce/a.csv: Rows of totals at its end, passed over: 1.');
    expect(warnings).toContain('patients/april.csv: Rows of totals at its end, passed over: 1.');
  });

  it('but no row of totals in the midst of others', async () => {
    const [header = '', ...rows] = small.marchWorkforce.trimEnd().split('\n');
    const text = small.csv(header, rows[0] as string, 'Grand Total,,,,,,,,,3.25,', ...rows.slice(1));
    const error = await small.refusal({ ...files, 'workforce/a.csv': text });
    expect(error.place).toMatchObject({ file: 'workforce/a.csv', row: 3 });
  });

  it('and an error names the row as the file has it, below a line that says the separator', async () => {
    const text = `sep=;\n${semicolons(small.marchWorkforce.replace('0.5,', '999,'))}`;
    const error = await small.refusal({ ...files, 'workforce/a.csv': text });
    expect(error.place).toEqual({ file: 'workforce/a.csv', row: 3, column: 'FTE' });
  });
});

describe('memberships as the Organisation Data Service gives them out now', () => {
  const rows = small.memberships
    .map(([practice, area, pcn, start]) =>
      [
        practice,
        '"NAME, A"',
        area,
        'PLACE',
        pcn,
        { U00001: 'NORTH PCN', U00002: 'SOUTH PCN' }[pcn] ?? '',
        '36L',
        'PLACE',
        start,
        '',
        'Yes',
      ].join(','),
    )
    .join('\n');
  const header =
    'Partner Organisation Code,Partner Name,Practice Parent Sub ICB Location Code,Practice Parent Sub ICB Location Name,PCN Code,PCN Name,PCN Parent Sub ICB Location Code,PCN Parent Sub ICB Location Name,Practice to PCN Relationship Start Date,Practice to PCN Relationship End Date,Match';
  const { 'membership.xlsx': _, ...others } = files;

  it.each([
    ['without a header', `${rows}\n`],
    ['with its header', `${header}\n${rows}\n`],
  ])('are read %s, places included', async (_name, text) => {
    const { panel } = await small.build({ ...others, 'epcncorepartnerdetails.csv': text });
    expect(panel).toEqual(whole.panel);
  });

  it('name the first row of a file without a header as row 1', async () => {
    const error = await small.refusal({
      ...others,
      'epcncorepartnerdetails.csv': `${rows}\nB82009,X,36L,P,U00002,SOUTH PCN,36L,P,20201399,,Yes\n`,
    });
    expect(error.place).toMatchObject({ file: 'epcncorepartnerdetails.csv', row: 6 });
  });
});

describe('a cell of a local table that is marked as missing', () => {
  const table = (...marks: string[]) =>
    `practice_code,ltc_share\nA81001,0.4\n${['A81002', 'B82001'].map((code, i) => `${code},${marks[i] ?? 0.5}\n`).join('')}`;

  it.each(['*', '.', 'NA', 'n/a', 'NULL', '-', '-97', '-99'])(
    '%s has no value, and is counted',
    async (mark) => {
      const { panel, warnings } = await small.build({ ...files, 'local/ltc.csv': table(mark) });
      expect(panel.rows.map(({ pcn_code, values }) => [pcn_code, values.ltc_share]).slice(0, 2)).toEqual([
        ['U00001', 0.4],
        ['U00002', 0.5],
      ]);
      expect(warnings.map(({ message }) => message)).toContain(
        `Cells of ltc_share that are marked as missing, which have no value: 1 ("${mark}": 1).`,
      );
    },
  );

  it('but no number that cannot be', async () => {
    const error = await small.refusal({ ...files, 'local/ltc.csv': table('-0.2') });
    expect(error.message).toContain('"-0.2"');
  });
});

it('a file that is not read is named by the run', async () => {
  const { check } = await small.build({ ...files, 'notes.csv': 'a,b\n1,2\n' });
  expect(check?.findings.filter(({ id }) => id === 'unused-file')).toMatchObject([{ file: 'notes.csv' }]);
});
