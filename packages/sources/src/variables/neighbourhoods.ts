import type { Snapshot, VariableId } from '@inverse-care/domain';
import { judgeAreas, judgeUnknown } from '../check/joins.js';
import { partSums, weightedSums } from '../counts/weighted-sums.js';
import { askCounts } from '../reading/ask-counts.js';
import type { CheckedTable } from '../reading/checked-table.js';
import { type Extract, extractsOf, nearestReader } from '../reading/extracts.js';
import { vintageOf } from '../reading/lsoa-vintage.js';
import { openWhole } from '../reading/open-extract.js';
import type { OpenTable } from '../reading/open-table.js';
import type { Reading } from '../reading/reading.js';
import type { Table } from '../recognise/recognise-table.js';
import { type AreaTable, carriedTo, loadDeprivation, loadRurality } from './area-tables.js';
import { type AreaColumn, type AreaValues, scoreUnit } from './area-values.js';
import type { PracticeValues } from './practice-values.js';

const deciles = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/** A share of patients: of those whose area has a value that counts, or the mean of a score. */
interface Share {
  variable: VariableId;
  column: AreaColumn;
  /** What is counted: null for the mean of the column, a score. */
  counts: readonly number[] | null;
}

const share = (variable: VariableId, column: AreaColumn, ...counts: number[]): Share => ({
  variable,
  column,
  counts: column === 'income_score' ? null : counts,
});

/** Values by neighbourhood, and the shares that come from them. */
interface Measure {
  area: AreaTable;
  shares: readonly Share[];
}

async function loadMeasures(reading: Reading): Promise<Measure[]> {
  const measures: Measure[] = [];
  const add = (area: AreaTable | null, shares: readonly Share[]) => {
    if (area !== null) measures.push({ area, shares });
  };
  add(await loadDeprivation(reading, 'deprivation'), [
    share('income_deprivation', 'income_score'),
    share('core20_share', 'imd_decile', 1, 2),
    ...deciles.map((decile) => share(`income_decile_${decile}`, 'income_decile', decile)),
  ]);
  add(await loadDeprivation(reading, 'deprivation-2025'), [
    share('income_deprivation_2025', 'income_score'),
    share('core20_share_2025', 'imd_decile', 1, 2),
  ]);
  add(await loadRurality(reading, 'rurality'), [share('rural', 'rural', 1)]);
  add(await loadRurality(reading, 'rurality-2021'), [share('rural_2021', 'rural', 1)]);
  return measures;
}

const count = (n: number) => n.toLocaleString('en-GB');

/** Counts the patients of an extract whom a table of neighbourhoods does not have. */
async function warnOutside(
  reading: Reading,
  opens: readonly OpenTable[],
  areas: CheckedTable<AreaValues>,
  label: string,
  why: string,
): Promise<void> {
  const { all, welsh, strange, unknown } = await askCounts(
    reading,
    opens,
    ['outside'],
    async (counts) => {
      const { rows } = await areas.load();
      const sums = { all: 0, welsh: 0, strange: 0, unknown: 0 };
      for (const [part, n] of partSums(counts)) {
        sums.all += n;
        if (part.startsWith('W')) sums.welsh += n;
        else if (!part.startsWith('E01')) sums.unknown += n;
        else if (!rows.has(part)) sums.strange += n;
      }
      return sums;
    },
    [areas],
  );
  if (welsh + strange + unknown === 0) return;
  reading.ledger.warn(
    (opens[0] as OpenTable).table.file.path,
    `Of ${count(all)} patients, ${count(unknown)} have no known neighbourhood, ${count(welsh)} live in Wales and ${count(strange)} in English neighbourhoods that ${label} does not list${why}; they are out of the shares by neighbourhood.`,
  );
}

/** Notes the patients of each practice, so that one that no other file knows can be named. */
async function notePractices(reading: Reading, opens: readonly OpenTable[]): Promise<void> {
  const { practices, sums } = await askCounts(reading, opens, ['practices'], (counts) =>
    weightedSums(counts, 1, (_, row) => {
      row[0] = 1;
    }),
  );
  const patients = practices.map((practice, i) => [practice, sums[i]?.[0] ?? 0] as const);
  reading.ledger.countsBy(
    opens.map(({ table }) => table),
    new Map(patients.filter(([, n]) => n > 0)),
  );
}

