import { open, readFile } from 'node:fs/promises';
import { InputError, order } from '@inverse-care/domain';
import { boundaryKind } from '../catalogue/catalogue.js';
import { areaCodeProperty, boundaryFeatures } from '../tables/boundary-features.js';
import { type Dialect, dialectOf, isStandard, wholeCharacters } from '../tables/dialect.js';
import type { FolderFile } from '../tables/folder.js';
import { gzipHead, gzipLength, isGzip, nameInGzip } from '../tables/read-gzip.js';
import { readWorkbook, type SheetText, type WorkbookReader } from '../tables/read-workbook.js';
import {
  checkPackedWorkbook,
  isArchiveName,
  listZip,
  mostNested,
  nameOf,
  type PackedFile,
  packedFile,
  type ZipEntry,
  zipHead,
  zipLimits,
} from '../tables/read-zip.js';
import { decodeText, firstRows } from '../tables/text.js';
import { unreadableFile } from '../tables/unreadable-file.js';
import { requireReadable } from '../tables/workbook-bounds.js';
import { missingHeader } from './headless.js';
import { type Recognition, recogniseRows, resemblance } from './recognise-table.js';

const headBytes = 1 << 18;
const sampleRows = 300;
const sheetHeaderWithin = 10;
/** Bytes of a workbook in an archive. */
const mostPackedWorkbook = 1 << 24;

function recogniseSheets(
  file: FolderFile,
  name: string,
  sheets: SheetText[],
  entry: PackedFile | null,
  found: Recognition,
) {
  const notes: string[] = [];
  for (const sheet of sheets) {
    for (let start = 0; start < Math.min(sheetHeaderWithin, sheet.rows.length); start++) {
      const trial: Recognition = { file, tables: [], note: null, problems: [] };
      const source = {
        file,
        name: `${name} (sheet ${sheet.name})`,
        entry,
        sheet,
        headerRow: start + 1,
        dialect: null,
      };
      if (!recogniseRows(source, sheet.rows.slice(start, start + sampleRows), trial)) {
        const likeness = resemblance(sheet.rows[start] ?? []);
        if (likeness !== null) notes.push(`its sheet ${sheet.name}: ${likeness}`);
        continue;
      }
      found.tables.push(...trial.tables);
      found.problems.push(...trial.problems);
      break;
    }
  }
  if (found.tables.length > 0 || found.problems.length > 0 || notes.length === 0) return;
  found.resembles = true;
  found.note = notes[0] as string;
}

/** Lines above the header of a CSV at most, as a title and a note make. */
const titleWithin = 10;

/** Recognises a CSV by its first bytes, also where a title stands above its header; notes what it looks like if it is none. */
function recogniseCsv(
  where: { file: FolderFile; name: string; entry: PackedFile | null },
  head: Buffer,
  complete: boolean,
  found: Recognition,
): void {
  const before = found.tables.length + found.problems.length;
  const known = () => found.tables.length + found.problems.length > before;
  const whole = complete ? head : wholeCharacters(head);
  const header = recogniseFrom(where, whole, complete, 0, found);
  if (known()) return;
  const headers = [header];
  for (let above = 1; above < titleWithin && !known(); above++) {
    const trial: Recognition = { file: where.file, tables: [], note: null, problems: [] };
    const next = recogniseFrom(where, whole, complete, above, trial);
    headers.push(next);
    found.tables.push(...trial.tables);
    found.problems.push(...trial.problems);
  }
  if (known()) return;
  const likeness = headers.map(resemblance).find((text) => text !== null);
  if (likeness !== undefined) found.resembles = true;
  const said = header.slice(0, 6).join(', ').slice(0, 120);
  const note = `its columns are those of no known file: ${said}`;
  found.note = likeness === undefined ? (found.note ?? note) : `${note}; ${likeness}`;
}

