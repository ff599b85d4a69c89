import { describe, expect, it } from 'vitest';
import { checkFolder } from '../src/index.js';
import { parseDate } from '../src/tables/dates.js';
import { scanCsv } from '../src/tables/scan-csv.js';
import * as small from './small-england.js';

// What real files do, and the test that holds the reader to it:
//
// | seen in the publishers' files | test |
// | --- | --- |
// | Windows-1252, not UTF-8; a byte-order mark before the header | here: Windows-1252 after a UTF-8 byte-order mark |
// | the first quoted field after 31,000 unquoted rows | here: the first quoted field may come after 31,000 rows |
// | a column has several names over the years | here: the same column has several names; layouts: practice-to-PCN maps |
// | dates as 01JAN2021, 01Apr2022, 01-Apr-20, 2026-07-01 | here: a date is written … |
// | NO2011 and Welsh codes among the LSOAs | variables: count in a warning the patients whom no neighbourhood of England has |
// | LSOAs of 2011 and of 2021 in separate files of one date | layouts: neighbourhoods of two censuses |
// | negative codes for suppressed survey cells | here: a negative survey cell is missing |
// | code U and Unallocated for a practice without a PCN | here: a practice of no PCN |
// | PCNs that cross a border; names spelt differently | here: names are never joined on; panel: puts a PCN where most … |
// | a PCN absent from a snapshot may not have reported | panel: tells a PCN without any row …; leave the FTE … missing |
// | line breaks in ePCN headers, YYYYMMDD text, open end dates | small-england.ts writes them; panel: follow memberships by their dates |
// | zips of several files, the CSV's name with a number first | here: a zip holds a numbered CSV …; layouts: workforce of 2026 |
// | a look-up of areas with unquoted commas | layouts: an unknown code is found …; … raise no alarm |

const { build, csv, march, minimal, role } = small;
const snapshots = [march];

