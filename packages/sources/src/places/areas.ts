import { readFile } from 'node:fs/promises';
import {
  InputError,
  icbOf,
  icbOn,
  order,
  regionOf,
  type Snapshot,
  type SubIcb,
  subIcbOf,
} from '@inverse-care/domain';
import { hashFile } from '../reading/ledger.js';
import type { Reading } from '../reading/reading.js';
import type { Table } from '../recognise/recognise-table.js';
import { doubledColumns, requireAlike } from '../tables/doubled-columns.js';
import { unpacked } from '../tables/read-zip.js';
import { decodeText, firstRows } from '../tables/text.js';
import { noTrailingRows } from '../tables/trailing-rows.js';
import { isCode } from './codes.js';

/** Where a sub-ICB location sits on a date. */
export interface Area {
  subIcbCode: string;
  icbCode: string;
  regionCode: string;
}

interface GeographyRow {
  ods: string;
  ons: string;
  icb: string;
  region: string;
}

async function rowsOf({ file, entry, sheet, headerRow }: Table): Promise<readonly (readonly string[])[]> {
  if (sheet !== null) return sheet.rows.slice(headerRow);
  const bytes = entry === null ? await readFile(file.absolute) : await unpacked(file, entry);
  return firstRows(decodeText(bytes).text, Number.POSITIVE_INFINITY).slice(1);
}

const ons = (prefix: string) => (code: string) => code.startsWith(prefix) && isCode('place', code);
const ods = (code: string) => !/^E\d{8}$/.test(code) && isCode('place', code);

/** What the codes of each column are built like: those of the ONS begin with the kind of area. */
const codesOf = {
  code: ods,
  subIcb: ons('E38'),
  icbCode: ods,
  icb: ons('E54'),
  region: ods,
  regionOns: ons('E40'),
};

/** Reads the look-up of NHS areas. A row whose names with commas are not quoted has too many cells: it is passed over. */
async function readGeography(reading: Reading, table: Table): Promise<GeographyRow[]> {
  const rows = await rowsOf(table);
  const whole = rows.filter(
    (row) =>
      row.length === table.header.length &&
      Object.entries(codesOf).every(([field, suits]) => {
        const said = (row[table.fields[field] ?? -1] ?? '').trim().toUpperCase();
        return said === '' || suits(said);
      }),
  );
  const doubled = doubledColumns(table.header, Object.values(table.fields));
  try {
    requireAlike(
      table,
      doubled,
      whole,
      (i) => rows.indexOf(whole[i] as readonly string[]) + 1 + table.headerRow,
    );
  } catch (error) {
    // A run can do without it, and the check does not need it either.
    if (!(error instanceof InputError)) throw error;
    reading.ledger.warn(table.name, `Passed over. ${error.message}`);
    return [];
  }
  if (whole.length < rows.length) {
    reading.ledger.warn(
      table.name,
      `Rows with more or fewer cells than the header, or with codes that cannot be, passed over: ${rows.length - whole.length} of ${rows.length}.`,
    );
  }
  reading.ledger.read({
    table,
    rows: rows.length,
    sha256: await hashFile(table.file),
    blank: [],
    trailing: noTrailingRows,
    rare: false,
    counts: null,
    cells: null,
  });
  const cell = (row: readonly string[], field: string) =>
    (row[table.fields[field] ?? -1] ?? '').trim().toUpperCase();
  return whole.map((row) => ({
    ods: cell(row, 'code'),
    ons: cell(row, 'subIcb'),
    icb: cell(row, 'icbCode') || cell(row, 'icb'),
    region: cell(row, 'region') || cell(row, 'regionOns'),
  }));
}

function areaOfRow({ ods, ons, icb, region }: GeographyRow, date: Snapshot): Area | undefined {
  const known = subIcbOf(ods) ?? subIcbOf(ons);
  if (known !== undefined) return builtIn(known, date);
  const board = icbOf(icb);
  const icbCode = board?.code ?? icb;
  const regionCode = regionOf(region)?.code ?? board?.regionCode ?? region;
  if (icbCode === '' || regionCode === '') return undefined;
  return { subIcbCode: ods === '' ? ons : ods, icbCode, regionCode };
}

function builtIn(subIcb: SubIcb, date: Snapshot): Area | undefined {
  const icb = icbOn(subIcb, date);
  return icb === undefined
    ? undefined
    : { subIcbCode: subIcb.code, icbCode: icb.code, regionCode: icb.regionCode };
}

const geographies = new WeakMap<Reading, Promise<GeographyRow[]>>();

/** The rows of the folder's look-ups of NHS areas, the latest vintage first; read only once, and only where needed. */
function geographyOf(reading: Reading): Promise<GeographyRow[]> {
  const before = geographies.get(reading);
  if (before !== undefined) return before;
  const tables = reading.tables.filter(({ kind }) => kind.id === 'geography');
  const latest = (table: Table) => table.header[table.fields.subIcb as number] as string;
  tables.sort((a, b) => order(latest(b), latest(a)));
  const rows = (async () => {
    const all: GeographyRow[] = [];
    for (const table of tables) for (const row of await readGeography(reading, table)) all.push(row);
    return all;
  })();
  geographies.set(reading, rows);
  return rows;
}

/** The area of a sub-ICB or CCG code on a date, if it is one of those built in and was there on that date. */
export function builtInArea(code: string, date: Snapshot): Area | undefined {
  const known = subIcbOf(code);
  return known === undefined ? undefined : builtIn(known, date);
}

/**
 * The area of a sub-ICB or CCG code on a date: one of those built in, else as a look-up of NHS areas in the folder has
 * it. undefined where nobody knows the code.
 */
export async function areaOf(reading: Reading, code: string, date: Snapshot): Promise<Area | undefined> {
  const known = subIcbOf(code);
  if (known !== undefined) return builtIn(known, date);
  if (!isCode('place', code)) return undefined;
  const row = (await geographyOf(reading)).find(({ ods, ons }) => ods === code || ons === code);
  const area = row === undefined ? undefined : areaOfRow(row, date);
  if (area === undefined) {
    for (const { name, kind } of reading.tables)
      if (kind.id === 'geography')
        reading.ledger.warn(name, `It does not say where ${code} is, which no built-in table knows.`);
  }
  return area;
}
