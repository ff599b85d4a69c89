import { open, readFile } from 'node:fs/promises';
import { InputError, order, plainName, unitRule } from '@inverse-care/domain';
import { localKind } from '../catalogue/catalogue.js';
import type { Sidecar, SidecarVariable } from '../recognise/local-sidecar.js';
import type { Recognition } from '../recognise/recognise-table.js';
import { dialectOf, isStandard } from '../tables/dialect.js';
import { doubledColumns, requireAlike } from '../tables/doubled-columns.js';
import type { FolderFile } from '../tables/folder.js';
import {
  listZip,
  mostNested,
  nameOf,
  type PackedFile,
  packedFile,
  unpacked,
  type ZipEntry,
  zipHead,
  zipLimits,
} from '../tables/read-zip.js';
import { firstRows } from '../tables/text.js';
import { type Indicator, indicatorOf, type Level, levelOf } from './indicators.js';
import { type FingertipsRow, rowReader } from './layouts.js';

const headBytes = 1 << 14;
/** A download of one indicator for all practices and years has a few megabytes. */
const mostBytes = 1 << 28;
const licence = 'Open Government Licence v3.0';

/** What a download is, and what describes it in the place of a sidecar; neither where it is no download of Fingertips. */
export interface Fingertips {
  recognition: Recognition;
  sidecar: Sidecar | null;
}

/** A CSV of its own, or one in an archive. */
interface Source {
  file: FolderFile;
  /** How to call it. */
  name: string;
  entry: PackedFile | null;
  bytes: number;
  head: () => Promise<Buffer>;
  whole: () => Promise<Buffer>;
}

