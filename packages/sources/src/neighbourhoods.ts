import type { Snapshot, VariableId } from '@inverse-care/core';
import { loadDeprivation, loadRurality } from './area-tables.js';
import { type Extract, extractsOf, nearestReader, openWhole, type Reading } from './extracts.js';
import type { OpenTable } from './open-table.js';
import type { PracticeValues } from './practice-values.js';
import { queryCounts } from './query-counts.js';
import type { Table } from './recognise-table.js';

const deciles = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

interface Areas {
  deprivation: { table: Table; name: string } | null;
  rurality: { table: Table; name: string } | null;
}

const count = (n: string | null | undefined) => Number(n ?? 0).toLocaleString('en-GB');

async function warnOutside(reading: Reading, opens: readonly OpenTable[], areas: Areas): Promise<void> {
  const known = areas.deprivation ?? areas.rurality;
  if (known === null) return;
  const result = await queryCounts(
    reading,
    opens,
    (
      counts,
    ) => `SELECT sum(n)::VARCHAR, (sum(n) FILTER (part LIKE 'W%'))::VARCHAR, (sum(n) FILTER (part LIKE 'E01%' AND lsoa IS NULL))::VARCHAR,
       (sum(n) FILTER (part NOT LIKE 'W%' AND part NOT LIKE 'E01%'))::VARCHAR
     FROM ${counts} LEFT JOIN ${known.name} ON part = lsoa`,
    [known.name],
  );
  const [all, welsh, strange, unknown] = result.map((column) => column[0]);
  if (Number(welsh ?? 0) + Number(strange ?? 0) + Number(unknown ?? 0) === 0) return;
  reading.ledger.warn(
    (opens[0] as OpenTable).table.file.path,
    `Of ${count(all)} patients, ${count(unknown)} have no known neighbourhood, ${count(welsh)} live in Wales and ${count(strange)} in English neighbourhoods that ${known.table.kind.label} does not list; they are out of the shares by neighbourhood.`,
  );
}

async function readNeighbourhoods(
  reading: Reading,
  extract: Extract,
  areas: Areas,
): Promise<PracticeValues | null> {
  const opens = await openWhole(reading, extract);
  if (opens === null) return null;
  await warnOutside(reading, opens, areas);
  const values = new Map<VariableId, Map<string, number>>();
  // Counts are integers and scores decimals, so that no sum depends on the order of the threads.
  const shares = async (areaTable: string, columns: readonly (readonly [VariableId, string])[]) => {
    const [practices, known, ...sums] = await queryCounts(
      reading,
      opens,
      (
        counts,
      ) => `SELECT practice, sum(n)::VARCHAR, ${columns.map(([, sql]) => `(${sql})::VARCHAR`).join(', ')}
       FROM ${counts} JOIN ${areaTable} ON part = lsoa
       WHERE part LIKE 'E%' GROUP BY practice HAVING sum(n) > 0 ORDER BY practice`,
      [areaTable],
    );
    columns.forEach(([variable], c) => {
      const entries = (practices ?? []).map(
        (practice, i) => [practice as string, Number(sums[c]?.[i] ?? 0) / Number(known?.[i])] as const,
      );
      values.set(variable, new Map(entries));
    });
  };
  if (areas.deprivation !== null) {
    await shares(areas.deprivation.name, [
      ['income_deprivation', 'sum(n * income_score)'],
      ['core20_share', 'sum(n) FILTER (imd_decile <= 2)'],
      ...deciles.map(
        (decile) => [`income_decile_${decile}`, `sum(n) FILTER (income_decile = ${decile})`] as const,
      ),
    ]);
  }
  if (areas.rurality !== null) {
    await shares(areas.rurality.name, [['rural', 'sum(n) FILTER (rural)']]);
  }
  return { purpose: 'neighbourhoods', tables: opens.map(({ table }) => table), values };
}

/** Finds each snapshot's practice values by neighbourhood, from the LSOA extract nearest to it. */
export function neighbourhoodsReader(
  reading: Reading,
): (snapshot: Snapshot) => Promise<PracticeValues | null> {
  const extracts = extractsOf(reading.tables, ['patients-lsoa']);
  let areas: Areas | undefined;
  return nearestReader(extracts, async (extract) => {
    areas ??= { deprivation: await loadDeprivation(reading), rurality: await loadRurality(reading) };
    if (areas.deprivation === null && areas.rurality === null) return null;
    return readNeighbourhoods(reading, extract, areas);
  });
}