/** Recognises a CSV whose header stands below so many lines; gives the header. */
function recogniseFrom(
  where: { file: FolderFile; name: string; entry: PackedFile | null },
  head: Buffer,
  complete: boolean,
  titles: number,
  found: Recognition,
): readonly string[] {
  const { dialect, text } = dialectOf(head, titles);
  // A blank line is no header, and the one below it has its own turn.
  if (titles > 0 && /^\s*$/.test(text.split('\n', 1)[0] ?? '')) return [];
  const lines = complete ? text : text.slice(0, text.lastIndexOf('\n') + 1);
  const rows = firstRows(lines, sampleRows, dialect.separator);
  const header = missingHeader(rows[0] ?? []);
  const whole: Dialect = { ...dialect, header };
  const source = {
    ...where,
    sheet: null,
    headerRow: header === null ? 1 + dialect.above : dialect.above,
    dialect: isStandard(whole) ? null : whole,
  };
  recogniseRows(source, header === null ? rows : [header, ...rows], found);
  return rows[0] ?? [];
}

async function recogniseZip(
  file: FolderFile,
  found: Recognition,
  readWorkbook: WorkbookReader,
): Promise<void> {
  const entries = await listZip(file);
  if (entries.some((entry) => nameOf(entry) === 'xl/workbook.xml')) {
    requireReadable(file.path, file.bytes);
    recogniseSheets(
      file,
      file.path,
      await readWorkbook(await readFile(file.absolute), file.path),
      null,
      found,
    );
    return;
  }
  await recogniseEntries(file, file.path, entries, undefined, found, readWorkbook);
}

const unreadArchive = (name: string, why: string) =>
  `it holds another archive, ${name}, which is not read${why}: unpack it`;

/** Looks at the members of an archive, and at those of an archive in it, but no deeper. */
async function recogniseEntries(
  file: FolderFile,
  path: string,
  entries: readonly ZipEntry[],
  within: PackedFile | undefined,
  found: Recognition,
  readWorkbook: WorkbookReader,
): Promise<void> {
  for (const entry of [...entries].sort((a, b) => order(nameOf(a), nameOf(b)))) {
    const name = `${path} (${nameOf(entry)})`;
    if (/(^|\/)(\.|__MACOSX)/.test(nameOf(entry))) continue;
    const packed = packedFile(entry, within);
    if (/\.csv$/i.test(nameOf(entry))) {
      if (entry.uncompressedSize === 0) continue;
      const head = await zipHead(file, entry, headBytes, within);
      recogniseCsv({ file, name, entry: packed }, head, head.length >= entry.uncompressedSize, found);
    } else if (/\.xlsx$/i.test(nameOf(entry))) {
      if (entry.uncompressedSize >= mostPackedWorkbook) {
        found.note = `it holds a workbook, ${nameOf(entry)}, which is too large to be read in an archive: unpack it`;
        continue;
      }
      const bytes = await zipHead(file, entry, packed.bytes, within);
      await checkPackedWorkbook(file, bytes);
      // A workbook of definitions beside the data may be as damaged as it likes.
      const sheets = await readWorkbook(bytes, name).catch((error) => {
        if (!(error instanceof InputError)) throw error;
        found.note = `it holds ${nameOf(entry)}, which cannot be read: ${error.message}`;
        found.resembles = true;
        return [];
      });
      recogniseSheets(file, name, sheets, packed, found);
    } else if (isArchiveName(nameOf(entry))) {
      const zip = /\.zip$/i.test(nameOf(entry)) && within === undefined;
      const large = entry.uncompressedSize > mostNested;
      if (!zip || large) found.note = unreadArchive(nameOf(entry), zip ? ', being too large' : '');
      else {
        const inner = await listZip(file, zipLimits, packed);
        await recogniseEntries(file, name, inner, packed, found, readWorkbook);
      }
    }
  }
}

/** Recognises a CSV that is packed by gzip. */
async function recogniseGzip(file: FolderFile, found: Recognition): Promise<void> {
  const { head, complete } = await gzipHead(file, headBytes);
  if (head.includes(0) && dialectOf(head).dialect.encoding === null) {
    found.note = 'a gzip file of something other than a CSV, which is not read: unpack it';
    return;
  }
  const inside = nameInGzip(file);
  const entry: PackedFile = { name: inside, offset: 0, bytes: await gzipLength(file), gzip: true };
  recogniseCsv({ file, name: `${file.path} (${inside})`, entry }, head, complete, found);
}

