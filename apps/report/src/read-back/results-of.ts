import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Results } from './read-back.js';

/** Rows of RFC 4180 text by the names in its header. */
function rowsOf(csv: string): Record<string, string>[] {
  const lines: string[][] = [[]];
  for (const [, quoted, bare = '', end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    lines.at(-1)!.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end !== ',' && end !== '') lines.push([]);
    if (end === '') break;
  }
  const [header = [], ...rows] = lines.filter((line) => line.length > 1 || line[0] !== '');
  return rows.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ''])));
}

/** The results of a run in a folder, each table read when it is first asked for. */
export function resultsIn(out: string): Results {
  const tables = new Map<string, ReturnType<typeof rowsOf> | undefined>();
  const read = (file: string) => {
    try {
      return rowsOf(readFileSync(path.join(out, 'results', path.basename(file)), 'utf8'));
    } catch {
      return undefined;
    }
  };
  const json = (file: string) => JSON.parse(readFileSync(path.join(out, file), 'utf8'));
  return {
    table(file) {
      if (!tables.has(file)) tables.set(file, read(file));
      return tables.get(file);
    },
    manifest: json('manifest.json'),
    local: json('record/run.json').panel?.local,
  };
}
