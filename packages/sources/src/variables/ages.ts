import type { Snapshot } from '@inverse-care/domain';
import type { KindId } from '../catalogue/catalogue.js';
import { type Extract, extractsOf, nearestReader } from '../reading/extracts.js';
import { openWhole } from '../reading/open-extract.js';
import { queryCounts } from '../reading/query-counts.js';
import type { Reading } from '../reading/reading.js';
import type { PracticeValues } from './practice-values.js';

/** Kinds that say how old a practice's patients are. */
export const ageKinds: readonly KindId[] = ['patients-single-year', 'patients-five-year'];

async function readAges(reading: Reading, extract: Extract): Promise<PracticeValues | null> {
  const opens = await openWhole(reading, extract);
  if (opens === null) return null;
  const [practices, older, all, ageless] = await queryCounts(
    reading,
    opens,
    (
      counts,
    ) => `SELECT practice, coalesce(sum(n) FILTER (age >= 65), 0)::INTEGER, (sum(n) FILTER (age >= 0))::INTEGER,
       coalesce(sum(n) FILTER (age IS NULL AND NOT all_ages), 0)::INTEGER
     FROM ${counts} GROUP BY practice HAVING sum(n) FILTER (NOT all_ages) > 0 ORDER BY practice`,
  );
  if (practices === undefined || practices.length === 0) return null;
  const unread = (ageless ?? []).reduce((sum, patients) => sum + Number(patients), 0);
  if (unread > 0) {
    reading.ledger.warn(
      opens.map(({ table }) => table.name).join(' and '),
      `Patients whose age cannot be read, which are out of the share aged 65 and over: ${unread}.`,
    );
  }
  for (const { table } of opens) reading.ledger.lists(table, practices as string[]);
  const shares = new Map<string, number>();
  for (const [i, practice] of practices.entries()) {
    const known = Number(all?.[i] ?? 0);
    if (known > 0) shares.set(practice as string, Number(older?.[i]) / known);
  }
  return {
    purpose: 'age',
    tables: opens.map(({ table }) => table),
    values: new Map([['share_65_plus', shares]]),
  };
}

/** Finds each snapshot's share of patients aged 65 and over by practice, from the age extract nearest to it. */
export function agesReader(reading: Reading): (snapshot: Snapshot) => Promise<PracticeValues | null> {
  const extracts = extractsOf(reading.tables, ageKinds);
  return nearestReader(extracts, (extract) => readAges(reading, extract));
}
