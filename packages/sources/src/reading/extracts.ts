import { daysBetween, order } from '@inverse-care/domain';
import type { Kind, KindId } from '../catalogue/catalogue.js';
import type { Table } from '../recognise/recognise-table.js';

/** The tables of one kind and date. */
export interface Extract {
  kind: Kind;
  date: string;
  tables: Table[];
}

/** Dated tables by kind and date, in the order of `kinds`. */
export function extractsOf(tables: readonly Table[], kinds: readonly KindId[]): Extract[] {
  const extracts = new Map<string, Extract>();
  for (const id of kinds) {
    for (const table of tables) {
      if (table.kind.id !== id || table.date === null) continue;
      const key = `${id} ${table.date}`;
      const extract = extracts.get(key) ?? { kind: table.kind, date: table.date, tables: [] };
      extract.tables.push(table);
      extracts.set(key, extract);
    }
  }
  return [...extracts.values()];
}

/** Dated things from the nearest to a day to the furthest; of two as near, the later first; else in their own order. */
export function byNearness<T extends { date: string }>(day: string, candidates: readonly T[]): T[] {
  const distance = ({ date }: T) => Math.abs(daysBetween(day, date));
  return [...candidates].sort((a, b) => distance(a) - distance(b) || order(b.date, a.date));
}

/** Finds what the extract nearest to a day gives, passing over those that give null; each extract is read once. */
export function nearestReader<T>(
  extracts: readonly Extract[],
  read: (extract: Extract) => Promise<T | null>,
): (day: string) => Promise<T | null> {
  const known = new Map<Extract, T | null>();
  return async (day) => {
    for (const extract of byNearness(day, extracts)) {
      if (!known.has(extract)) known.set(extract, await read(extract));
      const found = known.get(extract) ?? null;
      if (found !== null) return found;
    }
    return null;
  };
}
