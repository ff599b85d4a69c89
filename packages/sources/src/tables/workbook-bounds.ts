import { InputError } from '@inverse-care/domain';
import type { ZipFile } from 'yauzl';

/** What a workbook may hold. The largest that is published has two sheets of ten thousand rows. */
export interface WorkbookBounds {
  /** Bytes of the file. */
  packed: number;
  /** Bytes of all its parts together. */
  unpacked: number;
  sheets: number;
  /** Cells of a sheet: rows up to the last times the columns of the widest. */
  cells: number;
}

export const workbookBounds: WorkbookBounds = {
  packed: 2 ** 27,
  unpacked: 2 ** 28,
  sheets: 200,
  cells: 20_000_000,
};

/** The last row and column that Excel has. */
const lastRow = 1_048_576;
const lastColumn = 16_384;

const inWords = (value: number) => value.toLocaleString('en-GB');

function refused(path: string, problem: string, expected: string): InputError {
  return new InputError(problem, {
    place: { file: path },
    expected,
    remedy:
      'Delete what lies beyond the data and save the workbook again, or download it from its publisher.',
  });
}

/** Throws InputError where a workbook's file is larger than is read into memory. */
export function requireReadable(path: string, bytes: number, bounds = workbookBounds): void {
  if (bytes <= bounds.packed) return;
  throw refused(
    path,
    `The workbook has ${inWords(bytes >> 20)} MiB`,
    `at most ${inWords(bounds.packed >> 20)} MiB`,
  );
}

/** "C" is 3, "XFD" 16,384. */
const columnOf = (letters: string) =>
  [...letters].reduce((n, letter) => 26 * n + letter.charCodeAt(0) - 64, 0);

const address =
  /<(?:\w+:)?(?:row\b[^<>]*?\sr=["'](\d+)["']|c\b[^<>]*?\sr=["']([A-Z]+)(\d+)["'][^<>]*?(\/?)>)/g;
const rowTag = /<(?:\w+:)?row\b/g;

/** A cell in which a formula ended in an error, such as `#N/A`; row and column from 1. */
export interface ErrorCell {
  sheet: string;
  row: number;
  column: number;
  text: string;
}

const errorCell =
  /<(?:\w+:)?c\b[^<>]*?\sr=["']([A-Z]+)(\d+)["'][^<>]*>(?:<(?:\w+:)?f\b[^<>]*(?:\/>|>[^<]*<\/(?:\w+:)?f>))?<(?:\w+:)?v>([^<]*)</g;

function errorCells(xml: string, sheet: string): ErrorCell[] {
  return [...xml.matchAll(errorCell)]
    .filter(([tag]) => /\st=["']e["']/.test(tag.slice(0, tag.indexOf('>'))))
    .map(([, letters = '', row, text = '']) => ({
      sheet,
      row: Number(row),
      column: columnOf(letters),
      text,
    }));
}

/** Throws InputError where a sheet has a cell that cannot be, or spans more than is read. */
function checkSheet(xml: string, sheet: string, path: string, bounds: WorkbookBounds): void {
  const rows = xml.match(rowTag)?.length ?? 0;
  const end = `cells up to XFD${lastRow}, and at most ${inWords(bounds.cells)} of them on a sheet`;
  if (rows > lastRow) throw refused(path, `Its sheet ${sheet} has ${inWords(rows)} rows`, end);
  let last = 0;
  let widest = 0;
  for (const [, row, letters, number, closed] of xml.matchAll(address)) {
    const at = Number(row ?? number);
    const column = letters === undefined ? 0 : columnOf(letters);
    if (at > lastRow || column > lastColumn) {
      const where = letters === undefined ? `a row ${row}` : `a cell ${letters.slice(0, 12)}${number}`;
      throw refused(path, `Its sheet ${sheet} has ${where}, beyond the last that there is`, end);
    }
    // A cell that is closed at once has a look and no content.
    if (letters === undefined || closed === '/') continue;
    last = Math.max(last, at);
    widest = Math.max(widest, column);
  }
  if (last * widest <= bounds.cells) return;
  throw refused(
    path,
    `Its sheet ${sheet} spans ${inWords(last)} rows and ${inWords(widest)} columns, most of them empty`,
    end,
  );
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text of an attribute without its references (XML 1.0, 4.6 and 4.1); what is none stays as it is. */
const unescaped = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (all, hex, decimal, name) => {
    if (name !== undefined) return entities[name] ?? all;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0x10ffff ? all : String.fromCodePoint(code);
  });

const attribute = (tag: string, name: RegExp) => unescaped(name.exec(tag)?.[1] ?? '');

/** Names of the sheets by their parts, as `xl/workbook.xml` and its relations have them. */
function sheetNames(parts: ReadonlyMap<string, string>): Map<string, string> {
  const targets = new Map(
    (parts.get('xl/_rels/workbook.xml.rels')?.match(/<Relationship\b[^>]*>/g) ?? []).map((tag) => [
      attribute(tag, /\sId="([^"]*)"/),
      `xl/${attribute(tag, /\sTarget="([^"]*)"/).replace(/^\/?(xl\/)?/, '')}`,
    ]),
  );
  return new Map(
    (parts.get('xl/workbook.xml')?.match(/<sheet\b[^>]*>/g) ?? []).map((tag) => [
      targets.get(attribute(tag, /\sr:id="([^"]*)"/)) ?? '',
      attribute(tag, /\sname="([^"]*)"/),
    ]),
  );
}

async function partsOf(archive: ZipFile, path: string, bounds: WorkbookBounds): Promise<Map<string, string>> {
  const parts = new Map<string, string>();
  let bytes = 0;
  for await (const entry of archive.eachEntry()) {
    const name = String(entry.fileName);
    bytes += entry.uncompressedSize;
    if (bytes > bounds.unpacked) {
      throw refused(
        path,
        `The workbook would unpack to more than ${inWords(bounds.unpacked >> 20)} MiB (${name.slice(0, 80)})`,
        'a workbook as its publisher issues it',
      );
    }
    if (!/\.(xml|rels)$/i.test(name)) continue;
    const chunks: Buffer[] = [];
    // The reader of archives stops where a part is longer than the table of contents says.
    for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    parts.set(name, Buffer.concat(chunks).toString('utf8'));
  }
  return parts;
}

/**
 * Looks at a workbook before it is read into memory: a cell that says that it lies far away makes a reader fill the
 * space between.
 * @returns cells with errors, which readers take for empty ones.
 * @throws InputError that names file and sheet where it goes beyond the bounds; what else is wrong the reader says.
 */
export async function requireBounded(
  bytes: Buffer,
  path: string,
  bounds = workbookBounds,
): Promise<ErrorCell[]> {
  requireReadable(path, bytes.length, bounds);
  const { default: yauzl } = await import('yauzl');
  let parts: Map<string, string>;
  try {
    parts = await partsOf(await yauzl.fromBufferPromise(bytes), path, bounds);
  } catch (error) {
    if (error instanceof InputError) throw error;
    return [];
  }
  const names = sheetNames(parts);
  const sheets = [...parts].filter(([name]) => /^xl\/worksheets\/[^/]*\.xml$/i.test(name));
  if (sheets.length > bounds.sheets) {
    throw refused(path, `The workbook has ${inWords(sheets.length)} sheets`, `at most ${bounds.sheets}`);
  }
  return sheets.flatMap(([name, xml]) => {
    const sheet = names.get(name) || name;
    checkSheet(xml, sheet, path, bounds);
    return errorCells(xml, sheet);
  });
}
