import { requireTemporary } from '@inverse-care/domain';
import {
  type OutFolder,
  outputsOf,
  type RunKeys,
  type RunRecord,
  writeCrate,
  writeManifest,
  writeRecord,
} from '@inverse-care/record';
import type { Format } from '../formats.js';
import { roomToPrint } from '../pdf/printer.js';
import type { Progress } from '../progress.js';
import type { Theme } from '../theme/theme.js';
import { needsBrowser, printerFor, writeDocuments } from '../write-documents.js';

/** Where a run goes and in what shape. */
export interface Publication {
  out: OutFolder;
  formats: readonly Format[];
  theme: Theme;
  keys: RunKeys;
  signal: AbortSignal;
  progress: Progress;
}

/**
 * Puts a record and its documents into OUT, whole or not at all. The browser starts while the record is made.
 * @param make gives the record; it may write below the folder that it is given.
 * @throws what `make` throws, and InputError where there is no browser for the formats or no room for temporary files; OUT is then as it was.
 */
export async function publish<T extends { record: RunRecord }>(
  { out, formats, theme, keys, signal, progress }: Publication,
  make: (staging: string) => Promise<T>,
): Promise<T> {
  await requireTemporary(needsBrowser(formats) ? roomToPrint : 0);
  const printer = await printerFor(formats);
  try {
    return await out.replace(async (staging) => {
      const made = await make(staging);
      await writeRecord(staging, made.record);
      await writeDocuments(staging, made.record, { formats, theme, printer, signal, progress });
      const written = await outputsOf(staging, out.path);
      await writeManifest(staging, made.record, {
        node: process.version,
        browser: printer?.name ?? null,
        keys,
        outputs: await writeCrate(staging, made.record, written),
      });
      return made;
    });
  } finally {
    await printer?.close();
  }
}
