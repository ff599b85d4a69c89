import { describe, expect, it } from 'vitest';
import { catalogue } from '../src/catalogue/catalogue.js';
import { layoutOf } from '../src/tables/columns.js';
import * as small from './small-england.js';

const { build, csv, march, minimal, refusal } = small;
const snapshots = [march];

async function valuesOf(files: small.Files, pcn = 'U00001', options = {}) {
  const built = await build({ ...(await minimal()), ...files }, { snapshots, ...options });
  return { ...built, values: built.panel.rows.find(({ pcn_code }) => pcn_code === pcn)?.values ?? {} };
}
const kind = (id: string) => catalogue.find((one) => one.id === id)!;

describe('the catalogue', () => {
  it('gives every kind what the law, the reader and the dictionary need', () => {
    for (const { id, publisher, licence, attribution, page, row, layouts, columns, quirks } of catalogue) {
      expect([id, publisher, licence, row].every((said) => said !== '')).toBe(true);
      expect(attribution).toContain(publisher);
      expect(page).toMatch(/^https:\/\//);
      expect(quirks.length).toBeGreaterThan(0);
      expect(layouts.length).toBeGreaterThan(0);
      for (const layout of layouts) {
        for (const field of Object.keys(layout.columns))
          expect(columns[field], `${id}: ${field}`).toBeDefined();
      }
    }
  });

  it('has every required column of a kind spelt in one of its layouts', () => {
    for (const { required } of catalogue) {
      for (const aliases of Object.values(required)) expect(aliases.length).toBeGreaterThan(0);
    }
  });
});

describe('workforce of 2026', () => {
  it('is a zip with a workbook of definitions, a guide and a numbered CSV', async () => {
    const june = small.marchWorkforce.replaceAll('2020,3,', '2026,6,');
    const files = {
      ...(await minimal()),
      'PCNWFIndividualCSV.062026.zip': small.zip({
        'Definitions.xlsx': await small.epcn([]),
        'Guide.pdf': '%PDF-1.7',
        '1.Primary Care Networks - June 2026 Individual Level.csv': june,
      }),
    };
    const { panel } = await build(files, { snapshots: ['2026-06-30'] });
    expect(panel.rows.map(({ pcn_code, fte }) => [pcn_code, fte])).toEqual([
      ['U00001', 0.753333333],
      ['U00002', null],
    ]);
  });
});

describe('patients', () => {
  it.each([
    ['GP_PRACTICE_CODE,POSTCODE,ONS_CCG_CODE,Total_All,Total_Male,Male_0-4', 'A81001,X,Y,10,5,1'],
    ['PRACTICE_CODE,LSOA_CODE,ALL_PATIENTS,MALE_PATIENTS', 'A81001,E01000001,10,5'],
  ])('in the wide layout of before 2018 are refused by name: %s', async (header, row) => {
    const error = await refusal({ ...(await minimal()), 'old.csv': csv(header, row) });
    expect(error.message).toContain('before 2018');
    expect(error.place.file).toBe('old.csv');
    expect(error.remedy).toContain('patients-registered-at-a-gp-practice');
  });

  it('by five-year group, as a zip under sub-ICB names', async () => {
    const quin = csv(
      'PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS',
      'X,2020-04-01,Sub ICB Location,16C,E38000247,,ALL,ALL,4000',
      'X,2020-04-01,GP,A81001,E38000247,,ALL,ALL,1000',
      'X,2020-04-01,GP,A81001,E38000247,,FEMALE,60_64,750',
      'X,2020-04-01,GP,A81001,E38000247,,MALE,65_69,250',
    );
    const { values } = await valuesOf({
      'gp-reg-pat-prac-quin-age.zip': small.zip({ 'gp-reg-pat-prac-quin-age.csv': quin }),
    });
    expect(values.share_65_plus).toBeCloseTo(0.25, 12);
  });
});

describe('ePCN', () => {
  it('under CCG names is read as under sub-ICB names', async () => {
    const files = await minimal();
    const plain = await build(files, { snapshots });
    const workbook = await small.epcn(small.memberships, (name) => name.replace('Sub ICB Loc', 'CCG'));
    const ccg = await build({ ...files, 'membership.xlsx': workbook }, { snapshots });
    expect(ccg.panel).toEqual(plain.panel);
    expect(ccg.panel.rows[0]?.sub_icb_code).toBe('36L');
  });
});

describe('practice-to-PCN maps', () => {
  it.each([
    ['CCG names', 'ONS_CCG_CODE,CCG_CODE,CCG_NAME', 'E38000245,36L,NHS South West London CCG'],
    [
      'sub-ICB names',
      'ONS_SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ICB_CODE',
      'E38000245,36L,South West London,QWE',
    ],
    ['a board merged in 2026', 'SUB_ICB_LOC_CODE,SUB_ICB_LOC_NAME,ICB_CODE', '36L,South West London ICB,QWE'],
  ])('under %s place a PCN by code', async (_, areas, cells) => {
    const files = await minimal();
    delete files['membership.xlsx'];
    const map = csv(
      `PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,${areas}`,
      `X,2020-04-01,A81001,A SURGERY,AB1,U00001,NORTH,${cells}`,
      `X,2020-04-01,B82002,B SURGERY,AB1,U,Unallocated,${cells}`,
    );
    const { panel } = await build({ ...files, 'map.csv': map }, { snapshots });
    expect(
      panel.rows.map(({ pcn_code, sub_icb_code, icb_code }) => [pcn_code, sub_icb_code, icb_code]),
    ).toEqual([['U00001', '36L', 'QWE']]);
  });
});

describe('neighbourhoods of two censuses', () => {
  // Two areas of 2011 merged into one (population 100 and 300), one split into two, one unchanged, one made anew of parts.
  const iod2019 = (withPopulation: boolean) =>
    csv(
      `LSOA code (2011),Index of Multiple Deprivation (IMD) Decile,Income Score (rate),Income Decile${withPopulation ? ',Total population: mid 2015 (excluding prisoners)' : ''}`,
      `E01000001,1,0.4,1${withPopulation ? ',100' : ''}`,
      `E01000002,4,0.2,4${withPopulation ? ',300' : ''}`,
      `E01000003,2,0.3,3${withPopulation ? ',500' : ''}`,
      `E01000004,10,0.05,9${withPopulation ? ',500' : ''}`,
    );
  const lookup = csv(
    'LSOA11CD,LSOA11NM,CHNGIND,LSOA21CD,LSOA21NM,LAD22CD,LAD22NM',
    'E01000001,A,M,E01034001,AB,E06000001,X',
    'E01000002,B,M,E01034001,AB,E06000001,X',
    'E01000003,C,S,E01034002,C1,E06000001,X',
    'E01000003,C,S,E01034003,C2,E06000001,X',
    'E01000004,D,U,E01000004,D,E06000001,X',
  );
  const patients2021 = small.lsoa('01APR2020', [
    ['A81001', 'E01034001', 'ALL', 500],
    ['A81001', 'E01034002', 'ALL', 300],
    ['A81001', 'E01000004', 'ALL', 200],
    ['A81002', 'E01034003', 'ALL', 3000],
  ]);
  const byPractice = (first: number, second: number) => (1000 * first + 3000 * second) / 4000;

  it('deprivation of 2019 is carried to LSOAs of 2021, merged ones by population', async () => {
    const { values, inputs, warnings } = await valuesOf({
      'l.csv': patients2021,
      'iod.csv': iod2019(true),
      'lookup.csv': lookup,
    });
    // Merged: (0.4 x 100 + 0.2 x 300) / 400 = 0.25; decile (1 x 100 + 4 x 300) / 400 = 3.25, so 3.
    const score = byPractice(0.5 * 0.25 + 0.3 * 0.3 + 0.2 * 0.05, 0.3);
    expect(values.income_deprivation).toBeCloseTo(score, 12);
    expect(values.income_decile_3).toBeCloseTo(byPractice(0.8, 1), 12);
    expect(values.core20_share).toBeCloseTo(byPractice(0.3, 1), 12);
    expect(inputs.map(({ path }) => path)).toContain('lookup.csv');
    expect(warnings.filter(({ message }) => message.includes('look-up of LSOAs'))).toEqual([]);
  });

  it('without populations, by the plain mean, and of two deciles as near the more deprived', async () => {
    const { values } = await valuesOf({
      'l.csv': patients2021,
      'iod.csv': iod2019(false),
      'lookup.csv': lookup,
    });
    // Merged: score 0.3; decile 2.5, so 2, which is in Core20.
    expect(values.income_deprivation).toBeCloseTo(byPractice(0.5 * 0.3 + 0.3 * 0.3 + 0.2 * 0.05, 0.3), 12);
    expect(values.core20_share).toBeCloseTo(byPractice(0.8, 1), 12);
  });

  it('by the best fit where only that is there, and the exact fit where both are', async () => {
    const best = csv(
      'LSOA11CD,LSOA11NM,LSOA21CD,LSOA21NM,LAD22CD',
      'E01000001,A,E01034001,AB,X',
      'E01000002,B,E01034001,AB,X',
      'E01000003,C,E01034002,C1,X',
      'E01000004,D,E01000004,D,X',
    );
    const files = { 'l.csv': patients2021, 'iod.csv': iod2019(true) };
    const only = await valuesOf({ ...files, 'best.csv': best });
    // E01034003 is not in the best fit: A81002 has no value.
    expect(only.values.core20_share).toBeCloseTo(0.3, 12);
    const both = await valuesOf({ ...files, 'best.csv': best, 'exact.csv': lookup });
    expect(both.values.core20_share).toBeCloseTo(byPractice(0.3, 1), 12);
  });

  it('without a look-up only codes in both join, and the rest are counted and named', async () => {
    const { values, warnings } = await valuesOf({ 'l.csv': patients2021, 'iod.csv': iod2019(true) });
    expect(values.income_deprivation).toBeCloseTo(0.05, 12);
    const said = warnings.find(({ about }) => about === 'l.csv')?.message;
    expect(said).toContain('3,800 in English neighbourhoods');
    expect(said).toContain('no look-up of LSOAs of 2011 to LSOAs of 2021');
  });

  const iod2025 = csv(
    'LSOA code (2021),LSOA name (2021),Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOA,Income Score (rate),Income Decile (where 1 is most deprived 10% of LSOAs),Total population: mid 2022',
    'E01034001,AB,1,0.5,1,400',
    'E01034002,C1,3,0.2,4,100',
    'E01034003,C2,5,0.1,6,300',
    'E01000004,D,9,0.04,9,500',
  );
  const patients2011 = small.lsoa('01APR2020', [
    ['A81001', 'E01000001', 'ALL', 400],
    ['A81001', 'E01000003', 'ALL', 400],
    ['A81001', 'E01000004', 'ALL', 200],
  ]);

  it('deprivation of 2025 is a variable of its own, and goes to LSOAs of 2011 by the look-up', async () => {
    const { values, panel } = await valuesOf({
      'l.csv': patients2011,
      'iod25.csv': iod2025,
      'lookup.csv': lookup,
    });
    expect(panel.variables).toEqual(['income_deprivation_2025', 'core20_share_2025']);
    // E01000003 was split into parts of 100 and 300: score (0.2 x 100 + 0.1 x 300) / 400 = 0.125.
    expect(values.income_deprivation_2025).toBeCloseTo(0.4 * 0.5 + 0.4 * 0.125 + 0.2 * 0.04, 12);
    expect(values.core20_share_2025).toBeCloseTo(0.4, 12);
  });

  it('of one date, the file of 2011 serves the indices of 2019 and that of 2021 those of 2025', async () => {
    const { values, extracts } = await valuesOf({
      'a-2021.csv': patients2021.replace('LSOA_CODE', 'LSOA_CODE_2021'),
      'b-2011.csv': patients2011.replace('LSOA_CODE', 'LSOA_CODE_2011'),
      'iod19.csv': iod2019(true),
      'iod25.csv': iod2025,
    });
    expect(values.income_deprivation).toBeCloseTo(0.4 * 0.4 + 0.4 * 0.3 + 0.2 * 0.05, 12);
    expect(values.income_deprivation_2025).toBeCloseTo(
      byPractice(0.5 * 0.5 + 0.3 * 0.2 + 0.2 * 0.04, 0.1),
      12,
    );
    const used = extracts.filter(({ purpose }) => purpose === 'neighbourhoods').map(({ path }) => path);
    expect(used.sort()).toEqual(['a-2021.csv', 'b-2011.csv']);
  });

  it('rurality of 2021 is a variable of its own; an unknown class is refused', async () => {
    const ruc = csv(
      'LSOA21CD,LSOA21NM,LSOA21NMW,RUC21CD,RUC21NM,Urban_rural_flag,ObjectId',
      'E01034001,AB,,RLN1,Larger rural: Nearer to a major town or city,Rural,1',
      'E01034002,C1,,UF1,Urban: Further from a major town or city,Urban,2',
      'E01034003,C2,,RSF1,Smaller rural: Further from a major town or city,Rural,3',
      'E01000004,D,,UN1,Urban: Nearer to a major town or city,Urban,4',
    );
    const { values, panel } = await valuesOf({ 'l.csv': patients2021, 'ruc21.csv': ruc });
    expect(panel.variables).toEqual(['rural_2021']);
    expect(values.rural_2021).toBeCloseTo(byPractice(0.5, 1), 12);
    const error = await refusal({
      ...(await minimal()),
      'l.csv': patients2021,
      'ruc21.csv': ruc.replace('UF1', 'ZZ9'),
    });
    expect(error.expected).toContain('Rural Urban Classification 2021');
    expect(error.place).toMatchObject({ file: 'ruc21.csv', row: 3 });
  });
});

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

describe('boundaries', () => {
  // One square of four corners at (-1, 53), in steps of 0.5 degrees from (-2, 52), as two arcs that share their ends.
  const topology = (property: string, code: string) =>
    JSON.stringify({
      type: 'Topology',
      transform: { scale: [0.5, 0.5], translate: [-2, 52] },
      objects: {
        areas: {
          type: 'GeometryCollection',
          geometries: [{ type: 'Polygon', arcs: [[0, ~1]], properties: { [property]: code } }],
        },
      },
      arcs: [
        [
          [2, 2],
          [2, 0],
          [0, 2],
        ],
        [
          [2, 2],
          [0, 2],
          [2, 0],
        ],
      ],
    });
  const ring = [
    [-1, 53],
    [0, 53],
    [0, 54],
    [-1, 54],
    [-1, 53],
  ];

  it.each(['SICBL22CD', 'SICBL23CD', 'SICBL24CD', 'SICBL25CD', 'CCG21CD'])(
    'as TopoJSON of the vintage %s are decoded, arcs turned round where they are shared',
    async (property) => {
      const { boundaries } = await build({
        ...(await minimal()),
        'b.topojson': topology(property, 'E38000245'),
      });
      expect([...(boundaries ?? [])]).toEqual([['36L', { type: 'Polygon', coordinates: [ring] }]]);
    },
  );

  it('of a topology whose arcs are missing are refused', async () => {
    const broken = topology('SICBL23CD', 'E38000245').replace('[[0,-2]]', '[[0,7]]');
    const error = await refusal({ ...(await minimal()), 'b.json': broken });
    expect(error.message).toContain('do not fit together');
  });

  it('of areas that are no sub-ICB locations are refused, with examples', async () => {
    const error = await refusal({ ...(await minimal()), 'b.json': topology('CCG19CD', 'E38000001') });
    expect(error.message).toContain('1 of the 1 areas');
    expect(error.message).toContain('E38000001');
  });

  it('whose coordinates are no coordinates are refused, not drawn', async () => {
    const feature = (coordinates: unknown) => ({
      type: 'Feature',
      properties: { SICBL23CD: 'E38000245' },
      geometry: { type: 'Polygon', coordinates },
    });
    for (const coordinates of [null, 5, [[5]], [[['a', 'b']]], [[[1, null]]]]) {
      const json = JSON.stringify({ type: 'FeatureCollection', features: [feature(coordinates)] });
      const error = await refusal({ ...(await minimal()), 'b.geojson': json });
      expect(error.message).toContain('1 of the 1 areas');
    }
  });

  it('in metres of the National Grid are refused by that name', async () => {
    const metres = topology('SICBL23CD', 'E38000245')
      .replace('[0.5,0.5]', '[1000,1000]')
      .replace('[-2,52]', '[400000,300000]');
    const error = await refusal({ ...(await minimal()), 'b.json': metres });
    expect(error.message).toContain('British National Grid');
  });
});

describe('areas over time', () => {
  const at = async (code: string, snapshot: string, more: small.Files = {}) => {
    const year = snapshot.slice(0, 4);
    const month = String(Number(snapshot.slice(5, 7)));
    const files: small.Files = {
      ...(await minimal()),
      'workforce/now.csv': small.marchWorkforce.replaceAll('2020,3,', `${year},${month},`),
      'membership.xlsx': await small.epcn([['A81001', code, 'U00001', '20191001']]),
      'patients/april.csv': small.totals('01APR2020', { A81001: 1000 }).replaceAll('16C,E38000247', ','),
      'patients/july.csv': small.totals('01JUL2020', { A81001: 1000 }).replaceAll('16C,E38000247', ','),
      ...more,
    };
    if (snapshot === march) delete files['workforce/now.csv'];
    return build(files, { snapshots: [snapshot] });
  };
  const placed = async (...parameters: Parameters<typeof at>) => {
    const [row] = (await at(...parameters)).panel.rows;
    return [row?.sub_icb_code, row?.icb_code, row?.region_code];
  };

  it('a board is that of the snapshot: Frimley, then Thames Valley', async () => {
    expect(await placed('D4U1Y', '2026-03-31')).toEqual(['D4U1Y', 'QNQ', 'Y59']);
    expect(await placed('U2G6B', '2026-06-30')).toEqual(['D4U1Y', 'S0E4D', 'Y59']);
    expect(await placed('07H', '2026-04-30')).toEqual(['07H', 'D7T5G', 'Y61']);
  });

  const geography = (...rows: string[]) =>
    csv('SICBL26CD,SICBL26CDH,SICBL26NM,ICB26CD,ICB26CDH,ICB26NM,NHSER26CD,NHSER26CDH', ...rows);

  it('an unknown code is found in a look-up of areas; its defective rows are passed over with a warning', async () => {
    const look = geography(
      'E38000099,ZZZ,NHS Humber, Coast and Vale ICB - ZZZ,E54000099,QZZ,NHS Humber, Coast and Vale,E40000012,Y63',
      'E38000300,X1Y2Z,NHS Somewhere ICB - X1Y2Z,E54000071,Z9B2Z,NHS West and North London,E40000003,Y56',
    );
    const built = await at('X1Y2Z', march, { 'geography.csv': look });
    expect(built.panel.rows[0]).toMatchObject({
      sub_icb_code: 'X1Y2Z',
      icb_code: 'Z9B2Z',
      region_code: 'Y56',
    });
    expect(built.warnings.find(({ about }) => about === 'geography.csv')?.message).toContain('1 of 2');
  });

  it('a code that nobody knows is named', async () => {
    const { warnings } = await at('X1Y2Z', march);
    expect(warnings.map(({ message }) => message).join(' ')).toContain('after its own parent');
    expect(warnings.map(({ message }) => message).join(' ')).toContain('(X1Y2Z)');
    const files = await minimal();
    delete files['membership.xlsx'];
    const map = small.practiceMap('01Apr2020', [['A81001', 'U00001', 'X1Y2Z']]);
    const patients = small.totals('01APR2020', { A81001: 1000 }).replaceAll('16C,E38000247', ',');
    const error = await refusal({ ...files, 'patients/april.csv': patients, 'map.csv': map }, { snapshots });
    expect(error.message).toContain('X1Y2Z is no code that is known');
    expect(error.remedy).toContain('look-up of sub-ICB locations');
  });

  it('a look-up of areas is not read where every code is known, so that its defects raise no alarm', async () => {
    const look = geography('E38000099,ZZZ,NHS Humber, Coast and Vale,E54000099,QZZ,A, B,E40000012,Y63');
    const built = await build({ ...(await minimal()), 'geography.csv': look }, { snapshots });
    expect(built.warnings.filter(({ about }) => about === 'geography.csv')).toEqual([]);
  });
});
