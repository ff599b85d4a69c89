import { zlibSync } from 'fflate';

/** An object of a PDF: its number, and its text without "obj" and "endobj". */
interface PdfObject {
  number: number;
  text: string;
}

/** What readers of uncompressed files look for: the catalogue, pages, and the dates. */
const staysPlain = /\/Type ?\/(?:Catalog|Pages?)\b|\/CreationDate/;
const isStream = (text: string) => /\bstream\r?\n/.test(text);

/** What a PDF with a plain table of offsets holds. */
interface PdfParts {
  objects: PdfObject[];
  /** Object numbers, that of the free one included. */
  size: number;
  /** Entries of the trailer. */
  trailer: string;
}

/** Objects as the table of offsets has them; null where the PDF is not laid out as Chromium does it. */
function readObjects(pdf: string): PdfParts | null {
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(pdf)?.[1]);
  const tail = Number.isNaN(start) ? '' : pdf.slice(start);
  const [table, count] = /^xref\s+0 (\d+)\s+/.exec(tail) ?? [];
  const [, trailer] = /trailer\s*<<([\s\S]*?)>>\s*startxref/.exec(tail) ?? [];
  if (table === undefined || trailer === undefined) return null;
  const size = Number(count);
  const offsets = Array.from({ length: size }, (_, number) => {
    const line = tail.slice(table.length + 20 * number, table.length + 20 * (number + 1));
    return { number, offset: Number(line.slice(0, 10)), used: line[17] === 'n' };
  })
    .filter(({ used }) => used)
    .sort((a, b) => a.offset - b.offset);
  const objects = offsets.flatMap(({ number, offset }, i): PdfObject[] => {
    const whole = pdf.slice(offset, offsets[i + 1]?.offset ?? start);
    const [, named, text] = /^(\d+) 0 obj\n([\s\S]*)\nendobj\s*$/.exec(whole) ?? [];
    return text === undefined || Number(named) !== number ? [] : [{ number, text }];
  });
  return objects.length === offsets.length ? { objects, size, trailer } : null;
}

const deflated = (text: string) => Buffer.from(zlibSync(Buffer.from(text, 'latin1'))).toString('latin1');
const streamOf = (entries: string, text: string) => {
  const data = deflated(text);
  return `<<${entries} /Filter /FlateDecode /Length ${data.length}>>\nstream\n${data}\nendstream`;
};

/** A whole number in so many bytes, the greatest first. */
const bytes = (value: number, width: number) =>
  Array.from({ length: width }, (_, i) => String.fromCharCode((value >>> (8 * (width - 1 - i))) & 255)).join(
    '',
  );

/** An entry of the table of offsets: its kind, where the object is, and its place in a stream of objects. */
const entryOf = (kind: 0 | 1 | 2, at: number, place: number) =>
  `${bytes(kind, 1)}${bytes(at, 4)}${bytes(place, 2)}`;

/** Objects as one stream: their numbers and offsets, then their texts. */
function objectStream(objects: readonly PdfObject[]): string {
  let at = 0;
  const index = objects.map(({ number, text }) => {
    const entry = `${number} ${at}`;
    at += text.length + 1;
    return entry;
  });
  const head = `${index.join(' ')}\n`;
  const texts = objects.map(({ text }) => `${text}\n`).join('');
  return streamOf(`/Type /ObjStm /N ${objects.length} /First ${head.length}`, head + texts);
}

/**
 * A PDF of Chromium’s with its small objects, which are most of a tagged one, in a compressed stream and its table of
 * offsets in another (PDF 1.7, 7.5.7 and 7.5.8): about half the bytes, the same document. Compression is in JavaScript,
 * so that the same PDF gives the same bytes on every machine. Pages and dates stay as they are, and so does all of a PDF
 * that is laid out otherwise.
 */
export function packed(file: Buffer): Buffer {
  const pdf = file.toString('latin1');
  const parts = readObjects(pdf);
  if (parts === null) return file;
  const { objects, size, trailer } = parts;
  const isSmall = ({ text }: PdfObject) => !isStream(text) && !staysPlain.test(text);
  const small = objects.filter(isSmall);
  const entries = new Array<string>(size + 2).fill(entryOf(0, 0, 0));
  entries[0] = entryOf(0, 0, 65_535);
  // The version, and the comment of bytes that says that the file is no text.
  let written = pdf.slice(0, pdf.indexOf('\n', pdf.indexOf('\n') + 1) + 1).replace(/^%PDF-1\.\d/, '%PDF-1.5');
  const write = (number: number, text: string) => {
    entries[number] = entryOf(1, written.length, 0);
    written += `${number} 0 obj\n${text}\nendobj\n`;
  };
  for (const one of objects) if (!isSmall(one)) write(one.number, one.text);
  write(size, objectStream(small));
  small.forEach(({ number }, i) => {
    entries[number] = entryOf(2, size, i);
  });
  const start = written.length;
  entries[size + 1] = entryOf(1, start, 0);
  const root = trailer.replace(/\/Size \d+/, '').trim();
  const table = streamOf(`/Type /XRef /Size ${size + 2} /W [1 4 2] ${root}`, entries.join(''));
  return Buffer.from(`${written}${size + 1} 0 obj\n${table}\nendobj\nstartxref\n${start}\n%%EOF\n`, 'latin1');
}
