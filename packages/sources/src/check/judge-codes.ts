import { type Finding, order } from '@inverse-care/domain';
import type { Ledger } from '../reading/ledger.js';
import { finding, number } from './finding.js';
import { thresholds } from './plausible.js';

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

/**
 * Practices of an extract by neighbourhood that no other file lists: their patients count in no PCN, and where the codes
 * are mistakes those of another practice are missing.
 */
export function judgeUnknownPractices({
  practicesOf,
  neighbourhoods,
}: Pick<Ledger, 'practicesOf' | 'neighbourhoods'>): Finding[] {
  return [...neighbourhoods].flatMap(([file, { tables, patients }]) => {
    const own = new Set(tables.map(({ name }) => name));
    const others = [...practicesOf].filter(([name]) => !own.has(name)).map(([, listed]) => listed);
    if (others.length === 0) return [];
    const unknown = [...patients].filter(([code]) => !others.some((listed) => listed.has(code)));
    if (unknown.length === 0) return [];
    unknown.sort(([a, n], [b, m]) => m - n || order(a, b));
    const people = unknown.reduce((sum, [, n]) => sum + n, 0);
    const all = [...patients.values()].reduce((sum, n) => sum + n, 0);
    const one = unknown.length === 1;
    return [
      finding({
        id: 'practices-unknown',
        severity: people > thresholds.practicesUnknown * all ? 'biases' : 'cosmetic',
        file,
        count: unknown.length,
        examples: unknown.map(([code]) => code),
        message: `${number(unknown.length)} ${one ? 'practice' : 'practices'} with ${number(people)} of the ${number(all)} patients ${one ? 'is' : 'are'} in no other file that was read.`,
        meaning: `No patients' table, membership or survey has ${one ? 'its code' : 'these codes'}: what is known of ${one ? 'its' : 'their'} patients' neighbourhoods reaches no PCN.`,
        remedy:
          'Compare the codes with the publication. A practice that opened or closed between two extracts is no mistake.',
      }),
    ];
  });
}
