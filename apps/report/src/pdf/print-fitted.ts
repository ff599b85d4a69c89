import { writeFile } from 'node:fs/promises';
import {
  CancelledError,
  InputError,
  requireTemporary,
  systemCode,
  throwIfCancelled,
} from '@inverse-care/domain';
import type { Page, Browser as Running } from 'puppeteer';
import { serveOnly } from './launch.js';
import { packed } from './packed.js';
import { printFailure } from './print-failure.js';
import { openTab, type PrintOptions, printOnce } from './print-pdf.js';
import { countPages, repeatable } from './repeatable.js';

/** A short document that has to fit on so many pages. */
export interface FittedJob {
  path: string;
  /** Of the place that it is of. */
  code: string;
  /** For messages. */
  title: string;
  pages: number;
  /** The page’s HTML, the tighter the greater the number, from 0 to `tightest`. */
  html: (tightness: number) => string;
  tightest: number;
}

/** What became of a job: how tight it had to be, or why there is no PDF. */
export type Fitted = { job: FittedJob; tightness: number } | { job: FittedJob; error: InputError };

const instead = 'add --no-pdf and print the page from a browser';

/** Tabs in which pages are printed side by side: more than two are no faster on two processors. */
const mostTabs = 2;

/** A tab that has printed once, and from then on numbers its tags in one way. */
async function tabOf(running: Running, first: FittedJob) {
  const page = await openTab(running);
  // What cannot be made is that job’s fault, and is said when its turn comes.
  let body = '';
  try {
    body = first.html(0);
  } catch {}
  await serveOnly(page, () => body);
  await printOnce(page, true);
  return {
    page,
    show: (html: string) => {
      body = html;
    },
  };
}

async function fit(
  { page, show }: { page: Page; show: (html: string) => void },
  job: FittedJob,
  date: string,
): Promise<Fitted> {
  for (let tightness = 0; ; tightness += 1) {
    show(job.html(tightness));
    const pdf = repeatable(await printOnce(page, false), date);
    const pages = countPages(pdf);
    if (pages > job.pages && tightness < job.tightest) continue;
    if (pages !== job.pages)
      return {
        job,
        error: printFailure(`“${job.title}” takes ${pages} pages in place of ${job.pages}.`, instead),
      };
    await writeFile(job.path, await packed(pdf));
    return { job, tightness };
  }
}

/**
 * Prints short documents in one browser, which is left running, two side by side: each as loose as its pages allow. One
 * that fails leaves the others alone.
 * @param onDone is told of each when it is done.
 * @throws CancelledError where the signal fires; InputError where the browser does not start.
 */
export async function printFitted(
  jobs: readonly FittedJob[],
  { printer, date, signal, onDone }: PrintOptions & { onDone: (done: number) => void },
): Promise<Fitted[]> {
  throwIfCancelled(signal);
  const running = await printer.running;
  const stop = () => void running.close().catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  const results = new Array<Fitted>(jobs.length);
  let [next, done] = [0, 0];
  const attempt = async (tab: Awaited<ReturnType<typeof tabOf>>, job: FittedJob): Promise<Fitted> => {
    try {
      return await fit(tab, job, date);
    } catch (error) {
      if (signal.aborted) throw new CancelledError();
      if (error instanceof InputError) return { job, error };
      if (systemCode(error) !== undefined) throw error;
      await requireTemporary();
      return {
        job,
        error: printFailure(`${printer.name} failed while printing: ${(error as Error).message}`, instead),
      };
    }
  };
  const work = async () => {
    let tab: Awaited<ReturnType<typeof tabOf>> | null = null;
    for (let i = next++; i < jobs.length; i = next++) {
      tab ??= await tabOf(running, jobs[i]!);
      results[i] = await attempt(tab, jobs[i]!);
      throwIfCancelled(signal);
      onDone(++done);
    }
    await tab?.page.close();
  };
  try {
    await Promise.all(Array.from({ length: Math.min(mostTabs, jobs.length) }, work));
    return results;
  } catch (error) {
    if (signal.aborted) throw new CancelledError();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
