import { csv, type Files, role, totals, workforceHeader } from './small-england.js';

// A country of England's size with next to nothing in it: what a sound folder looks like. All numbers are made up here.

const practices = 6_500;
const pcns = 1_250;
const neighbourhoods = 32_844;
const listSize = 9_400;

const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
export const practiceCode = (i: number) => `A${80_000 + i}`;
export const pcnCode = (i: number) => `U${10_000 + i}`;
export const lsoaCode = (i: number) => `E01${String(i + 1).padStart(6, '0')}`;

export const everyPcn = times(pcns, pcnCode);

export const workforce = (month: number, codes: readonly string[]) =>
  csv(
    workforceHeader,
    ...codes.map((pcn) => `NWRS Staff,2020,${month},${pcn},SOME PCN,16C,Direct,${role},Detail,0.8,1`),
  );

export const listSizes = Object.fromEntries(times(practices, (i) => [practiceCode(i), listSize]));

export const map = (date: string) =>
  csv(
    'PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,ONS_CCG_CODE,CCG_CODE',
    ...times(
      practices,
      (i) =>
        `GP_PRAC_PAT_LIST,${date},${practiceCode(i)},A SURGERY,AB1,${pcnCode(i % pcns)},PCN,E38000247,16C`,
    ),
  );

const ages = csv(
  'PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS',
  ...times(practices, (i) =>
    [
      ['0_4', listSize - 1_700],
      ['65_69', 1_700],
    ]
      .map(([age, n]) => `GP_PRAC_PAT_LIST,01APR2020,GP,${practiceCode(i)},,AB1,ALL,${age},${n}`)
      .join('\n'),
  ),
);

const byNeighbourhood = csv(
  'PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX,NUMBER_OF_PATIENTS',
  ...times(
    neighbourhoods,
    (i) => `GP_PRAC_PAT_LIST,01APR2020,${practiceCode(i % practices)},A SURGERY,${lsoaCode(i)},ALL,1860`,
  ),
);

const deprivation = csv(
  'LSOA code (2011),LSOA name (2011),Index of Multiple Deprivation (IMD) Decile,Income Score (rate),Income Decile',
  ...times(neighbourhoods, (i) => `${lsoaCode(i)},Somewhere,${(i % 10) + 1},0.1,${(i % 10) + 1}`),
);

const rurality = csv(
  'LSOA11CD,LSOA11NM,RUC11CD,RUC11',
  ...times(neighbourhoods, (i) => `${lsoaCode(i)},Somewhere,${i % 5 === 0 ? 'D1' : 'C1'},Words`),
);

const surveyColumns = [
  ...times(5, (i) => `Q32_${i + 1}`),
  ...times(18, (i) => `Q49_${i + 1}`),
  'Q30_recoded_1',
  'Q30_recoded_2',
  'Q30_recoded_4',
];
/** The survey; practices below `suppressed` have no value of anything. */
export const survey = (suppressed: number) =>
  csv(
    `Practice_Code,Practice_Name,${surveyColumns.join(',')}`,
    ...times(
      practices,
      (i) => `${practiceCode(i)},A SURGERY,${surveyColumns.map(() => (i < suppressed ? -97 : 10)).join(',')}`,
    ),
  );

/** Everything that a study can ask for, of two snapshots, sound. */
export function national(): Files {
  return {
    'workforce/march.csv': workforce(3, everyPcn),
    'workforce/june.csv': workforce(6, everyPcn),
    'patients/april.csv': totals('01APR2020', listSizes),
    'patients/july.csv': totals('01JUL2020', listSizes),
    'patients/ages.csv': ages,
    'patients/lsoa.csv': byNeighbourhood,
    'membership/april.csv': map('01APR2020'),
    'membership/july.csv': map('01JUL2020'),
    'deprivation.csv': deprivation,
    'rurality.csv': rurality,
    'gpps-2019.csv': survey(0),
    'README.md': 'Notes.',
  };
}
