import { type Cell, order, toCsv } from '@inverse-care/domain';
import { ageBands, patientsByAge } from './ages.js';
import { extractDate, extracts } from './calendar.js';
import { places } from './places.js';
import { residentsAt } from './residents.js';
import type { World } from './world.js';

export const publication = 'SYNTHETIC_GP_PRAC_PAT_LIST';

/** A postcode of the pseudo-area ZZ, where nobody lives. */
export function postcode(i: number): string {
  return `ZZ${1 + (i % 99)} ${Math.floor(i / 99) % 10}ZZ`;
}

/** Line ends as published: carriage returns until early 2021. */
export function lineEnd(date: string): '\n' | '\r\n' {
  return date < '2021-07-01' ? '\r\n' : '\n';
}

/** How the publisher calls the codes of a practice's area on a date. */
export const areaColumns = (date: string): string[] =>
  date < '2022-07-01' ? ['CCG_CODE', 'ONS_CCG_CODE'] : ['SUB_ICB_LOCATION_CODE', 'ONS_SUB_ICB_LOCATION_CODE'];

/** Totals by practice: gp-reg-pat-prac-all.csv of a snapshot's extract. */
export function totalsFile({ practices, lists }: World, t: number): string {
  const date = extracts[t]!;
  const header = [
    ...['PUBLICATION', 'EXTRACT_DATE', 'TYPE', ...areaColumns(date)],
    ...['CODE', 'POSTCODE', 'SEX', 'AGE', 'NUMBER_OF_PATIENTS'],
  ];
  const start = [publication, extractDate(date), 'GP'];
  const rows: Cell[][] = [];
  for (const [p, { code, place }] of practices.entries()) {
    const patients = lists[p]![t]!;
    if (patients === 0) continue;
    const at = places[place]!;
    rows.push([...start, at.code, at.onsCode, code, postcode(p), 'ALL', 'ALL', patients]);
  }
  return toCsv(header, rows, lineEnd(date));
}

const agesHeader = [
  ...['PUBLICATION', 'EXTRACT_DATE', 'ORG_TYPE', 'ORG_CODE', 'ONS_CODE', 'POSTCODE'],
  ...['SEX', 'AGE_GROUP_5', 'NUMBER_OF_PATIENTS'],
];

/** Patients by five-year age band and sex: gp-reg-pat-prac-quin-age.csv, regions first, then practices. */
export function agesFile({ practices, lists, older }: World, t: number): string {
  const date = extracts[t]!;
  const start = [publication, extractDate(date)];
  const rows: Cell[][] = [];
  const byRegion = new Map<string, number>();
  for (const [p, { place }] of practices.entries()) {
    const region = places[place]!.regionCode;
    byRegion.set(region, (byRegion.get(region) ?? 0) + lists[p]![t]!);
  }
  for (const [region, patients] of [...byRegion].sort(([a], [b]) => order(a, b))) {
    rows.push([...start, 'Comm Region', region, null, null, 'ALL', 'ALL', patients]);
  }
  for (const [p, { code }] of practices.entries()) {
    const patients = lists[p]![t]!;
    if (patients === 0) continue;
    const practice = [...start, 'GP', code, null, postcode(p)];
    rows.push([...practice, 'ALL', 'ALL', patients]);
    const { female, male } = patientsByAge(older[p]!, patients, t);
    for (const [sex, counts] of [['FEMALE', female] as const, ['MALE', male] as const]) {
      for (const [band, name] of ageBands.entries()) rows.push([...practice, sex, name, counts[band]!]);
    }
  }
  return toCsv(agesHeader, rows, lineEnd(date));
}

export const neighbourhoodsHeader = [
  'PUBLICATION',
  'EXTRACT_DATE',
  'PRACTICE_CODE',
  'PRACTICE_NAME',
  'LSOA_CODE',
  'SEX',
  'NUMBER_OF_PATIENTS',
];

/** Patients by practice and neighbourhood: gp-reg-pat-prac-lsoa-all.csv. */
export function neighbourhoodsFile(world: World, t: number): string {
  const { practices, residences, lists, neighbourhoods, seed } = world;
  const date = extracts[t]!;
  const rows: Cell[][] = [];
  for (const [p, residents] of residentsAt(t, practices, residences, lists, seed).entries()) {
    if (residents === null) continue;
    const { code, name } = practices[p]!;
    const add = (area: string, patients: number) => {
      if (patients > 0) rows.push([publication, extractDate(date), code, name, area, 'ALL', patients]);
    };
    const at = residences[p]!.neighbourhoods;
    for (let k = 0; k < at.length; k++) add(neighbourhoods.code[at[k]!]!, residents.counts[k]!);
    add('NO2011', residents.unknown);
    add(welshCode(residents.welshNeighbourhood), residents.welsh);
  }
  return toCsv(neighbourhoodsHeader, rows, lineEnd(date));
}

/** Code of a Welsh neighbourhood. */
export function welshCode(i: number): string {
  return `W01${String(i + 1).padStart(6, '0')}`;
}
