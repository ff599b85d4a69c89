import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import type { CacheFolder } from '@inverse-care/domain';
import { boundaryKind, catalogue, localKind } from '../catalogue/catalogue.js';
import { type FileState, stateOf } from '../tables/file-state.js';
import { type DataFolders, type FolderFile, foldersOf } from '../tables/folder.js';
import { keep, nameOfEntry, readKept } from '../tables/kept.js';
import type { SheetText } from '../tables/read-workbook.js';
import { keptSheets, workbookReader } from './kept-workbooks.js';
import { recognise } from './recognise.js';
import type { Recognition, Table } from './recognise-table.js';

/** Of what is kept and of the reader that made it; what the catalogue says is in the entry's name besides. */
const format = 4;

const kinds = new Map([...catalogue, boundaryKind, localKind].map((kind) => [kind.id, kind]));

/** A table without what is not its own. */
interface KnownTable extends Omit<Table, 'file' | 'kind' | 'sheet'> {
  kind: string;
  sheet: string | null;
}

/** What a file was recognised as. */
interface KnownFile {
  state: string;
  note: string | null;
  resembles: boolean;
  tables: KnownTable[];
  /** SHA-256 of the workbook that holds the tables; null where they are on no sheet. */
  workbook: string | null;
}

/** Recognises files, those that have not changed by what is known of them. */
export interface KnownFiles {
  recognise(file: FolderFile): Promise<Recognition>;
  /** Keeps what was recognised. */
  close(): Promise<void>;
}

/** What is known of the files of a folder. Without a cache nothing is. */
export async function knownFiles(dir: DataFolders, cache: CacheFolder | null): Promise<KnownFiles> {
  if (cache === null) return { recognise: (file) => recognise(file), close: async () => {} };
  const says = createHash('sha256')
    .update(JSON.stringify([...kinds.values()]))
    .digest('hex');
  const entry = nameOfEntry('known', [
    format,
    says,
    ...(await Promise.all(foldersOf(dir).map((one) => realpath(one)))),
  ]);
  const before = new Map(((await readKept(cache, entry)) ?? []) as [path: string, KnownFile][]);
  const now = new Map<string, KnownFile>();
  let news = false;
  return {
    async recognise(file) {
      const state = await stateOf(file.absolute).catch(() => null);
      const known = before.get(file.path);
      if (known !== undefined && known.state === state?.state) {
        const found = await restored(file, known, cache);
        if (found !== null) {
          now.set(file.path, known);
          return found;
        }
      }
      const { found, workbook } = await recogniseAnew(file, cache);
      if (state !== null && (await stays(file, state))) {
        const noted = noteOf(found, state.state, workbook);
        if (noted !== null) {
          now.set(file.path, noted);
          news = true;
        }
      }
      return found;
    },
    async close() {
      if (news || now.size < before.size) await keep(cache, entry, [...now]);
    },
  };
}

async function recogniseAnew(file: FolderFile, cache: CacheFolder) {
  const workbooks: string[] = [];
  const found = await recognise(
    file,
    workbookReader(cache, (sha256) => workbooks.push(sha256)),
  );
  return { found, workbook: workbooks.length === 1 ? (workbooks[0] as string) : null };
}

/** True where a file was old enough to be believed when it began to be read, and is as it was. */
async function stays(file: FolderFile, before: FileState): Promise<boolean> {
  const after = await stateOf(file.absolute).catch(() => null);
  return before.settled && after?.state === before.state;
}

/** What to note of a file; null of one that has to be looked at each time, so that no error is ever of yesterday. */
function noteOf(
  { tables, note, problems, resembles = false }: Recognition,
  state: string,
  workbook: string | null,
) {
  if (problems.length > 0 || tables.some(({ sheet }) => sheet !== null && workbook === null)) return null;
  const known = tables.map(({ file: _, kind, sheet, ...rest }) => ({
    ...rest,
    kind: kind.id,
    sheet: sheet?.name ?? null,
  }));
  return { state, note, resembles, tables: known, workbook };
}

/** A recognition from what is known; null where the sheets of its workbook are not kept. */
async function restored(
  file: FolderFile,
  { note, resembles, tables, workbook }: KnownFile,
  cache: CacheFolder,
): Promise<Recognition | null> {
  const onSheets = tables.some(({ sheet }) => sheet !== null);
  const sheets = onSheets && workbook !== null ? await keptSheets(cache, workbook) : [];
  if (sheets === null) return null;
  const found: Table[] = [];
  for (const { kind: id, sheet: name, ...rest } of tables) {
    const kind = kinds.get(id as Table['kind']['id']);
    const sheet: SheetText | null = sheets.find((one) => one.name === name) ?? null;
    if (kind === undefined || (name !== null && sheet === null)) return null;
    found.push({ ...rest, file, kind, sheet });
  }
  return { file, tables: found, note, problems: [], ...(resembles ? { resembles } : {}) };
}
