import { type Grid, multiverse, robustnessAnalyses, standardAnalyses } from '@inverse-care/core';
import { figure1, jointTests, panelTable } from '@inverse-care/core/tables';
import { filled, type LocalVariable, type TableDefinition, tidy } from '@inverse-care/domain';
import readWorkbook from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import type { TableContext } from '../src/tables/context.js';
import { csvwMetadata } from '../src/tables/csvw.js';
import { undatedZip } from '../src/tables/undated-zip.js';
import { workbook } from '../src/tables/workbook.js';
import { sensitivityInput } from './sensitivity-fixtures.js';

const lonely: LocalVariable = {
  id: 'loneliness',
  label: 'Loneliness score',
  description: 'mean score of loneliness',
  need: true,
  unit: 'score',
  source: 'Council survey of adults',
  year: 2021,
  level: 'practice',
  licence: 'as its owner says',
  file: 'local/lonely.csv',
};

const context: TableContext = {
  study: { study: 'invented', title: 'An invented study', role: 'Care Coordinators' },
  date: '2022-06-30',
  version: '0.0.0',
  command: 'inverse-care run --study invented.yaml',
  data: {
    panel: { snapshots: ['2022-06-30'], variables: ['ltc_share', 'loneliness'], rows: [], local: [lonely] },
    inputs: [
      {
        path: 'a.csv',
        kind: 'workforce',
        publication: 'NHS England: Workforce',
        licence: 'Open Government Licence v3.0',
        attributions: [],
        sha256: '',
        bytes: 1,
        rows: 1,
        date: null,
      },
    ],
    synthetic: false,
  },
};
const synthetic: TableContext = { ...context, data: { ...context.data, synthetic: true } };
const area = (sub_icb_code: string, sub_icb_name: string, value: number | null, patients: number) => ({
  snapshot: '2022-06-30',
  sub_icb_code,
  sub_icb_name,
  value,
  patients,
});
const areas = filled(figure1, [
  area('36L', 'South West <London> & "more"', 0.1 + 0.2, 1_500_000),
  area('72Q', 'South East London', null, 1_800_000),
  area('93C', '=1+1', 0.00001, 0),
]);
const tests = filled(jointTests, [
  {
    need: 'ltc_share',
    test: 'all zero',
    statistic: 2.5,
    df1: 3,
    df2: 100,
    conf_low: null,
    conf_high: null,
    p_value: 0.06,
  },
]);
const tables = [areas, tests];
const definitions: TableDefinition[] = [
  panelTable,
  ...[
    ...standardAnalyses,
    ...robustnessAnalyses,
    multiverse({ grid: {} as Grid, paths: { study: '', data: [''] } }),
  ].flatMap((analysis) => analysis.tables),
];
const sheetsOf = async (bytes: Uint8Array) =>
  new Map((await readWorkbook(Buffer.from(bytes))).map(({ sheet, data }) => [sheet, data]));

describe('the dictionary of tables', () => {
  it('has headings that tell the columns of a table apart', () => {
    for (const definition of definitions) {
      const described = definition.key.map((name) => definition.columns[name]!.title);
      expect(new Set(described).size, definition.file).toBe(described.length);
    }
  });

  it('describes every column of what sensitivity writes', async () => {
    const input = await sensitivityInput({ slopes: { ltc_share: [3, -3], share_65_plus: [1, 1] } });
    const written = input.tables.all();
    expect(written.length).toBeGreaterThan(15);
    for (const one of written) {
      const { file } = one.table;
      const table = tidy(one);
      const { tableSchema } = JSON.parse(csvwMetadata(one, input));
      for (const [at, { name, required, datatype }] of tableSchema.columns.entries()) {
        const cells = table.rows.map((row) => row[at] ?? '');
        if (required) expect(cells, `${file} ${name}`).not.toContain('');
        if (datatype === 'double' || datatype === 'integer')
          for (const cell of cells)
            expect(cell === '' || typeof cell === 'number', `${file} ${name}`).toBe(true);
      }
      const keys = table.rows.map((row) =>
        tableSchema.primaryKey.map((name: string) => row[table.columns.indexOf(name)]).join('|'),
      );
      expect(new Set(keys).size, file).toBe(keys.length);
    }
  });

  it('has a cell in every row for every column that is published', async () => {
    const input = await sensitivityInput({ slopes: { ltc_share: [3, 3] } });
    for (const { table, rows } of input.tables.all()) {
      for (const name of tidy({ table, rows }).columns) {
        expect(
          rows.every((row) => row[name] !== undefined),
          `${table.file} ${name}`,
        ).toBe(true);
      }
    }
  });

  it('describes the variables of a panel after its fixed columns, a local one in its own unit', () => {
    const { tableSchema } = JSON.parse(csvwMetadata({ table: panelTable, rows: [] }, context));
    const [ltc, own] = tableSchema.columns.slice(-2);
    expect(tableSchema.columns[0].name).toBe('snapshot');
    expect(ltc).toMatchObject({ name: 'ltc_share', 'schema:unitText': 'share, 0 to 1' });
    expect(own).toMatchObject({ name: 'loneliness', 'schema:unitText': 'score', required: false });
  });
});

