import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CancelledError, throwIfCancelled } from '@inverse-care/domain';
import { dataDocument } from '../documents/site/data-page.js';
import { failedDocument } from '../documents/site/failed.js';
import { icbDocument } from '../documents/site/icb.js';
import { indexDocument } from '../documents/site/index-page.js';
import { pcnDocument } from '../documents/site/pcn.js';
import { type Crumb, renderPage, type SiteFrame } from '../documents/site/render-page.js';
import type { SiteDocument } from '../documents/site/site-document.js';
import { siteMaps } from '../drawings/site-maps.js';
import { isPageName } from '../places/addresses.js';
import { placesOf, withPanel } from '../places/places.js';
import type { Progress } from '../progress.js';
import type { ReportInput } from '../report-input.js';
import { copyRun } from './copy-run.js';
import { writeAssets } from './site-assets.js';

/** An area whose page could not be made. */
export interface FailedArea {
  /** "PCN U00070". */
  area: string;
  reason: string;
}

/** What a site came to. */
export interface SiteMade {
  icbs: number;
  pcns: number;
  failed: FailedArea[];
}

export interface SiteJob {
  /** Folder of the run whose documents and tables are copied. */
  from: string;
  signal: AbortSignal;
  progress: Progress;
}

/** A page of an area, which is made when its turn comes. */
interface AreaPage {
  area: string;
  document: SiteDocument;
  crumbs: Crumb[];
}

const home: Crumb = { text: 'England', href: 'index.html' };

function areaPages(input: ReportInput): AreaPage[] {
  const { icbs, pcns } = placesOf(input);
  const crumbs = (icb: string, ...own: Crumb[]): Crumb[] => [
    home,
    { text: icbs.get(icb)?.name ?? icb, href: own.length === 0 ? null : `icb/${icb}.html` },
    ...own,
  ];
  return [
    ...[...icbs.keys()].map((code) => ({
      area: `ICB ${code}`,
      document: icbDocument(code, input),
      crumbs: crumbs(code),
    })),
    ...[...pcns.values()].map(({ code, name, now }) => ({
      area: `PCN ${code}`,
      document: pcnDocument(code, input),
      crumbs: crumbs(now.icb_code, { text: name, href: null }),
    })),
  ];
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * The page of an area, or a page that says why there is none: its address stays.
 * @param failed is told of an area whose page could not be made.
 */
export function pageOrReason(
  { area, document, crumbs }: AreaPage,
  render: (document: SiteDocument, crumbs: readonly Crumb[]) => string,
  failed: FailedArea[],
): string {
  try {
    return render(document, crumbs);
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    failed.push({ area, reason: reasonOf(error) });
    return render(failedDocument(document, area), crumbs);
  }
}

/** Writes the pages of all areas. What cannot be made of one area does not stop the others. */
async function writeAreas(
  folder: string,
  input: ReportInput,
  frame: SiteFrame,
  { signal, progress }: SiteJob,
): Promise<FailedArea[]> {
  const failed: FailedArea[] = [];
  const pages = areaPages(input);
  const render = (document: SiteDocument, crumbs: readonly Crumb[]) =>
    renderPage(document, input, { root: '../', crumbs, frame });
  for (const name of ['icb', 'pcn']) await mkdir(path.join(folder, name));
  for (const [done, page] of pages.entries()) {
    throwIfCancelled(signal);
    progress.update({ label: 'Writing pages', done, total: pages.length });
    const { area, document } = page;
    if (isPageName(path.basename(document.name)))
      await writeFile(path.join(folder, `${document.name}.html`), pageOrReason(page, render, failed));
    else failed.push({ area, reason: 'Its code cannot be the name of a page.' });
  }
  return failed;
}

/**
 * Writes a site from a record into an empty folder: its pages, what they share, and the run's own documents and tables.
 * Nothing is computed.
 */
export async function writeSite(folder: string, record: ReportInput, job: SiteJob): Promise<SiteMade> {
  const input = withPanel(record);
  const { icbs, pcns } = placesOf(input);
  job.progress.update({ label: 'Copying tables and report', done: 0, total: 0 });
  const files = await copyRun(job.from, folder);
  const frame = { logo: await writeAssets(folder, input), report: files.includes('report.html') };
  throwIfCancelled(job.signal);
  const front = [
    { document: indexDocument(input, files), figures: siteMaps(input), crumbs: [] },
    { document: dataDocument, figures: [], crumbs: [home, { text: 'Data', href: null }] },
  ];
  for (const { document, figures, crumbs } of front)
    await writeFile(
      path.join(folder, `${document.name}.html`),
      renderPage(document, input, { root: '', crumbs, frame, figures }),
    );
  const failed = await writeAreas(folder, input, frame, job);
  // A host of pages would otherwise look for a generator of its own.
  await writeFile(path.join(folder, '.nojekyll'), '');
  return { icbs: icbs.size, pcns: pcns.size, failed };
}
