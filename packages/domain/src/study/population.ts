import type { PanelRow } from '../panel.js';
import type { Snapshot } from '../snapshots.js';
import type { DeclaredStudy } from './study.js';

/**
 * PCNs that are open on a snapshot and live to a later date. A file of PCNs as they are at the end of a study, with
 * the dates on which practices joined them, leads to it: those that have closed are not in it.
 */
export interface Survivors {
  /** The later date. */
  survivors: Snapshot;
  /** From when on a PCN counts: once open on the snapshot, or only once open on the first day of its quarter's middle month. */
  open_by: 'snapshot' | 'middle_of_quarter';
  /** Which practices and patients count: all, or those of practices for which the survey has a value. */
  practices: 'all' | 'surveyed';
}

/** The PCNs that a study looks at: all that are open on a snapshot, or those of them that survive. */
export type Population = 'open_on_date' | Survivors;

/**
 * The rule that comes closest to the numbers of PCNs that Wilding et al. (2024) print; docs/methods.md says what was
 * tried. The survivors' date is the day on which the paper was received.
 */
export const populationOfWilding: Survivors = {
  survivors: '2023-11-16',
  open_by: 'middle_of_quarter',
  practices: 'surveyed',
};

/** Whether two populations are the same rule. */
export const samePopulation = (a: Population, b: Population): boolean =>
  a === b ||
  (typeof a === 'object' &&
    typeof b === 'object' &&
    a.survivors === b.survivors &&
    a.open_by === b.open_by &&
    a.practices === b.practices);

/** The first day of the middle month of a date's quarter. */
export function middleOfQuarter(date: Snapshot): Snapshot {
  const [year, month] = date.split('-').map(Number) as [number, number];
  const middle = Math.ceil(month / 3) * 3 - 1;
  return `${year}-${String(middle).padStart(2, '0')}-01`;
}

/** What a population is called among the choices of a multiverse. */
export const nameOfPopulation = (population: Population) =>
  population === 'open_on_date' ? population : 'survivors';

type Looking = Pick<DeclaredStudy, 'population' | 'multiverse' | 'compare_with'>;

/** The rule of survivors that "survivors" stands for in a study: its own, else the one that comes closest to the paper. */
export const survivorsOf = ({ population }: Pick<Looking, 'population'>): Survivors =>
  population === 'open_on_date' ? populationOfWilding : population;

/**
 * The population that is looked at beside a study's own: all that are open beside survivors; survivors where the paper
 * is compared with or the multiverse asks for them.
 */
export function populationBeside(study: Looking): Population | null {
  const { population, multiverse, compare_with } = study;
  if (population !== 'open_on_date') return 'open_on_date';
  return compare_with === 'wilding-2024' || multiverse?.population?.includes('survivors')
    ? survivorsOf(study)
    : null;
}

/** The PCNs of another population than the panel's. */
export interface OtherPopulation {
  population: Population;
  /** As the panel's, facts: a PCN that did not report has no FTE. None where the files do not tell of it. */
  rows: readonly PanelRow[];
  /** Why there are no rows; empty where there are. */
  unknown: string;
}
