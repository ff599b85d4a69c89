import type { DeclaredStudy } from '@inverse-care/domain';
import {
  assertWritable,
  isIntact,
  isUpToDate,
  readManifest,
  readRecord,
  recordFolder,
  resultsFolder,
  sha256,
  staged,
  writeManifest,
  writeRecord,
} from '@inverse-care/record';
import { buildPanel } from '@inverse-care/sources';
import { codeHashes } from '../code-identity.js';
import { documentDate } from '../document-date.js';
import { findOut } from '../find-out.js';
import { type MultiverseOrder, stateOfOrder } from '../multiverse-order.js';
import { type Progress, progressOn } from '../progress.js';
import { announce, announceNothingNew } from '../summary.js';
import { readThemeFile } from '../theme/read-theme.js';
import { browserFor, writeDocuments } from '../write-documents.js';
import { type CachePlace, openCounts } from './cache.js';
import { defaultThreads, formatsOf, type RunCommandOptions } from './options.js';

/** What a command says of the report that it wants. */
export interface ReportOrder {
  options: RunCommandOptions;
  /** As in the study file. */
  declared: { study: DeclaredStudy; text: string };
  /** The command for the manifest, without the options that every command has. */
  command: string;
  /** Specifications besides the study's own regressions. */
  multiverse?: MultiverseOrder;
  /** What the data folder holds, as one text; left out where the code alone decides it. */
  stateOfData?: (progress: Progress) => Promise<string>;
  /** Where counts of large files are kept from one run to the next; nowhere by default. */
  cache?: CachePlace | null;
  /** Gives the data folder. It may write it, below the folder in which the output is made. */
  dataFolder: (staging: string, progress: Progress) => string | Promise<string>;
}

/** The study with what the command line overrides. */
function withOverrides(study: DeclaredStudy, { seed, replicates }: RunCommandOptions): DeclaredStudy {
  return {
    ...study,
    seed: seed ?? study.seed,
    inference: { ...study.inference, replicates: replicates ?? study.inference.replicates },
    ...(study.multiverse && {
      multiverse: { ...study.multiverse, replicates: replicates ?? study.multiverse.replicates },
    }),
  };
}

/** Options that change the results, as words of a command. */
function overridesAsWords({ seed, replicates }: RunCommandOptions): string {
  return [
    seed === undefined ? '' : ` --seed ${seed}`,
    replicates === undefined ? '' : ` --replicates ${replicates}`,
  ].join('');
}

/** Keys of a run: what it finds depends on the one, what it writes on the other. */
async function keysOf(
  { options, declared, multiverse, stateOfData }: ReportOrder,
  documents: readonly unknown[],
  progress: Progress,
) {
  const code = await codeHashes();
  const study = withOverrides(declared.study, options);
  const findings = sha256(
    [
      code.findings,
      JSON.stringify(study),
      declared.text,
      ...stateOfOrder(multiverse),
      ...(stateOfData === undefined ? [] : [await stateOfData(progress)]),
    ].join('\n'),
  );
  return { code, findings, key: sha256([code.all, findings, ...documents].join('\n')) };
}

/** The findings of an earlier run in OUT, where they are those that a run would come to; else null. */
async function findingsAt(out: string, key: string) {
  const manifest = await readManifest(out);
  if (manifest?.findings_key !== key) return null;
  if (!(await isIntact(out, manifest, [resultsFolder, recordFolder]))) return null;
  const record = await readRecord(out, documentDate(manifest.study));
  return { record, draws: null };
}

/** From the data folder to findings. */
async function compute(order: ReportOrder, staging: string, progress: Progress, signal: AbortSignal) {
  const { options, declared, command, multiverse, dataFolder, cache = null } = order;
  const study = withOverrides(declared.study, options);
  const onProgress = progress.update;
  const data = await buildPanel({
    dir: await dataFolder(staging, progress),
    snapshots: study.snapshots,
    role: study.role,
    surveyYear: study.survey,
    required: study.required,
    naming: study,
    cache: await openCounts(cache),
    signal,
    onProgress,
  });
  return findOut({
    study: { ...study, snapshots: data.panel.snapshots },
    studyText: declared.text,
    data,
    multiverse,
    command: `${command}${overridesAsWords(options)}`,
    threads: options.threads ?? defaultThreads(),
    signal,
    onProgress,
  });
}

/**
 * From a study to the full report in OUT, unless code, study, data and options are those of the last run. Where only
 * documents are new, as with another theme or format, nothing is read or computed again.
 * @throws InputError for bad input, CancelledError where the signal fires; OUT is then as it was.
 */
export async function makeReport(order: ReportOrder, signal: AbortSignal): Promise<void> {
  const { options } = order;
  const { out } = options;
  const formats = formatsOf(options);
  const theme = await readThemeFile(options.theme);
  await assertWritable(out);
  const progress = progressOn(process.stderr);
  try {
    const documents = [formats.join(), JSON.stringify(theme), process.env.SOURCE_DATE_EPOCH];
    const { key, findings, code } = await keysOf(order, documents, progress);
    if (!options.force && (await isUpToDate(out, key))) {
      progress.clear();
      return announceNothingNew(out, formats);
    }
    const began = performance.now();
    const made = await staged(out, async (staging) => {
      const browser = await browserFor(formats);
      const kept = options.force ? null : await findingsAt(out, findings);
      const { record, draws } = kept ?? (await compute(order, staging, progress, signal));
      await writeRecord(staging, record);
      await writeDocuments(staging, record, { formats, theme, browser, signal, progress });
      await writeManifest(staging, record, {
        node: process.version,
        browser: browser?.name ?? null,
        key,
        findings_key: findings,
        codeSha256: code.all,
      });
      return { record, draws };
    });
    progress.clear();
    announce(out, formats, made.record, {
      seconds: (performance.now() - began) / 1000,
      draws: made.draws,
    });
  } finally {
    progress.clear();
  }
}
