import type { Snapshot, VariableId } from '@inverse-care/domain';
import { judgeAreas, judgeUnknown } from '../check/joins.js';
import type { DatabaseTable } from '../reading/database-table.js';
import { type Extract, extractsOf, nearestReader } from '../reading/extracts.js';
import { vintageOf } from '../reading/lsoa-vintage.js';
import { openWhole } from '../reading/open-extract.js';
import type { OpenTable } from '../reading/open-table.js';
import { queryCounts } from '../reading/query-counts.js';
import type { Reading } from '../reading/reading.js';
import type { Table } from '../recognise/recognise-table.js';
import { type AreaTable, carriedTo, loadDeprivation, loadRurality } from './area-tables.js';
import type { PracticeValues } from './practice-values.js';

const deciles = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/**
 * A variable, and the SQL of a whole number that an area's patients each add to it; the third element is what a patient
 * can add at most. Sums of whole numbers do not depend on the order of the threads, and are the fastest.
 */
type Share = readonly [VariableId, string, number];

const income = ['(income_score::DECIMAL(28, 9) * 1000000000)::BIGINT', 1e9] as const;
const core20 = ['(imd_decile <= 2)::INTEGER', 1] as const;

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
    ['income_deprivation', ...income],
    ['core20_share', ...core20],
    ...deciles.map(
      (decile) => [`income_decile_${decile}`, `(income_decile = ${decile})::INTEGER`, 1] as const,
    ),
  ]);
  add(await loadDeprivation(reading, 'deprivation-2025'), [
    ['income_deprivation_2025', ...income],
    ['core20_share_2025', ...core20],
  ]);
  add(await loadRurality(reading, 'rurality'), [['rural', 'rural::INTEGER', 1]]);
  add(await loadRurality(reading, 'rurality-2021'), [['rural_2021', 'rural::INTEGER', 1]]);
  return measures;
}

const count = (n: string | null | undefined) => Number(n ?? 0).toLocaleString('en-GB');

/** Counts the patients of an extract whom a table of neighbourhoods does not have. */
async function warnOutside(
  reading: Reading,
  opens: readonly OpenTable[],
  areas: DatabaseTable,
  label: string,
  why: string,
): Promise<void> {
  const result = await queryCounts(
    reading,
    opens,
    (_, parts) =>
      `SELECT sum(n)::VARCHAR, (sum(n) FILTER (part LIKE 'W%'))::VARCHAR, (sum(n) FILTER (part LIKE 'E01%' AND lsoa IS NULL))::VARCHAR,
         (sum(n) FILTER (part NOT LIKE 'W%' AND part NOT LIKE 'E01%'))::VARCHAR
       FROM ${parts} LEFT JOIN ${areas.name} ON part = lsoa`,
    [areas],
  );
  const [all, welsh, strange, unknown] = result.map((column) => column[0]);
  if (Number(welsh ?? 0) + Number(strange ?? 0) + Number(unknown ?? 0) === 0) return;
  reading.ledger.warn(
    (opens[0] as OpenTable).table.file.path,
    `Of ${count(all)} patients, ${count(unknown)} have no known neighbourhood, ${count(welsh)} live in Wales and ${count(strange)} in English neighbourhoods that ${label} does not list${why}; they are out of the shares by neighbourhood.`,
  );
}

/** Notes the patients of each practice, so that one that no other file knows can be named. */
async function notePractices(reading: Reading, opens: readonly OpenTable[]): Promise<void> {
  const [practices, patients] = await queryCounts(
    reading,
    opens,
    (counts) =>
      `SELECT practice, sum(n)::VARCHAR FROM ${counts} GROUP BY practice HAVING sum(n) > 0 ORDER BY practice`,
  );
  reading.ledger.countsBy(
    opens.map(({ table }) => table),
    new Map((practices ?? []).map((practice, i) => [practice as string, Number(patients?.[i])])),
  );
}

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
    const [practices, known, ...sums] = await queryCounts(
      reading,
      opens,
      (counts) =>
        `SELECT practice, sum(n)::VARCHAR, ${shares.map((_, s) => `sum(n * share_${s})::VARCHAR`).join(', ')}
         FROM ${counts} JOIN (
           SELECT lsoa, ${shares.map(([, sql], s) => `${sql} AS share_${s}`).join(', ')} FROM ${joined.name} WHERE lsoa LIKE 'E%'
         ) ON part = lsoa GROUP BY practice HAVING sum(n) > 0 ORDER BY practice`,
      [joined],
    );
    // Areas of one census as a rule list the same neighbourhoods: then one warning is enough.
    const listed = (known ?? []).reduce((sum, patients) => sum + Number(patients), 0);
    const key = `${opens.map(({ table }) => table.name).join('\n')} ${area.vintage} ${looked} ${listed}`;
    if (!warned.has(key)) {
      const why = looked
        ? ''
        : ` (it lists those of ${area.vintage}, the extract counts those of ${vintage}, and the folder has no look-up of LSOAs of 2011 to LSOAs of 2021: only codes that are in both were joined)`;
      await warnOutside(reading, opens, joined, area.table.kind.label, why);
    }
    warned.add(key);
    shares.forEach(([variable, , most], c) => {
      const entries = (practices ?? []).map(
        (practice, i) => [practice as string, Number(sums[c]?.[i] ?? 0) / most / Number(known?.[i])] as const,
      );
      values.set(variable, new Map(entries));
    });
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
