import {
  type Dimension,
  dimensions,
  longDate,
  type multiverseOptions,
  type NeedId,
  type Panel,
  type Study,
} from '@inverse-care/domain';
import { capital, needName } from './words.js';

/** A choice as it stands in a sentence. */
export const choiceNames: Readonly<Record<Dimension, string>> = {
  snapshot: 'the snapshot',
  need: 'the measure of need',
  outcome: 'the outcome',
  population: 'the PCNs counted',
  absent: 'how non-reporting counts',
  weights: 'the weights',
  covariates: 'the covariates',
  form: 'the functional form',
  tails: 'the tails',
  errors: 'the standard errors',
};

/** A choice as a heading: "Functional form". */
export const choiceLabel = (dimension: Dimension) => capital(choiceNames[dimension].replace(/^the /, ''));

/** The needs that the specifications of a study vary. */
export const declaredNeeds = ({ multiverse, needs }: Study): readonly NeedId[] => multiverse?.need ?? needs;

/** The choices of which a study declares several options. */
export const variedChoices = (study: Study): Dimension[] =>
  dimensions.filter((one) => {
    if (one === 'need') return declaredNeeds(study).length > 1;
    const options = study.multiverse?.[one] ?? (one === 'snapshot' ? study.snapshots : []);
    return options.length > 1;
  });

type Named = keyof typeof multiverseOptions;

const optionNames: {
  readonly [D in Named]: Readonly<Record<(typeof multiverseOptions)[D][number], string>>;
} = {
  outcome: {
    fte_per_10k: 'FTE per 10,000 patients',
    fte_per_10k_ltc: 'FTE per 10,000 with a condition',
    any: 'any or none',
    fte: 'FTE with patients as exposure',
  },
  population: { open_on_date: 'all that are open', survivors: 'survivors to a later date' },
  absent: { zero: 'as none', missing: 'left out', weighted: 'left out and weighted for' },
  weights: { none: 'none', patients: 'patients' },
  covariates: {
    none: 'none',
    age: 'age',
    age_deprivation: 'age and deprivation',
    table2: 'all of Table 2',
  },
  form: { level: 'level', log1p: 'log(1 + y)', poisson: 'Poisson', two_part: 'two-part', logit: 'logit' },
  tails: { all: 'all PCNs', winsorised: 'winsorised', large: '20,000 patients or more' },
  errors: {
    HC1: 'HC1',
    HC3: 'HC3',
    sub_icb: 'by sub-ICB location',
    icb: 'by ICB',
    CR2: 'by ICB, CR2',
  },
};

/** An option of a choice as people call it. */
export function optionName(dimension: Dimension, option: string, panel: Panel): string {
  if (dimension === 'snapshot') return longDate(option);
  if (dimension === 'need') return needName(option, panel);
  return (optionNames[dimension] as Readonly<Record<string, string>>)[option] ?? option;
}

const asCondition: Readonly<Record<Exclude<Dimension, 'need'>, string>> = {
  snapshot: 'at',
  outcome: 'with the outcome',
  population: 'counting',
  absent: 'with non-reporting counted',
  weights: 'with the weights',
  covariates: 'with the covariates',
  form: 'with the form',
  tails: 'with the tails',
  errors: 'with errors',
};

/** "with the covariates none or age": under which options something is so. */
export function underOptions(dimension: Dimension, options: readonly string[], panel: Panel): string {
  const names = options.map((option) => optionName(dimension, option, panel));
  const joined = names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
  return `${asCondition[dimension as Exclude<Dimension, 'need'>]} ${joined}`;
}
