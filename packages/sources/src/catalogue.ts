import type { VariableId } from '@inverse-care/core';

export type KindId =
  | 'workforce'
  | 'patients-totals'
  | 'patients-single-year'
  | 'patients-five-year'
  | 'patients-lsoa'
  | 'membership-dates'
  | 'membership-map'
  | 'practice-survey'
  | 'deprivation'
  | 'rurality'
  | 'boundaries'
  | 'geography'
  | 'local';

/** What a file is, by the names of its columns. Official spellings come first in a list of aliases. */
export interface Kind {
  readonly id: KindId;
  /** For readers: "patients by practice". */
  readonly label: string;
  readonly publisher: string;
  readonly publication: string;
  readonly licence: string;
  /** Where its publisher keeps it. */
  readonly page: string;
  /** What one row is. */
  readonly row: string;
  /** Columns that must be there: our name for each, and the names it has had. */
  readonly required: Readonly<Record<string, readonly string[]>>;
  readonly optional?: Readonly<Record<string, readonly string[]>>;
  /** Other columns of the layout; they tell a file with a renamed column from a stranger. */
  readonly hallmarks?: readonly string[];
  /** Which cells of the first rows tell this kind from another with the same columns. */
  readonly ages?: 'all' | 'some';
}

const ogl = 'Open Government Licence v3.0';
const nhsEngland = 'NHS England';
const digital = 'https://digital.nhs.uk/data-and-information/publications/statistical';
const patientsPage = `${digital}/patients-registered-at-a-gp-practice`;
const patientsPublication = 'Patients Registered at a GP Practice';

const extractDate = ['EXTRACT_DATE'];
const practice = ['CODE', 'ORG_CODE', 'PRACTICE_CODE'];
const patients = ['NUMBER_OF_PATIENTS'];
const sex = ['SEX', 'GENDER'];
const subIcb = [
  'CCG_CODE',
  'SUB_ICB_LOC_CODE',
  'SUB_ICB_LOCATION_CODE',
  'SUB_ICB_CODE',
  'ONS_CCG_CODE',
  'ONS_SUB_ICB_LOC_CODE',
  'ONS_SUB_ICB_LOCATION_CODE',
];
const type = ['TYPE', 'ORG_TYPE'];
const publication = ['PUBLICATION'];

