import { attributed, type Column, kindOf, ogl } from './kind.js';

const publisher = 'Ministry of Housing, Communities and Local Government';
const of2019 = 'English Indices of Deprivation 2019, File 7';
const of2025 = 'English Indices of Deprivation 2025, File 7';

export const deprivation2019Page =
  'https://www.gov.uk/government/statistics/english-indices-of-deprivation-2019';
export const deprivation2025Page =
  'https://www.gov.uk/government/statistics/english-indices-of-deprivation-2025';

const decile = '(where 1 is most deprived 10% of LSOAs)';
// Some copies cut column names at 80 letters.
const cut = 'Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOA';

const columns = (year: number): Record<string, Column> => ({
  lsoa: { type: 'code', meaning: `LSOA of ${year}` },
  imdDecile: {
    type: 'decile',
    meaning: 'decile of the overall index, 1 the most deprived',
    also: ['Index of Multiple Deprivation (IMD) Decile', cut],
  },
  incomeScore: { type: 'share', meaning: 'share of people deprived of income' },
  incomeDecile: {
    type: 'decile',
    meaning: 'decile of income deprivation, 1 the most deprived',
    also: ['Income Decile'],
  },
  population: { type: 'count', meaning: 'residents, as the publisher counts them', optional: true },
});

const spelt = {
  imdDecile: `Index of Multiple Deprivation (IMD) Decile ${decile}`,
  incomeScore: 'Income Score (rate)',
  incomeDecile: `Income Decile ${decile}`,
};

export const deprivation2019 = kindOf({
  id: 'deprivation',
  label: 'Indices of Deprivation 2019',
  publisher,
  publication: of2019,
  licence: ogl,
  attribution: attributed(publisher, of2019),
  page: deprivation2019Page,
  row: 'a lower layer super output area (2011) of England',
  columns: columns(2011),
  layouts: [
    {
      from: '2019',
      to: null,
      files: 'File_7_-_All_IoD2019_Scores__Ranks__Deciles_and_Population_Denominators_3.csv',
      columns: {
        ...spelt,
        lsoa: 'LSOA code (2011)',
        population: 'Total population: mid 2015 (excluding prisoners)',
      },
    },
  ],
  quirks: ['Decile 1 is the most deprived.', '32,844 areas: England only.'],
  hallmarks: ['LSOA name (2011)', 'Index of Multiple Deprivation (IMD) Score'],
});

export const deprivation2025 = kindOf({
  id: 'deprivation-2025',
  label: 'Indices of Deprivation 2025',
  publisher,
  publication: of2025,
  licence: ogl,
  attribution: attributed(publisher, of2025),
  page: deprivation2025Page,
  row: 'a lower layer super output area (2021) of England',
  columns: columns(2021),
  layouts: [
    {
      from: '2025',
      to: null,
      files: 'File_7_IoD2025_All_Ranks_Scores_Deciles_Population_Denominators.csv',
      columns: { ...spelt, lsoa: 'LSOA code (2021)', population: 'Total population: mid 2022' },
    },
  ],
  quirks: [
    'The income domain was redefined (incomes after housing costs), so its scores are not those of 2019: variables of their own, never mixed.',
    '33,755 areas: England only.',
  ],
  hallmarks: ['LSOA name (2021)', 'Index of Multiple Deprivation (IMD) Score'],
});
