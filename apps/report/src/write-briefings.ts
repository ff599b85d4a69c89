import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { InputError, throwIfCancelled } from '@inverse-care/domain';
import { gatherIcb, type Icb } from './areas/gather-icb.js';
import { icbBriefing } from './documents/icb-briefing.js';
import { renderDocument } from './documents/render.js';
import { icbFigures } from './drawings/area-figures.js';
import type { BriefingFormat } from './formats.js';
import { type FittedJob, printFitted } from './pdf/print-fitted.js';
import type { Printer } from './pdf/printer.js';
import type { Progress } from './progress.js';
import type { ReportInput } from './report-input.js';

/** Folder of the briefings below OUT. */
export const briefingsFolder = 'briefings';

export interface BriefingsJob {
  snapshot: string;
  formats: readonly BriefingFormat[];
  /** Prints the PDFs; null where none is asked for. */
  printer: Printer | null;
  signal: AbortSignal;
  progress: Progress;
}

/** An ICB that has no briefing, or a part of one alone, and why. */
export interface FailedBriefing {
  code: string;
  error: Error;
}

/** Pages of a briefing, and how much tighter than usual it may be set to fit on them. */
const pages = 2;
const tightest = 3;

/** A briefing as a page for the screen, and for paper in each tightness. */
function briefingOf(icb: Icb) {
  const document = icbBriefing(icb);
  const figures = icbFigures(icb);
  const render = (more: Parameters<typeof renderDocument>[3]) =>
    renderDocument(document, icb.input, figures, { scope: { kind: 'icb', code: icb.code }, ...more });
  return {
    screen: () => render({}),
    paper: (tightness: number) => render({ print: new Map(), tightness }),
  };
}

/**
 * Writes the briefings of ICBs below a folder. What goes wrong with one leaves the others alone.
 * @param codes of ICBs that have a PCN at the snapshot.
 * @returns those that failed, in the order of the codes.
 * @throws CancelledError where the signal fires; InputError where the browser does not start; an error of writing.
 */
export async function writeBriefings(
  folder: string,
  input: ReportInput,
  codes: readonly string[],
  { snapshot, formats, printer, signal, progress }: BriefingsJob,
): Promise<FailedBriefing[]> {
  const place = path.join(folder, briefingsFolder);
  await mkdir(place, { recursive: true });
  const failed = new Map<string, Error>();
  const prints: FittedJob[] = [];
  for (const [i, code] of codes.entries()) {
    throwIfCancelled(signal);
    progress.update({ label: 'Writing briefings', done: i, total: codes.length });
    let html: string | null = null;
    try {
      const icb = gatherIcb(input, code, snapshot);
      if (icb === null) throw new InputError(`The ICB ${code} has no PCN at the snapshot.`);
      const briefing = briefingOf(icb);
      if (formats.includes('html')) html = briefing.screen();
      if (formats.includes('pdf')) {
        // Drawn now, so that what goes wrong in drawing is this one's.
        prints.push({
          path: path.join(place, `${code}.pdf`),
          title: icb.name,
          code,
          pages,
          html: briefing.paper,
          tightest,
        });
      }
    } catch (error) {
      failed.set(code, error as Error);
    }
    if (html !== null) await writeFile(path.join(place, `${code}.html`), html);
  }
  if (printer !== null && prints.length > 0) {
    const label = prints.length === 1 ? 'Printing the briefing' : 'Printing briefings';
    progress.update({ label, done: 0, total: prints.length });
    const printed = await printFitted(prints, {
      printer,
      date: input.date,
      signal,
      onDone: (done) => progress.update({ label, done, total: prints.length }),
    });
    for (const one of printed) if ('error' in one) failed.set(one.job.code, one.error);
  }
  throwIfCancelled(signal);
  return codes.flatMap((code) => (failed.has(code) ? [{ code, error: failed.get(code)! }] : []));
}
