import { writeFile } from 'node:fs/promises';
import {
  CancelledError,
  InputError,
  requireTemporary,
  systemCode,
  throwIfCancelled,
} from '@inverse-care/domain';
import type { Page, Browser as Running } from 'puppeteer';
import type { PageNumbers } from '../documents/contents.js';
import { destinationPages } from './destinations.js';
import { address, serveOnly } from './launch.js';
import { printFailure } from './print-failure.js';
import type { Printer } from './printer.js';
import { countPages, repeatable } from './repeatable.js';

/** A document to print. */
export interface PrintJob {
  path: string;
  /** For messages; the PDF's own title is the page's. */
  title: string;
  /** The page's HTML, or a function of the page numbers of its contents: first "unknown", then what was read back. */
  html: string | ((pages: PageNumbers | 'unknown') => string);
}

export interface PrintOptions {
  printer: Printer;
  /** ISO date that the PDF bears. */
  date: string;
  signal: AbortSignal;
}

/** Prints after which the numbers in the contents must be those of the pages. */
const mostPrints = 4;

const same = (a: PageNumbers, b: PageNumbers) =>
  a.size === b.size && [...a].every(([id, page]) => b.get(id) === page);

/** Prints what a tab is given at its address; a draft bears neither tags nor bookmarks. */
export async function printOnce(page: Page, draft: boolean): Promise<Uint8Array> {
  await page.goto(address, { waitUntil: 'load', timeout: 120_000 });
  return page.pdf({
    preferCSSPageSize: true,
    printBackground: true,
    tagged: !draft,
    outline: !draft,
    timeout: 120_000,
  });
}

/** Prints until the contents name the pages on which things are: as a rule a draft and a print. */
async function printStable(page: Page, job: PrintJob): Promise<Uint8Array> {
  const { html } = job;
  let body = typeof html === 'string' ? html : html('unknown');
  await serveOnly(page, () => body);
  if (typeof html === 'string') {
    // The first print of a tab numbers its tags as its threads come: the same page may have two texts of bytes.
    await printOnce(page, true);
    return printOnce(page, false);
  }
  let pages = destinationPages(await printOnce(page, true));
  for (let print = 2; print <= mostPrints; print += 1) {
    body = html(pages);
    const printed = await printOnce(page, false);
    const found = destinationPages(printed);
    if (same(found, pages)) return printed;
    pages = found;
  }
  throw printFailure(`The page numbers in the contents of “${job.title}” do not come to rest.`);
}

/** A tab that runs no scripts and shows pages as they are printed. */
export async function openTab(running: Running): Promise<Page> {
  const page = await running.newPage();
  await page.setJavaScriptEnabled(false);
  await page.emulateMediaType('print');
  return page;
}

async function printJob(running: Running, job: PrintJob, date: string): Promise<{ pages: number }> {
  const page = await openTab(running);
  const pdf = repeatable(await printStable(page, job), date);
  await writeFile(job.path, pdf);
  await page.close();
  return { pages: countPages(pdf) };
}

/**
 * Prints pages to PDF files side by side in one browser, which is left running: A4 by the pages' own style, tagged, with bookmarks from their
 * headings. Scripts are off, and nothing but the page is loaded. The same pages, date and browser build give the same
 * bytes.
 * Throws InputError where the browser does not start or does not print, CancelledError where the signal fires.
 */
export async function printPdfs(
  jobs: readonly PrintJob[],
  { printer, date, signal }: PrintOptions,
): Promise<{ pages: number }[]> {
  throwIfCancelled(signal);
  const running = await printer.running;
  const stop = () => void running.close().catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    throwIfCancelled(signal);
    return await Promise.all(jobs.map((job) => printJob(running, job, date)));
  } catch (error) {
    if (signal.aborted) throw new CancelledError();
    // What cannot be written says so itself.
    if (error instanceof InputError || systemCode(error) !== undefined) throw error;
    await requireTemporary();
    throw printFailure(`${printer.name} failed while printing: ${(error as Error).message}`);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
