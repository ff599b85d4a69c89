import type { Snapshot, SurveyBase, VariableId } from '@inverse-care/domain';
import type { Pcn } from '../places/place-pcns.js';
import type { PracticeColumns } from '../variables/practice-columns.js';
import type { SnapshotSources } from './snapshot-sources.js';

/**
 * Gives who answered for each surveyed variable of a PCN: of its practices that have a value, patients and respondents.
 * A PCN of which a practice has a value and no respondents has no base, as nobody knows how sure its value is.
 */
export function basesReader(
  snapshot: Snapshot,
  { byPractice, respondents }: Pick<SnapshotSources, 'byPractice' | 'respondents'>,
  columns: PracticeColumns,
): (pcn: Pcn) => SurveyBase[] {
  const asked = [...respondents]
    .map(([variable, answered]): [VariableId, Float64Array, Float64Array] => [
      variable,
      columns.of(byPractice.get(variable) ?? new Map()),
      columns.of(answered),
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return ({ code, practices }) =>
    asked.flatMap(([variable, values, answered]): SurveyBase[] => {
      const heard = practices.filter(({ number }) => !Number.isNaN(values[number]));
      const counts = heard.map(({ number }) => answered[number] as number);
      if (heard.length === 0 || !counts.every((count) => count > 0)) return [];
      return [
        {
          snapshot,
          pcn_code: code,
          variable,
          patients: heard.map(({ patients }) => patients),
          respondents: counts,
        },
      ];
    });
}
