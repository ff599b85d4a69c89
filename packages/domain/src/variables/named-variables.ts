import { closest } from '../closest.js';
import { InputError } from '../errors.js';
import { termsOf, variableOfTerm } from '../study/covariate-sets.js';
import { theNeed } from '../study/model.js';
import { isModelArea } from '../study/model-errors.js';
import { faultAsError, type ModelledStudy, modelFaults } from '../study/model-faults.js';
import type { DeclaredStudy } from '../study/study.js';
import type { LocalVariable } from './local-variable.js';
import { isOfficial, needIds, officialVariable, type VariableId, variableIds } from './official.js';

/** The part of a study that names variables. */
export type NamingStudy = Pick<DeclaredStudy, 'needs' | 'required' | 'table2'> &
  ModelledStudy & {
    multiverse?: Pick<NonNullable<DeclaredStudy['multiverse']>, 'need'> | undefined;
  };

/** Variables that a study's model, and the groups in which it is estimated, name. */
function namedByModel(study: NamingStudy): { id: VariableId; key: string; asNeed: boolean }[] {
  const { model, by = [] } = study;
  const as = (key: string, id: VariableId | undefined) =>
    id === undefined || id === theNeed ? [] : [{ id, key, asNeed: false }];
  const groups = by.flatMap((group) => (typeof group === 'object' ? as('by', group.fifth_of) : []));
  if (model === undefined) return groups;
  const { outcome, errors } = model;
  const explained =
    typeof outcome === 'string' || 'role' in outcome
      ? undefined
      : 'variable' in outcome
        ? outcome.variable
        : outcome.fte_per_10k_of;
  const second = typeof errors === 'object' && 'two_way' in errors ? errors.two_way[1] : undefined;
  return [
    ...as('model.outcome', explained),
    ...termsOf(model.covariates, study).flatMap(({ term, set }) =>
      set === undefined ? as('model.covariates', variableOfTerm(term)) : [],
    ),
    ...(second === undefined || isModelArea(second) ? [] : as('model.errors', second)),
    ...groups,
  ];
}

/** Names of a study by the key under which they stand; needs first. */
function named(study: NamingStudy): {
  id: VariableId;
  key: string;
  asNeed: boolean;
}[] {
  const { needs, required, table2, multiverse } = study;
  const under = (key: string, ids: readonly VariableId[], asNeed: boolean) =>
    ids.map((id) => ({ id, key, asNeed }));
  return [
    ...under('needs', needs, true),
    ...under('required', required, false),
    ...(table2 === undefined
      ? []
      : [
          ...under('table2.need', [table2.need], true),
          ...under('table2.covariates', table2.covariates, false),
        ]),
    ...under('multiverse.need', multiverse?.need ?? [], true),
    ...namedByModel(study),
  ];
}

/** Where a study names a variable: the key, and in a list the position. */
function pathTo(study: object, key: string, id: VariableId): readonly (string | number)[] {
  const path = key.split('.');
  let at: unknown = study;
  for (const part of path) at = (at as Record<string, unknown> | undefined)?.[part];
  const position = Array.isArray(at) ? at.indexOf(id) : -1;
  return position < 0 ? path : [...path, position];
}

/**
 * What is wrong with the variables that a study names, given the folder's local ones: a name that nothing has, or a
 * characteristic in the place of a need; else what is wrong with its model, which those names make known.
 */
export function misnamed(study: NamingStudy, local: readonly LocalVariable[]): InputError[] {
  const byId = new Map(local.map((one) => [one.id, one]));
  const names = named(study).flatMap(({ id, key, asNeed }) => {
    const found = isOfficial(id) ? officialVariable(id) : byId.get(id);
    const place = { column: key, inStudy: pathTo(study, key, id) };
    if (found === undefined) {
      const known = [...(asNeed ? needIds : variableIds), ...[...byId.keys()].sort()];
      const meant = closest(id, known);
      return [
        new InputError(
          `The study names "${id}", which is no official variable and no table in local brings.`,
          {
            place,
            expected: `one of ${known.join(', ')}`,
            remedy:
              meant === undefined
                ? `Correct the name, or put a table with its sidecar into the folder local (docs/data.md).`
                : `Write "${meant}" if that is what was meant; else put a table with its sidecar into the folder local (docs/data.md).`,
          },
        ),
      ];
    }
    if (!asNeed || found.need) return [];
    return [
      new InputError(`The study names "${id}" as a need, and its sidecar does not say which way need goes.`, {
        place,
        expected: `a variable of which more means more need`,
        remedy: `Write "direction: higher is more need" in the sidecar of ${byId.get(id)?.file ?? id} if that is so; a variable that goes the other way has to be turned round first.`,
      }),
    ];
  });
  return names.length > 0 ? names : modelFaults(study, { local }).map((fault) => faultAsError(fault));
}

/** Throws the first InputError of `misnamed`. */
export function requireNamed(study: NamingStudy, local: readonly LocalVariable[]): void {
  const [error] = misnamed(study, local);
  if (error !== undefined) throw error;
}
