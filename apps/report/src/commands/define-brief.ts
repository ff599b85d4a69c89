import { type Command, Option } from 'commander';
import type { BriefCommandOptions } from './brief.js';
import { briefingFormatsOption, dayOption, repeatable } from './options.js';

/** Puts `brief` into the command line; what it does is loaded when it is asked for. */
export function defineBrief(root: Command, signal: AbortSignal): void {
  root
    .command('brief')
    .description(
      'make a briefing of two pages for an ICB, or for each, from the tables of a run (docs/briefings.md)',
    )
    .requiredOption('--from <dir>', 'output folder of a run')
    .addOption(
      new Option(
        '--icb <code>',
        'ODS or ONS code, or name, of an ICB, such as QOP; may be given more than once',
      )
        .argParser(repeatable)
        .conflicts('all'),
    )
    .option('--all', 'every ICB that has a PCN at the snapshot')
    .option('--out <dir>', 'folder for the briefings (default: that of the run with “-briefings” behind)')
    .addOption(
      new Option('--snapshot <date>', 'a snapshot of the run (default: its last)').argParser(dayOption),
    )
    .addOption(
      new Option('--format <list>', 'html, pdf or both with a comma between (default: both)')
        .argParser(briefingFormatsOption)
        .conflicts('pdf'),
    )
    .option('--theme <file>', 'colours, logo and organisation (YAML or JSON), as docs/themes.md describes')
    .option('--no-pdf', 'make the pages for the screen alone; needs no browser')
    .addHelpText(
      'after',
      '\nExit codes: 0 all are there; 1 one or more could not be made, which are listed, or none could; 2 wrong usage.\n\nExamples:\n  inverse-care brief --from out/england --icb QOP\n  inverse-care brief --from out/england --all --out out/briefings --format pdf',
    )
    .action(async (options: BriefCommandOptions, command: Command) => {
      if (options.icb === undefined && options.all !== true)
        command.error('error: one of the options --icb <code> and --all is needed');
      if (!(await (await import('./brief.js')).brief(options, signal))) process.exitCode = 1;
    });
}
