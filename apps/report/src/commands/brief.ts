import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { areaSummary } from '@inverse-care/core/tables';
import { InputError, longDate, requireTemporary } from '@inverse-care/domain';
import {
  isUpToDate,
  type Manifest,
  type OutFolder,
  type RunRecord,
  readManifest,
  readRecord,
  settleOut,
  sha256,
  withOut,
  writeManifest,
} from '@inverse-care/record';
import { findIcb } from '../areas/find-icb.js';
import { icbCodes } from '../areas/gather-icb.js';
import { codeHashes } from '../code-identity.js';
import { declaredDate, documentDate } from '../document-date.js';
import { type BriefingFormat, briefingFormats } from '../formats.js';
import { shortIcbName } from '../language/equity-words.js';
import { findBrowser } from '../pdf/find-browser.js';
import { type Printer, roomToPrint, startPrinter } from '../pdf/printer.js';
import { type Progress, progressOn } from '../progress.js';
import { complain, say } from '../terminal.js';
import { readThemeFile } from '../theme/read-theme-file.js';
import type { Theme } from '../theme/theme.js';
import { briefingsFolder, type FailedBriefing, writeBriefings } from '../write-briefings.js';
import { manifestOf } from './report.js';

/** Options of `brief`. */
export interface BriefCommandOptions {
  /** The output folder of a run. */
  from: string;
  /** Code or name of an ICB; several where it is given more than once. */
  icb?: string[];
  all?: boolean;
  /** Beside the run where left out. */
  out?: string;
  snapshot?: string;
  format?: BriefingFormat[];
  pdf: boolean;
  theme?: string;
}

/** What is to be made of a run. */
interface Order {
  record: RunRecord;
  earlier: Manifest;
  codes: string[];
  snapshot: string;
}

function requireSnapshot(asked: string | undefined, { data: { panel } }: RunRecord): string {
  const { snapshots } = panel;
  const last = snapshots.at(-1);
  if (last === undefined || panel.rows.length === 0)
    throw new InputError('The run has no PCN, so that there is nothing to brief on.');
  if (asked === undefined || snapshots.includes(asked)) return asked ?? last;
  throw new InputError(`The run has no snapshot of ${asked}.`, {
    expected: `one of ${snapshots.join(', ')}`,
    remedy: 'Give one of these to --snapshot, or leave it out for the last.',
  });
}

/** The run, its ICBs that are asked for, and the snapshot. */
async function orderOf({ from, icb = [], all, snapshot: asked }: BriefCommandOptions): Promise<Order> {
  await settleOut(from);
  const earlier = await manifestOf(from);
  const record = await readRecord(from, documentDate(earlier.study));
  if (record.tables.ofFile(areaSummary.file) === undefined)
    throw new InputError('The run has no tables by ICB: an earlier version of this program made it.', {
      place: { file: from },
      expected: `results/${areaSummary.file} and the tables beside it`,
      remedy: 'Run the study again with this version.',
    });
  const snapshot = requireSnapshot(asked, record);
  const known = icbCodes(record, snapshot);
  const codes = all === true ? known : [...new Set(icb.map((word) => findIcb(word, snapshot, known)))].sort();
  return { record, earlier, codes, snapshot };
}

/** Throws InputError where OUT is a run’s own folder, whose report the briefings would take the place of. */
async function requireOther(out: string): Promise<void> {
  const manifest = await readManifest(out);
  const other = manifest?.outputs.find((file) => !file.path.startsWith(`${briefingsFolder}/`));
  if (other === undefined) return;
  throw new InputError('The briefings would take the place of a run.', {
    place: { file: out },
    expected: `another folder: this one has ${other.path}`,
    remedy: 'Give another path to --out, or leave it out.',
  });
}

const filesOf = (codes: readonly string[], formats: readonly BriefingFormat[]) =>
  codes.flatMap((code) => formats.map((format) => `${briefingsFolder}/${code}.${format}`));

/** Briefings of the same run, snapshot and theme that OUT has and that are not made again. */
async function keepOthers(from: string, to: string, files: readonly string[]): Promise<void> {
  await mkdir(path.join(to, briefingsFolder), { recursive: true });
  for (const file of files) await copyFile(path.join(from, file), path.join(to, file));
}

function failures(failed: readonly FailedBriefing[], made: number): string {
  const lines = failed.map(({ code, error }) => {
    const why = error instanceof InputError ? error.explain().replace(/^Error: /, '') : error.message;
    return `  ${code} ${shortIcbName(code)}: ${why}`;
  });
  return [
    `Error: ${failed.length} of ${made + failed.length} briefings could not be made whole; the others are there.`,
    ...lines,
  ].join('\n');
}

