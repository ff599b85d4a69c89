import { asStudied, type DeclaredStudy } from '@inverse-care/domain';
import { buildPanel, type CacheOptions } from '@inverse-care/sources';
import { codeSha256 } from '../code-identity.js';
import { isUpToDate, sha256 } from '../manifest.js';
import { type MultiverseOrder, stateOfOrder } from '../multiverse-order.js';
import { type Progress, progressOn } from '../progress.js';
import { assertWritable, staged } from '../staging.js';
import { announce, announceNothingNew } from '../summary.js';
import { readThemeFile } from '../theme/read-theme.js';
import { writeReport } from '../write-report.js';
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
  cache?: CacheOptions | null;
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

/**
 * From a study to the full report in OUT, unless code, study, data and options are those of the last run.
 * @throws InputError for bad input, CancelledError where the signal fires; OUT is then as it was.
 */
export async function makeReport(order: ReportOrder, signal: AbortSignal): Promise<void> {
  const { options, declared, command, multiverse, stateOfData, dataFolder, cache = null } = order;
  const { out } = options;
  const formats = formatsOf(options);
  const theme = await readThemeFile(options.theme);
  const study = withOverrides(declared.study, options);
  await assertWritable(out);
  const progress = progressOn(process.stderr);
  try {
    const state = stateOfData === undefined ? [] : [await stateOfData(progress)];
    const key = sha256(
      [
        await codeSha256(),
        JSON.stringify(study),
        ...stateOfOrder(multiverse),
        ...state,
        formats.join(),
        JSON.stringify(theme),
        process.env.SOURCE_DATE_EPOCH,
      ].join('\n'),
    );
    if (!options.force && (await isUpToDate(out, key))) {
      progress.clear();
      return announceNothingNew(out, formats);
    }
    const began = performance.now();
    const made = await staged(out, async (staging) => {
      const built = await buildPanel({
        dir: await dataFolder(staging, progress),
        snapshots: study.snapshots,
        role: study.role,
        surveyYear: study.survey,
        required: study.required,
        naming: study,
        cache,
        signal,
        onProgress: (step) => progress.update(step),
      });
      const data = { ...built, panel: asStudied(built.panel, study.absent) };
      return writeReport(staging, {
        study: { ...study, snapshots: data.panel.snapshots },
        ...(multiverse && { multiverse }),
        studyText: declared.text,
        data,
        command: `${command}${overridesAsWords(options)}`,
        key,
        threads: options.threads ?? defaultThreads(),
        formats,
        theme,
        signal,
        progress,
      });
    });
    progress.clear();
    announce(out, formats, made, (performance.now() - began) / 1000);
  } finally {
    progress.clear();
  }
}
