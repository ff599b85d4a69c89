import type { Finding } from '@inverse-care/domain';
import type { Country } from '../country/country.js';
import { finding, number, percent } from './finding.js';
import { implausible } from './implausible.js';
import { thresholds } from './plausible.js';

/** Whether so many practices without a value of a variable are a finding. */
export const isSuppressed = (without: number, practices: number): boolean =>
  without > thresholds.suppressed * practices;

/**
 * What a reader should know of a survey: how many practices it has, and for how many of them a variable has no value.
 * @param practices of every row, in capitals.
 * @param values by variable and practice.
 */
export function judgeSurvey(
  practices: readonly string[],
  values: ReadonlyMap<string, ReadonlyMap<string, number>>,
  file: string,
  { name, plausible }: Country,
): Finding[] {
  const rows = practices.length;
  const total = implausible(rows, plausible.surveyPractices, name, { file });
  const groups = new Map<string, { variables: string[]; without: string[] }>();
  for (const [variable, known] of values) {
    const without = practices.filter((code) => !known.has(code));
    const group = groups.get(without.join(' ')) ?? { variables: [], without };
    groups.set(without.join(' '), group);
    group.variables.push(variable);
  }
  const suppressed = [...groups.values()]
    .filter(({ without }) => isSuppressed(without.length, rows))
    .map(({ variables, without }) =>
      finding({
        id: 'survey-suppressed',
        severity: 'biases',
        file,
        count: without.length,
        examples: without,
        message: `${number(without.length)} of ${number(rows)} practices (${percent(without.length / rows)}) have no value of ${variables.join(', ')}: their cells are suppressed or empty.`,
        meaning:
          'Cells are suppressed where few answered, so practices with few answers weigh nothing in their PCN.',
        remedy: 'Nothing to download; say it beside the result.',
      }),
    );
  return total === null ? suppressed : [total, ...suppressed];
}
