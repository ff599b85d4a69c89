import { fetchGroups } from '@inverse-care/sources/fetch-groups';
import { Command, Option } from 'commander';
import type { AuditCommandOptions } from './commands/audit.js';
import type { CheckCommandOptions } from './commands/check.js';
import type { CompareCommandOptions } from './commands/compare.js';
import { defineBrief } from './commands/define-brief.js';
import { defineSite } from './commands/define-site.js';
import type { DescribeCommandOptions } from './commands/describe.js';
import type { FetchCommandOptions } from './commands/fetch.js';
import type { MergeCommandOptions } from './commands/merge.js';
import type { NewCommandOptions } from './commands/new.js';
import {
  cacheOption,
  dataOption,
  executorOption,
  forceOption,
  noCacheOption,
  outOption,
  threads,
  withComputingOptions,
  withDocumentOptions,
  withRunOptions,
} from './commands/option-sets.js';
import {
  groupsOption,
  hostOption,
  listOption,
  minutesOption,
  monthOption,
  repeatable,
  speedOption,
  yearOption,
} from './commands/options.js';
import type { ReportCommandOptions } from './commands/report.js';
import type { ShardCommandOptions } from './commands/shard.js';
import { planOption } from './commands/shard-plan.js';
import type { VerifyCommandOptions } from './commands/verify.js';
import type { WorkerCommandOptions } from './commands/worker.js';
import { visible } from './terminal.js';
import { version } from './version.js';

