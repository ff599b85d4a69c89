import type { Prepared } from './prepare.js';
import { ruleAsWords } from './rules.js';
import type { MultiverseOmittedRow } from './tables.js';

/** What is left out of a multiverse, and by what reporting was weighted. */
export function omittedRows({
  found,
  reporting,
}: Pick<Prepared, 'found' | 'reporting'>): MultiverseOmittedRow[] {
  return [
    ...found.excluded.map(
      ({ rule, combinations }): MultiverseOmittedRow => ({
        kind: 'incompatible',
        what: ruleAsWords(rule),
        why: rule.why,
        combinations,
      }),
    ),
    ...found.unavailable.map(
      ({ dimension, option, why }): MultiverseOmittedRow => ({
        kind: 'not in the data',
        what: `${dimension} ${option}`,
        why,
        combinations: null,
      }),
    ),
    ...[...reporting].map(
      ([snapshot, { note }]): MultiverseOmittedRow => ({
        kind: 'reporting weights',
        what: snapshot,
        why: note,
        combinations: null,
      }),
    ),
  ];
}
