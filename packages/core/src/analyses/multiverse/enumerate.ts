import {
  type Choices,
  chooseSnapshots,
  closest,
  type DeclaredStudy,
  type Dimension,
  dimensions,
  drawnArea,
  InputError,
  multiverseOptions,
  nameOfPopulation,
  needIds,
  type Panel,
  type PanelWithProvenance,
  type SnapshotSpan,
  type Study,
  type VariableId,
  variableOf,
} from '@inverse-care/domain';
import { covariatesOf } from './covariates.js';
import { besideUnknown } from './populations.js';
import { brokenRule, type IncompatiblePair, incompatiblePairs } from './rules.js';

/** Options of each choice. */
export type Grid = { [D in Dimension]: readonly Choices[D][] };

/** An option that the data do not allow. */
export interface Unavailable {
  dimension: Dimension;
  option: string;
  why: string;
}

export interface Enumeration {
  /** Compatible and available, in the order of the grid. */
  specifications: Choices[];
  excluded: { rule: IncompatiblePair; combinations: number }[];
  unavailable: Unavailable[];
  /** Combinations lost to what is not available. */
  lost: number;
}

/** The errors that a study concludes by: of those that are varied, the ones that allow for its dependence. */
function ownErrors({ inference: { covariance, dependence }, multiverse }: Study): Choices['errors'] {
  const area = drawnArea(dependence);
  const wanted = area === null ? [] : area === 'icb' ? (['CR2', 'icb'] as const) : (['sub_icb'] as const);
  const plain = covariance === 'HC3' ? 'HC3' : 'HC1';
  return wanted.find((errors) => multiverse?.errors?.includes(errors)) ?? plain;
}

/** What a study's declared model says in words that the multiverse has too. */
function declaredChoices({ model }: Study): Partial<Choices> {
  if (model === undefined) return {};
  const shared = ['outcome', 'weights', 'covariates', 'form', 'errors'] as const;
  return Object.fromEntries(
    shared.flatMap((dimension) => {
      const word = model[dimension];
      return multiverseOptions[dimension].some((option) => option === word) ? [[dimension, word]] : [];
    }),
  );
}

/**
 * The choices that a study stands for before it varies any: those of its model where it declares one.
 * @param present variables of the data: the first need among them is the study's.
 */
export function baselineOf(study: Study, present?: readonly VariableId[]): Choices {
  return {
    snapshot: study.snapshots.at(-1)!,
    need: study.needs.find((need) => present?.includes(need)) ?? study.needs[0]!,
    outcome: 'fte_per_10k',
    population: nameOfPopulation(study.population),
    absent: study.absent,
    weights: 'none',
    covariates: 'none',
    form: 'level',
    tails: 'all',
    errors: ownErrors(study),
    ...declaredChoices(study),
  };
}

/**
 * The grid that a study declares.
 * @throws InputError where there is no multiverse, or a snapshot is not the study's.
 */
export function gridOf(study: Study): Grid {
  const declared = study.multiverse;
  if (declared === undefined) {
    throw new InputError('The study declares no multiverse.', {
      expected: 'a key "multiverse" with options such as "absent: [zero, missing]"',
      remedy: 'Add the block to the study file; docs/study-files.md has its keys.',
    });
  }
  const foreign = declared.snapshot?.find((snapshot) => !study.snapshots.includes(snapshot));
  if (foreign !== undefined) {
    throw new InputError(`The multiverse has the snapshot ${foreign}, which the study has not.`, {
      place: { inStudy: ['multiverse', 'snapshot', declared.snapshot?.indexOf(foreign) ?? 0] },
      expected: `some of ${study.snapshots.join(', ')}`,
      remedy: 'Take it out of "multiverse.snapshot" or add it to "snapshots".',
    });
  }
  const base = baselineOf(study);
  const grid = Object.fromEntries(
    dimensions.map((dimension) => [dimension, declared[dimension] ?? [base[dimension]]]),
  ) as unknown as Grid;
  return {
    ...grid,
    snapshot: declared.snapshot ?? study.snapshots,
    need: declared.need ?? study.needs,
  };
}

/** Every combination of a grid that is compatible and that the data allow; the rest is counted by its reason. */
export function enumerate(grid: Grid, study: Study, data: PanelWithProvenance): Enumeration {
  const specifications: Choices[] = [];
  const rules = incompatiblePairs(study, data.panel);
  const counts = new Map<IncompatiblePair, number>();
  const unavailable = new Map<string, Unavailable>();
  let lost = 0;
  const visit = (at: number, chosen: Partial<Choices>) => {
    const dimension = dimensions[at];
    if (dimension !== undefined) {
      for (const option of grid[dimension]) visit(at + 1, { ...chosen, [dimension]: option });
      return;
    }
    const choices = chosen as Choices;
    const rule = brokenRule(choices, rules);
    if (rule) {
      counts.set(rule, (counts.get(rule) ?? 0) + 1);
      return;
    }
    const missing = unavailableIn(choices, study, data);
    if (missing) {
      lost += 1;
      unavailable.set(`${missing.dimension}=${missing.option}`, missing);
      return;
    }
    specifications.push(choices);
  };
  visit(0, {});
  return {
    specifications,
    excluded: rules.flatMap((rule) => {
      const combinations = counts.get(rule);
      return combinations === undefined ? [] : [{ rule, combinations }];
    }),
    unavailable: [...unavailable.values()].sort(
      (a, b) => dimensions.indexOf(a.dimension) - dimensions.indexOf(b.dimension),
    ),
    lost,
  };
}