async function recogniseGeoJson(file: FolderFile, found: Recognition): Promise<void> {
  let json: unknown;
  try {
    json = JSON.parse(decodeText(await readFile(file.absolute)).text);
  } catch {
    if (!/\.(geo|topo)?json$/i.test(file.path)) return;
    throw new InputError('The file looks cut off: it is not complete JSON', {
      place: { file: file.path },
      expected: 'a GeoJSON or TopoJSON file of boundaries',
      remedy: 'Download the file again.',
    });
  }
  const area = boundaryFeatures(json, file.path).find(
    (feature) => areaCodeProperty(feature.properties) !== undefined,
  );
  if (area === undefined) return;
  found.tables.push({
    kind: boundaryKind,
    file,
    name: file.path,
    entry: null,
    sheet: null,
    header: Object.keys(area.properties),
    headerRow: 0,
    dialect: null,
    fields: {},
    date: null,
    sexes: [],
    synthetic: false,
  });
}

const quiet = /(^|\/)(readme|licen[cs]e|synthetic)[^/]*$|\.(pdf|md|txt|html?|docx?|png|svg|yaml|yml)$/i;

/**
 * Finds out what a file is from its contents, never from its name.
 * @param workbook what reads workbooks.
 */
export async function recognise(
  file: FolderFile,
  workbook: WorkbookReader = readWorkbook,
): Promise<Recognition> {
  const found: Recognition = { file, tables: [], note: null, problems: [] };
  try {
    if (file.bytes === 0) {
      if (!/\.(csv|zip|xlsx|(geo|topo)?json)$/i.test(file.path)) return { ...found, note: 'an empty file' };
      throw new InputError('The file is empty', {
        place: { file: file.path },
        expected: 'an official file',
        remedy: 'Download the file again, or take it away.',
      });
    }
    const handle = await open(file.absolute);
    let head = Buffer.alloc(Math.min(headBytes, file.bytes));
    try {
      const { bytesRead } = await handle.read(head, 0, head.length, 0);
      head = head.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
    if (head.toString('latin1', 0, 4) === 'PK\x03\x04') await recogniseZip(file, found, workbook);
    else if (isGzip(head)) await recogniseGzip(file, found);
    else if (/\.(zip|xlsx)$/i.test(file.path)) {
      throw new InputError(`This is no ${/zip$/i.test(file.path) ? 'zip archive' : 'Excel workbook'}`, {
        place: { file: file.path },
        expected: 'the file as published; a web page may have been saved in its place',
        remedy: 'Download the file again.',
      });
    } else if (/^\s*[{[]/.test(head.toString('latin1', 0, 100).replace(/^\xef\xbb\xbf/, ''))) {
      await recogniseGeoJson(file, found);
    } else if (/^\s*<(!doctype|html)/i.test(head.toString('latin1', 0, 100)) && /\.csv$/i.test(file.path)) {
      throw new InputError('This is a web page, not data', {
        place: { file: file.path },
        expected: 'a CSV file',
        remedy: 'Download the file again; the address may have answered with a page.',
      });
    } else if (head.includes(0) && dialectOf(head).dialect.encoding === null)
      found.note = 'neither text, zip nor Excel workbook (.xlsx)';
    else {
      recogniseCsv({ file, name: file.path, entry: null }, head, head.length >= file.bytes, found);
    }
  } catch (cause) {
    const error = unreadableFile(cause, file.path);
    if (!(error instanceof InputError)) throw error;
    found.problems.push({ kind: null, error });
  }
  if (found.tables.length === 0 && found.problems.length === 0) {
    found.note = quiet.test(file.path)
      ? 'a document, not data'
      : (found.note ?? 'nothing in it is a known table');
  }
  return found;
}
