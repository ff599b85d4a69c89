import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { CacheFolder } from '@inverse-care/domain';
import type { Country } from '../country/country.js';
import type { Table } from '../recognise/recognise-table.js';
import { stateOf } from '../tables/file-state.js';
import type { PackedFile } from '../tables/read-zip.js';
import { findCounts, keepCounts, knownHash, mayHold, noteHash } from './count-cache.js';
import type { CountFacts, TallyJob, TallyResult } from './tally-file.js';

/** The counts of a table, in a file: see `countsFile`. */
export interface CountFile extends CountFacts {
  path: string;
  /** The name in the cache, which stands for the content and how it was read; null where it is not kept. */
  kept: string | null;
}

/** What reads the counts of a build. */
export interface CountReader {
  cache: CacheFolder | null;
  country: Country;
  run(job: TallyJob, onBytes: (bytes: number) => void): Promise<TallyResult>;
  newPath(extension: string): string;
  onBytes(bytes: number): void;
}

/** Files below this size are read anew each time. */
const worthKeeping = 1 << 20;

const kinds = ['patients-lsoa', 'patients-single-year', 'patients-five-year'];

/** Where a member lies; what names what is kept of it, so that its length is not part of it. */
const placeOf = ({ bytes: _, ...place }: PackedFile): TallyJob['entry'] => place;

/** How a table of counts is read through; null for a table of another kind. */
export function countJob(table: Table, { practicePatientsMost: most }: Country): TallyJob | null {
  const { kind, file, entry, sheet, fields, header, date } = table;
  const { practice, sex, patients } = fields;
  const part = fields.lsoa ?? fields.age;
  if (!kinds.includes(kind.id) || sheet !== null || table.dialect !== null) return null;
  if (date === null || fields.date === undefined) return null;
  if (practice === undefined || part === undefined || sex === undefined || patients === undefined)
    return null;
  return {
    path: file.absolute,
    bytes: entry === null ? file.bytes : entry.bytes,
    entry: entry === null ? null : placeOf(entry),
    layout: {
      columns: header.length,
      practice,
      part,
      sex,
      patients,
      date: fields.date,
      type: fields.type ?? -1,
      on: date,
      most,
    },
  };
}

/**
 * Reads a table of counts through, or takes what is kept of it. null where it is of another kind, or has to be read
 * with more care than this.
 */
export async function readCounts(table: Table, reader: CountReader): Promise<CountFile | null> {
  const job = countJob(table, reader.country);
  if (job === null) return null;
  const folder = job.bytes >= worthKeeping ? reader.cache : null;
  const before = await stateOf(job.path).catch(() => null);
  if (before === null) return null;
  if (folder !== null) {
    let hash = await knownHash(folder, job, before);
    if (hash === null && mayHold(folder, job)) {
      const found = await reader.run({ ...job, layout: null }, () => {});
      if (found !== null && 'sha256' in found) {
        hash = found.sha256;
        await noteHash(folder, job, before, hash);
      }
    }
    const kept = hash === null ? null : await findCounts(folder, job, hash);
    if (kept !== null) {
      reader.onBytes(job.bytes);
      return { ...kept.facts, path: kept.path, kept: basename(kept.path) };
    }
  }
  const result = await reader.run(job, reader.onBytes);
  if (result === null || !('facts' in result)) return null;
  const { facts, counts } = result;
  if (folder !== null) {
    const path = await keepCounts(folder, job, facts, counts);
    await noteHash(folder, job, before, facts.sha256);
    if (path !== null) return { ...facts, path, kept: basename(path) };
  }
  const path = reader.newPath('bin');
  await writeFile(path, counts);
  return { ...facts, path, kept: null };
}
