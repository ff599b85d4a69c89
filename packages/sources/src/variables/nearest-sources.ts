import { daysBetween, order, type Snapshot, type VariableId } from '@inverse-care/domain';
import type { PracticeValues } from './practice-values.js';

/** Of its tables; null where they have none, or differ. */
const dateOf = ({ tables }: PracticeValues): string | null => {
  const date = tables[0]?.date ?? null;
  return tables.every((table) => table.date === date) ? date : null;
};

/** True of variables that an official file gives without a date, or a local table without: then the official one stands. */
export const isOfficialAlone = (
  official: readonly PracticeValues[],
  variable: VariableId,
  localDate: string | null,
): boolean => {
  const rival = official.find(({ values }) => values.has(variable));
  return rival !== undefined && (localDate === null || dateOf(rival) === null);
};

/**
 * What serves a snapshot, each variable from one source: of those with dates the nearest in time, of an official and a
 * local one as near the official one, of two local ones the later. A source keeps the variables that no nearer one has.
 */
export function nearestSources(
  snapshot: Snapshot,
  official: readonly PracticeValues[],
  local: readonly PracticeValues[],
): PracticeValues[] {
  const away = (source: PracticeValues) => {
    const date = dateOf(source);
    return date === null ? 0 : Math.abs(daysBetween(snapshot, date));
  };
  const later = (a: PracticeValues, b: PracticeValues) => order(dateOf(b) ?? '', dateOf(a) ?? '');
  const all = [...official, ...[...local].sort(later)];
  const serving = new Map<VariableId, PracticeValues>();
  for (const source of all) {
    for (const variable of source.values.keys()) {
      const before = serving.get(variable);
      if (before === undefined || away(source) < away(before)) serving.set(variable, source);
    }
  }
  return [...official, ...local].flatMap((source) => {
    const own = [...source.values].filter(([variable]) => serving.get(variable) === source);
    if (own.length === 0) return [];
    return [own.length === source.values.size ? source : { ...source, values: new Map(own) }];
  });
}
