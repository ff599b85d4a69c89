import { lines } from './csv.js';
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

/** English Indices of Deprivation 2019, File 7: the columns of the overall index and of income. */
export function deprivationFile(places: Neighbourhoods): string {
  const rows = [
    'LSOA code (2011),LSOA name (2011),Index of Multiple Deprivation (IMD) Score,Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived),Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs),Income Score (rate),Income Rank (where 1 is most deprived),Income Decile (where 1 is most deprived 10% of LSOAs),Total population: mid 2015 (excluding prisoners)',
  ];
  for (let i = 0; i < neighbourhoodCount; i++) {
    rows.push(
      `${places.code[i]},${places.name[i]},${places.imdScore[i]},${places.imdRank[i]},${places.imdDecile[i]},${places.incomeScore[i]},${places.incomeRank[i]},${places.incomeDecile[i]},${places.population[i]}`,
    );
  }
  return lines(rows, '\n');
}

/** ONS Rural Urban Classification 2011 of neighbourhoods in England and Wales. */
export function ruralityFile(places: Neighbourhoods): string {
  const rows = ['LSOA11CD,LSOA11NM,RUC11CD,RUC11,FID'];
  for (let i = 0; i < neighbourhoodCount; i++) {
    const code = places.ruralUrban[i]!;
    rows.push(`${places.code[i]},${places.name[i]},${code},${ruralUrbanNames[code]},${i}`);
  }
  for (let i = 0; i < welshCount; i++) {
    const code = i % 2 === 0 ? 'C1' : 'E2';
    rows.push(
      `${welshCode(i)},Synthetic Wales ${i + 1},${code},${ruralUrbanNames[code]},${neighbourhoodCount + i}`,
    );
  }
  return lines(rows, '\n');
}
