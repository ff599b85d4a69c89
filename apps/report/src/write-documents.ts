import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { throwIfCancelled, toCsv } from '@inverse-care/domain';
import type { RunRecord } from '@inverse-care/record';
import { briefing } from './documents/briefing.js';
import type { Document } from './documents/document.js';
import { renderDocument } from './documents/render.js';
import { report } from './documents/report.js';
import { drawFigures } from './drawings/figures.js';
import type { Format } from './formats.js';
import { findBrowser } from './pdf/find-browser.js';
import { type PrintJob, printPdfs } from './pdf/print-pdf.js';
import { type Printer, startPrinter } from './pdf/printer.js';
import type { Progress } from './progress.js';
import { writeTables } from './tables/write-tables.js';
import type { Theme } from './theme/theme.js';

export interface DocumentsJob {
  /** Documents to make beside tables and figures. */
  formats: readonly Format[];
  theme: Theme;
  /** Prints the PDFs; null where none is asked for. */
  printer: Printer | null;
  signal: AbortSignal;
  progress: Progress;
}

/** Whether some of the formats are printed. */
export const needsBrowser = (formats: readonly Format[]): boolean =>
  formats.some((format) => format !== 'html');

/**
 * The browser that the formats need, found before the work and started while it goes on; null where they need none.
 * @throws InputError where there is none.
 */
export const printerFor = async (formats: readonly Format[]): Promise<Printer | null> =>
  needsBrowser(formats) ? startPrinter(await findBrowser()) : null;

async function writeAll(folder: string, files: Iterable<readonly [string, string]>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of files) await writeFile(path.join(folder, name), text);
}

/**
 * Writes what a record's documents are into a folder that has its tables: their metadata, the workbook, figures, page,
 * briefing and PDFs. Nothing is computed.
 */
export async function writeDocuments(folder: string, record: RunRecord, job: DocumentsJob): Promise<void> {
  const { formats, theme, printer, signal, progress } = job;
  const wants = (format: Format) => formats.includes(format);
  progress.update({ label: 'Writing tables and figures', done: 0, total: 0 });
  const input = { ...record, theme };
  await writeTables(folder, record);
  const figures = drawFigures(input);
  await writeAll(
    path.join(folder, 'figures'),
    figures.flatMap(({ id, fileName, svg, columns, rows }) => [
      [fileName, svg] as const,
      [`${id}.csv`, toCsv(columns, rows)] as const,
    ]),
  );
  const screen = (document: Document) => renderDocument(document, input, figures);
  if (wants('html')) await writeFile(path.join(folder, 'report.html'), screen(report));
  const { title } = record.study;
  const prints: PrintJob[] = [];
  if (wants('pdf')) {
    prints.push({
      path: path.join(folder, 'report.pdf'),
      title,
      html: (pages) => renderDocument(report, input, figures, { print: pages }),
    });
  }
  if (wants('briefing')) {
    await writeFile(path.join(folder, 'briefing.html'), screen(briefing));
    const html = renderDocument(briefing, input, figures, { print: new Map() });
    prints.push({ path: path.join(folder, 'briefing.pdf'), title: `Briefing: ${title}`, html });
  }
  throwIfCancelled(signal);
  if (printer !== null && prints.length > 0) {
    progress.update({ label: `Printing ${prints.length === 1 ? 'the PDF' : 'the PDFs'}`, done: 0, total: 0 });
    await printPdfs(prints, { printer, date: record.date, signal });
  }
  throwIfCancelled(signal);
}
