import { decodeText, firstRows, type Separator, wholeLines } from './text.js';

/** How a CSV is written, where it is not as the publishers write theirs: ASCII-compatible, with commas, a header first. */
export interface Dialect {
  encoding: 'utf-16le' | 'utf-16be' | null;
  separator: Separator;
  /** Lines above the header: one where the first says `sep=;`, as Excel writes it, and those of a title. */
  above: number;
  /** The header of a file that has none. */
  header: readonly string[] | null;
}

const separators: readonly Separator[] = [',', ';', '\t'];

function encodingOf(bytes: Buffer): Dialect['encoding'] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** The text of a file, without a byte-order mark. */
export function textOf(bytes: Buffer, encoding: Dialect['encoding']): string {
  if (encoding === null) return decodeText(bytes).text;
  const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
  return encoding === 'utf-16le' ? even.toString('utf16le') : Buffer.from(even).swap16().toString('utf16le');
}

/** The first bytes of a file without a character that is cut at their end. */
export const wholeCharacters = (head: Buffer): Buffer =>
  encodingOf(head) === null ? wholeLines(head, false) : head.subarray(0, head.length - (head.length % 2));

/** What separates the cells of a header: of comma, semicolon and tab what there is most of, the comma in a tie. */
function separatorOf(line: string): Separator {
  const outside = line.replace(/"[^"]*"/g, '');
  const count = (separator: string) => outside.split(separator).length;
  return separators.reduce((most, one) => (count(one) > count(most) ? one : most), ',');
}

/** Text without its first lines. */
function below(text: string, lines: number): string {
  let from = 0;
  for (let line = 0; line < lines; line++) {
    const end = text.indexOf('\n', from);
    if (end === -1) return '';
    from = end + 1;
  }
  return text.slice(from);
}

/**
 * The dialect of a CSV by its first bytes, and their text from the header on.
 * @param titles lines above the header that are no `sep=;`.
 */
export function dialectOf(head: Buffer, titles = 0): { dialect: Dialect; text: string } {
  const encoding = encodingOf(head);
  const text = textOf(head, encoding);
  const [first = ''] = text.split(/\r?\n/, 1);
  const said = /^"?sep=(.)"?$/i.exec(first.trim())?.[1];
  const above = titles + (said === undefined ? 0 : 1);
  const rest = below(text, above);
  const separator = separators.find((one) => one === said) ?? separatorOf(rest.split(/\r?\n/, 1)[0] ?? '');
  return { dialect: { encoding, separator, above, header: null }, text: rest };
}

/** Whether a file is as the publishers write theirs. */
export const isStandard = ({ encoding, separator, above, header }: Dialect): boolean =>
  encoding === null && separator === ',' && above === 0 && header === null;

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A file of any dialect as UTF-8 with commas and a header. Its rows stay as long as they are. */
export function standardised(bytes: Buffer, { encoding, separator, above, header }: Dialect): Buffer {
  const text = textOf(bytes, encoding);
  const body = below(text, above);
  const heading = header === null ? '' : `${header.map(quoted).join(',')}\n`;
  if (separator === ',') return Buffer.from(heading + body);
  const rows = firstRows(body, Number.POSITIVE_INFINITY, separator);
  const end = body.endsWith('\n') ? '\n' : '';
  return Buffer.from(heading + rows.map((row) => row.map(quoted).join(',')).join('\n') + end);
}