const numbered = (stem: string, count: number): Record<string, string[]> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${stem}_${i + 1}`, [`${stem}_${i + 1}`]]));

/** Every kind of official file that a panel is built from, or that a data folder often holds. */
export const catalogue: readonly Kind[] = [
  {
    id: 'workforce',
    label: 'workforce',
    publisher: nhsEngland,
    publication: 'Primary Care Network Workforce, individual level',
    licence: ogl,
    page: `${digital}/primary-care-network-workforce`,
    row: 'a member of staff, or a contracted service, of a PCN on the census date',
    required: {
      year: ['CENSUS_YEAR'],
      month: ['CENSUS_MONTH'],
      pcn: ['PCN_CODE'],
      role: ['STAFF_ROLE'],
      fte: ['FTE'],
    },
    optional: {
      source: ['Data_source'],
      pcnName: ['PCN_NAME'],
    },
    hallmarks: ['PCN_NAME', 'STAFF_GROUP', 'DETAILED_STAFF_ROLE', 'UNIQUE_IDENTIFIER'],
  },
  {
    id: 'patients-totals',
    label: 'patients by practice',
    publisher: nhsEngland,
    publication: `${patientsPublication}, totals`,
    licence: ogl,
    page: patientsPage,
    row: 'a practice',
    required: { date: extractDate, practice, sex, age: ['AGE'], patients },
    optional: { publication, type, subIcb },
    hallmarks: ['PUBLICATION', 'TYPE', 'POSTCODE'],
    ages: 'all',
  },
  {
    id: 'patients-single-year',
    label: 'patients by single year of age',
    publisher: nhsEngland,
    publication: `${patientsPublication}, single year of age`,
    licence: ogl,
    page: patientsPage,
    row: 'a practice, sex and year of age',
    required: { date: extractDate, practice, sex, age: ['AGE'], patients },
    optional: { publication, type, subIcb },
    hallmarks: ['POSTCODE'],
    ages: 'some',
  },
  {
    id: 'patients-five-year',
    label: 'patients by five-year age group',
    publisher: nhsEngland,
    publication: `${patientsPublication}, five-year age groups`,
    licence: ogl,
    page: patientsPage,
    row: 'a practice (or larger body), sex and age group',
    required: { date: extractDate, type, practice, sex, age: ['AGE_GROUP_5'], patients },
    optional: { publication, subIcb },
    hallmarks: ['PUBLICATION', 'ONS_CODE', 'POSTCODE'],
  },
  {
    id: 'patients-lsoa',
    label: 'patients by practice and neighbourhood',
    publisher: nhsEngland,
    publication: `${patientsPublication}, LSOA`,
    licence: ogl,
    page: patientsPage,
    row: 'a practice, lower layer super output area and sex',
    required: {
      date: extractDate,
      practice: ['PRACTICE_CODE', 'ORG_CODE', 'CODE'],
      lsoa: [
        'LSOA_CODE',
        'LSOA_CODE_2011',
        'LSOA_2011',
        'LSOA11CD',
        'LSOA_CODE_2021',
        'LSOA_2021',
        'LSOA21CD',
      ],
      sex,
      patients,
    },
    optional: { publication },
    hallmarks: ['PUBLICATION', 'PRACTICE_NAME'],
  },
  {
    id: 'membership-dates',
    label: 'PCN memberships with dates',
    publisher: 'NHS England, Organisation Data Service',
    publication: 'ePCN',
    licence: ogl,
    page: 'https://digital.nhs.uk/services/organisation-data-service/export-data-files/csv-downloads/gp-and-gp-practice-related-data',
    row: 'a membership of a practice in a PCN',
    required: {
      practice: ['Partner Organisation Code'],
      pcn: ['PCN Code'],
      pcnName: ['PCN Name'],
      start: ['Practice to PCN Relationship Start Date'],
      end: ['Practice to PCN Relationship End Date'],
    },
    optional: {
      subIcb: ['Practice Parent Sub ICB Loc Code', 'Practice Parent CCG Code'],
      pcnSubIcb: ['PCN Parent Sub ICB Loc Code', 'PCN Parent CCG Code'],
    },
    hallmarks: ['Partner Name', 'Practice Parent Sub ICB Loc Code', 'PCN Parent Sub ICB Loc Code'],
  },
  {
    id: 'membership-map',
    label: 'practice-to-PCN map',
    publisher: nhsEngland,
    publication: `${patientsPublication}, mapping`,
    licence: ogl,
    page: patientsPage,
    row: 'a practice',
    required: {
      date: extractDate,
      practice: ['PRACTICE_CODE', 'ORG_CODE'],
      pcn: ['PCN_CODE'],
    },
    optional: { publication, pcnName: ['PCN_NAME'], subIcb },
    hallmarks: ['PRACTICE_NAME', 'PRACTICE_POSTCODE', 'PCN_NAME'],
  },
  {
    id: 'practice-survey',
    label: 'GP Patient Survey by practice',
    publisher: 'NHS England and Ipsos',
    publication: 'GP Patient Survey, practice data (weighted)',
    licence: ogl,
    page: 'https://gp-patient.co.uk/surveysandreports',
    row: 'a practice, with weighted counts of answers',
    required: {
      practice: ['practice_code'],
      ...numbered('q32', 5),
      ...numbered('q49', 18),
      q30_recoded_1: ['Q30_recoded_1'],
      q30_recoded_2: ['Q30_recoded_2'],
      q30_recoded_4: ['Q30_recoded_4'],
    },
    hallmarks: ['practice_name'],
  },
  {
    id: 'deprivation',
    label: 'Indices of Deprivation 2019',
    publisher: 'Ministry of Housing, Communities and Local Government',
    publication: 'English Indices of Deprivation 2019, File 7',
    licence: ogl,
    page: 'https://www.gov.uk/government/statistics/english-indices-of-deprivation-2019',
    row: 'a lower layer super output area (2011) of England',
    required: {
      lsoa: ['LSOA code (2011)'],
      imdDecile: [
        'Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)',
        'Index of Multiple Deprivation (IMD) Decile',
      ],
      incomeScore: ['Income Score (rate)'],
      incomeDecile: ['Income Decile (where 1 is most deprived 10% of LSOAs)', 'Income Decile'],
    },
    hallmarks: ['LSOA name (2011)', 'Index of Multiple Deprivation (IMD) Score'],
  },
  {
    id: 'rurality',
    label: 'Rural Urban Classification 2011',
    publisher: 'Office for National Statistics',
    publication: 'Rural Urban Classification (2011) of Lower Layer Super Output Areas in England and Wales',
    licence: ogl,
    page: 'https://geoportal.statistics.gov.uk/search?q=Rural%20Urban%20Classification%202011%20LSOA',
    row: 'a lower layer super output area (2011) of England or Wales',
    required: { lsoa: ['LSOA11CD'], code: ['RUC11CD'] },
    hallmarks: ['LSOA11NM', 'RUC11'],
  },
  {
    id: 'geography',
    label: 'codes and names of NHS areas',
    publisher: 'Office for National Statistics',
    publication: 'Sub-ICB locations to ICBs to NHS England regions',
    licence: ogl,
    page: 'https://geoportal.statistics.gov.uk',
    row: 'a sub-ICB location',
    required: {
      subIcb: ['SICBL23CD', 'SICBL22CD', 'SICBL24CD'],
      name: ['SICBL23NM', 'SICBL22NM', 'SICBL24NM'],
      icb: ['ICB23CD', 'ICB22CD', 'ICB24CD'],
    },
  },
];

/** Boundaries are GeoJSON: recognised by the properties of their features. */
export const boundaryKind: Kind = {
  id: 'boundaries',
  label: 'sub-ICB boundaries',
  publisher: 'Office for National Statistics',
  publication: 'Sub-Integrated Care Board Locations, boundaries',
  licence: `${ogl}; contains OS data © Crown copyright and database right 2023`,
  page: 'https://geoportal.statistics.gov.uk/search?q=Sub%20Integrated%20Care%20Board%20Locations',
  row: 'a sub-ICB location',
  required: {},
};

/** Tables of the user's own making, in a folder called `local`. */
export const localKind: Kind = {
  id: 'local',
  label: 'local practice values',
  publisher: 'the owner of the data folder',
  publication: 'Practice values supplied locally',
  licence: 'as its owner says',
  page: '',
  row: 'a practice',
  required: { practice: ['practice_code'] },
};

/** Values outside these bounds are mistakes, not data. */
export const bounds = {
  /** Full-time equivalents of one row, both ends excluded and included: above the first, up to the second. */
  fte: { above: -0.1, upTo: 60 },
  /** Registered patients of one practice. */
  patients: { from: 0, upTo: 200_000 },
} as const;

/** Which kinds a variable comes from, in words for the reader who lacks it. */
export const wanted: Readonly<Record<'survey' | 'age' | 'deprivation' | 'rurality', string>> = {
  survey:
    'Download "Practice data (weighted) (csv)" of 2019 from https://gp-patient.co.uk/surveysandreports (GPPS_2019_Practice_data_(weighted)_(csv)_PUBLIC.csv) into the data folder.',
  age: `Download gp-reg-pat-prac-quin-age, or both gp-reg-pat-prac-sing-age files, from ${patientsPage} into the data folder.`,
  deprivation: `Put a gp-reg-pat-prac-lsoa file from ${patientsPage} and File 7 of the Indices of Deprivation 2019 from https://www.gov.uk/government/statistics/english-indices-of-deprivation-2019 into the data folder.`,
  rurality: `Put a gp-reg-pat-prac-lsoa file from ${patientsPage} and the Rural Urban Classification 2011 of LSOAs from https://geoportal.statistics.gov.uk into the data folder.`,
};

/** The official source of each variable. */
export const sourceOf = (variable: VariableId): keyof typeof wanted | 'predicted' => {
  if (variable === 'need_predicted') return 'predicted';
  if (variable === 'share_65_plus') return 'age';
  if (variable === 'rural') return 'rurality';
  if (variable === 'need_published' || variable === 'ltc_share' || variable.startsWith('ethnicity_')) {
    return 'survey';
  }
  return 'deprivation';
};
