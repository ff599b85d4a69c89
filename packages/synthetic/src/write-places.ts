import { type Cell, toCsv } from '@inverse-care/domain';
import { type Neighbourhoods, neighbourhoodCount, welshCount } from './neighbourhoods.js';
import { welshCode } from './write-patients.js';

const ruralUrbanNames: Record<string, string> = {
  A1: 'Urban major conurbation',
  B1: 'Urban minor conurbation',
  C1: 'Urban city and town',
  C2: 'Urban city and town in a sparse setting',
  D1: 'Rural town and fringe',
  D2: 'Rural town and fringe in a sparse setting',
  E1: 'Rural village and dispersed',
  E2: 'Rural village and dispersed in a sparse setting',
};

const deprivationHeader = [
  'LSOA code (2011)',
  'LSOA name (2011)',
  'Index of Multiple Deprivation (IMD) Score',
  'Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)',
  'Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)',
  'Income Score (rate)',
  'Income Rank (where 1 is most deprived)',
  'Income Decile (where 1 is most deprived 10% of LSOAs)',
  'Total population: mid 2015 (excluding prisoners)',
];

/** English Indices of Deprivation 2019, File 7: the columns of the overall index and of income. */
export function deprivationFile(places: Neighbourhoods): string {
  const { code, name, imdScore, imdRank, imdDecile, incomeScore, incomeRank, incomeDecile, population } =
    places;
  const columns = [
    code,
    name,
    imdScore,
    imdRank,
    imdDecile,
    incomeScore,
    incomeRank,
    incomeDecile,
    population,
  ];
  const rows = Array.from({ length: neighbourhoodCount }, (_, i) => columns.map((column) => column[i]!));
  return toCsv(deprivationHeader, rows);
}

const ruralityHeader = ['LSOA11CD', 'LSOA11NM', 'RUC11CD', 'RUC11', 'FID'];

/** ONS Rural Urban Classification 2011 of neighbourhoods in England and Wales. */
export function ruralityFile(places: Neighbourhoods): string {
  const rows: Cell[][] = [];
  const add = (lsoa: string, name: string, code: string) => {
    rows.push([lsoa, name, code, ruralUrbanNames[code]!, rows.length]);
  };
  for (let i = 0; i < neighbourhoodCount; i++) add(places.code[i]!, places.name[i]!, places.ruralUrban[i]!);
  for (let i = 0; i < welshCount; i++) {
    add(welshCode(i), `Synthetic Wales ${i + 1}`, i % 2 === 0 ? 'C1' : 'E2');
  }
  return toCsv(ruralityHeader, rows);
}
