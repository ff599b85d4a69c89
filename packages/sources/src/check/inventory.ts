import { type Finding, InputError, throwIfCancelled } from '@inverse-care/domain';
import { countryNote } from '../country/country.js';
import { extractsOf } from '../reading/extracts.js';
import { rivals } from '../reading/open-extract.js';
import type { Reading } from '../reading/reading.js';
import { type OpenFolder, requireSound } from '../recognise/open-folder.js';
import type { Table } from '../recognise/recognise-table.js';
import type { DataFolders } from '../tables/folder.js';
import { finding, findingOf, number } from './finding.js';

/** One table of the folder, or a file in which none is known. */
export interface CheckedFile {
  /** Below the folder; with the archive's member or the workbook's sheet. */
  path: string;
  /** What it is, such as "workforce"; null where it is not recognised. */
  kind: string | null;
  /** Publisher's title; empty where it is not recognised. */
  publication: string;
  /** Census or extract date. */
  date: string | null;
  /** Data rows; null where they were not counted. */
  rows: number | null;
  bytes: number;
  /** Why it is not recognised, or what is wrong with its structure. */
  note: string | null;
}

/** A folder, every table of it opened. */
export interface Inventory {
  files: CheckedFile[];
  /** Groups of tables with the same content, of which the first is read. */
  duplicates: Table[][];
  /** Tables that cannot be opened, and why. */
  defects: Map<Table, InputError>;
  /** What concerns no recognised table. */
  findings: Finding[];
}

const isDocument = 'a document, not data';

/** Files of a folder in which nothing is known. */
export function strangers(folder: OpenFolder): Finding[] {
  const describing = new Set(folder.sidecars.map((sidecar) => sidecar.file));
  const unknown = folder.recognitions.filter(
    ({ file, tables, problems, note }) =>
      tables.length === 0 &&
      problems.length === 0 &&
      note !== isDocument &&
      note !== countryNote &&
      !describing.has(file),
  );
  const like = unknown.filter(({ resembles }) => resembles);
  const others = unknown.filter(({ resembles }) => !resembles);
  const understood = like.map(({ file, note }) =>
    finding({
      id: 'not-understood',
      severity: 'biases',
      file: file.path,
      message: `Not understood: ${note}.`,
      meaning:
        'No run reads it. If a run should, what it holds is missing, and another file may take its place.',
      remedy:
        'Download the file again, or give its header the publisher’s names; else move it out of the folder.',
    }),
  );
  if (others.length === 0) return understood;
  const [one] = others;
  return [
    ...understood,
    finding({
      id: 'unused-file',
      severity: 'cosmetic',
      file: others.length === 1 ? (one?.file.path ?? null) : null,
      count: others.length,
      examples: others.map(({ file }) => file.path),
      message:
        others.length === 1
          ? `Not recognised: ${one?.note}.`
          : `${number(others.length)} files are not recognised.`,
      meaning: 'No run reads it. If it should be one of the publishers’ files, its header has been changed.',
      remedy: 'Leave it, or move it out of the folder.',
    }),
  ];
}

/** Files that cannot be read and stop no run: a run takes what others say, or goes without. */
export const passedOverFiles = (folder: OpenFolder): Finding[] =>
  folder.recognitions.flatMap(({ problems }) =>
    problems
      .filter(({ error }) => !folder.errors.includes(error))
      .map(({ error }) =>
        findingOf('unreadable-file', error, {
          severity: 'biases',
          meaning: `A run passes over it, and takes what another file of the kind says, or goes without.${error.expected === undefined ? '' : ` Expected: ${error.expected}.`}`,
        }),
      ),
  );

function unreadable(dir: DataFolders, folder: OpenFolder): Finding[] {
  const findings = [
    ...folder.recognitions.flatMap(({ problems }) =>
      problems
        .filter(({ error }) => folder.errors.includes(error))
        .map(({ error }) =>
          findingOf('unreadable-file', error, { meaning: 'Every run on this folder stops here.' }),
        ),
    ),
    ...passedOverFiles(folder),
  ];
  const told = new Set(folder.recognitions.flatMap(({ problems }) => problems.map(({ error }) => error)));
  for (const error of folder.errors) {
    if (told.has(error)) continue;
    findings.push(findingOf('unreadable-file', error, { meaning: 'Every run on this folder stops here.' }));
  }
  if (folder.tables.length > 0 || findings.length > 0) return findings;
  try {
    requireSound(dir, folder);
  } catch (error) {
    if (error instanceof InputError)
      return [findingOf('nothing-known', error, { count: folder.recognitions.length })];
    throw error;
  }
  return [];
}

/** Opens every table of a folder, and goes on where one is broken. */
export async function takeInventory(
  dir: DataFolders,
  folder: OpenFolder,
  reading: Reading,
  onFile: (done: number, total: number) => void,
): Promise<Inventory> {
  const describing = new Set(folder.sidecars.map((sidecar) => sidecar.file));
  const files: CheckedFile[] = [];
  const defects = new Map<Table, InputError>();
  const byContent = new Map<string, Table[]>();
  for (const [done, { file, tables, note, problems }] of folder.recognitions.entries()) {
    throwIfCancelled(reading.workspace.signal);
    onFile(done, folder.recognitions.length);
    for (const table of tables) {
      let rows: number | null = null;
      try {
        const open = await reading.open(table);
        rows = table.kind.id === 'boundaries' ? null : open.rows;
        const key = `${table.kind.id} ${open.sha256} ${table.sheet?.name ?? ''}`;
        byContent.set(key, [...(byContent.get(key) ?? []), table]);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        defects.set(table, error);
      }
      const { kind, name, date } = table;
      files.push({
        path: name,
        kind: kind.label,
        publication: kind.publication,
        date,
        rows,
        bytes: file.bytes,
        note: defects.get(table)?.message ?? null,
      });
    }
    if (tables.length > 0) continue;
    const kind = problems[0]?.kind ?? null;
    files.push({
      path: file.path,
      kind:
        kind?.label ??
        (describing.has(file) ? 'description of a local table' : note === countryNote ? note : null),
      publication: kind?.publication ?? '',
      date: null,
      rows: null,
      bytes: file.bytes,
      note: problems[0]?.error.message ?? note,
    });
  }
  return {
    files,
    duplicates: [...byContent.values()].filter(({ length }) => length > 1),
    defects,
    findings: [...folder.findings, ...unreadable(dir, folder), ...strangers(folder)],
  };
}

/** Extracts of which a run wants one file and finds several, with the error that it gives. */
export function rivalExtracts(
  tables: readonly Table[],
  duplicates: readonly (readonly Table[])[],
): { tables: Table[]; error: InputError }[] {
  const later = new Set(duplicates.flatMap((group) => group.slice(1)));
  return extractsOf(tables, ['workforce', 'patients-totals', 'membership-map']).flatMap((extract) => {
    const distinct = extract.tables.filter((table) => !later.has(table));
    const found = extract.kind.id === 'workforce' ? extract.tables : distinct;
    if (found.length < 2) return [];
    const what = `${extract.kind.label} for ${extract.date}`;
    return {
      tables: found,
      error: rivals(
        found.map(({ name }) => name),
        what,
        distinct.length === 1,
      ),
    };
  });
}
