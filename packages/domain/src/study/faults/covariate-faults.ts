import type { WithLocal } from '../../variables/local-variable.js';
import type { VariableId } from '../../variables/official.js';
import { computedFrom, constructOf, measureTheSame } from '../../variables/relations.js';
import { type DeclaredTerm, nameOfTerm, termsOf, variableOfTerm } from '../covariate-sets.js';
import { theNeed } from '../model.js';
import type { Fault, Judge } from './fault.js';

const pathOf = ({ at }: DeclaredTerm) => ['model', 'covariates', ...(at === undefined ? [] : [at])];

/** A covariate of a need's own construct; Table 2's set leaves such out by itself. */
const clashes = (declared: DeclaredTerm, need: VariableId, panel: WithLocal): boolean => {
  const { term, set } = declared;
  const id = variableOfTerm(term);
  return set !== 'table2' && id !== theNeed && measureTheSame(panel, id, need);
};

/** Whether the terms hold something of every construct that a need is computed from. */
function nothingLeft(terms: readonly DeclaredTerm[], need: VariableId, panel: WithLocal): boolean {
  const sources = new Set(computedFrom(need).map((id) => constructOf(panel, id)));
  const held = new Set(terms.map(({ term }) => constructOf(panel, variableOfTerm(term))));
  return sources.size > 0 && [...sources].every((construct) => held.has(construct));
}

function doubled(terms: readonly DeclaredTerm[]): Fault[] {
  const names = terms.map(({ term }) => nameOfTerm(term));
  const again = names.findIndex((name, i) => names.indexOf(name) < i);
  if (again < 0) return [];
  return [
    {
      path: pathOf(terms[again]!),
      problem: `The covariates have "${names[again]}" twice${terms.some(({ set }, i) => set !== undefined && names[i] === names[again]) ? ', once in a set' : ''}.`,
      expected: 'each term once',
      remedy: 'Take one of them out.',
    },
  ];
}

/** A square or product whose own variable is not there: its coefficient would take up the variable's. */
function unaccompanied(terms: readonly DeclaredTerm[], needs: readonly VariableId[]): Fault[] {
  const plain = new Set(terms.flatMap(({ term }) => (typeof term === 'string' ? [term] : [])));
  const found = terms.find(({ term }) => {
    const id = variableOfTerm(term);
    return typeof term === 'object' && id !== theNeed && !needs.includes(id) && !plain.has(id);
  });
  if (found === undefined) return [];
  const id = variableOfTerm(found.term);
  return [
    {
      path: pathOf(found),
      problem: `The term "${nameOfTerm(found.term)}" stands without "${id}" itself, whose part it would take up.`,
      expected: `"${id}" among the covariates besides`,
      remedy: `Add "${id}" to the list.`,
    },
  ];
}

/** Covariates that measure what a need measures, leave nothing of it, are the outcome, or stand twice. */
export const covariateFaults: Judge = (study, panel) => {
  const { model, needs } = study;
  if (model === undefined) return [];
  const own = model.needs ?? needs;
  const terms = termsOf(model.covariates, study);
  const foreign = model.needs?.find((need) => !needs.includes(need));
  const clashing = terms
    .flatMap((declared) => own.map((need) => ({ declared, need })))
    .find(({ declared, need }) => clashes(declared, need, panel));
  const apart = own.filter((need) => !terms.some((declared) => clashes(declared, need, panel)));
  const empty = own.find((need) => nothingLeft(terms, need, panel));
  const outcome =
    typeof model.outcome === 'object' && 'variable' in model.outcome ? model.outcome.variable : undefined;
  const explained = terms.find(({ term }) => outcome !== undefined && variableOfTerm(term) === outcome);
  return [
    ...(foreign === undefined
      ? []
      : [
          {
            path: ['model', 'needs', model.needs!.indexOf(foreign)],
            problem: `The model is of the need "${foreign}", which the study does not name.`,
            expected: `some of ${needs.join(', ')}`,
            remedy: 'Add it to "needs" of the study, or take it out here.',
          },
        ]),
    ...doubled(terms),
    ...unaccompanied(terms, own),
    ...(clashing === undefined
      ? []
      : [
          {
            path: pathOf(clashing.declared),
            problem: `The covariate "${variableOfTerm(clashing.declared.term)}" ${variableOfTerm(clashing.declared.term) === clashing.need ? 'is' : 'measures the same thing as'} the need "${clashing.need}": held equal beside it, it would leave nothing to explain.`,
            expected: `covariates of another construct than every need of the model (${constructOf(panel, clashing.need) ?? 'the need itself'} here)`,
            remedy:
              apart.length === 0
                ? 'Take the covariate out.'
                : `Take the covariate out, or name the needs that the model is of: "needs: [${apart.join(', ')}]" below "model".`,
          },
        ]),
    ...(empty === undefined
      ? []
      : [
          {
            path: ['model', 'covariates'],
            problem: `The need "${empty}" is computed from what the covariates hold equal: nothing of it would be left.`,
            expected: `covariates that leave out one of ${[...new Set(computedFrom(empty).map((id) => constructOf(panel, id)))].join(', ')}`,
            remedy: `Take covariates out, or name the needs that the model is of below "model".`,
          },
        ]),
    ...(explained === undefined
      ? []
      : [
          {
            path: pathOf(explained),
            problem: `The covariate "${outcome}" is the model's outcome.`,
            expected: 'covariates apart from the outcome',
            remedy: 'Take it out.',
          },
        ]),
  ];
};
