import { variableOf } from '../../variables/local-variable.js';
import { isOfficial, type VariableId } from '../../variables/official.js';
import { measureTheSame } from '../../variables/relations.js';
import { formsAndErrors, outcomesAndForms, type RefusedPair } from '../incompatible.js';
import type { ModelOutcome, StudyModel } from '../model.js';
import { errorMethod } from '../model-errors.js';
import type { Fault, Judge } from './fault.js';

/** The share by which the outcome per patient with a long-term condition counts patients. */
export const longTermShare = 'ltc_share';

/** The outcome of the multiverse that goes with the same forms; undefined for a variable, whose unit decides. */
function likeOutcome(outcome: ModelOutcome): string | undefined {
  if (typeof outcome === 'string') return outcome === 'headcount' ? 'fte' : outcome;
  return 'variable' in outcome ? undefined : 'fte_per_10k';
}

/** The share that is in the denominator of an outcome. */
export function denominatorOf(outcome: ModelOutcome): VariableId | undefined {
  if (outcome === 'fte_per_10k_ltc') return longTermShare;
  return typeof outcome === 'object' && 'fte_per_10k_of' in outcome ? outcome.fte_per_10k_of : undefined;
}

const broken = (pairs: readonly RefusedPair[], words: Readonly<Record<string, string>>) =>
  pairs.find(
    ({ first, firstOptions, second, secondOptions }) =>
      firstOptions.includes(words[first] ?? '') && secondOptions.includes(words[second] ?? ''),
  );

/** Forms that go with an outcome. */
const formsFor = (outcome: string) =>
  (['level', 'log1p', 'poisson', 'two_part', 'logit'] as const).filter(
    (form) => broken(outcomesAndForms, { outcome, form }) === undefined,
  );

function outcomeAndForm({ outcome, form }: StudyModel, panel: Parameters<Judge>[1]): Fault[] {
  const like = likeOutcome(outcome);
  if (like !== undefined) {
    const rule = broken(outcomesAndForms, { outcome: like, form });
    if (rule === undefined) return [];
    const rate = form === 'poisson';
    return [
      {
        path: ['model', 'form'],
        problem: `The model's form "${form}" does not go with its outcome${typeof outcome === 'string' ? ` "${outcome}"` : ''}${rate ? ': the outcome is a rate already, and Poisson has its own exposure' : ''}.`,
        expected: rule.why,
        remedy: rate
          ? 'Write "outcome: fte" for FTE with patients as exposure, or "form: level" for the rate.'
          : `Write "form: ${formsFor(like)[0]}", or another outcome.`,
      },
    ];
  }
  const id = (outcome as { variable: VariableId }).variable;
  if (form === 'level' || form === 'log1p' || !(isOfficial(id) || panel.local?.some((one) => one.id === id)))
    return [];
  const { unit = 'share' } = variableOf(panel, id);
  if (form === 'logit' && unit === 'share') return [];
  return [
    {
      path: ['model', 'form'],
      problem: `The model's form "${form}" does not go with the variable "${id}", whose unit is ${unit}.`,
      expected: 'level or log1p for a variable; logit besides for one that is a share of 0 to 1',
      remedy: 'Write "form: level".',
    },
  ];
}

function formAndErrors({ form, weights, errors }: StudyModel): Fault[] {
  if (form === 'level' || form === 'log1p') {
    return errorMethod(errors).kind === 'wild' && weights === 'patients'
      ? [
          {
            path: ['model', 'errors'],
            problem: 'The wild bootstrap is of a regression without weights, and the model has weights.',
            expected: 'weights: none with { wild: … }; HC0 to HC4, CR1 or CR2 with weights: patients',
            remedy: 'Write "errors: { CR2: icb }", or take the weights out.',
          },
        ]
      : [];
  }
  const weighted = broken(formsAndErrors, { weights, form });
  const method = errorMethod(errors);
  const leverages =
    method.kind === 'CR2' ||
    method.kind === 'wild' ||
    (method.kind === 'HC' && !['HC0', 'HC1'].includes(method.type));
  const twoParts = form === 'two_part' && method.kind === 'two_way';
  return [
    ...(weighted === undefined
      ? []
      : [
          {
            path: ['model', 'weights'],
            problem: `The model's weights "${weights}" do not go with its form "${form}".`,
            expected: weighted.why,
            remedy: 'Write "weights: none".',
          },
        ]),
    ...(leverages || twoParts
      ? [
          {
            path: ['model', 'errors'],
            problem: `The model's errors do not go with its form "${form}".`,
            expected: leverages
              ? 'HC0, HC1, CR1 by an area or two ways of clustering: HC2 and beyond, CR2 and the wild bootstrap rest on the leverages and residuals of least squares'
              : 'HC0, HC1 or CR1 by an area: a model of two parts has two regressions',
            remedy: 'Write "errors: HC1" or "errors: icb".',
          },
        ]
      : []),
  ];
}

/** Outcome, form, weights and errors that do not go together; needs that are in the outcome. */
export const outcomeFaults: Judge = ({ model, needs }, panel) => {
  if (model === undefined) return [];
  const own = model.needs ?? needs;
  const share = denominatorOf(model.outcome);
  const inside = share === undefined ? undefined : own.find((need) => measureTheSame(panel, need, share));
  const explained =
    typeof model.outcome === 'object' && 'variable' in model.outcome ? model.outcome.variable : undefined;
  const itself =
    explained === undefined ? undefined : own.find((need) => measureTheSame(panel, need, explained));
  const apart = own.filter((need) => need !== inside && need !== itself);
  const remedy =
    apart.length === 0
      ? 'Write another outcome, such as "outcome: fte_per_10k".'
      : `Write another outcome, such as "outcome: fte_per_10k", or name the needs that the model is of: "needs: [${apart.join(', ')}]" below "model".`;
  return [
    ...outcomeAndForm(model, panel),
    ...formAndErrors(model),
    ...(inside === undefined
      ? []
      : [
          {
            path: ['model', 'outcome'],
            problem: `The need "${inside}", or what it measures, is in the denominator of the model's outcome: more of it makes the outcome smaller wherever the staff are.`,
            expected: 'an outcome whose denominator is apart from every need of the model',
            remedy,
          },
        ]),
    ...(itself === undefined
      ? []
      : [
          {
            path: ['model', 'outcome'],
            problem: `The need "${itself}" measures the same thing as the model's outcome "${explained}".`,
            expected: 'an outcome of another construct than every need of the model',
            remedy,
          },
        ]),
  ];
};
