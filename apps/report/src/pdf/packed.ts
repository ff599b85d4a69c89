import { zlibSync } from 'fflate';
import { printFailure } from './print-failure.js';

/** An object of a PDF: its number, and its text without "obj" and "endobj". */
interface PdfObject {
  number: number;
  text: string;
}

/** What readers of uncompressed files look for: the catalogue, pages, and the dates. */
const staysPlain = /\/Type ?\/(?:Catalog|Pages?)\b|\/CreationDate/;
const isStream = (text: string) => /\bstream\r?\n/.test(text);

const foreign = () =>
  printFailure('The PDF is not laid out as Chromium does it, so that it cannot be packed.');

/** Objects as the table of offsets has them, and the entries of the trailer. */
function readObjects(pdf: string): { objects: PdfObject[]; size: number; trailer: string } {
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(pdf)?.[1]);
  const tail = Number.isNaN(start) ? '' : pdf.slice(start);
  const [table, count] = /^xref\s+0 (\d+)\s+/.exec(tail) ?? [];
  const [, trailer] = /trailer\s*<<([\s\S]*?)>>\s*startxref/.exec(tail) ?? [];
  if (table === undefined || trailer === undefined) throw foreign();
  const size = Number(count);
  const offsets = Array.from({ length: size }, (_, number) => {
    const line = tail.slice(table.length + 20 * number, table.length + 20 * (number + 1));
    return { number, offset: Number(line.slice(0, 10)), used: line[17] === 'n' };
  })
    .filter(({ used }) => used)
    .sort((a, b) => a.offset - b.offset);
  const objects = offsets.map(({ number, offset }, i): PdfObject => {
    const whole = pdf.slice(offset, offsets[i + 1]?.offset ?? start);
    const [, named, text] = /^(\d+) 0 obj\n([\s\S]*)\nendobj\s*$/.exec(whole) ?? [];
    if (text === undefined || Number(named) !== number) throw foreign();
    return { number, text };
  });
  return { objects, size, trailer };
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

/**
 * A PDF of Chromium’s with its small objects, which are most of a tagged one, in a compressed stream and its table of
 * offsets in another (PDF 1.7, 7.5.7 and 7.5.8): about half the bytes, the same document. Compression is in JavaScript,
 * so that the same PDF gives the same bytes on every machine. Pages and dates stay as they are.
 * @throws InputError where the PDF is laid out otherwise.
 */
export function packed(file: Buffer): Buffer {
  const pdf = file.toString('latin1');
  const { objects, size, trailer } = readObjects(pdf);
  const small = objects.filter(({ text }) => !isStream(text) && !staysPlain.test(text));
  const own = objects.filter((one) => !small.includes(one));
  const texts = small.map(({ text }) => text);
  let at = 0;
  const index = small.map(({ number, text }) => {
    const entry = `${number} ${at}`;
    at += text.length + 1;
    return entry;
  });
  const head = `${index.join(' ')}\n`;
  const [streamNumber, tableNumber] = [size, size + 1];
  const stream = streamOf(
    `/Type /ObjStm /N ${small.length} /First ${head.length}`,
    `${head}${texts.join('\n')}\n`,
  );
  const header = pdf
    .slice(0, pdf.indexOf('\n', pdf.indexOf('\n') + 1) + 1)
    .replace(/^%PDF-1\.\d/, '%PDF-1.5');
  const entries = new Array<string>(size + 2).fill(`${bytes(0, 1)}${bytes(0, 4)}${bytes(0, 2)}`);
  entries[0] = `${bytes(0, 1)}${bytes(0, 4)}${bytes(65535, 2)}`;
  let written = header;
  const write = (number: number, text: string) => {
    entries[number] = `${bytes(1, 1)}${bytes(written.length, 4)}${bytes(0, 2)}`;
    written += `${number} 0 obj\n${text}\nendobj\n`;
  };
  for (const { number, text } of own) write(number, text);
  write(streamNumber, stream);
  small.forEach(({ number }, i) => {
    entries[number] = `${bytes(2, 1)}${bytes(streamNumber, 4)}${bytes(i, 2)}`;
  });
  const start = written.length;
  entries[tableNumber] = `${bytes(1, 1)}${bytes(start, 4)}${bytes(0, 2)}`;
  const root = trailer.replace(/\/Size \d+/, '').trim();
  const table = streamOf(`/Type /XRef /Size ${size + 2} /W [1 4 2] ${root}`, entries.join(''));
  written += `${tableNumber} 0 obj\n${table}\nendobj\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(written, 'latin1');
}