function unavailableIn(choices: Choices, study: Study, data: PanelWithProvenance): Unavailable | undefined {
  const lacks = (id: string) => !data.panel.variables.some((present) => present === id);
  const reason = (id: string) => data.absent.find((entry) => entry.variable === id)?.reason;
  const { need, outcome, population, covariates } = choices;
  if (population !== nameOfPopulation(study.population)) {
    const why = besideUnknown(data);
    if (why !== null) return { dimension: 'population', option: population, why };
  }
  if (lacks(need)) {
    const why = reason(need) ?? 'The data folder does not allow this variable.';
    return { dimension: 'need', option: need, why };
  }
  if (outcome === 'fte_per_10k_ltc' && lacks('ltc_share')) {
    const why = 'It needs the share of patients with a long-term condition.';
    return { dimension: 'outcome', option: outcome, why };
  }
  const missing = covariatesOf(covariates, need, study, data.panel).filter(lacks);
  if (missing.length === 0) return undefined;
  const names = missing.map((id) => `"${variableOf(data.panel, id).label}"`).join(', ');
  return { dimension: 'covariates', option: covariates, why: `The data lack ${names}.` };
}

/** A word such as "need=ltc_share" as a choice and its option. @throws InputError where it is neither. */
function choiceIn(word: string, study: Study): [Dimension, string] {
  const [key = '', ...rest] = word.split('=');
  const value = rest.join('=');
  const meant = (given: string, known: readonly string[]) => {
    const near = closest(given, known);
    return near === undefined ? 'Correct the option --set.' : `Write "${near}" if that is what was meant.`;
  };
  const dimension = dimensions.find((one) => one === key);
  if (dimension === undefined || rest.length === 0) {
    throw new InputError(`"${word}" sets nothing.`, {
      expected: `key=value, the key being one of ${dimensions.join(', ')}`,
      remedy: dimension === undefined ? meant(key, dimensions) : 'Correct the option --set.',
    });
  }
  const allowed: readonly string[] =
    dimension === 'snapshot'
      ? study.snapshots
      : dimension === 'need'
        ? [...new Set([...needIds, ...study.needs, ...(study.multiverse?.need ?? [])])]
        : multiverseOptions[dimension];
  if (!allowed.includes(value)) {
    throw new InputError(`"${value}" is no ${dimension}.`, {
      expected: `one of ${allowed.join(', ')}`,
      remedy: meant(value, allowed),
    });
  }
  return [dimension, value];
}

function refuse(rule: IncompatiblePair, choices: Choices): never {
  throw new InputError(
    `${rule.first} ${choices[rule.first]} does not go with ${rule.second} ${choices[rule.second]}.`,
    { expected: rule.why, remedy: `Set another ${rule.first} or ${rule.second} with --set.` },
  );
}

/** The study with the snapshots that it has whatever the folder holds; of one that the folder settles, those given. */
const settled = (study: DeclaredStudy, otherwise: readonly string[]): Study => {
  const { snapshots } = study;
  const step =
    snapshots === 'all' || Array.isArray(snapshots) ? snapshots : (snapshots as SnapshotSpan).every;
  const folder = typeof step === 'string' && step !== 'quarter' && step !== 'month';
  return { ...study, snapshots: folder ? otherwise : chooseSnapshots(snapshots, []) };
};

/**
 * Judges words of `--set` by the study alone, before any data are read: whether they are choices, and whether those
 * that are set go together. What only the data tell, such as the first need that they have, is judged with them.
 * @throws InputError as {@link choicesFrom}.
 */
export function requireChoices(words: readonly string[], declared: DeclaredStudy): void {
  const given = words.flatMap((word) => (word.startsWith('snapshot=') ? [word.slice(9)] : []));
  const study = settled(declared, given);
  const set = new Map(words.map((word) => choiceIn(word, study)));
  const choices = { ...baselineOf(study), ...Object.fromEntries(set) };
  const rules = incompatiblePairs(study, {}).filter(({ first, second }) => set.has(first) && set.has(second));
  const rule = brokenRule(choices, rules);
  if (rule) refuse(rule, choices);
}

/**
 * Judges a study's multiverse before any data are read.
 * @throws InputError as {@link gridOf}.
 */
export const requireGrid = (declared: DeclaredStudy): void => {
  gridOf(settled(declared, declared.multiverse?.snapshot ?? []));
};

/**
 * The choices that words such as "need=ltc_share" make of a study's own.
 * @param panel of the data: its variables as for {@link baselineOf}, its local ones for what goes together.
 * @throws InputError for a word that is no choice, an option that does not exist, or options that do not go together.
 */
export function choicesFrom(
  words: readonly string[],
  study: Study,
  panel: Partial<Pick<Panel, 'variables' | 'local'>> = {},
): Choices {
  const set = Object.fromEntries(words.map((word) => choiceIn(word, study)));
  const rules = incompatiblePairs(study, panel);
  const declared: Choices = { ...baselineOf(study, panel.variables), ...set };
  // CR2 is for least squares alone; CR1 by ICB, which allows for the same dependence, stands in unless CR2 was asked for.
  const found: Choices =
    declared.errors === 'CR2' &&
    !words.some((word) => word.startsWith('errors=')) &&
    brokenRule(declared, rules)?.second === 'errors'
      ? { ...declared, errors: 'icb' }
      : declared;
  const rule = brokenRule(found, rules);
  if (rule) refuse(rule, found);
  return found;
}
