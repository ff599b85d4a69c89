import type { TableView } from '../html/table.js';
import type { Block, PageFigure } from '../sections/block.js';
import type { Section } from '../sections/section.js';
import type { Part } from './assemble.js';

/** A table or figure with its number: “Table 3.1”. */
type Numbered<T> = Omit<T, 'number'> & { number: string };

/** A block whose table or figure has its number. */
export type NumberedBlock =
  | Exclude<Block, { kind: 'table' | 'figure' | 'no-table' }>
  | { kind: 'table'; own: boolean; table: Numbered<TableView> }
  | { kind: 'figure'; own: boolean; figure: Numbered<PageFigure> };

/** A section whose tables and figures have their numbers. */
export interface NumberedPart {
  section: Section;
  blocks: NumberedBlock[];
}

/** What counts the tables or figures of each series. */
function counter() {
  const last = new Map<string, number>();
  return {
    /** The paper’s own: “Figure 3.2” is the second of “Figure 3”. */
    take(label: string): string {
      const [, stem, part] = /^(.+)\.(\d+)$/.exec(label) ?? [];
      if (stem !== undefined) last.set(stem, Math.max(last.get(stem) ?? 0, Number(part)));
      return label;
    },
    next(kind: 'Table' | 'Figure', { id, series }: Section): string {
      if (series === undefined)
        throw new RangeError(`The section “${id}” has a ${kind.toLowerCase()} and no series to number it by`);
      const stem = `${kind} ${series}`;
      const number = (last.get(stem) ?? 0) + 1;
      last.set(stem, number);
      return /\d$/.test(stem) ? `${stem}.${number}` : `${stem}${number}`;
    },
  };
}

/**
 * Gives tables and figures their numbers in the order in which they stand. The paper’s keep their own; ours are counted
 * by the series of their section, so that a section more or less moves no number of another.
 * Throws RangeError where two would have the same number, or a section with one of ours has no series.
 */
export function numbered(parts: readonly Part[]): NumberedPart[] {
  const count = counter();
  const seen = new Set<string>();
  const label = (kind: 'Table' | 'Figure', own: string | null, section: Section) => {
    const number = own === null ? count.next(kind, section) : count.take(own);
    if (seen.has(number)) throw new RangeError(`Two are called ${number}`);
    seen.add(number);
    return { own: own === null, number };
  };
  return parts.map(({ section, blocks }) => ({
    section,
    blocks: blocks.flatMap((block): NumberedBlock[] => {
      if (block.kind === 'no-table') {
        count.next('Table', section);
        return [];
      }
      if (block.kind === 'table') {
        const { own, number } = label('Table', block.table.number, section);
        return [{ kind: 'table', own, table: { ...block.table, number } }];
      }
      if (block.kind === 'figure') {
        const { own, number } = label('Figure', block.figure.number, section);
        return [{ kind: 'figure', own, figure: { ...block.figure, number } }];
      }
      return [block];
    }),
  }));
}
