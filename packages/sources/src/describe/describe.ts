import path from 'node:path';
import { type CacheFolder, InputError } from '@inverse-care/domain';
import type { DataFolders } from '../tables/folder.js';
import { readCsvRows } from './csv-rows.js';
import { findKey } from './find-key.js';
import { codesByPattern, codesOfFolder } from './known-codes.js';
import { proposeVariables } from './propose.js';
import { type Proposal, type Said, sidecarText } from './sidecar-text.js';
import { findColumns } from './value-columns.js';

/** What is asked about a table. */
export interface DescribeOptions {
  file: string;
  /** Whose practices and PCNs the codes are held against; how codes are built where there is none. */
  data?: DataFolders;
  key?: string;
  denominator?: string;
  source?: string;
  year?: number;
  /** Columns of which more is more need. */
  needs?: readonly string[];
  cache?: CacheFolder | null;
  signal?: AbortSignal;
}

/** A proposed sidecar. */
export interface Description {
  proposal: Proposal;
  /** The sidecar. */
  text: string;
  /** What is left to be filled in: "year", "denominator of referred". */
  unfilled: readonly string[];
}

/** A year in the name of a file or a column: "loneliness_2023.csv". */
const yearIn = (text: string): number | null => {
  const [, found] = /(?<!\d)((?:19|20)\d\d)(?!\d)/.exec(text) ?? [];
  return found === undefined ? null : Number(found);
};

/**
 * Proposes a sidecar for a table of one's own: which column has the codes and whose they are, how many join, and what
 * each column of numbers seems to be.
 * @throws InputError where the table cannot be one of practices, PCNs, sub-ICB locations or ICBs: at its row and column.
 */
export async function describeTable(options: DescribeOptions): Promise<Description> {
  const { file, data, denominator, signal, cache } = options;
  const table = await readCsvRows(file);
  const known =
    data === undefined
      ? codesByPattern
      : await codesOfFolder(data, { ...(signal && { signal }), cache: cache ?? null });
  const key = findKey(table, known, options.key);
  const { values, passedOver, year } = findColumns(table, key.at);
  const variables = proposeVariables(table, values, denominator);
  const needs = options.needs ?? [];
  const strange = needs.find(
    (need) => !variables.some(({ id, of }) => [id, of.column.toLowerCase()].includes(need.toLowerCase())),
  );
  if (strange !== undefined) {
    throw new InputError(`There is no variable "${strange}" to be a need.`, {
      place: { file },
      expected: `one of ${variables.map(({ of }) => of.column).join(', ')}`,
      remedy: 'Give another column to --need.',
    });
  }
  const name = path.basename(file);
  const said: Said = {
    source: options.source ?? `Supplied locally (${name})`,
    year: options.year ?? year ?? yearIn(name) ?? yearIn(values.map(({ column }) => column).join(' ')),
    needs,
  };
  const proposal = {
    table: name,
    rows: table.rows.length,
    key,
    by: known.by(key.level),
    variables,
    passedOver,
  };
  return {
    proposal,
    text: sidecarText(proposal, said),
    unfilled: [
      ...(said.year === null ? ['year'] : []),
      ...variables.flatMap(({ columns }) =>
        'numerator' in columns && columns.denominator === '' ? [`denominator of ${columns.numerator}`] : [],
      ),
    ],
  };
}
