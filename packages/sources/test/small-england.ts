import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { InputError } from '@inverse-care/domain';
import { zipSync } from 'fflate';
import { afterAll } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { type BuildOptions, buildPanel, type DataFolders } from '../src/index.js';

// A country of five practices and three PCNs, two of which have patients, in the publishers' own layouts.
// All numbers are made up here.

export type Files = Record<string, string | Uint8Array>;

export const role = 'Social Prescribing Link Workers';
export const march = '2020-03-31';
export const june = '2020-06-30';

export const csv = (...rows: (readonly (string | number)[] | string)[]): string =>
  rows.map((row) => `${typeof row === 'string' ? row : row.join(',')}\n`).join('');

export const workforceHeader =
  'Data_source,CENSUS_YEAR,CENSUS_MONTH,PCN_CODE,PCN_NAME,SUB_ICB_CODE,STAFF_GROUP,STAFF_ROLE,DETAILED_STAFF_ROLE,FTE,UNIQUE_IDENTIFIER';
export const staff = (month: number, pcn: string, staffRole: string, fte: string): string =>
  `NWRS Staff,2020,${month},${pcn},SOME PCN,16C,Direct,${staffRole},Detail,${fte},1`;

export const marchWorkforce = csv(
  workforceHeader,
  staff(3, 'U00001', role, '0.5'),
  staff(3, 'U00001', role, '0.253333333'),
  staff(3, 'U00001', 'Pharmacists', '1'),
  staff(3, 'U00003', role, '1.5'),
);
export const juneWorkforce = csv(
  workforceHeader,
  staff(6, 'U00001', role, '1'),
  staff(6, 'U00002', 'Pharmacists', '0.8'),
);

export const totalsHeader =
  'PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS';
export const totals = (date: string, counts: Record<string, number | string>): string =>
  csv(
    totalsHeader,
    ...Object.entries(counts).map(
      ([code, n]) => `GP_PRAC_PAT_LIST,${date},GP,16C,E38000247,${code},AB1 2CD,ALL,ALL,${n}`,
    ),
  );
export const aprilCounts = { A81001: 1000, A81002: 3000, B82001: 2000, B82002: 500 };
export const julyCounts = { A81001: 1100, A81002: 2900, B82001: 2500, B82002: 500 };

export const epcnHeader = [
  'Partner\r\nOrganisation\r\nCode',
  'Partner\r\nName',
  'Practice\r\nParent\r\nSub ICB Loc Code',
  'Practice\r\nParent\r\nSub ICB Loc Name',
  'PCN Code',
  'PCN Name',
  'PCN Parent\r\nSub ICB Loc Code',
  'PCN Parent\r\nSub ICB Loc Name',
  'Practice to PCN\r\nRelationship\r\nStart Date',
  'Practice to PCN\r\nRelationship\r\nEnd Date',
];
export type MembershipRow = [
  practice: string,
  subIcb: string,
  pcn: string,
  start: string | number,
  end?: string | number,
];
export const memberships: MembershipRow[] = [
  ['A81001', '16C', 'U00001', '20191001'],
  ['A81002', '36L', 'U00001', '20191001'],
  ['B82001', '36L', 'U00002', 20191001],
  ['B82002', '36L', 'U', '20191001'],
  ['C83001', '36L', 'U00003', '20191001'],
];
const names: Record<string, string> = {
  U00001: 'NORTH PCN',
  U00002: 'SOUTH PCN',
  U00003: 'GHOST PCN',
  U: 'Unallocated',
};

export async function epcn(
  rows: readonly MembershipRow[],
  rename = (name: string): string => name,
): Promise<Uint8Array> {
  const cells = rows.map(([practice, subIcb, pcn, start, end]) =>
    [
      practice,
      'A NAME',
      subIcb,
      'A PLACE',
      pcn,
      names[pcn] ?? `${pcn} PCN`,
      '36L',
      'A PLACE',
      start,
      end ?? null,
    ].map((value) => (value === null ? null : { value })),
  );
  return writeWorkbook([
    {
      data: [
        [{ value: 'PCN Code' }, { value: 'PCN Name' }],
        [{ value: 'U00001' }, { value: 'NORTH PCN' }],
      ],
      sheet: 'PCNDetails',
    },
    {
      data: [epcnHeader.map((name) => ({ value: rename(name) })), ...cells],
      sheet: 'PCN Core Partner Details',
    },
  ]).toBuffer();
}

