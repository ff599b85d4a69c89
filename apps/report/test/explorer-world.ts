import { multiverse, multiverseEffects } from '@inverse-care/core/tables';
import { type FilledTable, tableCsv, tidy } from '@inverse-care/domain';
import type { ReportInput } from '../src/report-input.js';
import { sensitivityInput } from './sensitivity-fixtures.js';

/** A run with two needs that the data have and one that they lack, and choices that do not all go together. */
export const explored = (): Promise<ReportInput> =>
  sensitivityInput({
    slopes: { ltc_share: [3, -3], need_predicted: [2, 2] },
    needs: ['ltc_share', 'need_predicted', 'core20_share'],
    choices:
      'outcome: [fte_per_10k, fte_per_10k_ltc, any, fte], weights: [none, patients], form: [level, log1p, poisson], errors: [HC1, CR2]',
    replicates: 0,
  });

/** Rows of RFC 4180 text by the names of its header. */
export function readRows(csv: string): Record<string, string>[] {
  const lines = csv
    .trimEnd()
    .split('\n')
    .map((line) =>
      [...`${line},`.matchAll(/("(?:[^"]|"")*"|[^,]*),/g)].map(([, cell]) =>
        cell!.replace(/^"(.*)"$/, '$1').replaceAll('""', '"'),
      ),
    );
  const [names = [], ...rows] = lines;
  return rows.map((cells) => Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ''])));
}

/** Rows of results/multiverse.csv joined with those of results/multiverse_effects.csv, as the files' text. */
export function csvRows({ tables }: ReportInput): Record<string, string>[] {
  const rowsOf = ({ file }: { file: string }) =>
    readRows(tableCsv(tidy(tables.all().find(({ table }) => table.file === file) as FilledTable)));
  const effects = rowsOf(multiverseEffects);
  return rowsOf(multiverse).map((row, i) => ({ ...effects[i], ...row }));
}
