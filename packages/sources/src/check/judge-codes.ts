import type { Finding } from '@inverse-care/domain';
import type { Ledger } from '../reading/ledger.js';
import { finding, number } from './finding.js';

/** Files in which something stands in the place of a code that is none. */
export const judgeCodes = ({ strangeCodes }: Pick<Ledger, 'strangeCodes'>): Finding[] =>
  strangeCodes.map(({ file, what, rows, examples, message }) =>
    finding({
      id: 'not-a-code',
      severity: 'biases',
      file,
      count: rows,
      examples,
      message,
      meaning: `${number(rows)} ${rows === 1 ? 'row joins' : 'rows join'} nothing: what ${rows === 1 ? 'it says' : 'they say'} is missing where it belongs.`,
      remedy: `Compare the ${what} codes with the publication.`,
    }),
  );
