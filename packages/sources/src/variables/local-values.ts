import { InputError, isAsked, type VariableId } from '@inverse-care/domain';
import { openDistinct } from '../reading/open-extract.js';
import { cellError, type OpenTable, readFields } from '../reading/open-table.js';
import type { Reading } from '../reading/reading.js';
import { practiceRows } from '../reading/row-checks.js';
import { localVariable } from '../recognise/local-columns.js';
import { normalise } from '../tables/columns.js';
import { decimal } from '../tables/decimal.js';
import { isMissingMark, MissingMarks } from './missing-mark.js';
import { isOfficialAlone } from './nearest-sources.js';
import type { PracticeValues } from './practice-values.js';

async function readColumn(reading: Reading, open: OpenTable, field: string): Promise<Map<string, number>> {
  const column = localVariable(open.table.header[open.table.fields[field] as number] as string);
  const cells = await readFields(open, ['practice', 'patients', field], reading.workspace);
  const values = new Map<string, number>();
  const missing = new MissingMarks();
  for (const [i, practice] of practiceRows(open, cells.practice as string[])) {
    const text = cells[field]?.[i] as string;
    if (text === '') continue;
    if (isMissingMark(text, 0)) {
      missing.take(text);
      continue;
    }
    let value = decimal(text);
    if (column?.count) {
      const patients = decimal(cells.patients?.[i] ?? '');
      if (patients === 0 && value === 0) continue;
      value /= patients;
    }
    if (!(value >= 0 && value <= 1)) {
      throw cellError(
        open,
        i,
        field,
        `${practice} cannot have the value "${text}"`,
        column?.count ? 'a count from 0 to the number in the column patients' : 'a share from 0 to 1',
      );
    }
    values.set(practice, value);
  }
  const words = missing.inWords(open.table.header[open.table.fields[field] as number] as string);
  if (words !== null) reading.ledger.warn(open.table.name, words);
  return values;
}

/** How many answered, by practice, from the column respondents of a table of survey answers; null where it has none. */
async function readRespondents(reading: Reading, open: OpenTable): Promise<Map<string, number> | null> {
  if (open.table.fields.respondents === undefined) return null;
  const cells = await readFields(open, ['practice', 'respondents'], reading.workspace);
  const found = new Map<string, number>();
  for (const [i, practice] of practiceRows(open, cells.practice as string[])) {
    const text = cells.respondents?.[i] as string;
    if (text === '' || isMissingMark(text, 0)) continue;
    const value = decimal(text);
    if (!(value >= 0 && value < 1e7)) {
      throw cellError(
        open,
        i,
        'respondents',
        `${practice} cannot have "${text}" respondents`,
        'the number of persons who answered',
      );
    }
    found.set(practice, value);
  }
  return found;
}

/**
 * Values from the user's own tables, by variable; those that an official file gives are passed over with a note, but
 * where both have a date, so that each may be the nearer to a snapshot.
 * @throws InputError where two tables give the same variable and their dates do not tell them apart.
 */
export async function readLocal(
  reading: Reading,
  official: readonly PracticeValues[],
): Promise<PracticeValues[]> {
  const tables = reading.tables.filter(({ kind }) => kind.id === 'local');
  const supplied = new Map<VariableId, OpenTable[]>();
  const results: PracticeValues[] = [];
  for (const open of await openDistinct(reading, tables)) {
    const { table } = open;
    for (const [field, at] of Object.entries(table.fields)) {
      const column = localVariable(table.header[at] as string);
      // A field under another name than its column's is the sidecar's.
      if (column === null || field !== normalise(table.header[at] as string)) continue;
      const { variable, count } = column;
      if (isOfficialAlone(official, variable, table.date)) {
        reading.ledger.warn(table.name, `Its ${variable} was passed over: an official file gives it.`);
        continue;
      }
      const others = supplied.get(variable) ?? [];
      const before = others.find(
        (one) => table.date === null || (one.table.date ?? table.date) === table.date,
      );
      if (before !== undefined) {
        throw new InputError(`${variable} is supplied twice: by ${before.table.name} and by ${table.name}`, {
          place: { file: table.name, column: table.header[at] as string },
          expected: 'one local table a variable, or a date of its own in the name of each',
          remedy: 'Keep the one that you mean.',
        });
      }
      if (count && table.fields.patients === undefined) {
        throw new InputError(
          `${table.header[at]} is a count, and the column patients to divide it by is missing`,
          {
            place: { file: table.name, column: 'patients' },
            expected: 'a column called patients',
            remedy: 'Add the column, or give the share itself.',
          },
        );
      }
      supplied.set(variable, [...others, open]);
      const values = await readColumn(reading, open, field);
      const respondents = isAsked(variable) ? await readRespondents(reading, open) : null;
      reading.ledger.read(open);
      results.push({
        purpose: variable === 'share_65_plus' ? 'age' : variable,
        tables: [table],
        values: new Map([[variable, values]]),
        ...(respondents === null ? {} : { respondents: new Map([[variable, respondents]]) }),
      });
    }
  }
  return results;
}