/** Whether OUT has all that is asked for, as it was written. */
const hasAll = async (out: string, key: string, files: readonly string[]): Promise<boolean> => {
  const manifest = await readManifest(out);
  const there = new Set(manifest?.outputs.map((file) => file.path));
  return files.every((file) => there.has(file)) && (await isUpToDate(out, key));
};

/** What is wrong where not one could be made: of several, the first and which they are. */
function noneMade(failed: readonly FailedBriefing[]): Error {
  const [first, ...others] = failed;
  if (others.length === 0) return first!.error;
  return new InputError(
    `None of ${failed.length} briefings could be made (${failed.map(({ code }) => code).join(', ')}). Of the first: ${first!.error.message}`,
    first!.error instanceof InputError && first!.error.remedy !== undefined
      ? { remedy: first!.error.remedy }
      : {},
  );
}

interface Making {
  out: OutFolder;
  order: Order;
  formats: readonly BriefingFormat[];
  theme: Theme;
  key: string;
  code: string;
  printer: Printer | null;
  signal: AbortSignal;
  progress: Progress;
}

async function make({ out, order, formats, theme, key, code, printer, signal, progress }: Making) {
  const { record, earlier, codes, snapshot } = order;
  const files = filesOf(codes, formats);
  const before = (await isUpToDate(out.path, key)) ? await readManifest(out.path) : null;
  const kept = (before?.outputs ?? []).map((file) => file.path).filter((file) => !files.includes(file));
  return out.replace(async (staging) => {
    await keepOthers(out.path, staging, kept);
    const job = { snapshot, formats, printer, signal, progress };
    const failed = await writeBriefings(staging, { ...record, theme }, codes, job);
    if (failed.length === codes.length && kept.length === 0) throw noneMade(failed);
    const { findings_key, panel_key } = earlier;
    await writeManifest(
      staging,
      { ...record, command: 'inverse-care brief --from RUN --all --out OUT' },
      {
        node: process.version,
        browser: printer?.name ?? before?.browser ?? null,
        keys: { key, findings_key, panel_key, code },
      },
    );
    return failed;
  });
}

function told(out: string, { codes, snapshot }: Order, formats: readonly BriefingFormat[]): string {
  const files = filesOf(codes.slice(0, 1), formats).map((file) => `  ${path.join(out, file)}`);
  const where =
    codes.length === 1
      ? files
      : [
          `  ${path.join(out, briefingsFolder)}: ${formats.map((format) => `${codes[0]}.${format} …`).join(', ')}`,
        ];
  const of = codes.length === 1 ? shortIcbName(codes[0]!) : `${codes.length} ICBs`;
  return [`Briefing of ${of} at ${longDate(snapshot)}`, ...where].join('\n');
}

/**
 * `brief`: two pages for one ICB or for each, from the record of a run alone. Others of the same run that OUT has stay.
 * @returns whether all that were asked for are there.
 * @throws InputError where the run, the ICB or the snapshot is not there, or no briefing could be made; CancelledError
 *   where the signal fires. OUT is then as it was.
 */
export async function brief(options: BriefCommandOptions, signal: AbortSignal): Promise<boolean> {
  const { from, out: place = `${from.replace(/[\\/]+$/, '')}-briefings` } = options;
  const formats: readonly BriefingFormat[] = options.pdf ? (options.format ?? briefingFormats) : ['html'];
  const theme = await readThemeFile(options.theme);
  await requireTemporary(formats.includes('pdf') ? roomToPrint : 0);
  await requireOther(place);
  const progress = progressOn(process.stderr);
  // It starts while the record is read.
  const printer = formats.includes('pdf') ? startPrinter(await findBrowser()) : null;
  try {
    progress.update({ label: 'Reading the record', done: 0, total: 0 });
    const order = await orderOf(options);
    const { all: code } = await codeHashes();
    const { findings_key } = order.earlier;
    const about = [code, findings_key, order.snapshot, JSON.stringify(theme), declaredDate()];
    const key = sha256(about.join('\n'));
    return await withOut(place, async (out) => {
      if (await hasAll(out.path, key, filesOf(order.codes, formats))) {
        progress.clear();
        say(`Nothing has changed since these were made.\n${told(place, order, formats)}`);
        return true;
      }
      const failed = await make({ out, order, formats, theme, key, code, printer, signal, progress });
      progress.clear();
      if (failed.length < order.codes.length) say(told(place, order, formats));
      if (failed.length > 0) complain(failures(failed, order.codes.length - failed.length));
      return failed.length === 0;
    });
  } finally {
    progress.clear();
    await printer?.close();
  }
}
