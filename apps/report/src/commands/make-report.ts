import type { DeclaredStudy } from '@inverse-care/domain';
import {
  isIntact,
  isUpToDate,
  type OutFolder,
  type RunKeys,
  readManifest,
  readRecord,
  recordFolder,
  resultsFolder,
  sha256,
  withOut,
} from '@inverse-care/record';
import { codeHashes } from '../code-identity.js';
import { declaredDate, documentDate } from '../document-date.js';
import { stateOfOrder } from '../multiverse-order.js';
import { type Progress, progressOn } from '../progress.js';
import { announce, announceNothingNew } from '../summary.js';
import { readThemeFile } from '../theme/read-theme-file.js';
import { formatsOf } from './options.js';
import { publish } from './publish.js';
import { inStudy } from './read-study-file.js';
import { besideOf, type ReportOrder, withOverrides } from './report-order.js';

/** What a panel has for a study's places and model alone: rows of these places, counts that the outcome asks for. */
const readForModel = ({ where, model }: DeclaredStudy): string[] => [
  ...(where === undefined ? [] : [JSON.stringify(where)]),
  ...(model === undefined ? [] : [JSON.stringify(model.outcome)]),
];

/** Keys of a run: what it reads, what it finds and what it writes depend on one each. */
async function keysOf(
  order: ReportOrder,
  documents: readonly unknown[],
  progress: Progress,
): Promise<RunKeys> {
  const { options, declared, multiverse, stateOfData } = order;
  const code = await codeHashes();
  const study = withOverrides(declared.study, options);
  const { role, snapshots, survey, required, population } = study;
  const data = stateOfData === undefined ? [] : [await stateOfData(progress)];
  const panel_key = sha256(
    [
      code.reading,
      ...data,
      JSON.stringify([role, snapshots, survey, required, population, besideOf(order)]),
      ...readForModel(study),
    ].join('\n'),
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

/**
 * From a study to the full report in OUT, unless code, study, data and options are those of the last run. Where only
 * documents are new, as with another theme or format, nothing is read or computed again; where the panel is that of
 * the last run, as with another seed or need, nothing is read again.
 * @throws InputError for bad input, CancelledError where the signal fires; OUT is then as it was.
 */
export const makeReport = (order: ReportOrder, signal: AbortSignal): Promise<void> =>
  inStudy(order.declared, () => withOut(order.options.out, (out) => makeReportIn(out, order, signal)));

async function makeReportIn(place: OutFolder, order: ReportOrder, signal: AbortSignal): Promise<void> {
  const { options } = order;
  const { force = false } = options;
  const { path: out } = place;
  const formats = formatsOf(options);
  const theme = await readThemeFile(options.theme);
  const progress = progressOn(process.stderr);
  try {
    const documents = [formats.join(), JSON.stringify(theme), declaredDate()];
    const keys = await keysOf(order, documents, progress);
    if (!force && (await isUpToDate(out, keys.key))) {
      progress.clear();
      return announceNothingNew(out, formats);
    }
    const began = performance.now();
    const { record, draws } = await publish(
      { out: place, formats, theme, keys, signal, progress },
      async (staging) => {
        const earlier = force ? null : await earlierRun(out, keys);
        if (earlier?.holds) return { record: earlier.record, draws: null };
        // Loaded here, as documents alone need neither reader nor statistics.
        const { compute } = await import('./compute.js');
        return compute(order, earlier?.record ?? null, {
          staging,
          progress,
          signal,
          panelKey: keys.panel_key,
        });
      },
    );
    progress.clear();
    announce(out, formats, record, { seconds: (performance.now() - began) / 1000, draws });
  } finally {
    progress.clear();
  }
}
