import { InputError, order } from '@inverse-care/domain';
import { duplicateFindings, passedOver } from '../check/judge-copies.js';
import type { Table } from '../recognise/recognise-table.js';
import type { Extract } from './extracts.js';
import { requireLargerBodies } from './larger-bodies.js';
import { type LsoaVintage, vintageOf } from './lsoa-vintage.js';
import { type OpenTable, readFields } from './open-table.js';
import type { Reading } from './reading.js';

/** Opens tables, those of the same content once; the others are findings. */
export async function openDistinct(reading: Reading, tables: readonly Table[]): Promise<OpenTable[]> {
  const distinct = new Map<string, OpenTable>();
  const copies = new Map<OpenTable, Table[]>();
  for (const table of tables) {
    const open = await reading.open(table);
    const same = distinct.get(open.sha256);
    if (same === undefined) distinct.set(open.sha256, open);
    else copies.set(same, [...(copies.get(same) ?? [same.table]), table]);
  }
  reading.ledger.find(...duplicateFindings([...copies.values()]));
  return [...distinct.values()];
}

const namesOf = (open: readonly OpenTable[]) => open.map(({ table }) => table.name);

/** An InputError that names tables of which only one may be there. */
export function rivals(names: readonly string[], what: string, same = false): InputError {
  const kind = same ? 'files with the same content' : 'different files';
  return new InputError(`There are ${names.length} ${kind} of ${what}: ${names.join(', ')}`, {
    place: { file: names[0] as string },
    expected: 'one file',
    remedy: same
      ? 'Keep one, and move the others out of the data folder.'
      : 'Keep the one that you mean, and move the others out of the data folder.',
  });
}

/** The one table of an extract. Throws InputError where there are several of different content. */
export async function openOnly(reading: Reading, tables: readonly Table[], what: string): Promise<OpenTable> {
  const [first, ...others] = await openDistinct(reading, tables);
  if (others.length > 0) {
    throw rivals(namesOf([first as OpenTable, ...others]), what);
  }
  return first as OpenTable;
}

/**
 * The one table of an extract of which there may be no second, not even of the same content: two files of staff are
 * either a mistake or a revision, and the reader has to say which.
 * @throws InputError where there are several.
 */
export async function openSole(reading: Reading, tables: readonly Table[], what: string): Promise<OpenTable> {
  const open = await Promise.all(tables.map((table) => reading.open(table)));
  if (open.length > 1) {
    const same = new Set(open.map(({ sha256 }) => sha256)).size === 1;
    throw rivals(namesOf(open), what, same);
  }
  return open[0] as OpenTable;
}

const isAll = (sex: string) => sex === 'ALL' || sex === 'TOTAL' || sex === 'PERSONS';

async function sexes(reading: Reading, open: OpenTable): Promise<'all' | 'both' | 'male' | 'female'> {
  const { table } = open;
  let seen = new Set(table.sexes);
  const judge = () => {
    if ([...seen].some(isAll)) return 'all';
    const has = (letter: string) => [...seen].some((sex) => sex.startsWith(letter));
    if (has('M') && has('F')) return 'both';
    return has('F') ? 'female' : has('M') ? 'male' : 'all';
  };
  if (judge() !== 'all' && judge() !== 'both') {
    const said = open.counts?.sexes ?? (await readFields(open, ['sex'], reading.workspace)).sex;
    seen = new Set([...new Set(said)].map((sex) => sex.toUpperCase()));
  }
  return judge();
}

/** The publication has files of the same columns for regions and other larger bodies; they count no practice. */
async function hasPractices(reading: Reading, open: OpenTable): Promise<boolean> {
  const { table } = open;
  if (table.fields.type === undefined) return true;
  if (open.counts?.practices) return true;
  const { type } = await readFields(open, ['type'], reading.workspace);
  const said = [...new Set([...new Set(type)].map((kind) => kind.toUpperCase()))].sort(order);
  if (said.includes('') || said.includes('GP')) return true;
  requireLargerBodies(open, said);
  return false;
}

/** The tables of one vintage of areas that make up an extract by sex; null, with a warning, where only a half is there. */
async function wholeOf(
  reading: Reading,
  opens: readonly OpenTable[],
  what: string,
): Promise<OpenTable[] | null> {
  const bySex: Record<'all' | 'both' | 'male' | 'female', OpenTable[]> = {
    all: [],
    both: [],
    male: [],
    female: [],
  };
  for (const open of opens) bySex[await sexes(reading, open)].push(open);
  for (const whole of [bySex.all, bySex.both]) {
    if (whole.length > 1) throw rivals(namesOf(whole), what);
    if (whole.length === 1) return whole;
  }
  for (const half of [bySex.male, bySex.female]) if (half.length > 1) throw rivals(namesOf(half), what);
  if (bySex.male.length === 1 && bySex.female.length === 1) return [...bySex.male, ...bySex.female];
  const [half] = [...bySex.male, ...bySex.female];
  reading.ledger.warn(
    half?.table.name ?? what,
    `It holds ${bySex.male.length === 1 ? 'male' : 'female'} patients only; the other half is not in the folder, so it was passed over.`,
  );
  return null;
}

/**
 * The tables that make up an extract by sex: the one that counts everybody, else one with both sexes, else its male
 * and its female half. null, with a warning, where only a half is there. Of an extract by neighbourhoods of 2011 and
 * of 2021, those of `prefer` where they are there.
 */
export async function openWhole(
  reading: Reading,
  extract: Extract,
  prefer: LsoaVintage = 2011,
): Promise<OpenTable[] | null> {
  const opens: OpenTable[] = [];
  const bodies: OpenTable[] = [];
  for (const open of await openDistinct(reading, extract.tables)) {
    ((await hasPractices(reading, open)) ? opens : bodies).push(open);
  }
  const whole = await wholeExtract(reading, extract, opens, prefer);
  if (whole === null) reading.ledger.find(passedOver(extract));
  else for (const { table } of bodies) reading.ledger.warn(table.name, noPractices);
  return whole;
}

const noPractices = 'No row of it counts a practice, so it was passed over.';

async function wholeExtract(
  reading: Reading,
  extract: Extract,
  opens: readonly OpenTable[],
  prefer: LsoaVintage,
): Promise<OpenTable[] | null> {
  const what = `${extract.kind.label} of ${extract.date}`;
  if (opens.length === 0) return null;
  if (extract.kind.id !== 'patients-lsoa' || opens.length === 1) return wholeOf(reading, opens, what);
  const byVintage: Record<LsoaVintage, OpenTable[]> = { 2011: [], 2021: [] };
  for (const open of opens) {
    byVintage[await vintageOf(reading, open)].push(open);
  }
  for (const vintage of [prefer, prefer === 2011 ? 2021 : 2011] as const) {
    if (byVintage[vintage].length === 0) continue;
    const whole = await wholeOf(reading, byVintage[vintage], what);
    if (whole !== null) return whole;
  }
  return null;
}