/** A product with half of a score is a whole number below 2^53 for whatever number of patients a practice has. */
const half = 2 ** 15;

/**
 * Each practice's patients whose area a table has, and what they add to each share: of a score twice, its upper and its
 * lower half.
 */
const shareSums = (
  reading: Reading,
  opens: readonly OpenTable[],
  areas: CheckedTable<AreaValues>,
  shares: readonly Share[],
) =>
  askCounts(
    reading,
    opens,
    ['shares', shares],
    async (counts) => {
      const { rows, columns } = await areas.load();
      const wanted = shares.map(({ column, counts }) => ({
        counts,
        values: columns[column] as Float64Array,
      }));
      return weightedSums(counts, 1 + 2 * shares.length, (part, row) => {
        const at = part.startsWith('E') ? rows.get(part) : undefined;
        if (at === undefined) return;
        row[0] = 1;
        for (const [s, { counts, values }] of wanted.entries()) {
          const value = values[at] as number;
          row[1 + 2 * s] = counts === null ? Math.floor(value / half) : 0;
          row[2 + 2 * s] = counts === null ? value % half : Number(counts.includes(value));
        }
      });
    },
    [areas],
  );

async function readNeighbourhoods(
  reading: Reading,
  extract: Extract,
  measures: readonly Measure[],
): Promise<PracticeValues | null> {
  const values = new Map<VariableId, Map<string, number>>();
  const tables = new Set<Table>();
  const warned = new Set<string>();
  for (const { area, shares } of measures) {
    const opens = await openWhole(reading, extract, area.vintage);
    if (opens === null) return null;
    for (const { table } of opens) tables.add(table);
    const vintage = await vintageOf(reading, opens[0] as OpenTable);
    await notePractices(reading, opens);
    const file = opens[0]?.table.name ?? '';
    reading.ledger.find(...(await judgeUnknown(reading, opens, file)));
    const { values: joined, looked } = await carriedTo(reading, area, vintage);
    if (area.vintage === vintage || !looked)
      reading.ledger.find(...(await judgeAreas(reading, opens, file, area)));
    const { practices, sums } = await shareSums(reading, opens, joined, shares);
    // Areas of one census as a rule list the same neighbourhoods: then one warning is enough.
    const listed = sums.reduce((sum, [known]) => sum + (known as number), 0);
    const key = `${opens.map(({ table }) => table.name).join('\n')} ${area.vintage} ${looked} ${listed}`;
    if (!warned.has(key)) {
      const why = looked
        ? ''
        : ` (it lists those of ${area.vintage}, the extract counts those of ${vintage}, and the folder has no look-up of LSOAs of 2011 to LSOAs of 2021: only codes that are in both were joined)`;
      await warnOutside(reading, opens, joined, area.table.kind.label, why);
    }
    warned.add(key);
    for (const [s, { variable, counts }] of shares.entries()) {
      const byPractice = new Map<string, number>();
      for (const [i, practice] of practices.entries()) {
        const sum = sums[i] as number[];
        const known = sum[0] as number;
        // Rounded once: the upper half times a power of two is exact.
        const value = (sum[1 + 2 * s] as number) * half + (sum[2 + 2 * s] as number);
        if (known > 0) byPractice.set(practice, value / (counts === null ? scoreUnit : 1) / known);
      }
      values.set(variable, byPractice);
    }
  }
  return { purpose: 'neighbourhoods', tables: [...tables], values };
}

/** Finds each snapshot's practice values by neighbourhood, from the LSOA extract nearest to it. */
export function neighbourhoodsReader(
  reading: Reading,
): (snapshot: Snapshot) => Promise<PracticeValues | null> {
  const extracts = extractsOf(reading.tables, ['patients-lsoa']);
  let measures: Measure[] | undefined;
  return nearestReader(extracts, async (extract) => {
    measures ??= await loadMeasures(reading);
    return measures.length === 0 ? null : readNeighbourhoods(reading, extract, measures);
  });
}
