import { attributed, type Column, digitalStatistics, kindOf, nhsEngland, ogl } from './kind.js';

export const patientsPage = `${digitalStatistics}/patients-registered-at-a-gp-practice`;
const series = 'Patients Registered at a GP Practice';

const common = (part: string) => ({
  publisher: nhsEngland,
  publication: `${series}, ${part}`,
  licence: ogl,
  attribution: attributed(nhsEngland, `${series}, ${part}`),
  page: patientsPage,
});

const columns = {
  publication: { type: 'text', meaning: 'short name of the publication', optional: true },
  date: { type: 'date', meaning: 'day on which the lists were counted' },
  type: { type: 'code', meaning: 'GP for a practice, else a larger body', optional: true },
  practice: { type: 'code', meaning: 'practice' },
  subIcb: { type: 'code', meaning: 'CCG, later sub-ICB location, of the practice', optional: true },
  sex: { type: 'text', meaning: 'MALE, FEMALE or ALL' },
  age: { type: 'text', meaning: 'ALL, a single year, or an age group' },
  patients: { type: 'count', meaning: 'registered patients' },
} as const satisfies Record<string, Column>;

const ccg = ['CCG_CODE', 'ONS_CCG_CODE'];
const subIcb = [
  'SUB_ICB_LOC_CODE',
  'SUB_ICB_LOCATION_CODE',
  'SUB_ICB_CODE',
  'ONS_SUB_ICB_LOC_CODE',
  'ONS_SUB_ICB_LOCATION_CODE',
];

const numbers = { sex: 'SEX', age: 'AGE', patients: 'NUMBER_OF_PATIENTS' } as const;
const shared = { publication: 'PUBLICATION', date: 'EXTRACT_DATE' } as const;
const also = {
  practice: { ...columns.practice, also: ['PRACTICE_CODE'] },
  sex: { ...columns.sex, also: ['GENDER'] },
} as const;

const quirks = [
  'Dates are written 01JAN2021, 01Apr2022, 01-Apr-20 or 2026-07-01.',
  'A practice is CODE or ORG_CODE, its type TYPE or ORG_TYPE; the count is NUMBER_OF_PATIENTS or Number of Patients.',
  'Larger bodies have rows of their own in some files; only rows of type GP count.',
];

const wide = {
  columns: ['GP_PRACTICE_CODE', 'TOTAL_ALL'],
  what: 'patients in the wide layout of before 2018, one column an age and sex',
};

export const patientsTotals = kindOf({
  id: 'patients-totals',
  label: 'patients by practice',
  ...common('totals'),
  row: 'a practice',
  columns: { ...columns, ...also },
  layouts: [
    {
      from: '2018',
      to: '2022-06',
      files: 'gp-reg-pat-prac-all.csv',
      columns: { ...shared, ...numbers, type: 'TYPE', practice: 'CODE', subIcb: ccg },
    },
    {
      from: '2022-07',
      to: null,
      files: 'gp-reg-pat-prac-all.csv or .zip',
      columns: { ...shared, ...numbers, type: ['TYPE', 'ORG_TYPE'], practice: ['CODE', 'ORG_CODE'], subIcb },
    },
  ],
  quirks,
  hallmarks: ['PUBLICATION', 'TYPE', 'POSTCODE'],
  ages: 'all',
  unread: [wide],
});

export const patientsSingleYear = kindOf({
  id: 'patients-single-year',
  label: 'patients by single year of age',
  ...common('single year of age'),
  row: 'a practice, sex and year of age',
  columns: { ...columns, ...also },
  layouts: [
    {
      from: '2018',
      to: '2022-06',
      files: 'gp-reg-pat-prac-sing-age-female, -male, each a CSV or a zip',
      columns: {
        ...shared,
        ...numbers,
        type: ['TYPE', 'ORG_TYPE'],
        practice: ['CODE', 'ORG_CODE'],
        subIcb: ccg,
      },
    },
    {
      from: '2022-07',
      to: null,
      files: 'gp-reg-pat-prac-sing-age-female, -male, -all, each a zip',
      columns: { ...shared, ...numbers, type: 'ORG_TYPE', practice: 'ORG_CODE', subIcb },
    },
  ],
  quirks: [...quirks, 'Men and women are in separate files; both are needed.', 'The last age is 95+.'],
  hallmarks: ['POSTCODE'],
  ages: 'some',
});

