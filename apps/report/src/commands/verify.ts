import { ThreadsExecutor } from '@inverse-care/core';
import { readStudy } from '@inverse-care/core/study';
import { asReported, InputError, type PanelWithProvenance } from '@inverse-care/domain';
import {
  causeInWords,
  causesOf,
  compareTables,
  type Manifest,
  type RunRecord,
  readManifest,
  readRecord,
  settleOut,
} from '@inverse-care/record';
import { codeHashes } from '../code-identity.js';
import { asText, cellLine, type Passage, tableLines } from '../compare-words.js';
import { findOut } from '../find-out.js';
import type { MultiverseOrder } from '../multiverse-order.js';
import { type Progress, progressOn } from '../progress.js';
import { say } from '../terminal.js';
import { version } from '../version.js';
import { cacheFrom } from './cache.js';
import { changedFiles } from './changed-files.js';
import { factsOf, studyOn } from './compute.js';
import { defaultThreads, type RunCommandOptions } from './options.js';
import { type Overrides, type ReportOrder, withOverrides } from './report-order.js';
import { tablesOf } from './run-tables.js';
import { recomputeInR, writeRScript } from './verify-with-r.js';

export interface VerifyCommandOptions extends Pick<RunCommandOptions, 'threads' | 'cache'> {
  /** Folders of the publishers' files: the panel is built anew. */
  data?: string[];
  /** In R, in place of this program. */
  withR?: boolean;
  /** Where the R script is written to. */
  rScript?: string;
}

/** Says how a specification is run again, with the paths of whoever ran it. */
const repeats = ['command'];

const mostCells = 20;
/** Where the text of a run's study is. */
const studyFile = 'record/run.json';

/** What is varied in a run, by its record. */
function orderOf({ kind, command }: RunRecord): MultiverseOrder | undefined {
  const paths = { study: 'STUDY', data: ['DATA'] };
  if (kind === 'run') return undefined;
  if (kind === 'sensitivity') return { kind: 'grid', paths, code: '' };
  return {
    kind: 'specification',
    paths,
    set: [...command.matchAll(/ --set (\S+)/g)].map(([, word]) => word!),
  };
}

/** What the command line of a run set in the study's place. */
function overridesOf({ command }: RunRecord): Overrides {
  const given = (option: string) => new RegExp(` --${option} (\\d+)`).exec(command)?.[1];
  const [seed, replicates] = [given('seed'), given('replicates')];
  return {
    ...(seed !== undefined && { seed: Number(seed) }),
    ...(replicates !== undefined && { replicates: Number(replicates) }),
  };
}

/** The panel of facts: from the files where folders are named, else as the record has it. */
async function panelOf(
  record: RunRecord,
  order: ReportOrder,
  {
    data,
    progress,
    signal,
  }: { data: readonly string[] | undefined; progress: Progress; signal: AbortSignal },
): Promise<PanelWithProvenance> {
  if (data !== undefined) return factsOf(order, null, { staging: '', progress, signal });
  return { ...record.data, panel: asReported(record.data.panel) };
}

async function computeAgain(
  record: RunRecord,
  { data, threads = defaultThreads(), cache }: VerifyCommandOptions,
  { progress, signal }: { progress: Progress; signal: AbortSignal },
): Promise<RunRecord> {
  const overrides = overridesOf(record);
  const declared = { study: readStudy(record.studyText, studyFile), text: record.studyText, file: studyFile };
  const order: ReportOrder = {
    options: { ...overrides, out: '', pdf: false },
    declared,
    command: record.command,
    multiverse: orderOf(record),
    dataFolder: () => data!,
    cache: cacheFrom(cache),
  };
  const facts = await panelOf(record, order, { data, progress, signal });
  const executor = new ThreadsExecutor(threads);
  try {
    const found = await findOut({
      study: studyOn(withOverrides(declared.study, overrides), facts),
      studyText: record.studyText,
      data: facts,
      multiverse: order.multiverse,
      command: record.command,
      executor,
      signal,
      onProgress: progress.update,
    });
    return found.record;
  } finally {
    await executor.close();
  }
}

