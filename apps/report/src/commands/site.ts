import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { areaSummary } from '@inverse-care/core/tables';
import { InputError } from '@inverse-care/domain';
import {
  describeFiles,
  isIntact,
  type Manifest,
  type OutFolder,
  type RunRecord,
  readManifest,
  readRecord,
  settleOut,
  withOut,
  withoutLinks,
} from '@inverse-care/record';
import { codeHashes } from '../code-identity.js';
import { documentDate } from '../document-date.js';
import { syntheticNotice } from '../language/words.js';
import { progressOn } from '../progress.js';
import { type SiteMade, writeSite } from '../site/write-site.js';
import { complain, say } from '../terminal.js';
import { readThemeFile } from '../theme/read-theme-file.js';
import { briefingsFolder } from '../write-briefings.js';
import { manifestOf } from './report.js';

/** Options of `site`. */
export interface SiteCommandOptions {
  /** The output folder of a run. */
  from: string;
  out: string;
  /** What `brief` has written of the same run; beside the run where left out. */
  briefings?: string;
  theme?: string;
}

/** The site's own word that all of it is there. */
const lastFile = 'site.json';

/** Throws InputError where a run has no PCN, or was made before there were the tables that pages are made of. */
function requireTables({ tables, data }: RunRecord, from: string): void {
  const old = tables.ofFile(areaSummary.file) === undefined;
  if (!old && data.panel.rows.length > 0) return;
  throw new InputError(
    data.panel.rows.length === 0
      ? 'The run has no PCN, so there is no page to make.'
      : `The run has no ${areaSummary.file}, which the pages of a site are made of: an earlier version made it.`,
    {
      place: { file: from },
      expected: 'the output folder of a run of this version, with a panel of PCNs',
      remedy: 'Run the study again with this version of inverse-care.',
    },
  );
}

/**
 * The folder of the briefings that the site takes along; null where there are none.
 * @throws InputError where the one that was named holds none of this run.
 */
async function briefingsOf({ from, briefings }: SiteCommandOptions, run: Manifest): Promise<string | null> {
  const place = briefings ?? `${from.replace(/[\\/]+$/, '')}-briefings`;
  const manifest = await readManifest(place);
  const has = manifest?.outputs.some((file) => file.path.startsWith(`${briefingsFolder}/`)) ?? false;
  if (has && manifest?.findings_key === run.findings_key && (await isIntact(place, manifest)))
    return path.join(place, briefingsFolder);
  if (briefings === undefined) return null;
  throw new InputError('The folder holds no briefings of this run as they were written.', {
    place: { file: briefings },
    expected: 'a folder that `inverse-care brief --from` the same run has written',
    remedy: 'Make them again, or leave out --briefings.',
  });
}

async function writeSiteFile(folder: string, manifest: Manifest, made: SiteMade): Promise<void> {
  const { all } = await codeHashes();
  const { key, command, study, synthetic, software } = manifest;
  const text = {
    software: { name: 'inverse-care', version: software.version, code_sha256: all },
    run: { key, command, title: study.title },
    synthetic,
    ...made,
    outputs: await describeFiles(folder),
  };
  await writeFile(path.join(folder, lastFile), `${JSON.stringify(text, null, 2)}\n`);
}

/**
 * `site`: pages of every ICB and PCN of a run, from its record alone.
 * @returns whether every page was made.
 * @throws InputError where there is no record, or it is damaged; CancelledError where the signal fires. OUT is then as it
 *   was.
 */
export async function site(options: SiteCommandOptions, signal: AbortSignal): Promise<boolean> {
  const { from, out } = options;
  if ((await withoutLinks(from)) === (await withoutLinks(out))) {
    throw new InputError('The site would take the place of the run that it is made from.', {
      place: { file: out },
      expected: 'another folder than that of --from',
      remedy: 'Give another path to --out.',
    });
  }
  return withOut(out, (folder) => siteIn(folder, options, signal), lastFile);
}

async function siteIn(out: OutFolder, options: SiteCommandOptions, signal: AbortSignal): Promise<boolean> {
  const { from } = options;
  const theme = await readThemeFile(options.theme);
  await settleOut(from);
  const manifest = await manifestOf(from);
  const progress = progressOn(process.stderr);
  try {
    const began = performance.now();
    progress.update({ label: 'Reading the record', done: 0, total: 0 });
    const record = await readRecord(from, documentDate(manifest.study));
    requireTables(record, from);
    const briefings = await briefingsOf(options, manifest);
    const made = await out.replace(async (folder) => {
      const found = await writeSite(folder, { ...record, theme }, { from, briefings, signal, progress });
      await writeSiteFile(folder, manifest, found);
      return found;
    });
    progress.clear();
    announce(out.path, record, made, (performance.now() - began) / 1000);
    return made.failed.length === 0;
  } finally {
    progress.clear();
  }
}

const mostFailed = 20;

function announce(out: string, { study, data }: RunRecord, made: SiteMade, seconds: number): void {
  const { icbs, pcns, failed } = made;
  const lines = [
    study.title,
    ...(data.synthetic ? [syntheticNotice] : []),
    '',
    `Made from the record in ${seconds.toFixed(1)} s: pages of ${icbs} ICBs and ${pcns} PCNs; nothing was read from data or computed.`,
    `  site:     ${path.join(out, 'index.html')}`,
  ];
  say(lines.join('\n'));
  if (failed.length === 0) return;
  const named = failed.slice(0, mostFailed).map(({ area, reason }) => `  ${area}: ${reason}`);
  const rest = failed.length - named.length;
  complain(
    [
      `Error: ${failed.length === 1 ? 'one page' : `${failed.length} pages`} could not be made; the others stand.`,
      ...named,
      ...(rest > 0 ? [`  and ${rest} more, in ${path.join(out, lastFile)}`] : []),
    ].join('\n'),
  );
}