describe('what real files do', () => {
  it('Windows-1252 after a UTF-8 byte-order mark is read as it was written', async () => {
    const files = await minimal();
    delete files['membership.xlsx'];
    const map = csv(
      `${small.mapHeader}`,
      'X,01Apr2020,A81001,"FULWELL MEDICAL CENTRE,",AB1,U00001,NORTH – WEST PCN,E38000247,36L',
    );
    const encoded = Buffer.concat([
      Buffer.from([0xef, 0xbb, 0xbf]),
      Buffer.from(map.replace('–', '\x96'), 'latin1'),
    ]);
    const { panel } = await build({ ...files, 'map.csv': encoded }, { snapshots });
    expect(panel.rows[0]?.pcn_name).toBe('NORTH – WEST PCN');
    const utf8 = await build({ ...files, 'map.csv': `\ufeff${map}` }, { snapshots });
    expect(utf8.panel.rows[0]?.pcn_name).toBe('NORTH – WEST PCN');
  });

  it('the first quoted field may come after 31,000 rows', async () => {
    const rows: small.LsoaRow[] = Array.from({ length: 31_000 }, (_, i) => [`P${i}`, 'E01000002', 'ALL', 1]);
    const text = `${small.lsoa('01APR2020', [...small.lsoaRows, ...rows])}X,01APR2020,A81001,"A, B",E01000003,ALL,7\n`;
    const { inputs } = await build(
      { ...(await minimal()), 'l.csv': text, 'iod.csv': `${small.deprivation}E01000003,C,1,2,0.5,2\n` },
      { snapshots },
    );
    expect(inputs.find(({ path }) => path === 'l.csv')?.rows).toBe(small.lsoaRows.length + 31_001);
  });

  it('rows end with line feeds, with carriage returns and line feeds, or with both in one file', async () => {
    const files = await minimal();
    const plain = JSON.stringify((await build(files)).panel);
    const windows = small.juneWorkforce.replaceAll('\n', '\r\n');
    expect(JSON.stringify((await build({ ...files, 'workforce/b.csv': windows })).panel)).toBe(plain);
    const mixed = small.juneWorkforce.replace('\n', '\r\n');
    expect(JSON.stringify((await build({ ...files, 'workforce/b.csv': mixed })).panel)).toBe(plain);
  });

  it('the same column has several names, in any case and spacing', async () => {
    const files = await minimal();
    const renamed = small
      .totals('2020-04-01', small.aprilCounts)
      .replace(
        small.totalsHeader,
        'publication,Extract Date,ORG_TYPE,SUB_ICB_LOC_CODE,ONS_X,Org_Code,Postcode,Sex,Age,Number of Patients',
      );
    const { panel } = await build({ ...files, 'patients/april.csv': renamed }, { snapshots });
    expect(panel.rows.map(({ patients }) => patients)).toEqual([4000, 2000]);
  });

  it.each([
    ['01JAN2021', '2021-01-01'],
    ['01Apr2022', '2022-04-01'],
    ['01-Apr-20', '2020-04-01'],
    ['2026-07-01', '2026-07-01'],
    ['20191001', '2019-10-01'],
    ['43739', '2019-10-01'],
    ['1 September 2021', '2021-09-01'],
    ['01/04/2020', '2020-04-01'],
    ['31FEB2020', null],
    ['soon', null],
  ])('a date is written %s', (text, date) => {
    expect(parseDate(text)).toBe(date);
  });

  it('a zip holds a numbered CSV beside a workbook and a guide', async () => {
    const files = await minimal();
    delete files['workforce/a.csv'];
    const { panel } = await build({
      ...files,
      'PCNWFIndividualCSV.032020.zip': small.zip({
        '1.Primary Care Networks - March 2020 Individual Level.csv': small.marchWorkforce,
        'Definitions.xlsx': 'not a workbook at all',
        'Guide.pdf': '%PDF-1.7',
      }),
    });
    expect(panel.rows[0]?.fte).toBe(0.753333333);
  });

  it('ePCN comes in a zip', async () => {
    const files = await minimal();
    const workbook = files['membership.xlsx'] as Uint8Array;
    delete files['membership.xlsx'];
    const { panel } = await build(
      { ...files, 'epcn.zip': small.zip({ 'ePCN.xlsx': workbook }) },
      { snapshots },
    );
    expect(panel.rows).toHaveLength(2);
  });

  it('a file name holds brackets, an asterisk would be a pattern, and quotes', async () => {
    const files = await minimal();
    files["it's [2020] (weighted)/w.csv"] = files['workforce/a.csv'] as string;
    delete files['workforce/a.csv'];
    expect((await build(files)).panel.rows[0]?.fte).toBe(0.753333333);
  });

  it('a negative survey cell is missing, not a number', async () => {
    const columns = ['Practice_Code', ...[1, 2, 3, 4, 5].map((i) => `Q32_${i}`)];
    const survey = csv(columns.join(','), 'A81001,10,10,-97,0,10', 'A81002,30,50,20,0,0');
    const { panel } = await build({ ...(await minimal()), 'GPPS_2019.csv': survey }, { snapshots });
    expect(panel.rows[0]?.values.need_published).toBe(0.2);
    expect(panel.rows[1]?.values.need_published).toBeNull();
  });

  it('a practice of no PCN is U and Unallocated: its patients are counted, and belong to no row', async () => {
    const { panel, warnings } = await build(await minimal(), { snapshots });
    expect(panel.rows.map(({ pcn_code }) => pcn_code)).toEqual(['U00001', 'U00002']);
    expect(warnings.map(({ message }) => message).join(' ')).toContain(
      '500 of 6,500 patients belong to practices without a PCN',
    );
  });

  it('names are never joined on: areas, PCNs and practices may be spelt in any way', async () => {
    const files = await minimal();
    const plain = (await build(files)).panel.rows.map(({ pcn_name: _, ...row }) => row);
    const strange = {
      ...files,
      'workforce/a.csv': small.marchWorkforce.replaceAll('SOME PCN', 'Some  P.C.N. & Co'),
      'workforce/b.csv': small.juneWorkforce.replaceAll('SOME PCN', 'another name'),
    };
    expect((await build(strange)).panel.rows.map(({ pcn_name: _, ...row }) => row)).toEqual(plain);
  });

  it('dictionaries, documents and hidden files are passed over', async () => {
    const files = {
      ...(await minimal()),
      'gpps/columns.csv': 'variable,description\nq32_3,No\n',
      'README.txt': 'hello',
      '._a.csv': 'x',
    };
    expect((await build(files)).inputs).toHaveLength(5);
  });

  it('a role has a trailing space', async () => {
    const files = await minimal();
    files['workforce/a.csv'] = small.marchWorkforce.replaceAll(role, `${role} `);
    expect((await build(files, { snapshots })).panel.rows[0]?.fte).toBe(0.753333333);
  });
});

