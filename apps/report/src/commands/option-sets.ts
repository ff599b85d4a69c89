import { type Command, Option } from 'commander';
import { formatsOption, repeatable, replicatesOption, seedOption, threadsOption } from './options.js';

/** Options of commands that make documents. */
export function withDocumentOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--format <list>',
        'documents to make: html, pdf, briefing, with commas between (default: all)',
      )
        .argParser(formatsOption)
        .conflicts('pdf'),
    )
    .option('--theme <file>', 'colours, logo and organisation (YAML or JSON), as docs/themes.md describes')
    .option('--no-pdf', 'make the page and the tables alone; needs no browser');
}

/** Where a report goes. */
export const outOption = [
  '--out <dir>',
  'folder for the report, tables and figures; made where it does not exist',
] as const;
/** How many threads do the work. */
export const threads = () =>
  new Option('--threads <n>', 'worker threads (default: one a processor)').argParser(threadsOption);
/** Runs where nothing is new. */
export const forceOption = ['--force', 'run even where nothing has changed since the last run'] as const;

/** Options of commands that compute. */
export function withComputingOptions(command: Command): Command {
  return command
    .addOption(threads())
    .addOption(new Option('--seed <n>', 'seed of the bootstrap (default: the study’s)').argParser(seedOption))
    .addOption(
      new Option('--replicates <n>', 'bootstrap replicates, 0 for none (default: the study’s)').argParser(
        replicatesOption,
      ),
    );
}

/** Options of commands that compute and make a report. */
export const withRunOptions = (command: Command): Command =>
  withDocumentOptions(withComputingOptions(command.requiredOption(...outOption))).option(...forceOption);

/** Where things are kept for the next run. */
export const cacheOption = [
  '--cache <dir>',
  'folder that keeps counts of large files and draws for the next run (default: INVERSE_CARE_CACHE, else the user’s cache folder)',
] as const;
/** Folders of data. */
export const dataOption = [
  '--data <dir>',
  'folder of the publishers’ files, which are recognised by content; may be given more than once',
  repeatable,
] as const;
/** A queue in place of threads. */
export const executorOption = () =>
  new Option(
    '--executor <address>',
    'a queue whose workers do the tasks: redis://HOST:PORT, or rediss:// for TLS (docs/many-machines.md)',
  ).conflicts('threads');
/** Keeps nothing. */
export const noCacheOption = ['--no-cache', 'keep nothing for the next run'] as const;
