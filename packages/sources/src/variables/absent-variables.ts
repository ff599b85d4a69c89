import {
  type AbsentVariable,
  InputError,
  type LocalVariable,
  levelWords,
  type VariableId,
  variableIds,
} from '@inverse-care/domain';
import { sourceOf, type VariableSource, wanted } from '../catalogue/catalogue.js';

const missingSource: Readonly<Record<VariableSource, string>> = {
  survey: 'no GP Patient Survey practice file',
  age: 'no file of patients by age',
  deprivation: 'no LSOA extract of patients together with the Indices of Deprivation 2019',
  rurality: 'no LSOA extract of patients together with the Rural Urban Classification 2011',
  'deprivation-2025': 'no LSOA extract of patients together with the Indices of Deprivation 2025',
  'rurality-2021': 'no LSOA extract of patients together with the Rural Urban Classification 2021',
};

/** Why each variable that is not there is not there, and how to obtain it. */
export function absentVariables(
  available: ReadonlySet<VariableId>,
  /** Variables whose files are there, but have no value for any practice of the panel. */
  empty: ReadonlySet<VariableId>,
  lackingForPrediction: readonly VariableId[],
  /** Reasons of their own that some variables have. */
  reasons: ReadonlyMap<VariableId, string> = new Map(),
): AbsentVariable[] {
  return variableIds
    .filter((variable) => !available.has(variable))
    .map((variable) => {
      const source = sourceOf(variable);
      if (source === 'predicted') {
        return {
          variable,
          reason: `The equation needs ${lackingForPrediction.join(', ')}, which the folder does not allow.`,
          remedy: 'Supply what is listed for those variables.',
        };
      }
      const local = `Or put a table with the columns practice_code and ${variable} into a folder called local.`;
      return {
        variable,
        reason:
          reasons.get(variable) ??
          (empty.has(variable)
            ? 'Its file has no value for any practice of the panel.'
            : `The folder has ${missingSource[source]}, and no local table supplies it.`),
        remedy: `${wanted[source]} ${variable === 'need_published' ? '' : local}`.trim(),
      };
    });
}

/** Local variables whose table joins no practice or PCN of the panel. */
export function absentLocal(
  definitions: readonly LocalVariable[],
  available: ReadonlySet<VariableId>,
): AbsentVariable[] {
  return definitions
    .filter(({ id }) => !available.has(id))
    .map(({ id, file, level }) => ({
      variable: id,
      reason: `${file} has no value for any ${levelWords(level).one} of the panel.`,
      remedy: 'Look whether its codes are those of the official files.',
    }));
}

/** Throws InputError where a required variable is absent. */
export function requireVariables(required: readonly VariableId[], absent: readonly AbsentVariable[]): void {
  const lacking = absent.filter(({ variable }) => required.includes(variable));
  const [first] = lacking;
  if (first === undefined) return;
  throw new InputError(
    `The study requires ${lacking.map(({ variable }) => variable).join(', ')}, which the folder does not allow. ${first.reason}`,
    {
      place: { column: first.variable, inStudy: ['required', required.indexOf(first.variable)] },
      expected: 'every required variable',
      remedy: first.remedy,
    },
  );
}
