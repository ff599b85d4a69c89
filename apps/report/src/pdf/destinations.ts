import { printFailure } from './print-failure.js';

/** The dictionary of an object as Chromium writes it, uncompressed; empty where there is none. */
function objectText(pdf: string, number: string): string {
  const start = pdf.indexOf(`\n${number} 0 obj\n`);
  return start < 0 ? '' : pdf.slice(start, pdf.indexOf('\nendobj', start));
}

/** Numbers of the page objects below a node of the page tree, in order. */
function leaves(pdf: string, number: string): string[] {
  const [, kids] = /\/Kids \[([^\]]*)\]/.exec(objectText(pdf, number)) ?? [];
  if (kids === undefined) return [number];
  return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) => leaves(pdf, kid!));
}

/**
 * On which page each destination of a PDF is, counted from 1, by its name: the id that a link of the page leads to.
 * Reads what Chromium writes, in which catalogue, page tree and destinations are uncompressed (PDF 1.4, 3.6 and 8.2.1).
 * Throws InputError where it finds no pages.
 */
export function destinationPages(bytes: Uint8Array): Map<string, number> {
  const pdf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const [, catalogue] = /\/Type \/Catalog\s([\s\S]*?)endobj/.exec(pdf) ?? [];
  const [, root] = /\/Pages (\d+) 0 R/.exec(catalogue ?? '') ?? [];
  if (root === undefined) throw printFailure('The PDF has no pages; this browser writes them otherwise.');
  const pages = new Map(leaves(pdf, root).map((number, index) => [number, index + 1]));
  const [, names] = /\/Dests (\d+) 0 R/.exec(catalogue ?? '') ?? [];
  const found = new Map<string, number>();
  if (names === undefined) return found;
  for (const [, name, page] of objectText(pdf, names).matchAll(/\/([^\s/[\]<>()]+) \[(\d+) 0 R/g)) {
    found.set(name!, pages.get(page!) ?? 0);
  }
  return found;
}
