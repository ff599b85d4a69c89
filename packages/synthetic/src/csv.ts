/** A cell of a CSV file, quoted where it must be (RFC 4180). */
export function cell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A line of cells, quoted where they must be, without its end. */
export function line(cells: readonly (string | number)[]): string {
  return cells.map(cell).join(',');
}

/** Lines with an end after each. */
export function lines(rows: readonly string[], end: '\n' | '\r\n'): string {
  return rows.join(end) + end;
}

/** A decimal of at most `digits` decimals without trailing zeros, never in exponents. */
export function decimal(x: number, digits: number): string {
  const text = x.toFixed(digits);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Bytes in Windows-1252, of text in Latin-1 and en dashes. */
export function windows1252(text: string): Uint8Array {
  return Buffer.from(text.replaceAll('–', '\u0096'), 'latin1');
}

/** Bytes in UTF-8 after a byte-order mark. */
export function utf8WithMark(text: string): Uint8Array {
  return Buffer.from(`\uFEFF${text}`, 'utf8');
}
