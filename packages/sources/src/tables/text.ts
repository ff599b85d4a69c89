import { isUtf8 } from 'node:buffer';

const hasBom = (bytes: Buffer) => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

/** Where the text begins: after a UTF-8 byte-order mark, if there is one. */
export const textStart = (bytes: Buffer): number => (hasBom(bytes) ? 3 : 0);

const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Node 20's TextDecoder takes windows-1252 for ISO 8859-1, which has no characters from 0x80 to 0x9f; so they are put in here. */
export const decodeWindows1252 = (bytes: Buffer): string =>
  bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (c) => windows1252[c.charCodeAt(0) - 0x80] as string);

/** Text of the publishers' files: UTF-8 where it is valid, else Windows-1252; without a byte-order mark. */
export function decodeText(bytes: Buffer): { text: string; utf8: boolean } {
  const body = bytes.subarray(textStart(bytes));
  const utf8 = isUtf8(body);
  return { text: utf8 ? body.toString('utf8') : decodeWindows1252(body), utf8 };
}

/** The first bytes of a file up to their last line break, so that no character is cut; all of them if there is none. */
export function wholeLines(head: Buffer, complete: boolean): Buffer {
  if (complete) return head;
  const end = head.lastIndexOf(10);
  return end === -1 ? head : head.subarray(0, end + 1);
}

/** What stands between the cells of a row. */
export type Separator = ',' | ';' | '\t';

/**
 * The first rows of comma-separated text (RFC 4180), or of one with another separator.
 * @param blank whether empty rows are given too.
 */
export function firstRows(
  text: string,
  limit: number,
  separator: Separator = ',',
  blank = false,
): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length && rows.length < limit; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === separator) {
      row.push(cell);
      cell = '';
    } else if (c === '\n') {
      row.push(cell.endsWith('\r') ? cell.slice(0, -1) : cell);
      if (blank || row.length > 1 || row[0] !== '') rows.push(row);
      row = [];
      cell = '';
    } else cell += c;
  }
  if (rows.length < limit && (cell !== '' || row.length > 0)) rows.push([...row, cell.replace(/\r$/, '')]);
  return rows;
}
