import { cell, figure, head } from '../../html/table.js';
import { count } from '../../language/numbers.js';
import { syntheticNotice } from '../../language/words.js';
import { paragraph, tables } from '../block.js';
import type { Section } from '../section.js';

const words = { numeric: false } as const;

/** The tables of a run with links to their files. */
export const siteTables: Section = {
  id: 'tables',
  heading: 'Tables',
  series: '',
  shows: [],
  blocks: ({ tables: run, data }) => [
    paragraph(
      'Each is a CSV file with a header row, full precision and empty cells for what is missing. Beside it lies what its columns hold (CSVW), named like it with “-metadata.json” at the end.',
    ),
    ...tables({
      id: 'table-files',
      number: null,
      caption: 'Tables of the run',
      head: [[head('Table', words), head('What it holds', words), head('Rows')]],
      rows: run.all().map(({ table: { file, title, description }, rows }) => ({
        header: cell(title, { href: `results/${encodeURIComponent(file)}`, sub: file }),
        cells: [cell(description), figure(count(rows.length))],
      })),
      notes: [],
      synthetic: data.synthetic ? syntheticNotice : null,
      kind: 'prose',
    }),
  ],
};