describe('synthetic data', () => {
  it('are known by SYNTHETIC.txt, by Data_source and by PUBLICATION', async () => {
    const files = await minimal();
    const generated = await build({ ...files, 'SYNTHETIC.txt': 'made up' });
    expect(generated.synthetic).toBe(true);
    for (const { publication, licence } of generated.inputs) {
      expect(publication).toContain('Synthetic, in the layout of');
      expect(licence).not.toContain('Open Government');
    }
    const official = await build(files);
    expect(official.synthetic).toBe(false);
    expect(official.inputs[0]!.licence).toContain('Open Government');
    const source = small.marchWorkforce.replaceAll('NWRS Staff', 'Synthetic: NWRS Staff');
    expect((await build({ ...files, 'workforce/a.csv': source })).synthetic).toBe(true);
    const publication = small
      .totals('01APR2020', small.aprilCounts)
      .replaceAll('GP_PRAC_PAT_LIST', 'SYNTHETIC_LIST');
    expect((await build({ ...files, 'patients/april.csv': publication })).synthetic).toBe(true);
  });
});

describe('boundaries', () => {
  const square = [
    [
      [-1, 53],
      [-1, 54],
      [0, 54],
      [-1, 53],
    ],
  ];
  const collection = (code: string, coordinates: unknown) =>
    JSON.stringify({
      type: 'FeatureCollection',
      features: [
        { type: 'Feature', properties: { SICBL23CD: code }, geometry: { type: 'Polygon', coordinates } },
      ],
    });

  it('are known by their features and come by ODS code', async () => {
    const { boundaries, boundariesNote } = await build({
      ...(await minimal()),
      'b.geojson': collection('E38000245', square),
    });
    expect([...(boundaries ?? [])]).toEqual([['36L', { type: 'Polygon', coordinates: square }]]);
    expect(boundariesNote).toContain('Contains OS data © Crown copyright');
  });

  it('in metres of the National Grid are refused', async () => {
    const metres = [
      [
        [429979, 403330],
        [429979, 403331],
        [429980, 403331],
        [429979, 403330],
      ],
    ];
    const error = await small.refusal({ ...(await minimal()), 'b.geojson': collection('E38000245', metres) });
    expect(error.expected).toContain('WGS 84');
  });

  it('that are cut off are refused', async () => {
    const error = await small.refusal({
      ...(await minimal()),
      'b.geojson': collection('E38000245', square).slice(0, 60),
    });
    expect(error.message).toContain('looks cut off');
  });
});

describe('the scan of a CSV', () => {
  const scan = (text: string, columns: number) => scanCsv(Buffer.from(text), columns);

  it('counts rows beyond quoted commas, quotes and line breaks', () => {
    expect(scan('a,b\n"x, ""y""\nz",2\n3,4\n', 2)).toMatchObject({ rows: 2, defect: null });
  });

  it('finds text after a closing quote', () => {
    expect(scan('a,b\n1,2\n"x"y,2\n', 2).defect).toEqual({ row: 3, problem: 'quote', found: 1, last: false });
  });
});

describe('the survey of a folder', () => {
  it('says of every file what it is, of what date, and what is wrong', async () => {
    const files = {
      ...(await minimal()),
      'copy.csv': small.marchWorkforce,
      'notes.csv': 'a,b\n1,2\n',
      'patients/july.csv': small.totals('01JUL2020', small.julyCounts).slice(0, -4),
      'local/ltc.csv': csv('practice_code,ltc_share', 'A81001,0.5'),
    };
    const check = await checkFolder({ dir: await small.folderOf(files) });
    const of = (path: string) => check.files.find((file) => file.path === path);
    expect(of('workforce/a.csv')).toMatchObject({ kind: 'workforce', date: march, rows: 4, note: null });
    expect(of('membership.xlsx (sheet PCN Core Partner Details)')).toMatchObject({ rows: 5 });
    expect(of('notes.csv')).toMatchObject({
      kind: null,
      note: 'its columns are those of no known file: a, b',
    });
    expect(check.duplicates).toEqual([['copy.csv', 'workforce/a.csv']]);
    const stops = check.findings.filter(({ severity }) => severity === 'stops');
    expect(stops.map(({ id, file, row, snapshot }) => [id, file, row, snapshot])).toEqual([
      ['damaged-file', 'patients/july.csv', 5, small.june],
      ['rival-files', 'copy.csv', null, march],
    ]);
    expect(stops[1]?.message).toContain('same content');
    expect(
      check.grid.map(({ snapshot, cells }) => [snapshot, cells.patients.path, cells.lsoa.state]),
    ).toEqual([
      [march, 'patients/april.csv', 'none'],
      [small.june, 'patients/july.csv', 'none'],
    ]);
    expect(check.variables).toEqual(['ltc_share']);
    expect(check.absent.map(({ variable }) => variable)).toContain('share_65_plus');
  });
});