async function headOf({ absolute, bytes }: FolderFile): Promise<Buffer> {
  const handle = await open(absolute).catch(() => null);
  if (handle === null) return Buffer.alloc(0);
  try {
    const head = Buffer.alloc(Math.min(headBytes, bytes));
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function headerOf(head: Buffer): readonly string[] {
  const { dialect, text } = dialectOf(head);
  return firstRows(text, 1, dialect.separator)[0] ?? [];
}

function variableOf(file: FolderFile, level: Level, found: Indicator): SidecarVariable {
  const { id, number, period, year, unit } = found;
  const name = plainName(found.name);
  const deprivation = /depriv|\bIMD\b/i.test(name);
  const whose = level === 'practice' ? 'practices, averaged over their registered patients' : 'PCNs';
  const caution = `Fingertips’ values for ${whose}, of ${period}: every snapshot has the same.`;
  return {
    id,
    label: name,
    description: `${name}, ${period}`,
    need: true,
    unit,
    source: `Fingertips${number === '' ? '' : `, indicator ${number}`}`,
    year,
    level,
    licence,
    file: file.path,
    caution: deprivation
      ? caution
      : `${caution} The download does not say whether more of it is more need; it is taken so here.`,
    ...(deprivation ? { construct: 'deprivation' as const } : {}),
    columns: { value: 'Value' },
    bounds: unitRule(unit).bounds,
    line: 1,
  };
}

/** "1 of England, 42 of ICBs" */
function inWords(rows: readonly FingertipsRow[]): string {
  const counts = new Map<string, number>();
  for (const { areaType, category } of rows) {
    const what = category === '' ? areaType || 'other areas' : 'parts of areas';
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].map(([what, n]) => `${n} of ${what}`).join(', ');
}

function sidecarOf({ file, name, entry }: Source, all: readonly FingertipsRow[]): Sidecar {
  const whole = all.filter(({ category }) => category === '');
  const level: Level = whole.some(({ area }) => levelOf(area) === 'practice') ? 'practice' : 'pcn';
  const own = whole.filter(({ area }) => levelOf(area) === level);
  if (own.length === 0) {
    throw new InputError('This Fingertips download has no values for practices or PCNs', {
      place: { file: name },
      expected: 'rows whose Area Code is that of a practice (A81001) or a PCN (U89141)',
      remedy: `Download the indicator for GPs or PCNs, or take the file away. It has rows: ${inWords(all)}.`,
    });
  }
  const byIndicator = new Map<string, FingertipsRow[]>();
  for (const row of own) {
    const key = row.indicator === '' ? row.name : row.indicator;
    byIndicator.set(key, [...(byIndicator.get(key) ?? []), row]);
  }
  const found = [...byIndicator.values()].map((rows) => indicatorOf(rows, name));
  const named = found.map((one) =>
    found.some((other) => other !== one && other.id === one.id)
      ? { ...one, id: `${one.id.slice(0, 55)}_${one.number}` }
      : one,
  );
  named.sort((a, b) => order(a.id, b.id));
  const others = all.filter((row) => row.category !== '' || levelOf(row.area) !== level);
  const passedOver =
    others.length === 0
      ? []
      : [
          `Rows that are not of ${level === 'practice' ? 'practices' : 'PCNs'}, passed over: ${others.length} (${inWords(others)}).`,
        ];
  return {
    file,
    table: file,
    ...(entry === null ? {} : { member: name }),
    level,
    variables: named.map((one) => variableOf(file, level, one)),
    given: {
      notes: [...passedOver, ...named.flatMap(({ notes }) => notes)],
      byVariable: new Map(named.map(({ id, values, codes }) => [id, { values, codes }])),
    },
  };
}

/**
 * A download of Fingertips, told by its header: practices' or PCNs' values of indicators, which become local variables
 * without a description beside them. null where the file is something else.
 */
export async function recogniseFingertips(file: FolderFile): Promise<Fingertips | null> {
  if (!/\.csv$/i.test(file.path)) return null;
  const { path: name, absolute, bytes } = file;
  return recogniseSource({
    file,
    name,
    entry: null,
    bytes,
    head: () => headOf(file),
    whole: () => readFile(absolute),
  });
}

/**
 * Downloads of Fingertips that are packed in an archive, or in an archive in it.
 * @throws InputError where the archive cannot be read.
 */
export async function packedFingertips(file: FolderFile): Promise<Fingertips[]> {
  if (!/\.zip$/i.test(file.path)) return [];
  const found: Fingertips[] = [];
  const look = async (path: string, entries: readonly ZipEntry[], within?: PackedFile): Promise<void> => {
    for (const entry of [...entries].sort((a, b) => order(nameOf(a), nameOf(b)))) {
      const packed = packedFile(entry, within);
      const name = `${path} (${packed.name})`;
      if (/(^|\/)(\.|__MACOSX)/.test(packed.name) || packed.bytes === 0) continue;
      if (/\.zip$/i.test(packed.name) && within === undefined && packed.bytes <= mostNested)
        await look(name, await listZip(file, zipLimits, packed), packed);
      if (!/\.csv$/i.test(packed.name)) continue;
      const head = () => zipHead(file, entry, headBytes, within);
      const whole = () => unpacked(file, packed);
      const download = await recogniseSource({ file, name, entry: packed, bytes: packed.bytes, head, whole });
      if (download !== null) found.push(download);
    }
  };
  await look(file.path, await listZip(file));
  return found;
}

async function recogniseSource(source: Source): Promise<Fingertips | null> {
  const { file, name, entry, bytes } = source;
  const header = headerOf(await source.head());
  const read = rowReader(header);
  if (read === null) return null;
  const recognition: Recognition = { file, tables: [], note: null, problems: [] };
  const kind = { ...localKind, label: 'Fingertips values', publisher: 'Fingertips', licence };
  try {
    if (bytes > mostBytes) {
      throw new InputError('This Fingertips download is larger than is read', {
        place: { file: name },
        expected: `at most ${mostBytes >> 20} MiB`,
        remedy: 'Download fewer indicators at a time.',
      });
    }
    const { dialect, text } = dialectOf(await source.whole());
    const [, ...cells] = firstRows(text, Number.POSITIVE_INFINITY, dialect.separator);
    const named = { name: file.path, header };
    requireAlike(named, doubledColumns(header, header.keys()), cells, (i) => i + 2 + dialect.above);
    const rows = cells.map((row, i) => read(row, i + 2 + dialect.above));
    const sidecar = sidecarOf(source, rows);
    const publication = sidecar.variables.map(({ label, source, year }) => `${label} (${source}, ${year})`);
    const area = header.findIndex((name) => /^(area|practice)[ _]code$/i.test(name.trim()));
    recognition.tables.push({
      kind: {
        ...kind,
        publication: publication.join('; '),
        attribution: `Source: Fingertips, ${publication.join('; ')}. Licensed under the ${licence}.`,
      },
      file,
      name,
      entry,
      sheet: null,
      header,
      headerRow: 1 + dialect.above,
      dialect: isStandard(dialect) ? null : dialect,
      fields: { [sidecar.level]: area },
      date: null,
      sexes: [],
      synthetic: false,
    });
    return { recognition, sidecar };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    recognition.problems.push({ kind, error });
    return { recognition, sidecar: null };
  }
}
