import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { throwIfCancelled } from '@inverse-care/domain';
import { gatherIcb } from '../areas/gather-icb.js';
import { dataDocument } from '../documents/site/data-page.js';
import { failedDocument } from '../documents/site/failed.js';
import { icbDocument } from '../documents/site/icb.js';
import { indexDocument } from '../documents/site/index-page.js';
import { pcnDocument } from '../documents/site/pcn.js';
import { type Crumb, renderPage, type SiteFrame } from '../documents/site/render-page.js';
import type { SiteDocument } from '../documents/site/site-document.js';
import { icbFigures } from '../drawings/area-figures.js';
import { pcnFigures } from '../drawings/pcn-figure.js';
import { siteMaps } from '../drawings/site-maps.js';
import { wholeOf } from '../language/whole.js';
import { capital } from '../language/words.js';
import { isPageName } from '../places/addresses.js';
import { placesOf, withPanel } from '../places/places.js';
import type { Progress } from '../progress.js';
import type { ReportInput } from '../report-input.js';
import type { PageFigure } from '../sections/block.js';
import { copyBriefings, copyRun } from './copy-run.js';
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
  /** Folder of the briefings of the same run, of which the site takes those that there are; null for none. */
  briefings: string | null;
  signal: AbortSignal;
  progress: Progress;
}

/** A page of an area, which is made when its turn comes. */
interface AreaPage {
  /** "PCN U00070". */
  area: string;
  /** From the root of the site, without its ending. */
  name: string;
  crumbs: Crumb[];
  /** The document and its drawings, as late as it is written. */
  make(): { document: SiteDocument; figures: readonly PageFigure[] };
}

const homeOf = ({ study }: ReportInput): Crumb => ({
  text: capital(wholeOf(study).area),
  href: 'index.html',
});

function icbPage(code: string, input: ReportInput, briefings: readonly string[]) {
  const icb = gatherIcb(input, code);
  if (icb === null) throw new RangeError(`The tables say nothing of the ICB ${code}`);
  const own = briefings.filter((file) => path.parse(file).name === code);
  return { document: icbDocument(icb, own), figures: icbFigures(icb) };
}

function areaPages(input: ReportInput, briefings: readonly string[]): AreaPage[] {
  const { icbs, pcns } = placesOf(input);
  const crumbs = (icb: string, ...own: Crumb[]): Crumb[] => [
    homeOf(input),
    { text: icbs.get(icb)?.name ?? icb, href: own.length === 0 ? null : `icb/${icb}.html` },
    ...own,
  ];
  return [
    ...[...icbs.keys()].map((code) => ({
      area: `ICB ${code}`,
      name: `icb/${code}`,
      crumbs: crumbs(code),
      make: () => icbPage(code, input, briefings),
    })),
    ...[...pcns.values()].map(({ code, name, now }) => ({
      area: `PCN ${code}`,
      name: `pcn/${code}`,
      crumbs: crumbs(now.icb_code, { text: name, href: null }),
      make: () => ({ document: pcnDocument(code, input), figures: pcnFigures(code, input) }),
    })),
  ];
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * The page of an area, or a page that says that there is none: its address stays.
 * @param failed is told of an area whose page could not be made.
 */
export function pageOrReason(
  { area, name, crumbs, make }: AreaPage,
  render: (document: SiteDocument, crumbs: readonly Crumb[], figures: readonly PageFigure[]) => string,
  failed: FailedArea[],
): string {
  try {
    const { document, figures } = make();
    return render(document, crumbs, figures);
  } catch (error) {
    failed.push({ area, reason: reasonOf(error) });
    return render(failedDocument(name, area), crumbs, []);
  }
}

/** Writes the pages of all areas. What cannot be made of one area does not stop the others. */
async function writeAreas(
  folder: string,
  input: ReportInput,
  { frame, briefings }: { frame: SiteFrame; briefings: readonly string[] },
  { signal, progress }: SiteJob,
): Promise<FailedArea[]> {
  const failed: FailedArea[] = [];
  const pages = areaPages(input, briefings);
  const render = (document: SiteDocument, crumbs: readonly Crumb[], figures: readonly PageFigure[]) =>
    renderPage(document, input, { root: '../', crumbs, frame, figures });
  for (const name of ['icb', 'pcn']) await mkdir(path.join(folder, name));
  for (const [done, page] of pages.entries()) {
    throwIfCancelled(signal);
    progress.update({ label: 'Writing pages', done, total: pages.length });
    const { area, name } = page;
    if (isPageName(path.basename(name)))
      await writeFile(path.join(folder, `${name}.html`), pageOrReason(page, render, failed));
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
    { document: dataDocument, figures: [], crumbs: [homeOf(input), { text: 'Data', href: null }] },
  ];
  for (const { document, figures, crumbs } of front)
    await writeFile(
      path.join(folder, `${document.name}.html`),
      renderPage(document, input, { root: '', crumbs, frame, figures }),
    );
  const briefings = job.briefings === null ? [] : await copyBriefings(job.briefings, folder);
  const failed = await writeAreas(folder, input, { frame, briefings }, job);
  // A host of pages would otherwise look for a generator of its own.
  await writeFile(path.join(folder, '.nojekyll'), '');
  return { icbs: icbs.size, pcns: pcns.size, failed };
}
