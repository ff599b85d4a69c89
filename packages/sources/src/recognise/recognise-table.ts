import { byCloseness, closest, distinct, InputError } from '@inverse-care/domain';
import { catalogue, type Kind, localKind } from '../catalogue/catalogue.js';
import { type Match, matchColumns, unreadLayout } from '../tables/columns.js';
import { dateInName, parseCensus, parseDate } from '../tables/dates.js';
import type { Dialect } from '../tables/dialect.js';
import { type FolderFile, isLocal } from '../tables/folder.js';
import type { SheetText } from '../tables/read-workbook.js';
import type { PackedFile } from '../tables/read-zip.js';
import { localColumns, localVariable } from './local-columns.js';

/** A recognised table: a CSV, a CSV in an archive, a sheet of a workbook, or a boundary file. */
export interface Table {
  kind: Kind;
  file: FolderFile;
  /** For readers: the file's path, and the archive's member or the workbook's sheet. */
  name: string;
  entry: PackedFile | null;
  sheet: SheetText | null;
  header: readonly string[];
  /** Row of the header; 1 in a CSV, 0 where it has none. */
  headerRow: number;
  /** How a CSV is written; null where it is as the publishers write theirs, or is no CSV. */
  dialect: Dialect | null;
  /** Position of each field in the header. */
  fields: Readonly<Record<string, number>>;
  /** Census or extract date. */
  date: string | null;
  /** Those named in its first rows, in capitals; what makes half an extract is told by them. */
  sexes: readonly string[];
  /** Cells of its first rows say that the data are synthetic. */
  synthetic: boolean;
}

/** What a file was found to be. */
export interface Recognition {
  file: FolderFile;
  tables: Table[];
  /** Why it is not recognised, or what it is instead. */
  note: string | null;
  /** What is wrong with it: a missing column, no rows, a damaged archive. */
  problems: { kind: Kind | null; error: InputError }[];
  /** True where it has columns of a file that is known, too few to be one. */
  resembles?: boolean;
}

type Rows = readonly (readonly string[])[];
type Fields = Readonly<Record<string, number>>;

/** Where rows come from, before it is known what they are. */
export type Source = Pick<Table, 'file' | 'name' | 'entry' | 'sheet' | 'headerRow' | 'dialect'>;

const cell = (row: readonly string[], at: number | undefined) =>
  at === undefined ? '' : (row[at] ?? '').trim();

const again = ({ page }: Kind) =>
  page === '' ? 'Fill it or take it away.' : `Download the file again from ${page}.`;

function suits(kind: Kind, fields: Fields, sample: Rows): boolean {
  if (kind.ages === undefined) return true;
  const someAge = sample.some((row) => /^\d/.test(cell(row, fields.age)));
  return (kind.ages === 'some') === someAge;
}

/** The kind whose columns are all there; of several the one that asks for most. */
function identify(
  source: Source,
  header: readonly string[],
  sample: Rows,
  matches: readonly (Match & { kind: Kind })[],
) {
  const full = matches
    .filter(({ kind, missing, fields }) => missing.length === 0 && suits(kind, fields, sample))
    .sort((a, b) => b.asked - a.asked)[0];
  if (full !== undefined || !isLocal(source.file.path) || source.sheet !== null) return full;
  const fields = localColumns(header);
  return fields === null ? undefined : { kind: localKind, fields };
}

/** A layout that is known and not read, as an error; null where the header is of none. */
function unread(source: Source, header: readonly string[]) {
  for (const kind of catalogue) {
    const what = unreadLayout(kind, header);
    if (what === null) continue;
    const error = new InputError(`This file holds ${what}, which is not read`, {
      place: { file: source.name, row: source.headerRow },
      expected: `${kind.publication}, in the layout of ${kind.layouts[0]?.from} or later: ${Object.values(
        kind.required,
      )
        .map(([name]) => name)
        .join(', ')}`,
      remedy: `Take the file out of the folder, and download a later one from ${kind.page}.`,
    });
    return { kind, error };
  }
  return null;
}

