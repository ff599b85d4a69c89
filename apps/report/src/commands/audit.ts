import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type AuditSummaryRow,
  audit,
  auditSummary,
  type Ledger,
  type LedgerText,
  readLedger,
} from '@inverse-care/audit';
import { FilledTables, InputError, tableCsv, throwIfCancelled, tidy } from '@inverse-care/domain';
import {
  type OutFolder,
  type RunKeys,
  type RunRecord,
  readRecord,
  resultsFolder,
  settleOut,
  sha256,
  withOut,
  withoutLinks,
  writeManifest,
} from '@inverse-care/record';
import { codeHashes } from '../code-identity.js';
import { documentDate } from '../document-date.js';
import { auditDocument } from '../documents/audit.js';
import { renderDocument } from '../documents/render.js';
import { printPdfs } from '../pdf/print-pdf.js';
import { ledgerFolder, studiesFolder } from '../program-folders.js';
import { progressOn } from '../progress.js';
import { csvwMetadata, metadataName } from '../tables/csvw.js';
import { say } from '../terminal.js';
import { readThemeFile } from '../theme/read-theme-file.js';
import { printerFor } from '../write-documents.js';
import { manifestOf } from './report.js';
import { run } from './run.js';

/** Options of `audit`. */
export interface AuditCommandOptions {
  /** The output folder of a run. */
  from?: string;
  /** Folders of the publishers' files, on which a run is made. */
  data?: string[];
  out: string;
  /** Ledger files or folders of such; those that come with the program where left out. */
  ledger?: string[];
  pdf: boolean;
  theme?: string;
}

const missing = (file: string) =>
  new InputError('The ledger is not there.', {
    place: { file },
    expected: 'a ledger file (YAML), or a folder of such',
    remedy: 'Correct the path after --ledger; docs/audit.md shows how a ledger is written.',
  });

async function textsOf(place: string): Promise<LedgerText[]> {
  const kind = await stat(place).catch(() => null);
  if (kind === null) throw missing(place);
  if (!kind.isDirectory()) return [{ file: place, text: await readFile(place, 'utf8') }];
  const names = (await readdir(place)).filter((name) => /\.ya?ml$/.test(name)).sort();
  if (names.length === 0) throw missing(place);
  return Promise.all(
    names.map(async (name) => ({
      file: path.join(place, name),
      text: await readFile(path.join(place, name), 'utf8'),
    })),
  );
}

function told(rows: readonly AuditSummaryRow[], out: string, pdf: boolean): string {
  const lines = rows.map(
    ({ document, statements, inconsistent, unsupported, reproduced, high }) =>
      `  ${document}: ${statements} statements, ${reproduced} reproduced, ${inconsistent} inconsistent, ${unsupported} unsupported; ${high} failing checks of high severity`,
  );
  const places = ['audit.html', ...(pdf ? ['audit.pdf'] : []), path.join(resultsFolder, 'audit.csv')];
  return `${['Published numbers, checked', ...lines, '', ...places.map((file) => `  ${path.join(out, file)}`)].join('\n')}`;
}

/** Puts tables, page and PDF of an audit into OUT, whole or not at all. */
async function write(
  out: OutFolder,
  { pdf, theme }: AuditCommandOptions,
  { record, keys }: { record: RunRecord; keys: RunKeys },
  signal: AbortSignal,
): Promise<void> {
  const input = { ...record, theme: await readThemeFile(theme) };
  const printer = await printerFor(pdf ? ['pdf'] : ['html']);
  try {
    await out.replace(async (folder) => {
      await mkdir(path.join(folder, resultsFolder), { recursive: true });
      for (const one of record.tables.all()) {
        const { file } = one.table;
        await writeFile(path.join(folder, resultsFolder, file), tableCsv(tidy(one)));
        await writeFile(path.join(folder, resultsFolder, metadataName(file)), csvwMetadata(one, record));
      }
      await writeFile(path.join(folder, 'audit.html'), renderDocument(auditDocument, input, []));
      throwIfCancelled(signal);
      if (printer !== null) {
        const print = {
          path: path.join(folder, 'audit.pdf'),
          title: auditDocument.title({ ...input, figures: [] }),
          html: renderDocument(auditDocument, input, [], { print: 'unknown' }),
        };
        await printPdfs([print], { printer, date: record.date, signal });
      }
      await writeManifest(folder, record, { node: process.version, browser: printer?.name ?? null, keys });
    });
  } finally {
    await printer?.close();
  }
}

/** The folder of the run that the audit is held against, which is made where data are given in its place. */
async function runOf({ from, data = [], out }: AuditCommandOptions, signal: AbortSignal): Promise<string> {
  if (from !== undefined) return from;
  const study = path.join(studiesFolder, 'england-open-data.yaml');
  const made = path.join(out, 'run');
  await run({ study, data, out: made, pdf: false }, signal);
  return made;
}

/**
 * `audit`: what documents print, held against arithmetic, against one another and against a run.
 * @throws InputError where a ledger or the run cannot be read; CancelledError where the signal fires. OUT is then as it
 *   was, but for a run on --data that is whole in OUT/run. What the audit finds is no error.
 */
export async function auditCommand(options: AuditCommandOptions, signal: AbortSignal): Promise<void> {
  const { ledger = [ledgerFolder] } = options;
  const texts = (await Promise.all(ledger.map(textsOf))).flat();
  const found = readLedger(texts);
  const from = await runOf(options, signal);
  if ((await withoutLinks(from)) === (await withoutLinks(options.out))) {
    throw new InputError('The audit would take the place of the run that it is held against.', {
      place: { file: options.out },
      expected: 'another folder than that of --from',
      remedy: 'Give another path to --out.',
    });
  }
  await withOut(options.out, (out) => auditInto(out, { ...options, from, texts, found }, signal));
}

async function auditInto(
  out: OutFolder,
  options: AuditCommandOptions & { from: string; texts: readonly LedgerText[]; found: Ledger },
  signal: AbortSignal,
): Promise<void> {
  const { from, texts, found, pdf } = options;
  const progress = progressOn(process.stderr);
  try {
    progress.update({ label: 'Reading the record', done: 0, total: 0 });
    await settleOut(from);
    const earlier = await manifestOf(from);
    const run = await readRecord(from);
    const tables = new FilledTables(audit(found, { tables: run.tables, synthetic: run.data.synthetic }));
    const record = {
      ...run,
      command: 'inverse-care audit --from RUN --out OUT',
      date: documentDate(run.study),
      tables,
    };
    progress.update({ label: 'Writing the audit', done: 0, total: 0 });
    const { all } = await codeHashes();
    const key = sha256([all, earlier.key, ...texts.map(({ text }) => text)].join('\n'));
    const keys = { code: all, key, findings_key: earlier.findings_key, panel_key: earlier.panel_key };
    await write(out, options, { record, keys }, signal);
    progress.clear();
    say(told(tables.rows(auditSummary), out.path, pdf));
  } finally {
    progress.clear();
  }
}
