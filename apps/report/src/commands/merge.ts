import { answeringFrom, MissingResult, ThreadsExecutor } from '@inverse-care/core';
import { readStudy } from '@inverse-care/core/study';
import { type DeclaredStudy, InputError } from '@inverse-care/domain';
import {
  factsOfPart,
  isUpToDate,
  type OutFolder,
  type Part,
  PartResults,
  type RunKeys,
  readPart,
  requireWhole,
  sha256,
  withOut,
  withoutLinks,
} from '@inverse-care/record';
import { codeHashes, computingSha256 } from '../code-identity.js';
import { declaredDate } from '../document-date.js';
import { findOut } from '../find-out.js';
import { stateOfOrder } from '../multiverse-order.js';
import { type Progress, progressOn } from '../progress.js';
import { announce, announceNothingNew } from '../summary.js';
import { readThemeFile } from '../theme/read-theme-file.js';
import { studyOn } from './compute.js';
import { defaultThreads, formatsOf, type RunCommandOptions } from './options.js';
import { publish } from './publish.js';
import { type Overrides, overridesAsWords, withOverrides } from './report-order.js';
import { orderOfParts } from './shard.js';

/** Options of `merge`. */
export type MergeCommandOptions = Pick<
  RunCommandOptions,
  'out' | 'threads' | 'pdf' | 'format' | 'theme' | 'force'
>;

const otherwise = 'parts made by this version, with this version of Node on the same kind of processor';

/** Throws InputError where this program is another than the one that made the parts. */
function requireThisProgram({ folder, software, engine }: Part, code: string): void {
  const refusal = (problem: string, remedy: string) =>
    new InputError(problem, { place: { file: folder }, expected: otherwise, remedy });
  if (software.code_sha256 !== code)
    throw refusal(
      `The parts were made by another build of inverse-care (version ${software.version}).`,
      'Put them together with the build that made them.',
    );
  if (engine.v8 !== process.versions.v8 || engine.arch !== process.arch)
    throw refusal(
      `The parts were made with Node ${engine.node} on ${engine.arch}; this is ${process.version} on ${process.arch}.`,
      'Put them together with the same version of Node: last digits may differ.',
    );
}

function keysOf(
  { facts, order }: Part,
  code: Awaited<ReturnType<typeof codeHashes>>,
  study: DeclaredStudy,
  documents: readonly unknown[],
): RunKeys {
  const panel_key = sha256([code.reading, 'panel of parts', facts.content_sha256].join('\n'));
  const findings_key = sha256(
    [code.findings, panel_key, JSON.stringify(study), order.study, ...stateOfOrder(orderOfParts(order))].join(
      '\n',
    ),
  );
  return {
    code: code.all,
    panel_key,
    findings_key,
    key: sha256([code.all, findings_key, ...documents].join('\n')),
  };
}

/** What parts were given for, read and looked at. */
interface Whole {
  parts: Part[];
  study: DeclaredStudy;
  overrides: Overrides;
}

async function wholeOf(folders: readonly string[]): Promise<Whole> {
  const parts = requireWhole(await Promise.all(folders.map(readPart)));
  const [first] = parts as [Part, ...Part[]];
  const { seed, replicates, study, paths } = first.order;
  return {
    parts,
    study: readStudy(study, paths.study),
    overrides: { ...(seed !== null && { seed }), ...(replicates !== null && { replicates }) },
  };
}

/** Throws InputError where the parts' results are not just those that the run asked for. */
function requireAllTaken(
  parts: readonly Part[],
  results: PartResults,
  done: ReturnType<typeof answeringFrom>,
) {
  const [{ shared, folder }] = parts as [Part, ...Part[]];
  const idle = [...results.names].filter((name) => !done.taken.has(name)).length;
  if (idle === 0 && done.answered === shared.length) return;
  throw mismatch(folder, `${idle} results of the parts were not asked for`);
}

const mismatch = (folder: string, what: string) =>
  new InputError(`The parts do not make up this run: ${what}.`, {
    place: { file: folder },
    expected: 'parts as `inverse-care shard` wrote them',
    remedy: 'Make the parts again.',
  });

/** From parts to the record of the run. Tasks that depend on the results of others are done here. */
async function findTogether(
  { parts, study, overrides }: Whole,
  { threads = defaultThreads() }: MergeCommandOptions,
  { progress, signal }: { progress: Progress; signal: AbortSignal },
) {
  const [first] = parts as [Part, ...Part[]];
  const { order } = first;
  const data = await factsOfPart(first);
  const results = new PartResults(parts);
  const pool = new ThreadsExecutor(threads);
  const executor = answeringFrom(results, pool, await computingSha256());
  try {
    const found = await findOut({
      study: studyOn(withOverrides(study, overrides), data),
      studyText: order.study,
      data,
      multiverse: orderOfParts(order),
      command: `${order.command}${overridesAsWords(overrides)}`,
      executor,
      signal,
      onProgress: progress.update,
    });
    requireAllTaken(parts, results, executor);
    return found;
  } catch (error) {
    throw error instanceof MissingResult ? mismatch(first.folder, error.message) : error;
  } finally {
    await results.close();
    await executor.close();
  }
}

/** Throws InputError where OUT is one of the parts. */
async function requireNoPart(folders: readonly string[], out: string): Promise<void> {
  const real = await withoutLinks(out);
  for (const folder of folders)
    if ((await withoutLinks(folder)) === real)
      throw new InputError('The report would take the place of one of its parts.', {
        place: { file: out },
        expected: 'another folder than those of the parts',
        remedy: 'Give another path to --out.',
      });
}

/**
 * `merge`: the report of a run whose parts were made by `shard`, byte for byte that of one machine. It trusts nothing
 * but the parts: each has to be there once, whole, and of this run.
 * @throws InputError for parts that do not make a whole, CancelledError where the signal fires; OUT is then as it was.
 */
export async function merge(
  folders: readonly string[],
  options: MergeCommandOptions,
  signal: AbortSignal,
): Promise<void> {
  await requireNoPart(folders, options.out);
  const whole = await wholeOf(folders);
  const code = await codeHashes();
  for (const part of whole.parts) requireThisProgram(part, code.all);
  await withOut(options.out, (out) => mergeInto(out, whole, { options, code }, signal));
}

async function mergeInto(
  out: OutFolder,
  whole: Whole,
  { options, code }: { options: MergeCommandOptions; code: Awaited<ReturnType<typeof codeHashes>> },
  signal: AbortSignal,
): Promise<void> {
  const { force = false } = options;
  const formats = formatsOf(options);
  const theme = await readThemeFile(options.theme);
  const progress = progressOn(process.stderr);
  try {
    const documents = [formats.join(), JSON.stringify(theme), declaredDate()];
    const study = withOverrides(whole.study, whole.overrides);
    const keys = keysOf(whole.parts[0]!, code, study, documents);
    if (!force && (await isUpToDate(out.path, keys.key))) {
      progress.clear();
      return announceNothingNew(out.path, formats);
    }
    const began = performance.now();
    const { record, draws } = await publish({ out, formats, theme, keys, signal, progress }, () =>
      findTogether(whole, options, { progress, signal }),
    );
    progress.clear();
    announce(out.path, formats, record, { seconds: (performance.now() - began) / 1000, draws });
  } finally {
    progress.clear();
  }
}
