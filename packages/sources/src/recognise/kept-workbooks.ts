import { createHash } from 'node:crypto';
import type { CacheFolder } from '@inverse-care/domain';
import { keep, nameOfEntry, readKept } from '../tables/kept.js';
import { readWorkbook, type SheetText, type WorkbookReader } from '../tables/read-workbook.js';

/** Of what is kept and of the reader that made it: sheets of another are read anew. */
const format = 2;

const entryOf = (sha256: string) => nameOfEntry('sheets', [format, sha256]);

/** The sheets that are kept of a workbook, by the SHA-256 of its bytes; null where there are none. */
export const keptSheets = async (cache: CacheFolder, sha256: string): Promise<SheetText[] | null> =>
  (await readKept(cache, entryOf(sha256))) as SheetText[] | null;

/** A reader of workbooks that keeps their sheets by content, and tells the hash of each that it read. */
export function workbookReader(cache: CacheFolder, onHash: (sha256: string) => void): WorkbookReader {
  return async (bytes, path) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    onHash(sha256);
    const kept = await keptSheets(cache, sha256);
    if (kept !== null) return kept;
    const sheets = await readWorkbook(bytes, path);
    await keep(cache, entryOf(sha256), sheets);
    return sheets;
  };
}
