import * as small from '../small-england.js';

// A small country with every kind of file that there is. A case takes a part of it that the spoilt file matters to,
// because most files matter to few others, or now and then all of it.

const { csv, zip } = small;
const practices = ['A81001', 'A81002', 'B82001', 'B82002'];

async function core(): Promise<small.Files> {
  const { 'patients/july.csv': july, 'workforce/b.csv': june, ...files } = await small.minimal();
  return {
    ...files,
    'workforce/b.zip': zip({ 'Guide.pdf': '%PDF-1.4', '1.Individual Level.csv': june! }),
    'patients/july.zip': zip({ 'guide.pdf': '%PDF-1.4', 'gp-reg-pat-prac-all.csv': july! }),
  };
}

function ages(): small.Files {
  const single = (sex: string) =>
    csv(
      'EXTRACT_DATE,CCG_CODE,ONS_CCG_CODE,ORG_CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS',
      ...[60, 64, 65, 90].flatMap((age) =>
        practices.map((practice, i) => `01APR2020,16C,E38000247,${practice},AB1,${sex},${age},${age + i}`),
      ),
    );
  const fiveYear = csv(
    'PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS',
    'X,2020-07-01,Sub ICB Location,16C,E38000247,,ALL,ALL,4000',
    ...practices.flatMap((practice, i) => [
      `X,2020-07-01,GP,${practice},E38000247,,ALL,ALL,${1000 + i}`,
      `X,2020-07-01,GP,${practice},E38000247,,FEMALE,60_64,${750 + i}`,
      `X,2020-07-01,GP,${practice},E38000247,,MALE,65_69,250`,
    ]),
  );
  return {
    'patients/males.csv': single('M'),
    'patients/females.zip': zip({ 'gp-reg-pat-prac-sing-age-female.csv': single('F') }),
    'patients/quin.csv': fiveYear,
  };
}

const lsoaRows: small.LsoaRow[] = [...small.lsoaRows, ['B82001', 'E01000003', 'ALL', 500]];

function areas(): small.Files {
  return {
    'patients/lsoa.csv': small.lsoa('01APR2020', lsoaRows),
    'patients/lsoa-2021.zip': zip({
      'gp-reg-pat-prac-lsoa-2021-all.csv': small.lsoa('01JUL2020', [
        ['A81001', 'E01034001', 'ALL', 500],
        ['A81001', 'E01034002', 'ALL', 300],
        ['A81002', 'E01000004', 'ALL', 200],
        ['B82001', 'E01034003', 'ALL', 3000],
      ]),
    }),
    'areas/deprivation.csv': csv(
      'LSOA code (2011),LSOA name (2011),Index of Multiple Deprivation (IMD) Decile,Income Score (rate),Income Decile,Total population: mid 2015 (excluding prisoners)',
      'E01000001,Poorham,1,0.4,1,100',
      'E01000002,Midham,4,0.2,4,300',
      'E01000003,Farham,2,0.3,3,500',
      'E01000004,Richham,10,0.05,9,500',
    ),
    'areas/deprivation-2025.csv': csv(
      'LSOA code (2021),LSOA name (2021),Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOA,Income Score (rate),Income Decile (where 1 is most deprived 10% of LSOAs),Total population: mid 2022',
      'E01034001,AB,1,0.5,1,400',
      'E01034002,C1,3,0.2,4,100',
      'E01034003,C2,5,0.1,6,300',
      'E01000004,D,9,0.04,9,500',
    ),
    'areas/rurality.csv': csv(
      'LSOA11CD,LSOA11NM,RUC11CD,RUC11,FID',
      'E01000001,A,E1,Rural village and dispersed,0',
      'E01000002,B,C1,Urban city and town,1',
      'E01000003,C,D1,Rural town and fringe,2',
      'E01000004,D,A1,Urban major conurbation,3',
    ),
    'areas/rurality-2021.csv': csv(
      'LSOA21CD,LSOA21NM,LSOA21NMW,RUC21CD,RUC21NM,Urban_rural_flag,ObjectId',
      'E01034001,AB,,RLN1,Larger rural: Nearer to a major town or city,Rural,1',
      'E01034002,C1,,UF1,Urban: Further from a major town or city,Urban,2',
      'E01034003,C2,,RSF1,Smaller rural: Further from a major town or city,Rural,3',
      'E01000004,D,,UN1,Urban: Nearer to a major town or city,Urban,4',
    ),
    'areas/lookup.csv': csv(
      'LSOA11CD,LSOA11NM,CHNGIND,LSOA21CD,LSOA21NM,LAD22CD,LAD22NM',
      'E01000001,A,M,E01034001,AB,E06000001,X',
      'E01000002,B,M,E01034001,AB,E06000001,X',
      'E01000003,C,S,E01034002,C1,E06000001,X',
      'E01000003,C,S,E01034003,C2,E06000001,X',
      'E01000004,D,U,E01000004,D,E06000001,X',
    ),
  };
}

const numbered = (stem: string, count: number) => Array.from({ length: count }, (_, i) => `${stem}_${i + 1}`);