/** The kind that a header comes close to, as an error that names what is missing; null where it is a stranger. */
function nearMiss(source: Source, header: readonly string[], matches: readonly (Match & { kind: Kind })[]) {
  if (isLocal(source.file.path) && header.some((name) => localVariable(name) !== null)) {
    const error = new InputError('This local table supplies a variable, but has no column practice_code', {
      place: { file: source.name, row: source.headerRow, column: 'practice_code' },
      expected: `a column called practice_code; the closest that is there: ${byCloseness('practice_code', header)[0]}`,
      remedy: 'Rename the column that holds the practice codes.',
    });
    return { kind: localKind, error };
  }
  const near = matches
    .filter(({ missing, likeness }) => missing.length > 0 && missing.length <= 2 && likeness >= 0.6)
    .sort((a, b) => a.missing.length - b.missing.length || b.likeness - a.likeness)[0];
  if (near === undefined) return null;
  const { kind, missing, fields } = near;
  const taken = new Set(Object.values(fields));
  const spare = header.filter((name, i) => name.trim() !== '' && !taken.has(i));
  const meant = missing.map((name) => closest(name, spare)).filter((name) => name !== undefined);
  const others = byCloseness(missing[0]!, spare).slice(0, 6);
  const hint =
    meant.length > 0
      ? `; the closest that is there: ${meant.join(', ')}`
      : others.length > 0
        ? `; others that are there: ${others.join(', ')}`
        : '';
  const error = new InputError(
    `This looks like ${kind.publication} (${kind.label}), but the column ${missing.join(' and the column ')} is missing`,
    {
      place: { file: source.name, row: source.headerRow, column: missing[0] as string },
      expected: `a column called ${missing.join(', ')}${hint}`,
      remedy: `Rename the column if it is the same, or download the file again from ${kind.page}.`,
    },
  );
  return { kind, error };
}

/** The series that are read began later than the one, and nobody has a file of the other. */
const firstDate = '2013-04-01';
const lastDate = '2100-01-01';

/** The date of a table from its first row: null where it has none, an error where it cannot be read. */
function dateOf(
  source: Source,
  header: readonly string[],
  kind: Kind,
  fields: Fields,
  row: readonly string[],
) {
  if (kind.id === 'local') return dateInName(source.file.path);
  const census = kind.id === 'workforce';
  const at = census ? fields.month : fields.date;
  if (at === undefined) return null;
  const date = census ? parseCensus(cell(row, fields.year), cell(row, at)) : parseDate(cell(row, at));
  const possible = date !== null && date >= firstDate && date < lastDate;
  return (
    (possible ? date : null) ??
    new InputError(`No date can be read from "${cell(row, at)}"`, {
      place: { file: source.name, row: source.headerRow + 1, column: header[at] as string },
      expected: census
        ? 'a year and a month from 1 to 12'
        : `a date such as 01APR2020 or 2020-04-01, from ${firstDate} on`,
      remedy: again(kind),
    })
  );
}

/** Adds what a header and its first rows are to what was found in a file; false where they are no known kind. */
export function recogniseRows(source: Source, rows: Rows, found: Recognition): boolean {
  const header = rows[0] ?? [];
  const sample = rows.slice(1);
  const matches = catalogue.map((kind) => ({ kind, ...matchColumns(header, kind) }));
  const identity = identify(source, header, sample, matches);
  if (identity === undefined) {
    const near = unread(source, header) ?? nearMiss(source, header, matches);
    if (near !== null) found.problems.push(near);
    return near !== null;
  }
  const { kind, fields } = identity;
  const first = sample[0];
  if (first === undefined) {
    const error = new InputError('The file has a header and no rows', {
      place: { file: source.name },
      expected: `one row for ${kind.row}`,
      remedy: again(kind),
    });
    found.problems.push({ kind, error });
    return true;
  }
  const date = dateOf(source, header, kind, fields, first);
  if (date instanceof InputError) {
    found.problems.push({ kind, error: date });
    return true;
  }
  const sexes = distinct(sample.map((row) => cell(row, fields.sex).toUpperCase()));
  const mark = fields.source ?? fields.publication;
  const synthetic = sample.some((row) => /^synthetic/i.test(cell(row, mark)));
  found.tables.push({ ...source, kind, header, fields, date, sexes, synthetic });
  return true;
}

/** Share of a kind's columns from which on a header that is not recognised is told to look like it. */
const someLikeness = 0.4;

/** What a header that is not recognised looks like, and what would be expected; null where it looks like nothing. */
export function resemblance(header: readonly string[]): string | null {
  const [best] = catalogue
    .map((kind) => ({ kind, ...matchColumns(header, kind) }))
    .sort((a, b) => b.likeness - a.likeness);
  if (best === undefined || best.likeness < someLikeness) return null;
  const { kind, missing } = best;
  return missing.length === 0
    ? `it looks like ${kind.label}, but its rows are not`
    : `it looks like ${kind.label}, which has the ${missing.length === 1 ? 'column' : 'columns'} ${missing.slice(0, 6).join(', ')}; these are not there`;
}
