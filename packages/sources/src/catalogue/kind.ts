import { distinct } from '@inverse-care/domain';
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
  | 'deprivation-2025'
  | 'rurality'
  | 'rurality-2021'
  | 'lsoa-lookup'
  | 'boundaries'
  | 'geography'
  | 'local';

/** How a column's cells are to be read. */
export type ColumnType =
  | 'code'
  | 'text'
  | 'date'
  | 'year'
  | 'month'
  | 'count'
  | 'number'
  | 'share'
  | 'decile'
  | 'degrees';

/** A column that the reader uses, under our name for it. */
export interface Column {
  readonly type: ColumnType;
  /** What a cell says, for the data dictionary. */
  readonly meaning: string;
  /** May be missing from a file. */
  readonly optional?: true;
  /** Spellings seen that belong to no one layout. */
  readonly also?: readonly string[];
}

/** What a column is called in one layout; several names where files of the same time differ. */
export type Spelling = string | readonly string[];

/** The layout of a publication's files over a span of releases. */
export interface Layout {
  /** First and last release, as far as known: a year, or a year and month. null: until now. */
  readonly from: string;
  readonly to: string | null;
  /** What the publisher calls the files. Never used to recognise them. */
  readonly files: string;
  /** The publisher's spelling of each column that the layout has. */
  readonly columns: Readonly<Record<string, Spelling>>;
  /** Columns that only this layout has or lacks, where spelling alone does not tell it from its neighbours. */
  readonly marks?: { readonly present?: readonly string[]; readonly absent?: readonly string[] };
}

/** What a catalogue file says about one kind of official file. */
export interface Publication {
  readonly id: KindId;
  /** For readers: "patients by practice". */
  readonly label: string;
  readonly publisher: string;
  readonly publication: string;
  readonly licence: string;
  /** The sentence that the licence asks for. */
  readonly attribution: string;
  /** Where its publisher keeps it; empty where nobody does. */
  readonly page: string;
  /** What one row is. */
  readonly row: string;
  readonly columns: Readonly<Record<string, Column>>;
  readonly layouts: readonly Layout[];
  /** What real files do that a reader would not expect. */
  readonly quirks: readonly string[];
  /** Other columns of the layout; they tell a file with a renamed column from a stranger. */
  readonly hallmarks?: readonly string[];
  /** Which cells of the first rows tell this kind from another with the same columns. */
  readonly ages?: 'all' | 'some';
  /** Columns that come together: of each set all or none, and at least one set. They need not be marked optional. */
  readonly sets?: Readonly<Record<string, readonly string[]>>;
  /** Layouts of the same publication that are not read: the columns that give one away, and what to do instead. */
  readonly unread?: readonly { readonly columns: readonly string[]; readonly what: string }[];
}

/** What a file is, by the names of its columns. Official spellings come first in a list of aliases. */
export interface Kind extends Publication {
  /** Columns that must be there: our name for each, and the names it has had. */
  readonly required: Readonly<Record<string, readonly string[]>>;
  readonly optional: Readonly<Record<string, readonly string[]>>;
}

/** A kind from its publication: the aliases of each column are its spellings in the layouts, in their order. */
export function kindOf(publication: Publication): Kind {
  const inSets = new Set(Object.values(publication.sets ?? {}).flat());
  const required: Record<string, readonly string[]> = {};
  const optional: Record<string, readonly string[]> = {};
  for (const [field, column] of Object.entries(publication.columns)) {
    const spellings = publication.layouts.flatMap(({ columns }) => columns[field] ?? []);
    const aliases = distinct([...spellings, ...(column.also ?? [])]);
    (column.optional || inSets.has(field) ? optional : required)[field] = aliases;
  }
  return { ...publication, required, optional };
}

export const ogl = 'Open Government Licence v3.0';
export const nhsEngland = 'NHS England';
export const ons = 'Office for National Statistics';
export const digitalStatistics = 'https://digital.nhs.uk/data-and-information/publications/statistical';
export const geoportal = 'https://geoportal.statistics.gov.uk';

/** "Source: NHS England, ePCN. Licensed under the Open Government Licence v3.0." */
export const attributed = (publisher: string, publication: string): string =>
  `Source: ${publisher}, ${publication}. Licensed under the ${ogl}.`;
