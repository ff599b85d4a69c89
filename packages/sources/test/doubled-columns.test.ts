import { describe, expect, it } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import * as small from './small-england.js';

const files = await small.minimal();

/** The table with a column of this name at its end, each cell what `cell` makes of its row. */
const withColumn = (table: string, name: string, cell: (row: string) => string) =>
  table
    .trimEnd()
    .split('\n')
    .map((row, i) => `${row},${i === 0 ? name : cell(row)}\n`)
    .join('');
const fteOf = (row: string) => row.split(',').at(-2) as string;
const nine = () => '9';

describe('two columns of one name', () => {
  for (const name of ['FTE', 'fte', ' Fte ', '"F.T.E"'.replace('F.T.E', 'FTE.')]) {
    it(`called ${name} and FTE, with other values, are refused with the cells that differ`, async () => {
      const workforce = withColumn(small.marchWorkforce, name, nine);
      const error = await small.refusal({ ...files, 'workforce/a.csv': workforce });
      expect(error.message).toBe('Two columns are called FTE, and say different things: "0.5" and "9"');
      expect(error.place).toEqual({ file: 'workforce/a.csv', row: 2, column: 'FTE' });
    });
  }

  it('with the same values are one', async () => {
    const twice = await small.build({
      ...files,
      'workforce/a.csv': withColumn(small.marchWorkforce, 'FTE', fteOf),
    });
    expect(twice.panel).toEqual((await small.build(files)).panel);
  });

  it('are refused in an archive too', async () => {
    const workforce = small.zip({ 'a.csv': withColumn(small.marchWorkforce, 'FTE', nine) });
    const error = await small.refusal({ ...files, 'workforce/a.csv': workforce });
    expect(error.message).toContain('Two columns are called FTE');
    expect(error.place).toMatchObject({ file: 'workforce/a.csv (a.csv)', row: 2 });
  });

  it('are refused on a sheet too', async () => {
    const header = [...small.epcnHeader, 'PCN\nCode'];
    const rows = small.memberships.map(([practice, subIcb, pcn, start]) => [
      ...[practice, 'A NAME', subIcb, 'A PLACE', pcn, 'A PCN', '36L', 'A PLACE', start, null, 'U00002'],
    ]);
    const data = [header, ...rows].map((row) =>
      row.map((value) => (value === null ? null : { value: String(value) })),
    );
    const membership = await writeWorkbook([{ data, sheet: 'Partners' }]).toBuffer();
    const error = await small.refusal({ ...files, 'membership.xlsx': membership });
    expect(error.message).toContain('Two columns are called PCN Code, and say different things: "U00001"');
    expect(error.place).toMatchObject({ file: 'membership.xlsx (sheet Partners)', row: 2 });
  });

  it('are refused in counts of patients, which are read another way', async () => {
    const lsoa = withColumn(small.lsoa('01APR2020', small.lsoaRows), 'Number of patients', nine);
    const error = await small.refusal({
      ...files,
      'patients/lsoa.csv': lsoa,
      'areas/deprivation.csv': small.deprivation,
    });
    expect(error.message).toContain('Two columns are called NUMBER_OF_PATIENTS');
  });

  it('are refused in a local table, with a sidecar and without', async () => {
    const table = small.csv('practice_code,rural,Rural', 'A81001,0.5,0.6', 'A81002,0,0');
    const plain = await small.refusal({ ...files, 'local/a.csv': table });
    expect(plain.place).toMatchObject({ file: 'local/a.csv', row: 2, column: 'rural' });
    const sidecar = 'town:\n  label: Town\n  unit: share\n  source: Me\n  year: 2020\n  column: rural\n';
    const described = await small.refusal({ ...files, 'local/a.csv': table, 'local/a.yaml': sidecar });
    expect(described.message).toContain('Two columns are called rural');
  });

  it('that nobody reads may be what they like', async () => {
    const workforce = withColumn(small.marchWorkforce, 'SUB_ICB_CODE', nine);
    const built = await small.build({ ...files, 'workforce/a.csv': workforce });
    expect(built.panel).toEqual((await small.build(files)).panel);
  });
});
