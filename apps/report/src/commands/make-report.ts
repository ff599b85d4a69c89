import { ThreadsExecutor } from '@inverse-care/core';
import { asReported, type DeclaredStudy, type PanelWithProvenance, requireNamed } from '@inverse-care/domain';
import {
  assertWritable,
  isIntact,
  isUpToDate,
  type RunKeys,
  type RunRecord,
  readManifest,
  readRecord,
  recordFolder,
  resultsFolder,
  sha256,
} from '@inverse-care/record';
import { buildPanel } from '@inverse-care/sources';
import { codeHashes } from '../code-identity.js';
import { documentDate } from '../document-date.js';
import { findOut } from '../find-out.js';
import { type MultiverseOrder, stateOfOrder } from '../multiverse-order.js';
import { type Progress, progressOn } from '../progress.js';
import { announce, announceNothingNew } from '../summary.js';
import { readThemeFile } from '../theme/read-theme.js';
import { type CachePlace, openCounts } from './cache.js';
import { defaultThreads, formatsOf, type RunCommandOptions } from './options.js';
import { publish } from './publish.js';

/** Bootstrap replicates from which on threads are worth starting before the data are read. */
const enoughReplicates = 500;

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

/** Keys of a run: what it reads, what it finds and what it writes depend on one each. */
async function keysOf(
  { options, declared, multiverse, stateOfData }: ReportOrder,
  documents: readonly unknown[],
  progress: Progress,
): Promise<RunKeys> {
  const code = await codeHashes();
  const study = withOverrides(declared.study, options);
  const { role, snapshots, survey, required } = study;
  const data = stateOfData === undefined ? [] : [await stateOfData(progress)];
  const panel_key = sha256(
    [code.reading, ...data, JSON.stringify([role, snapshots, survey, required])].join('\n'),
  );
  const findings_key = sha256(
    [code.findings, panel_key, JSON.stringify(study), declared.text, ...stateOfOrder(multiverse)].join('\n'),
  );
  return {
    code: code.all,
    panel_key,
    findings_key,
    key: sha256([code.all, findings_key, ...documents].join('\n')),
  };
}

/**
 * What an earlier run in OUT found or read that this one would find or read again.
 * @returns its record, and whether its findings hold; null where nothing of it does.
 */
async function earlierRun(out: string, keys: RunKeys) {
  const manifest = await readManifest(out);
  if (manifest === null || manifest.panel_key !== keys.panel_key) return null;
  if (!(await isIntact(out, manifest, [resultsFolder, recordFolder]))) return null;
  const record = await readRecord(out, documentDate(manifest.study));
  const holds = manifest.findings_key === keys.findings_key;
  // The panel of one specification has one snapshot of the study's.
  return holds || record.kind !== 'specification' ? { record, holds } : null;
}

/** The panel of facts: of an earlier run where that is the same, else read from the data folder. */
async function factsOf(
  order: ReportOrder,
  earlier: RunRecord | null,
  { staging, progress, signal }: { staging: string; progress: Progress; signal: AbortSignal },
): Promise<PanelWithProvenance> {
  const study = withOverrides(order.declared.study, order.options);
  if (earlier !== null) {
    requireNamed(study, earlier.data.panel.local ?? []);
    return { ...earlier.data, panel: asReported(earlier.data.panel) };
  }
  return buildPanel({
    dir: await order.dataFolder(staging, progress),
    snapshots: study.snapshots,
    role: study.role,
    surveyYear: study.survey,
    required: study.required,
    naming: study,
    cache: await openCounts(order.cache ?? null),
    signal,
    onProgress: progress.update,
  });
}

/** From facts to findings. Threads come up while the facts are read. */
async function compute(
  order: ReportOrder,
  earlier: RunRecord | null,
  place: { staging: string; progress: Progress; signal: AbortSignal },
) {
  const { options, declared, command, multiverse } = order;
  const study = withOverrides(declared.study, options);
  const executor = new ThreadsExecutor(options.threads ?? defaultThreads());
  if (study.inference.replicates >= enoughReplicates) executor.warm();
  try {
    const data = await factsOf(order, earlier, place);
    return await findOut({
      study: { ...study, snapshots: data.panel.snapshots },
      studyText: declared.text,
      data,
      multiverse,
      command: `${command}${overridesAsWords(options)}`,
      executor,
      signal: place.signal,
      onProgress: place.progress.update,
    });
  } finally {
    await executor.close();
  }
}

/**
 * From a study to the full report in OUT, unless code, study, data and options are those of the last run. Where only
 * documents are new, as with another theme or format, nothing is read or computed again; where the panel is that of
 * the last run, as with another seed or need, nothing is read again.
 * @throws InputError for bad input, CancelledError where the signal fires; OUT is then as it was.
 */
export async function makeReport(order: ReportOrder, signal: AbortSignal): Promise<void> {
  const { options } = order;
  const { out, force = false } = options;
  const formats = formatsOf(options);
  const theme = await readThemeFile(options.theme);
  await assertWritable(out);
  const progress = progressOn(process.stderr);
  try {
    const documents = [formats.join(), JSON.stringify(theme), process.env.SOURCE_DATE_EPOCH];
    const keys = await keysOf(order, documents, progress);
    if (!force && (await isUpToDate(out, keys.key))) {
      progress.clear();
      return announceNothingNew(out, formats);
    }
    const began = performance.now();
    const { record, draws } = await publish(
      { out, formats, theme, keys, signal, progress },
      async (staging) => {
        const earlier = force ? null : await earlierRun(out, keys);
        if (earlier?.holds) return { record: earlier.record, draws: null };
        return compute(order, earlier?.record ?? null, { staging, progress, signal });
      },
    );
    progress.clear();
    announce(out, formats, record, { seconds: (performance.now() - began) / 1000, draws });
  } finally {
    progress.clear();
  }
}