describe('metadata of a table', () => {
  const metadata = JSON.parse(csvwMetadata(areas, context));

  it('names the file, its title, every column, its unit and what an empty cell means', () => {
    expect(metadata['@context'][0]).toBe('http://www.w3.org/ns/csvw');
    expect(metadata.url).toBe('figure1.csv');
    expect(metadata['dc:title']).toBe('Provision by sub-ICB location');
    const { columns, primaryKey } = metadata.tableSchema;
    expect(columns.map(({ name }: { name: string }) => name)).toEqual(Object.keys(figure1.columns));
    expect(columns[3]).toMatchObject({
      datatype: 'double',
      required: false,
      'schema:unitText': 'FTE per 10,000 patients',
    });
    expect(columns[3]['dc:description']).toContain('an empty cell is not available');
    expect(primaryKey).toEqual(['snapshot', 'sub_icb_code']);
  });

  it('gives sources and licence of real data, and labels synthetic data', () => {
    expect(metadata['dc:source']).toEqual(['NHS England: Workforce']);
    expect(metadata['dc:license']['@id']).toContain('open-government-licence');
    const invented = JSON.parse(csvwMetadata(areas, synthetic));
    expect(invented['dc:title']).toContain('Synthetic data: a demonstration, not evidence');
    expect(invented['dc:license']).toBeUndefined();
  });
});

describe('the workbook', () => {
  it('has a cover, contents, notes, and one table a sheet, in the order of the run', async () => {
    const sheets = await sheetsOf(await workbook(tables, context));
    expect([...sheets.keys()]).toEqual(['Cover', 'Contents', 'Notes', 'figure1', 'joint_tests']);
    expect(sheets.get('Cover')!.flat()).toContain('An invented study');
    expect(sheets.get('Contents')![2]!.slice(0, 2)).toEqual(['figure1', 'Provision by sub-ICB location']);
  });

  it('keeps numbers at full precision, and text as text, a formula included', async () => {
    const sheet = (await sheetsOf(await workbook(tables, context))).get('figure1')!;
    expect(sheet[3]).toEqual(['2022-06-30', '36L', 'South West <London> & "more"', 0.1 + 0.2, 1_500_000]);
    expect(sheet[5]!.slice(2, 4)).toEqual(['=1+1', 0.00001]);
  });

  it('writes [x] for what is not available and [z] for what is not applicable, and says so in the notes', async () => {
    const sheets = await sheetsOf(await workbook(tables, context));
    expect(sheets.get('figure1')![4]![3]).toBe('[x]');
    expect(sheets.get('joint_tests')![3]!.slice(5, 7)).toEqual(['[z]', '[z]']);
    const notes = sheets.get('Notes')!.map(([sign]) => sign);
    for (const sign of ['[x]', '[z]', '[low]']) expect(notes).toContain(sign);
  });

  it('labels synthetic data on the cover and above every table', async () => {
    const sheets = await sheetsOf(await workbook(tables, synthetic));
    for (const name of ['Cover', 'figure1', 'joint_tests']) {
      const top = sheets.get(name)!.slice(0, 2).flat().join(' ');
      expect(top).toContain('Synthetic data: a demonstration, not evidence');
    }
  });

  it('leaves a table of more than 5,000 rows to its CSV file, and says so', async () => {
    const long = { ...areas, rows: Array.from({ length: 5001 }, () => areas.rows[0]!) };
    const sheets = await sheetsOf(await workbook([long, tests], context));
    expect([...sheets.keys()]).not.toContain('figure1');
    expect(JSON.stringify(sheets.get('Notes'))).toContain('results/figure1.csv has 5001 rows');
  });

  it('is the same bytes every time, because its entries bear one date', async () => {
    const bytes = await workbook(tables, context);
    const later = await workbook(tables, context);
    expect(Buffer.compare(Buffer.from(bytes), Buffer.from(later))).toBe(0);
    // DOS time and date of the first local header: midnight, 1 January 1980.
    expect([...bytes.slice(10, 14)]).toEqual([0, 0, 33, 0]);
  });
});

it('bytes that are no zip archive are refused', () => {
  expect(() => undatedZip(new Uint8Array(40))).toThrow('no plain zip archive');
});
