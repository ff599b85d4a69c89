import path from 'node:path';
import { type DeclaredStudy, type Population, populationBeside, survivorsOf } from '@inverse-care/domain';
import type { DataFolders } from '@inverse-care/sources';
import { besidePaper } from '../beside-paper.js';
import type { MultiverseOrder } from '../multiverse-order.js';
import type { Progress } from '../progress.js';
import type { CachePlace } from './cache.js';
import type { RunCommandOptions } from './options.js';
import type { DeclaredFile } from './read-study-file.js';

/** What a command says of the report that it wants. */
export interface ReportOrder {
  options: RunCommandOptions;
  /** As in the study file. */
  declared: DeclaredFile;
  /** The command for the manifest, without the options that every command has. */
  command: string;
  /** Specifications besides the study's own regressions. */
  multiverse?: MultiverseOrder | undefined;
  /** What the data folder holds, as one text; left out where the code alone decides it. */
  stateOfData?: (progress: Progress) => Promise<string>;
  /** Where counts of large files are kept from one run to the next; nowhere by default. */
  cache?: CachePlace | null;
  /** Gives the data folder. It may write it, below the folder in which the output is made. */
  dataFolder: (staging: string, progress: Progress) => DataFolders | Promise<DataFolders>;
}

/** Options that change the results. */
export type Overrides = Pick<RunCommandOptions, 'seed' | 'replicates'>;

/** The study with what the command line overrides. */
export function withOverrides(study: DeclaredStudy, { seed, replicates }: Overrides): DeclaredStudy {
  return {
    ...study,
    seed: seed ?? study.seed,
    inference: { ...study.inference, replicates: replicates ?? study.inference.replicates },
    ...(study.multiverse && {
      multiverse: { ...study.multiverse, replicates: replicates ?? study.multiverse.replicates },
    }),
  };
}

/** The population that the data are read with beside the study's own: for the paper, the multiverse or `--set`. */
export function besideOf({ declared, multiverse }: ReportOrder): Population | null {
  const { study } = besidePaper(declared.study);
  const set = multiverse?.kind === 'specification' && multiverse.set.includes('population=survivors');
  return populationBeside(study) ?? (set ? survivorsOf(study) : null);
}

/** A word of a command line: quoted where a shell would take it apart. */
const quoted = (word: string) => (/^[\w./:@%+,=-]+$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`);

/**
 * The command that makes a run again, wherever study and data lie, without the options that every command has.
 * @param order.data one `DATA` each, numbered where there are several.
 */
export function commandFor(
  kind: 'run' | 'sensitivity',
  { study, data }: { study: string; data: readonly string[] },
  set: readonly string[] = [],
): string {
  const folders = data.map((_, i) => ` --data DATA${data.length === 1 ? '' : i + 1}`);
  const choices = set.map((word) => ` --set ${quoted(word)}`);
  return `inverse-care ${kind} --study ${path.basename(study)}${folders.join('')} --out OUT${choices.join('')}`;
}

/** Options that change the results, as words of a command. */
export function overridesAsWords({ seed, replicates }: Overrides): string {
  return [
    seed === undefined ? '' : ` --seed ${seed}`,
    replicates === undefined ? '' : ` --replicates ${replicates}`,
  ].join('');
}
