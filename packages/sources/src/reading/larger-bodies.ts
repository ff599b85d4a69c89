import { cellError, type OpenTable } from './open-table.js';
import type { Reading } from './reading.js';

/** Larger bodies than practices, of which the publication has files of the same columns. */
const largerBody =
  /^(CCG|STP|ICS|ICB|(COMM(ISSIONING)? |NHSE? ?(ENGLAND )?)?REGION( \([A-Z]+\))?|ENGLAND|COUNTRY|NATIONAL|SUB[ _-]?ICB.*)$/;

/**
 * Warns of a table that counts larger bodies alone, and is passed over.
 * @param kinds the words of its column of types, in capitals.
 * @throws InputError where one of them is no kind of body: the column is another one.
 */
export function passOverBodies({ ledger }: Reading, open: OpenTable, kinds: Iterable<string>): void {
  const strange = [...kinds].find((kind) => !largerBody.test(kind));
  if (strange === undefined) {
    ledger.warn(open.table.name, 'No row of it counts a practice, so it was passed over.');
    return;
  }
  throw cellError(
    open,
    0,
    'type',
    `No row is of a practice: this column says "${strange.slice(0, 30)}" and never GP`,
    'GP in the rows of practices; see whether two columns have changed places',
  );
}
