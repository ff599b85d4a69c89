/** Bytes in Windows-1252, of text in Latin-1 and en dashes. */
export function windows1252(text: string): Uint8Array {
  return Buffer.from(text.replaceAll('–', '\u0096'), 'latin1');
}

/** Bytes in UTF-8 after a byte-order mark. */
export function utf8WithMark(text: string): Uint8Array {
  return Buffer.from(`\uFEFF${text}`, 'utf8');
}