export const mapHeader =
  'PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,ONS_CCG_CODE,CCG_CODE';
export const practiceMap = (date: string, rows: readonly (readonly [string, string, string])[]): string =>
  csv(
    mapHeader,
    ...rows.map(
      ([practice, pcn, ccg]) =>
        `GP_PRAC_PAT_LIST,${date},${practice},"A SURGERY, X",AB1,${pcn},MAP ${pcn},E38000247,${ccg}`,
    ),
  );

export const lsoaHeader =
  'PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX,NUMBER_OF_PATIENTS';
export type LsoaRow = readonly [practice: string, lsoa: string, sex: string, patients: number | string];
export const lsoa = (date: string, rows: readonly LsoaRow[]): string =>
  csv(
    lsoaHeader,
    ...rows.map(
      ([practice, area, sex, n]) => `GP_PRAC_PAT_LIST,${date},${practice},A SURGERY,${area},${sex},${n}`,
    ),
  );
/** A81001: 600 in a poor rural, 200 in a rich urban neighbourhood; A81002: 1 in 4 poor; B82001: all rich; the rest unknown or Welsh. */
export const lsoaRows: LsoaRow[] = [
  ['A81001', 'E01000001', 'ALL', 600],
  ['A81001', 'E01000002', 'ALL', 200],
  ['A81001', 'NO2011', 'ALL', 150],
  ['A81001', 'W01000001', 'ALL', 50],
  ['A81002', 'E01000001', 'ALL', 750],
  ['A81002', 'E01000002', 'ALL', 2250],
  ['B82001', 'E01000002', 'ALL', 2000],
];

export const deprivation = csv(
  'LSOA code (2011),LSOA name (2011),Index of Multiple Deprivation (IMD) Score,Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs),Income Score (rate),Income Decile (where 1 is most deprived 10% of LSOAs)',
  'E01000001,Poorham,60.1,2,0.31,1',
  'E01000002,Richham,3.2,10,0.027,10',
);
export const rurality = csv(
  'LSOA11CD,LSOA11NM,RUC11CD,RUC11,FID',
  'E01000001,Poorham,E1,Rural village and dispersed,0',
  'E01000002,Richham,C1,Urban city and town,1',
  'W01000001,Cymru,E2,Rural village and dispersed in a sparse setting,2',
);

/** Two snapshots, totals for both, memberships with dates: what a panel needs and no more. */
export async function minimal(): Promise<Files> {
  return {
    'workforce/a.csv': marchWorkforce,
    'workforce/b.csv': juneWorkforce,
    'patients/april.csv': totals('01APR2020', aprilCounts),
    'patients/july.csv': totals('01-Jul-20', julyCounts),
    'membership.xlsx': await epcn(memberships),
  };
}

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

export async function folderOf(files: Files): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'small-england-'));
  folders.push(dir);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), content);
  }
  return dir;
}

export const buildOf = (dir: DataFolders, options: Partial<BuildOptions> = {}) =>
  buildPanel({ dir, snapshots: [march, june], role, ...options });

export const build = async (files: Files, options: Partial<BuildOptions> = {}) =>
  buildOf(await folderOf(files), options);

/** The InputError that building from these files throws. */
export async function refusal(files: Files, options: Partial<BuildOptions> = {}): Promise<InputError> {
  try {
    await build(files, options);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('The build went through');
}

const bytes = (content: string | Uint8Array) =>
  typeof content === 'string' ? new Uint8Array(Buffer.from(content)) : new Uint8Array(content);
export const zip = (members: Files): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(members).map(([name, content]) => [name, bytes(content)])));
