import { isLargerBody, isPracticeType } from '../tables/body-type.js';
import { cellError, type OpenTable } from './open-table.js';
import type { Reading } from './reading.js';

const short = (text: string) => (text.length > 30 ? `${text.slice(0, 30)}…` : text);

/**
 * Asks of a table without a practice that it counts larger bodies: then it may be passed over.
 * @param kinds the words of its column of types, in capitals.
 * @throws InputError where one of them is no kind of body: the column is another one.
 */
export function requireLargerBodies(open: OpenTable, kinds: Iterable<string>): void {
  const strange = [...kinds].find((kind) => !isLargerBody(kind));
  if (strange === undefined) return;
  throw cellError(
    open,
    0,
    'type',
    `No row is of a practice: this column says "${short(strange)}" and never GP`,
    'GP in the rows of practices; see whether two columns have changed places',
  );
}

/**
 * Counts rows of which nobody knows what body they are of.
 * @param kinds rows by the words of the column of types.
 */
export function warnStrangeBodies(
  { ledger }: Reading,
  { table }: OpenTable,
  kinds: ReadonlyMap<string, number>,
): void {
  const strange = [...kinds].filter(([kind]) => !isPracticeType(kind) && !isLargerBody(kind));
  const rows = strange.reduce((sum, [, n]) => sum + n, 0);
  if (rows === 0) return;
  ledger.warn(
    table.name,
    `Rows of bodies that are not known, passed over: ${rows}; ${strange
      .slice(0, 5)
      .map(([kind]) => short(kind))
      .sort()
      .join(', ')}.`,
  );
}