/** What the run on this machine was made from, to be held against the manifest of the one that is verified. */
async function madeFrom(manifest: Manifest, again: RunRecord): Promise<Manifest> {
  const { all } = await codeHashes();
  return {
    ...manifest,
    software: { name: 'inverse-care', version, code_sha256: all },
    node: process.version,
    inputs: again.data.inputs,
  };
}

const filesPassage = (files: readonly string[], { outputs }: Manifest): Passage => ({
  title: 'Files',
  said:
    files.length === 0
      ? `All ${outputs.length} files are as the run wrote them.`
      : `The run wrote ${outputs.length} files. Not as it wrote them: ${files.length}.`,
  lines: [...files],
});

/** The tables as they stand in the folder against R's. */
async function verifyInR(out: string, manifest: Manifest, signal: AbortSignal): Promise<boolean> {
  const files = await changedFiles(out, manifest);
  const progress = progressOn(process.stderr);
  try {
    const { lines, agrees } = await recomputeInR(out, { progress, signal });
    progress.clear();
    say(asText([filesPassage(files, manifest), { title: 'By R', lines: [] }]));
    say(lines.join('\n'));
    return agrees && files.length === 0;
  } finally {
    progress.clear();
  }
}

/**
 * `verify`: whether a run comes to the same when it is computed once more, from its panel or from the files, by this
 * program or by R, and whether its own files are as it wrote them.
 * @returns whether all is the same.
 * @throws InputError where the folder holds no run that can be read, CancelledError where the signal fires.
 */
export async function verify(
  out: string,
  options: VerifyCommandOptions,
  signal: AbortSignal,
): Promise<boolean> {
  if (options.rScript !== undefined) {
    await writeRScript(options.rScript);
    if (!options.withR) return true;
  }
  await settleOut(out);
  const manifest = await readManifest(out);
  if (manifest === null)
    throw new InputError('The folder holds no run.', {
      place: { file: out },
      expected: 'the output folder of a run of this program, with its manifest.json',
      remedy: 'Give what a run was given as --out.',
    });
  if (options.withR) return verifyInR(out, manifest, signal);
  const files = await changedFiles(out, manifest);
  const record = await readRecord(out);
  if (record.kind === 'specification' && options.data === undefined)
    throw new InputError(
      'The record of one specification (--set) holds the rows of that one, not the panel.',
      {
        place: { file: out },
        expected: 'the folders of the files too',
        remedy: 'Add --data DIR.',
      },
    );
  const progress = progressOn(process.stderr);
  try {
    const again = await computeAgain(record, options, { progress, signal });
    progress.clear();
    const { tables, cells } = compareTables(tablesOf(record), tablesOf(again), repeats);
    const causes = causesOf(manifest, await madeFrom(manifest, again));
    const from = options.data === undefined ? 'from the panel of its record' : 'from the files';
    const number = tablesOf(again).length;
    const same = tables.length === 0;
    const passages: Passage[] = [
      filesPassage(files, manifest),
      {
        title: 'Tables',
        said: same
          ? `Computed again ${from}: all ${number} tables are identical, to the last digit.`
          : `Computed again ${from}: ${tables.length} of ${number} tables differ.`,
        lines: [...tableLines({ tables, cells }), ...cells.slice(0, mostCells).map(cellLine)],
      },
    ];
    if (!same || causes.length > 0)
      passages.push({
        title: 'Why',
        said: same
          ? 'It came to the same although these are other:'
          : `${causeInWords(causes)} A table and its hash in the manifest may also have been changed by hand.`,
        lines: causes.map(
          ({ kind, what, before, after }) => `${kind}: ${what}: ${before || 'none'}, now ${after || 'none'}`,
        ),
      });
    say(asText(passages));
    return same && files.length === 0;
  } finally {
    progress.clear();
  }
}