/** The command line. Each command is loaded when it is asked for. Wrong usage throws a CommanderError. */
export function program(signal: AbortSignal): Command {
  const root = new Command('inverse-care')
    .description(
      'Is health care staffed where the need is? Reproduces Wilding et al. (2024) from the publishers’ files, and carries the analysis on.',
    )
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => process.stdout.write(visible(text)),
      writeErr: (text) => process.stderr.write(visible(text)),
    })
    .showHelpAfterError('(--help says more)')
    .addHelpText(
      'after',
      '\nExit codes: 0 done; 1 the data or the run failed; 2 wrong usage; 130 stopped by Ctrl-C.\n\nExamples:\n  inverse-care demo --out out/demo\n  inverse-care check path/to/data\n  inverse-care run --study studies/england-open-data.yaml --data path/to/data --out out/england',
    );

  withRunOptions(
    root.command('demo').description('write Synthetic England (OUT/data) and make the full report from it'),
  ).action(async (options) => (await import('./commands/demo.js')).demo(options, signal));

  withRunOptions(
    root
      .command('run')
      .description('run a study on a folder of official files and make the full report')
      .requiredOption('--study <file>', 'study file (YAML), such as studies/wilding-2024.yaml')
      .requiredOption(...dataOption),
  )
    .addOption(executorOption())
    .option(...cacheOption)
    .option(...noCacheOption)
    .option(
      '--set <key=value>',
      'run one specification of the multiverse alone, such as --set need=ltc_share, or another model or places, such as --set model.form=log1p or --set "where=region == Y63"; may be given more than once',
      repeatable,
    )
    .action(async (options) => (await import('./commands/run.js')).run(options, signal));

  withRunOptions(
    root
      .command('sensitivity')
      .description('run a study by every compatible combination of the choices in its multiverse block')
      .requiredOption('--study <file>', 'study file (YAML) with a multiverse block')
      .requiredOption(...dataOption),
  )
    .addOption(executorOption())
    .option(...cacheOption)
    .option(...noCacheOption)
    .action(async (options) => (await import('./commands/sensitivity.js')).sensitivity(options, signal));

  withComputingOptions(
    root
      .command('shard')
      .description(
        'do one part of a run or of a sensitivity run, on this machine or another (docs/many-machines.md)',
      )
      .addOption(
        new Option('--plan <i/n>', 'which part, of how many: 2/8')
          .argParser(planOption)
          .makeOptionMandatory(),
      )
      .requiredOption('--study <file>', 'study file (YAML)')
      .requiredOption(...dataOption)
      .requiredOption('--out <dir>', 'folder for the part; made where it does not exist')
      .addOption(
        new Option(
          '--of <kind>',
          'what is cut into parts (default: sensitivity where the study has a multiverse block)',
        ).choices(['run', 'sensitivity']),
      ),
  )
    .option(...cacheOption)
    .option(...noCacheOption)
    .option(...forceOption)
    .action(async (options: ShardCommandOptions) =>
      (await import('./commands/shard.js')).shard(options, signal),
    );

  root
    .command('worker')
    .description('do tasks of runs that were started with --executor, until Ctrl-C (docs/many-machines.md)')
    .argument('<address>', 'the queue: redis://HOST:PORT, or rediss:// for TLS')
    .addOption(threads())
    .addHelpText(
      'after',
      '\nUser and password stand before HOST, or in INVERSE_CARE_REDIS_USER and INVERSE_CARE_REDIS_PASSWORD, where other\nusers of the machine do not see them. Exit codes: 0 ended by Ctrl-C; 1 the server could not be reached or was lost.',
    )
    .action(async (address: string, options: WorkerCommandOptions) =>
      (await import('./commands/worker.js')).workerCommand(address, options, signal),
    );

  withDocumentOptions(
    root
      .command('merge')
      .description('put the parts of a run together: the report, byte for byte that of one machine')
      .argument('<part...>', 'folders that shard has made, in any order')
      .requiredOption(...outOption)
      .addOption(threads()),
  )
    .option(...forceOption)
    .action(async (parts: string[], options: MergeCommandOptions) =>
      (await import('./commands/merge.js')).merge(parts, options, signal),
    );

  withDocumentOptions(
    root
      .command('report')
      .description(
        'make the documents of an earlier run again, from its tables alone: another theme or format',
      )
      .requiredOption('--from <dir>', 'output folder of a run')
      .option('--out <dir>', 'folder for the documents (default: that of the run)'),
  ).action(async (options: ReportCommandOptions) =>
    (await import('./commands/report.js')).report(options, signal),
  );

  defineBrief(root, signal);
  defineSite(root, signal);

  root
    .command('audit')
    .description(
      'hold what documents print against arithmetic, against one another and against a run (docs/audit.md)',
    )
    .addOption(new Option('--from <dir>', 'output folder of a run').conflicts('data'))
    .option(
      '--data <dir>',
      'in place of --from: folder of the publishers’ files, on which the study of England is run first, into OUT/run',
      repeatable,
    )
    .requiredOption('--out <dir>', 'folder for page, PDF and tables; made where it does not exist')
    .option(
      '--ledger <path>',
      'ledger file, or a folder of such; may be given more than once (default: the ledgers that come with the program)',
      repeatable,
    )
    .option('--theme <file>', 'colours, logo and organisation (YAML or JSON), as docs/themes.md describes')
    .option('--no-pdf', 'make the page and the tables alone; needs no browser')
    .action(async (options: AuditCommandOptions, command: Command) => {
      if (options.from === undefined && options.data === undefined)
        command.error('error: one of the options --from <dir> and --data <dir> is needed');
      return (await import('./commands/audit.js')).auditCommand(options, signal);
    });

  root
    .command('verify')
    .description('compute a run once more, and say whether it comes to the same to the last digit')
    .argument('<out>', 'output folder of a run')
    .option('--data <dir>', 'build the panel from the publishers’ files too, not from the record', repeatable)
    .addOption(
      new Option('--with-r', 'in R, in place of this program: the panel is all that it is told').conflicts(
        'data',
      ),
    )
    .option('--r-script <file>', 'write the R script, for an R of your own')
    .addOption(threads())
    .option(...cacheOption)
    .option(...noCacheOption)
    .addHelpText('after', '\nExit codes: 0 the same; 1 something differs, or it could not be computed.')
    .action(async (out: string, options: VerifyCommandOptions) => {
      const { verify } = await import('./commands/verify.js');
      if (!(await verify(out, options, signal))) process.exitCode = 1;
    });

  root
    .command('compare')
    .description('say what moved from one run to a later one, large moves first, and what it comes from')
    .argument('<old>', 'output folder of the earlier run')
    .argument('<new>', 'output folder of the later run')
    .addOption(
      new Option('--format <format>', 'how to print it')
        .choices(['text', 'markdown', 'json'])
        .default('text'),
    )
    .action(async (before: string, after: string, options: CompareCommandOptions) =>
      (await import('./commands/compare.js')).compare(before, after, options),
    );

  root
    .command('check')
    .description(
      'say which official files are in a folder, what they cover, what is wrong with them and which studies can run',
    )
    .argument('<dir...>', 'folder of the publishers’ files; several are taken together')
    .option(
      '--study <file>',
      'study to check the folder for; may be given several times (default: the studies that come with the program)',
      (file: string, before: readonly string[]) => [...before, file],
      [] as readonly string[],
    )
    .option('--files', 'list every file, not only how many there are of each kind')
    .option('--json', 'print one JSON document (docs/checking.md)')
    .option(...cacheOption)
    .option(...noCacheOption)
    .action(async (dirs: string[], options: CheckCommandOptions) =>
      (await import('./commands/check.js')).check(dirs, options, signal),
    );

  root
    .command('fetch')
    .description('download the publishers’ files into a folder, verify them and record where they came from')
    .requiredOption('--into <dir>', 'folder for the files; made where it does not exist')
    .option('--from <month>', 'first month of the workforce', monthOption, '2020-03')
    .option(
      '--to <month>',
      'last month of the workforce (default: the last quarter end 60 days back)',
      monthOption,
    )
    .option('--only <groups>', `some of ${fetchGroups.join(',')} (default: all but maps)`, groupsOption)
    .option('--monthly', 'every month, not only the ends of quarters')
    .option('--update', 'take files that their publishers have changed; the old ones go to DIR/superseded')
    .option('--dry-run', 'print the plan; nothing is asked or written')
    .option(
      '--host <name>',
      'a host that you trust besides the publishers’ own; may be given more than once',
      hostOption,
    )
    .option(
      '--least-speed <kB/s>',
      'give up a publisher that sends less, 0 for none (default: 5)',
      speedOption,
    )
    .option(
      '--file-deadline <minutes>',
      'longest time for one file, with all tries (default: 60)',
      minutesOption,
    )
    .option('--deadline <minutes>', 'longest time for all files (default: 360)', minutesOption)
    .addHelpText(
      'after',
      '\nFiles are looked for on the publishers’ pages, at most two at a time, and go on where a connection broke. A second\nrun downloads nothing that DIR/inverse-care.lock.json vouches for, and says what its publisher has changed. Files\nthat you download by hand are recognised by content, wherever they lie in the folder.\n\nHTTPS_PROXY, HTTP_PROXY and NO_PROXY are heeded. INVERSE_CARE_MIRROR=https://HOST asks a mirror of the\npublishers’ pages: https://host/path at https://HOST/host/path.\n\nExamples:\n  inverse-care fetch --into data\n  inverse-care fetch --into data --from 2020-03 --to 2023-09 --only workforce,patients --dry-run',
    )
    .action(async (options: FetchCommandOptions) =>
      (await import('./commands/fetch.js')).fetchCommand(options, signal),
    );

  root
    .command('new')
    .description('write a study of your own, with every choice explained (docs/study-files.md)')
    .option('--out <file>', 'study file to write', 'study.yaml')
    .option(
      '--data <dir>',
      'folder of the publishers’ files: its roles, dates and needs are offered, and what it has not is refused',
      repeatable,
    )
    .option('--title <text>', 'title of the report (default: role and need)')
    .option('--name <name>', 'short name: lower-case letters, digits, hyphens (default: from the title)')
    .option(
      '--role <role>',
      'staff role; may be given more than once (default: Social Prescribing Link Workers)',
      repeatable,
    )
    .option(
      '--needs <list>',
      'measures of need with commas between, the headline first (default: those that --data allows)',
      listOption,
    )
    .option(
      '--snapshots <dates>',
      'all, every quarter end there is; months, every month end; FROM..TO; or dates with commas (default: all)',
    )
    .option(
      '--population <which>',
      'open_on_date, or a day to which PCNs have to survive, such as 2023-11-16 (default: open_on_date)',
    )
    .addOption(
      new Option('--absent <as>', 'what a PCN without any row counts as (default: zero)').choices([
        'zero',
        'missing',
      ]),
    )
    .addOption(
      new Option('--dependence <area>', 'which PCNs depend on one another (default: icb)').choices([
        'none',
        'sub_icb',
        'icb',
      ]),
    )
    .option('--defaults', 'ask nothing, on a terminal too')
    .option('--force', 'write over what is there')
    .option(...cacheOption)
    .option(...noCacheOption)
    .addHelpText(
      'after',
      '\nOn a terminal it asks for what no option gives; elsewhere the defaults are taken. Beside the study it writes\ninverse-care.schema.json, by which editors complete and check it.\n\nExamples:\n  inverse-care new\n  inverse-care new --data path/to/data\n  inverse-care new --out age.yaml --role "Care Coordinators" --needs share_65_plus --snapshots 2021-06-30..2022-06-30',
    )
    .action(async (options: NewCommandOptions) =>
      (await import('./commands/new.js')).newCommand(options, signal),
    );

  root
    .command('describe')
    .description('propose what a CSV of your own holds, so that its columns become variables (docs/data.md)')
    .argument('<file>', 'CSV with a header and codes of practices, PCNs, sub-ICB locations or ICBs')
    .option(
      '--data <dir>',
      'folder of the publishers’ files whose practices and PCNs the codes are held against; may be given more than once',
      repeatable,
    )
    .option('--key <column>', 'the column of codes, where several could be it')
    .option('--need <column>', 'a column of which more is more need; may be given more than once', repeatable)
    .option('--denominator <column>', 'what counts are divided by')
    .option('--source <text>', 'who measured it (default: the file)')
    .addOption(
      new Option('--year <year>', 'when it was measured (default: from names)').argParser(yearOption),
    )
    .option('--dry-run', 'print the proposal; nothing is written')
    .option('--force', 'write over a sidecar that is there')
    .option(...cacheOption)
    .option(...noCacheOption)
    .addHelpText(
      'after',
      '\nIt prints what it found and writes FILE’s sidecar (NAME.yaml beside NAME.csv).\n\nExamples:\n  inverse-care describe data/local/loneliness.csv --data data\n  inverse-care describe data/local/loneliness.csv --need ucla_score --source "Council survey" --year 2023',
    )
    .action(async (file: string, options: DescribeCommandOptions) =>
      (await import('./commands/describe.js')).describeCommand(file, options, signal),
    );

  root
    .command('browser')
    .description('say which browser would print the PDF')
    .action(async () => (await import('./commands/browser.js')).browser());

  return root;
}
