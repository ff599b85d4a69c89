import { open } from 'node:fs/promises';
import { InputError } from '@inverse-care/domain';
import { recognise } from '../recognise/recognise.js';
import type { Table } from '../recognise/recognise-table.js';
import type { FolderFile } from '../tables/folder.js';
import { isArchiveName, nameOf, verifyZip } from '../tables/read-zip.js';
import type { Want } from './editions.js';

/** What was seen of a file that came. */
export interface Verified {
  holds: Holding[];
  /** Every member of the archive has the length and checksum that it states; false where it is no archive. */
  archive: boolean;
  /** What it holds, for readers: "workforce of 2020-03". */
  labels: string[];
}

/** What a file holds, as the lock says it. */
export interface Holding {
  kind: string;
  edition: string | null;
}

export const holdingOf = ({ kind, date }: Table): Holding => ({
  kind: kind.id,
  edition: date === null ? null : date.slice(0, 7),
});

/** Whether what a file holds is what is wanted. */
export const serves = ({ source, edition }: Want, holding: Holding): boolean =>
  holding.kind === source.kind && (edition === null || holding.edition === edition);

const saying = ({ kind, edition }: Holding, label: string) =>
  `${label || kind}${edition === null ? '' : ` of ${edition}`}`;

async function ends(file: FolderFile): Promise<{ head: string; tail: string }> {
  const handle = await open(file.absolute);
  try {
    const read = async (at: number, length: number) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
      return buffer.toString('latin1', 0, bytesRead);
    };
    return { head: await read(0, 512), tail: await read(Math.max(0, file.bytes - 1), 1) };
  } finally {
    await handle.close();
  }
}

/**
 * Sees that a downloaded file is whole and is what was wanted: by its content, whatever its name. Archives are
 * unpacked once to check every length and checksum.
 * @throws InputError that says what came instead.
 */
export async function verifyDownload(
  file: FolderFile,
  wants: readonly Want[],
  signal?: AbortSignal,
): Promise<Verified> {
  const refused = (problem: string) =>
    new InputError(problem, { place: { file: file.path }, expected: 'the file as its publisher issues it' });
  if (file.bytes === 0) throw refused('What came is empty');
  const { head, tail } = await ends(file);
  if (/^\s*(\xef\xbb\xbf)?\s*<(!doctype|html|head|body|\?xml)/i.test(head)) {
    throw refused('What came is a web page, not data');
  }
  const archive = head.startsWith('PK\x03\x04');
  const entries = archive ? await verifyZip(file, signal) : [];
  const { tables, problems, note } = await recognise(file);
  const holdings = tables.map(holdingOf);
  const labels = tables.map((table, i) => saying(holdings[i] as Holding, table.kind.label));
  if (!wants.some((want) => holdings.some((holding) => serves(want, holding)))) {
    const [problem] = problems;
    if (problem !== undefined) throw problem.error;
    const nested = entries.map(nameOf).find(isArchiveName);
    if (nested !== undefined)
      throw refused(`What came holds another archive (${nested}), which is not opened`);
    throw refused(`What came is something else: ${labels.length > 0 ? labels.join(', ') : note}`);
  }
  const text = !archive && tables.some(({ kind }) => kind.id !== 'boundaries');
  if (text && tail !== '\n') throw refused('What came looks cut off: its last row has no line break');
  return { holds: holdings, archive, labels };
}