function people(): small.Files {
  const survey2019 = csv(
    ['Practice_Code', ...numbered('Q32', 5), ...numbered('Q49', 18), ...numbered('Q30_recoded', 4)].join(','),
    ...practices.map((practice, i) =>
      [practice, 20, 20 + i, 10, 500, 10, 90, ...Array(16).fill(1), 10 + i, 30, 60, 5, 10].join(','),
    ),
  );
  const survey2024 = csv(
    [
      'ad_practicecode,ad_practicename',
      ...numbered('healthsupport', 5).map((name) => `${name}.pct`),
      ...numbered('healthltcondition', 4).map((name) => `${name}.pct`),
      ...numbered('dv_ethnicityband', 5).map((name) => `${name}.pct`),
    ].join(','),
    'A81001,A SURGERY,0.2,0.1,0.1,0.5,0.1,0.6,0.3,0.05,0.05,0.7,0.1,0.1,0.05,0.05',
    'B82001,B SURGERY,0.2,0.1,0.1,0.5,0.1,0.5,0.4,0.05,0.05,0.7,0.1,0.1,0.05,0.05',
  );
  const sidecar = (...lines: string[]) => `${lines.join('\n')}\n`;
  return {
    'survey/GPPS_2019.csv': survey2019,
    'survey/GPPS_2024.csv': survey2024,
    'local/rural.csv': csv('practice_code,rural', 'A81001,0.5', 'A81002,0', 'B82001,1'),
    'local/lonely.csv': csv('practice_code,UCLA score', 'A81001,4', 'A81002,6', 'B82001,5.5'),
    'local/lonely.yaml': sidecar(
      'loneliness:',
      '  label: Loneliness score',
      '  unit: score',
      '  source: Council survey of adults',
      '  year: 2019',
      '  bounds: [3, 9]',
      '  column: UCLA score',
    ),
    'local/clinics.csv': csv('pcn_code,seen,adults', 'U00001,30,600', 'U00002,5,500'),
    'local/clinics.yml': sidecar(
      'clinics:',
      '  label: Seen in a clinic',
      '  unit: per 1,000',
      '  source: Referral system',
      '  year: 2020',
      '  level: pcn',
      '  numerator: seen',
      '  denominator: adults',
      '  bounds: [0, 1000]',
    ),
  };
}

const square = (west: number, south: number) => [
  [
    [west, south],
    [west + 1, south],
    [west + 1, south + 1],
    [west, south + 1],
    [west, south],
  ],
];
const geoJson = JSON.stringify({
  type: 'FeatureCollection',
  features: ['E38000247', 'E38000245'].map((SICBL23CD, i) => ({
    type: 'Feature',
    properties: { SICBL23CD },
    geometry: { type: 'Polygon', coordinates: square(-1 + i, 53) },
  })),
});
const topoJson = JSON.stringify({
  type: 'Topology',
  transform: { scale: [0.5, 0.5], translate: [-2, 52] },
  objects: {
    areas: {
      type: 'GeometryCollection',
      geometries: [{ type: 'Polygon', arcs: [[0, ~1]], properties: { SICBL23CD: 'E38000245' } }],
    },
  },
  // Two arcs that share their ends.
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
const geography = csv(
  'SICBL26CD,SICBL26CDH,SICBL26NM,ICB26CD,ICB26CDH,ICB26NM,NHSER26CD,NHSER26CDH',
  'E38000300,X1Y2Z,NHS Somewhere ICB - X1Y2Z,E54000071,Z9B2Z,NHS West and North London,E40000003,Y56',
);

/** A map whose two codes of a place agree. */
const agreeing = (map: string) =>
  map.replaceAll('E38000247,X1Y2Z', 'E38000300,X1Y2Z').replaceAll('E38000247,36L', 'E38000245,36L');

/** Memberships by maps, with a code that only the look-up of areas knows. */
async function mapped(): Promise<small.Files> {
  const { 'membership.xlsx': _, ...files } = await core();
  return {
    ...files,
    'map/january.csv': agreeing(
      small.practiceMap('01JAN2020', [
        ['A81001', 'U00001', 'X1Y2Z'],
        ['A81002', 'U00001', '16C'],
        ['B82001', 'U00002', '36L'],
      ]),
    ),
    'map/july.zip': zip({
      'gp-reg-pat-prac-map.csv': agreeing(
        small.practiceMap('01JUL2020', [
          ['A81001', 'U00001', 'X1Y2Z'],
          ['A81002', 'U00002', '16C'],
          ['B82002', 'U', '36L'],
        ]),
      ),
    }),
    'areas/geography.csv': geography,
    'areas/boundaries.geojson': geoJson,
  };
}

/** A file of neighbourhoods beyond the megabyte from which its counts are kept, in few rows. */
function kept(): small.Files {
  const { 'patients/lsoa.csv': lsoa, 'areas/deprivation.csv': deprivation } = areas();
  return {
    'patients/lsoa.csv':
      `${String(lsoa)}${Array.from({ length: 40 }, (_, i) => `X,01APR2020,Z${80_000 + i},A SURGERY,E01000001,ALL,9\n`).join('')}`.replaceAll(
        'A SURGERY',
        'A SURGERY '.repeat(2300).trim(),
      ),
    'areas/deprivation.csv': deprivation!,
  };
}

/** Parts of the country by name. */
export async function countries(): Promise<Record<string, small.Files>> {
  const all = await core();
  const { 'membership.xlsx': _, ...others } = all;
  // A map reads quicker than a workbook, and says the same.
  const base: small.Files = {
    ...others,
    'map/april.csv': agreeing(
      small.practiceMap(
        '01APR2020',
        small.memberships.map(([practice, subIcb, pcn]) => [practice, pcn, subIcb] as const),
      ),
    ),
  };
  return {
    core: all,
    ages: { ...base, ...ages() },
    areas: { ...base, ...areas() },
    people: { ...base, ...people() },
    mapped: await mapped(),
    kept: { ...base, ...kept() },
    whole: {
      ...all,
      ...ages(),
      ...areas(),
      ...people(),
      'map/january.csv': small.practiceMap('01JAN2020', [['A81001', 'U00001', '16C']]),
      'areas/geography.csv': geography,
      'areas/boundaries.topojson': topoJson,
    },
  };
}
