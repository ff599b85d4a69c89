import { printFailure } from './print-failure.js';
import { namedTags } from './tags.js';

const stamps = /\/(CreationDate|ModDate) ?\(D:\d{14}[+-]\d{2}'\d{2}'\)/g;
const nodes = /\(node\d{8}\)/g;

/** Chromium numbers a PDF's structure elements from wherever its process has got to. By rank, they begin at 1. */
function renumberNodes(text: string): string {
  const names = [...new Set(text.match(nodes))].sort();
  const ranked = new Map(names.map((name, i) => [name, `(node${String(i + 1).padStart(8, '0')})`]));
  return text.replace(nodes, (name) => ranked.get(name) ?? name);
}

/**
 * Takes out of a PDF what Chromium puts in anew each time: the dates of creation and change, which become midnight UTC
 * of an ISO date, and the numbers of the structure elements; and what each Chromium calls in its own way. Lengths stay, and so does the PDF's table of offsets.
 * Throws InputError where the dates are not as Chromium writes them.
 */
export function repeatable(pdf: Uint8Array, date: string): Buffer {
  const stamp = `D:${date.replaceAll('-', '')}000000+00'00'`;
  let stamped = 0;
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
    .toString('latin1')
    .replace(stamps, (found) => {
      stamped += 1;
      return found.replace(/D:[^)]*/, stamp);
    });
  if (stamped !== 2 || text.length !== pdf.byteLength) {
    throw printFailure(
      `The PDF has ${stamped} dates where two were expected; this browser writes them otherwise.`,
    );
  }
  return Buffer.from(namedTags(renumberNodes(text)), 'latin1');
}

/** Pages of a PDF as Chromium writes it, with its page objects uncompressed. */
export function countPages(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type ?\/Page\b/g)?.length ?? 0;
}
