import type { Finding } from '@inverse-care/domain';
import type { Table } from '../recognise/recognise-table.js';
import { finding, number } from './finding.js';
import type { GridRow } from './grid.js';

/** Extracts that are nearest to no snapshot of the folder. */
export function spare(tables: readonly Table[], grid: readonly GridRow[]): Finding[] {
  if (grid.length === 0) return [];
  const served = new Set(grid.flatMap(({ cells }) => Object.values(cells).map(({ path }) => path)));
  const usedExtracts = new Set(
    tables.filter(({ name }) => served.has(name)).map(({ kind, date }) => `${kind.id} ${date}`),
  );
  const idle = tables.filter(
    ({ kind, date }) => kind.id !== 'workforce' && date !== null && !usedExtracts.has(`${kind.id} ${date}`),
  );
  if (idle.length === 0) return [];
  return [
    finding({
      id: 'spare-file',
      severity: 'cosmetic',
      file: idle.length === 1 ? (idle[0]?.name ?? null) : null,
      count: idle.length,
      examples: idle.map(({ name }) => name),
      message: `${idle.length === 1 ? 'A file is' : `${number(idle.length)} files are`} recognised and serve${idle.length === 1 ? 's' : ''} no snapshot: a nearer extract or a better file is there.`,
      meaning: 'A run may look up in it where a practice sits, and takes nothing else from it.',
      remedy: 'Nothing to do.',
    }),
  ];
}
