import type { Command } from 'commander';
import type { SiteCommandOptions } from './site.js';

/** Adds `site` to the command line; it is loaded when it is asked for. */
export function defineSite(root: Command, signal: AbortSignal): void {
  root
    .command('site')
    .description(
      'make a static site from an earlier run: a page for each ICB and PCN, a search, maps and every table (docs/site.md)',
    )
    .requiredOption('--from <dir>', 'output folder of a run')
    .requiredOption('--out <dir>', 'folder for the site; made where it does not exist')
    .option(
      '--briefings <dir>',
      'briefings of the same run to take along (default: the run’s folder with “-briefings” behind, where it is)',
    )
    .option('--theme <file>', 'colours, logo and organisation (YAML or JSON), as docs/themes.md describes')
    .addHelpText(
      'after',
      '\nThe pages need no server and no network: open OUT/index.html, or put the folder on any host of static files.\nExit codes: 0 done; 1 it could not be made, or pages of some areas could not be: the others stand, and those are named.\n\nExample:\n  inverse-care site --from out/england --out out/england-site',
    )
    .action(async (options: SiteCommandOptions) => {
      const { site } = await import('./site.js');
      if (!(await site(options, signal))) process.exitCode = 1;
    });
}
