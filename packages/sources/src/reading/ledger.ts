import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import {
  daysBetween,
  distinct,
  type ExtractUse,
  type Finding,
  type InputFile,
  order,
  type Snapshot,
  type Warning,
} from '@inverse-care/domain';
import type { NotCodes } from '../places/codes.js';
import type { Table } from '../recognise/recognise-table.js';
import type { FolderFile } from '../tables/folder.js';
import type { OpenTable } from './open-table.js';

/** SHA-256 of a file as hexadecimal text. */
export async function hashFile(file: FolderFile): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file.absolute, {
    highWaterMark: Math.min(1 << 20, Math.max(1, file.bytes)),
  }))
    hash.update(chunk);
  return hash.digest('hex');
}

/** Cells of a file that stand in the place of a code and are none. */
export interface NotCodesOf {
  file: string;
  /** Whose code it should be: "PCN", "practice". */
  what: string;
  rows: number;
  examples: readonly string[];
  message: string;
}

/** What a build reads, uses and finds, for the panel's provenance. */
export class Ledger {
  readonly warnings: Warning[] = [];
  private readonly found = new Map<string, Finding>();
  /** By file, what stands in it in the place of codes. */
  readonly strangeCodes: NotCodesOf[] = [];
  private readonly extracts = new Map<string, ExtractUse>();
  private readonly descriptions: InputFile[] = [];
  private readonly used = new Map<string, OpenTable>();
  /** Practices by the file that lists them. */
  readonly practicesOf = new Map<string, Set<string>>();
  /** Patients by practice, by extract of patients by neighbourhood. */
  readonly neighbourhoods = new Map<
    string,
    { tables: readonly Table[]; patients: ReadonlyMap<string, number> }
  >();

  warn(about: string, message: string): void {
    if (!this.warnings.some((known) => known.about === about && known.message === message)) {
      this.warnings.push({ about, message });
    }
  }

  /** Notes what a reader should know of the data, once. */
  find(...findings: readonly Finding[]): void {
    for (const one of findings) this.found.set(JSON.stringify(one), one);
  }

  get findings(): Finding[] {
    return [...this.found.values()];
  }

  /** Counts cells that are no code, and says what becomes of their rows. */
  notCodes({ name }: Table, what: string, codes: NotCodes, becomes: string): void {
    if (codes.rows === 0) return;
    const message = `Rows whose ${what} code is none: ${codes.rows}; ${codes.inWords()}: ${becomes}.`;
    if (this.strangeCodes.some((known) => known.file === name && known.message === message)) return;
    this.strangeCodes.push({ file: name, what, rows: codes.rows, examples: codes.examples(), message });
  }

  /** Notes that values were read from a table. */
  read(open: OpenTable): void {
    const { table, trailing } = open;
    this.used.set(table.name, open);
    if (trailing.empty > 0) this.warn(table.name, `Empty rows at its end, passed over: ${trailing.empty}.`);
    if (trailing.totals > 0)
      this.warn(table.name, `Rows of totals at its end, passed over: ${trailing.totals}.`);
  }

  /** Notes that a file described the variables of a local table. */
  async describe(file: FolderFile, { kind }: Table, variables: number): Promise<void> {
    this.descriptions.push({
      path: file.path,
      kind: `description of ${kind.label}`,
      publication: `${kind.publisher}: ${kind.publication}`,
      licence: kind.licence,
      attributions: [kind.attribution],
      sha256: await hashFile(file),
      bytes: file.bytes,
      rows: variables,
      date: null,
    });
  }

  /** Notes the settings of a country. */
  async settings(file: FolderFile): Promise<void> {
    this.descriptions.push({
      path: file.path,
      kind: 'settings of the country',
      publication: 'of whoever made the data folder',
      licence: 'none stated',
      attributions: [],
      sha256: await hashFile(file),
      bytes: file.bytes,
      rows: 0,
      date: null,
    });
  }

  /** Notes which practices a file lists. */
  lists({ name }: Table, practices: Iterable<string>): void {
    const own = this.practicesOf.get(name) ?? new Set<string>();
    this.practicesOf.set(name, own);
    for (const practice of practices) own.add(practice);
  }

  /** Notes the patients by practice of an extract of patients by neighbourhood. */
  countsBy(tables: readonly Table[], patients: ReadonlyMap<string, number>): void {
    this.neighbourhoods.set(tables.map(({ name }) => name).join(' and '), { tables, patients });
  }

  /** Notes which file served a snapshot. */
  serve(snapshot: Snapshot, purpose: string, tables: readonly Table[]): void {
    for (const { file, date } of tables) {
      this.extracts.set(`${snapshot}\n${purpose}\n${file.path}`, {
        snapshot,
        purpose,
        path: file.path,
        date,
        distance_days: date === null ? null : daysBetween(snapshot, date),
      });
    }
  }

  extractsUsed(): ExtractUse[] {
    return [...this.extracts.values()];
  }

  /** Files read, by path. An archive's tables count as one file. */
  async inputs(): Promise<InputFile[]> {
    const byPath = new Map<string, OpenTable[]>();
    for (const open of this.used.values()) {
      const { path } = open.table.file;
      byPath.set(path, [...(byPath.get(path) ?? []), open]);
    }
    const inputs: InputFile[] = [...this.descriptions];
    for (const [path, opens] of [...byPath].sort(([a], [b]) => order(a, b))) {
      const { file, entry } = (opens[0] as OpenTable).table;
      const each = <T>(value: (open: OpenTable) => T) => distinct(opens.map(value));
      const dates = each(({ table }) => table.date);
      inputs.push({
        path,
        kind: each(({ table }) => table.kind.label).join(' and '),
        publication: each(({ table }) => `${table.kind.publisher}: ${table.kind.publication}`).join('; '),
        licence: each(({ table }) => table.kind.licence).join('; '),
        attributions: each(({ table }) => table.kind.attribution),
        sha256: entry === null ? (opens[0] as OpenTable).sha256 : await hashFile(file),
        bytes: file.bytes,
        rows: opens.reduce((sum, { rows }) => sum + rows, 0),
        date: dates.length === 1 ? (dates[0] ?? null) : null,
      });
    }
    return inputs.sort((a, b) => order(a.path, b.path));
  }
}
