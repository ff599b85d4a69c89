import {
  errorMethod,
  errorMethodInWords,
  type ModelOutcome,
  type Panel,
  roleInWords,
  type StudyModel,
  variableOf,
} from '@inverse-care/domain';

type WithLocal = Pick<Panel, 'local'>;

/** What a model explains, as it stands in a sentence. */
export function outcomeWords(outcome: ModelOutcome, staff: string, panel: WithLocal): string {
  if (typeof outcome === 'object') {
    if ('role' in outcome) return `FTE of ${roleInWords(outcome.role)} per 10,000 patients`;
    if ('variable' in outcome) return `“${variableOf(panel, outcome.variable).label}”`;
    return `FTE ${staff} per 10,000 patients of the group “${variableOf(panel, outcome.fte_per_10k_of).label}”`;
  }
  return {
    fte_per_10k: `FTE ${staff} per 10,000 patients`,
    fte_per_10k_ltc: `FTE ${staff} per 10,000 patients with a long-term condition`,
    any: `whether a PCN has any ${staff}`,
    fte: `FTE ${staff}, patients being the exposure`,
    headcount: `people among the ${staff}, patients being the exposure`,
  }[outcome];
}

/** A term as a row of a table: "Need", "Aged 65 and over, squared", "Need × Rural". */
export function termLabel(term: string, panel: WithLocal): string {
  if (term === 'need' || term === 'constant') return term === 'need' ? 'Need' : 'Constant';
  if (term === 'need^2') return 'Need, squared';
  const [, squared] = /^(.+)\^2$/.exec(term) ?? [];
  const [, crossed] = /^need x (.+)$/.exec(term) ?? [];
  const label = (id: string) => variableOf(panel, id).label;
  if (squared !== undefined) return `${label(squared)}, squared`;
  return crossed === undefined ? label(term) : `Need × ${label(crossed)}`;
}

const forms: Readonly<Record<StudyModel['form'], string>> = {
  level: 'least squares',
  log1p: 'least squares on the logarithm of one more than the outcome',
  poisson: 'Poisson pseudo-likelihood',
  two_part: 'a logit of whether there is any and least squares of how much there is',
  logit: 'logit pseudo-likelihood',
};

/** "least squares, PCNs weighted by patients, with a constant for each region; CR2 by ICB". */
export function methodWords({ form, weights, fixed_effects, errors }: StudyModel): string {
  const parts = [
    forms[form],
    ...(weights === 'patients' ? ['PCNs weighted by patients'] : []),
    ...(fixed_effects === 'none'
      ? []
      : [
          `with a constant for each ${fixed_effects === 'icb' ? 'ICB' : 'region'}, so that PCNs are compared within it`,
        ]),
  ];
  return `${parts.join(', ')}; standard errors: ${errorMethodInWords(errorMethod(errors))}`;
}
