import { type Share, shardStudy, ThreadsExecutor } from '@inverse-care/core';
import { requireGrid } from '@inverse-care/core/study';
import {
  intactPart,
  type OutFolder,
  type PartOrder,
  PartWriter,
  partFile,
  sha256,
  withOut,
} from '@inverse-care/record';
import { stateOfData } from '@inverse-care/sources/data-state';
import { besidePaper } from '../beside-paper.js';
import { codeHashes, computingSha256 } from '../code-identity.js';
import type { MultiverseOrder } from '../multiverse-order.js';
import { planRun } from '../plan-run.js';
import { progressOn } from '../progress.js';
import { say } from '../terminal.js';
import { version } from '../version.js';
import { cacheFrom } from './cache.js';
import { factsOf, studyOn, withKept } from './compute.js';
import { defaultThreads, type RunCommandOptions } from './options.js';
import { inStudy, readStudyFile } from './read-study-file.js';
import { commandFor, type ReportOrder, withOverrides } from './report-order.js';
import { requireApart } from './run.js';

/** Options of `shard`. */
export interface ShardCommandOptions
  extends Pick<RunCommandOptions, 'out' | 'threads' | 'seed' | 'replicates' | 'force' | 'cache'> {
  plan: Share;
  study: string;
  data: readonly string[];
  /** What is cut into parts; what the study has most of where left out. */
  of?: PartOrder['kind'];
}

/** What a run is asked for, as another machine needs it to go on with its parts. */
export function orderOfParts({
  kind,
  paths,
}: Pick<PartOrder, 'kind' | 'paths'>): MultiverseOrder | undefined {
  // Draws are not kept: what a task is asked for would depend on what a machine has.
  return kind === 'sensitivity' ? { kind: 'grid', paths, code: '' } : undefined;
}

/**
 * `shard`: one part of the work of a run, into a folder of its own. A part that is there already is left as it is.
 * @throws InputError for bad input, CancelledError where the signal fires; OUT is then as it was.
 */
export async function shard(options: ShardCommandOptions, signal: AbortSignal): Promise<void> {
  const { study, data, out } = options;
  const declared = await readStudyFile(study);
  const kind = options.of ?? (declared.study.multiverse === undefined ? 'run' : 'sensitivity');
  if (kind === 'sensitivity') await inStudy(declared, async () => requireGrid(declared.study));
  await requireApart(data, out);
  const paths = { study, data: [...data] };
  const order: ReportOrder = {
    options: { ...options, pdf: false },
    declared,
    command: commandFor(kind, options),
    multiverse: orderOfParts({ kind, paths }),
    dataFolder: () => data,
    cache: cacheFrom(options.cache),
  };
  const asked: PartOrder = {
    kind,
    command: order.command,
    study: declared.text,
    seed: options.seed ?? null,
    replicates: options.replicates ?? null,
    paths,
  };
  await inStudy(declared, () =>
    withOut(out, (place) => shardInto(place, { options, order, asked }, signal), partFile),
  );
}

async function shardInto(
  place: OutFolder,
  { options, order, asked }: { options: ShardCommandOptions; order: ReportOrder; asked: PartOrder },
  signal: AbortSignal,
): Promise<void> {
  const { plan, data, force = false } = options;
  const progress = progressOn(process.stderr);
  const named = `Part ${plan.part} of ${plan.of}`;
  try {
    const { all } = await codeHashes();
    const key = sha256(
      [all, process.versions.v8, process.arch, await stateOfData(data), JSON.stringify([plan, asked])].join(
        '\n',
      ),
    );
    if (!force && (await intactPart(place.path))?.key === key) {
      progress.clear();
      return say(`${named}: nothing has changed since it was made.\n  part: ${place.path}`);
    }
    const threads = new ThreadsExecutor(options.threads ?? defaultThreads());
    const executor = await withKept(threads, order.cache);
    try {
      const results = await place.replace(async (folder) => {
        const facts = await factsOf(order, null, { staging: folder, progress, signal });
        const study = studyOn(withOverrides(order.declared.study, options), facts);
        const planned = planRun(order.multiverse, besidePaper(study).study, facts, () => {});
        const code = await computingSha256();
        const writer = await PartWriter.in(folder);
        try {
          const piece = await writer.facts(facts);
          const { shared, left } = await shardStudy(planned.study, planned.data, {
            share: plan,
            executor,
            code,
            analyses: planned.analyses,
            keep: (name, result) => writer.keep(name, result),
            signal,
            onProgress: progress.update,
          });
          await writer.finish({
            software: { name: 'inverse-care', version, code_sha256: all },
            engine: { node: process.version, v8: process.versions.v8, arch: process.arch },
            key,
            plan,
            order: asked,
            shared,
            left,
            facts: piece,
          });
          return { own: writer.results, all: shared.reduce((sum, { tasks }) => sum + tasks, 0) };
        } finally {
          await writer.close();
        }
      });
      progress.clear();
      say(
        `${named}: ${results.own} of ${results.all} tasks done.\n  part: ${place.path}\nWhen all parts are there: inverse-care merge PART … --out OUT`,
      );
    } finally {
      await executor.close();
    }
  } finally {
    progress.clear();
  }
}
