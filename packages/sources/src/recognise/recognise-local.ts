import { open } from 'node:fs/promises';
import { byCloseness, distinct, InputError, levelWords } from '@inverse-care/domain';
import { type Kind, localKind } from '../catalogue/catalogue.js';
import { normalise } from '../tables/columns.js';
import { dialectOf, isStandard, wholeCharacters } from '../tables/dialect.js';
import type { FolderFile } from '../tables/folder.js';
import { firstRows } from '../tables/text.js';
import { localColumns } from './local-columns.js';
import type { Sidecar } from './local-sidecar.js';
import type { Recognition } from './recognise-table.js';

const headBytes = 1 << 18;
const sampleRows = 300;

/** The fields of a table under which a variable's columns stand. */
export const sidecarField = (id: string, part: 'value' | 'numerator' | 'denominator') => `${id} ${part}`;

/** What a local table is, by its sidecar. */
function kindOf({ level, variables }: Sidecar): Kind {
  const each = (value: (variable: Sidecar['variables'][number]) => string) =>
    distinct(variables.map(value)).join('; ');
  return {
    ...localKind,
    label: `local ${levelWords(level).one} values`,
    publisher: 'Local',
    publication: each(({ label, source, year }) => `${label} (${source}, ${year})`),
    licence: each(({ licence }) => licence),
    attribution: each(
      ({ label, source, year, licence }) => `${label}: ${source}, ${year}. Licence: ${licence}.`,
    ),
    row: level === 'icb' ? 'an ICB' : `a ${levelWords(level).one}`,
  };
}

function fieldsOf(
  header: readonly string[],
  { file, table, level, codeColumn: code = levelWords(level).column, variables }: Sidecar,
): Record<string, number> {
  const find = (name: string) => {
    const exact = header.indexOf(name);
    return exact === -1 ? header.findIndex((other) => normalise(other) === normalise(name)) : exact;
  };
  const at = find(code);
  if (at === -1) {
    throw new InputError(`This local table has no column ${code}`, {
      place: { file: table.path, row: 1, column: code },
      expected: `a column called ${code}, as ${file.path} says that its values are of ${levelWords(level).many}; the closest that is there: ${byCloseness(code, header)[0]}`,
      remedy: `Rename the column that holds the codes, write "code_column:" with its name in the sidecar, or "level: ${level === 'pcn' ? 'practice' : 'pcn'}".`,
    });
  }
  const claimed: Record<string, number> = {};
  for (const { id, columns, line } of variables) {
    for (const [part, name] of Object.entries(columns) as ['value' | 'numerator' | 'denominator', string][]) {
      const column = find(name);
      if (column === -1) {
        throw new InputError(
          `The sidecar says that ${id} is in the column "${name}", which ${table.path} does not have`,
          {
            place: { file: file.path, row: line, column: name },
            expected: `one of ${byCloseness(name, header).slice(0, 6).join(', ')}`,
            remedy: 'Correct the column in the sidecar, or rename it in the table.',
          },
        );
      }
      claimed[sidecarField(id, part)] = column;
    }
  }
  const taken = new Set(Object.values(claimed));
  const official = Object.entries(level === 'practice' ? (localColumns(header) ?? {}) : {}).filter(
    ([field, column]) => field === 'patients' || !taken.has(column),
  );
  return { ...Object.fromEntries(official), [level]: at, ...claimed };
}

async function headOf({ absolute, bytes }: FolderFile): Promise<Buffer> {
  const handle = await open(absolute);
  try {
    const head = Buffer.alloc(Math.min(headBytes, bytes));
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** A local table by its sidecar, whatever else its columns might be. */
export async function recogniseLocal(sidecar: Sidecar): Promise<Recognition> {
  const file = sidecar.table;
  const found: Recognition = { file, tables: [], note: null, problems: [] };
  const kind = kindOf(sidecar);
  try {
    const head = await headOf(file);
    const { dialect, text } = dialectOf(head.length >= file.bytes ? head : wholeCharacters(head));
    const [header = [], ...sample] = firstRows(text, sampleRows, dialect.separator);
    const fields = fieldsOf(header, sidecar);
    if (sample.length === 0) {
      throw new InputError('The file has a header and no rows', {
        place: { file: file.path },
        expected: `one row for ${kind.row}`,
        remedy: 'Fill it or take it and its sidecar away.',
      });
    }
    found.tables.push({
      kind,
      file,
      name: file.path,
      entry: null,
      sheet: null,
      header,
      headerRow: 1 + dialect.above,
      dialect: isStandard(dialect) ? null : dialect,
      fields,
      date: null,
      sexes: [],
      synthetic: false,
    });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    found.problems.push({ kind, error });
  }
  return found;
}
