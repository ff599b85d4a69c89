import type { Snapshot } from '@inverse-care/domain';
import type { KindId } from '../catalogue/catalogue.js';
import { weightedSums } from '../counts/weighted-sums.js';
import { askCounts } from '../reading/ask-counts.js';
import { type Extract, extractsOf, nearestReader } from '../reading/extracts.js';
import { openWhole } from '../reading/open-extract.js';
import type { Reading } from '../reading/reading.js';
import type { PracticeValues } from './practice-values.js';

/** Kinds that say how old a practice's patients are. */
export const ageKinds: readonly KindId[] = ['patients-single-year', 'patients-five-year'];

/** The first year of an age label, such as 65_69 or 95+; NaN where a part is no age. */
const ageOf = (part: string): number => Number(/^([0-9]{1,3})([+_ -].*)?$/.exec(part)?.[1] ?? Number.NaN);

async function readAges(reading: Reading, extract: Extract): Promise<PracticeValues | null> {
  const opens = await openWhole(reading, extract);
  if (opens === null) return null;
  const { practices, sums } = await askCounts(reading, opens, ['ages'], (counts) =>
    weightedSums(counts, 3, (part, row) => {
      const age = ageOf(part);
      row[0] = Number(age >= 65);
      row[1] = Number(age >= 0);
      row[2] = Number(Number.isNaN(age) && part !== 'ALL');
    }),
  );
  const shares = new Map<string, number>();
  let counted = false;
  let unread = 0;
  for (const [i, practice] of practices.entries()) {
    const [older, known, ageless] = sums[i] as [number, number, number];
    if (known + ageless > 0) counted = true;
    unread += ageless;
    if (known > 0) shares.set(practice, older / known);
  }
  if (!counted) return null;
  if (unread > 0) {
    reading.ledger.warn(
      opens.map(({ table }) => table.name).join(' and '),
      `Patients whose age cannot be read, which are out of the share aged 65 and over: ${unread}.`,
    );
  }
  for (const { table } of opens) reading.ledger.lists(table, practices);
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