export const patientsFiveYear = kindOf({
  id: 'patients-five-year',
  label: 'patients by five-year age group',
  ...common('five-year age groups'),
  row: 'a practice (or larger body), sex and age group',
  columns: { ...columns, ...also, type: { type: 'code', meaning: columns.type.meaning } },
  layouts: [
    {
      from: '2018',
      to: null,
      files: 'gp-reg-pat-prac-quin-age.csv or .zip',
      columns: {
        ...shared,
        ...numbers,
        type: ['TYPE', 'ORG_TYPE'],
        practice: ['CODE', 'ORG_CODE'],
        age: 'AGE_GROUP_5',
        subIcb: [...ccg, ...subIcb],
      },
    },
  ],
  quirks: [...quirks, 'The file repeats every count for sub-ICBs, ICBs, regions and England.'],
  hallmarks: ['PUBLICATION', 'ONS_CODE', 'POSTCODE'],
});

const neighbourhood = {
  ...shared,
  practice: 'PRACTICE_CODE',
  sex: 'SEX',
  patients: 'NUMBER_OF_PATIENTS',
} as const;

export const patientsLsoa = kindOf({
  id: 'patients-lsoa',
  label: 'patients by practice and neighbourhood',
  ...common('LSOA'),
  row: 'a practice, lower layer super output area and sex',
  columns: {
    publication: columns.publication,
    date: columns.date,
    practice: { ...columns.practice, also: ['ORG_CODE', 'CODE'] },
    lsoa: {
      type: 'code',
      meaning: 'lower layer super output area (LSOA) of 2011 or 2021',
      also: ['LSOA_2011', 'LSOA11CD', 'LSOA_2021', 'LSOA21CD'],
    },
    sex: also.sex,
    patients: columns.patients,
  },
  layouts: [
    {
      from: '2018',
      to: '2023',
      files: 'gp-reg-pat-prac-lsoa-male-female-July-2022.zip, which holds -all, -male and -female',
      columns: { ...neighbourhood, lsoa: 'LSOA_CODE' },
    },
    {
      from: '2024',
      to: null,
      files:
        'gp-reg-pat-prac-lsoa-2011-male-female-July-25.zip beside gp-reg-pat-prac-lsoa-2021-male-female-July-25.zip',
      columns: { ...neighbourhood, lsoa: ['LSOA_CODE', 'LSOA_CODE_2011', 'LSOA_CODE_2021'] },
    },
  ],
  quirks: [
    ...quirks,
    'LSOA_CODE also holds NO2011 or NO2021 (no LSOA known) and Welsh W codes.',
    'From 2024 there are two files for each date, by LSOAs of 2011 and of 2021. Which one a file is shows in its codes, for the column may be called the same.',
    'The first quoted name may come after 31,000 rows: the dialect cannot be sniffed from the head.',
  ],
  hallmarks: ['PUBLICATION', 'PRACTICE_NAME'],
  unread: [
    {
      columns: ['PRACTICE_CODE', 'LSOA_CODE', 'ALL_PATIENTS'],
      what: 'patients by neighbourhood in the layout of before 2018, one column a sex',
    },
  ],
});

export const membershipMap = kindOf({
  id: 'membership-map',
  label: 'practice-to-PCN map',
  ...common('mapping'),
  row: 'a practice',
  columns: {
    publication: columns.publication,
    date: columns.date,
    practice: columns.practice,
    practiceName: { type: 'text', meaning: 'name of the practice', optional: true },
    pcn: { type: 'code', meaning: 'PCN; U where the practice has none' },
    pcnName: { type: 'text', meaning: 'name of the PCN', optional: true },
    subIcb: columns.subIcb,
  },
  layouts: [
    {
      from: '2020',
      to: '2022-06',
      files: 'gp-reg-pat-prac-map.csv',
      columns: {
        ...shared,
        practice: 'PRACTICE_CODE',
        practiceName: 'PRACTICE_NAME',
        pcn: 'PCN_CODE',
        pcnName: 'PCN_NAME',
        subIcb: ccg,
      },
    },
    {
      from: '2022-07',
      to: null,
      files: 'gp-reg-pat-prac-map.csv or .zip',
      columns: {
        ...shared,
        practice: ['PRACTICE_CODE', 'ORG_CODE'],
        practiceName: 'PRACTICE_NAME',
        pcn: 'PCN_CODE',
        pcnName: 'PCN_NAME',
        subIcb,
      },
    },
  ],
  quirks: [
    'A practice without a PCN has the code U and the name Unallocated.',
    'From April 2026 the ICB columns hold the codes of the merged boards; sub-ICB codes are followed, names are not.',
  ],
  hallmarks: ['PRACTICE_POSTCODE', 'PCN_NAME'],
});
