import {
  daysBetween,
  InputError,
  middleOfQuarter,
  type Population,
  type Snapshot,
  type SnapshotChoice,
  type Survivors,
  type VariableId,
} from '@inverse-care/domain';
import type { MembershipsReader } from '../places/memberships.js';
import type { Pcn } from '../places/place-pcns.js';
import type { ByCode } from './snapshot-sources.js';

/** Variables that say that a practice was surveyed, the first that is there. */
const surveyed: readonly VariableId[] = ['need_published', 'ltc_share'];

/** Days without any change of membership that an edition may well have before the day on which it was published. */
const quietDays = 92;

const codesOf = (members: readonly { pcn: string }[]) => new Set(members.map(({ pcn }) => pcn));

/** Finds which PCNs of a snapshot belong to a population, each with the practices that count. */
export type PopulationFilter = (
  snapshot: Snapshot,
  pcns: readonly Pcn[],
  byPractice: ReadonlyMap<VariableId, ByCode>,
) => Promise<Pcn[]>;

/** What would have to be there for a population of survivors to be told; null where it is. */
export function survivorsUnknown(
  { survivors, practices }: Survivors,
  memberships: MembershipsReader,
  byPractice: ReadonlyMap<VariableId, ByCode>,
): InputError | null {
  const { vouchedUntil } = memberships;
  if (vouchedUntil === null || daysBetween(vouchedUntil, survivors) > quietDays) {
    return new InputError(`The folder does not say which PCNs were still open on ${survivors}`, {
      place: { column: 'population' },
      expected: `an ePCN file whose last change is of ${survivors} or later, or at most ${quietDays} days before${vouchedUntil === null ? '' : `; the last one here is of ${vouchedUntil}`}`,
      remedy:
        'Download https://files.digital.nhs.uk/assets/ods/current/epcn.zip and put the workbook into the folder, or write "population: open_on_date".',
    });
  }
  if (practices === 'surveyed' && !surveyed.some((id) => byPractice.has(id))) {
    return new InputError('The folder does not say which practices were surveyed', {
      place: { column: 'population' },
      expected: `practice values of ${surveyed.join(' or ')}`,
      remedy:
        'Put the practice file of the GP Patient Survey into the folder, or write "practices: all" below "population".',
    });
  }
  return null;
}

/** Whether PCNs that are open on a snapshot can survive to the later date of a rule. */
const before = (snapshot: Snapshot, population: Population) =>
  population === 'open_on_date' || snapshot <= population.survivors;

/**
 * Judges a population by the census dates alone.
 * @throws InputError where a snapshot lies after the day to which its PCNs are to survive.
 */
export function requireSurvivable(population: Population, snapshots: SnapshotChoice): void {
  if (population === 'open_on_date' || !Array.isArray(snapshots)) return;
  const after = (snapshots as readonly Snapshot[]).filter((snapshot) => !before(snapshot, population));
  if (after.length === 0) return;
  throw new InputError(
    `The study asks for PCNs that survive to ${population.survivors}, and for a later snapshot: ${after.join(', ')}`,
    {
      place: { column: 'population', inStudy: ['population'] },
      expected: 'a day after the last snapshot: on a later snapshot nobody is yet to survive to it',
      remedy:
        'Give a later day below "population", take the snapshot out, or write "population: open_on_date".',
    },
  );
}

function withPractices(pcn: Pcn, keep: (code: string) => boolean): Pcn {
  const practices = pcn.practices.filter(({ code }) => keep(code));
  return { ...pcn, practices, patients: practices.reduce((sum, { patients }) => sum + patients, 0) };
}

/**
 * The PCNs of a population among those that are open on a snapshot.
 * @throws InputError where the files do not tell who survives.
 */
export function populationFilter(population: Population, memberships: MembershipsReader): PopulationFilter {
  if (population === 'open_on_date') return async (_, pcns) => [...pcns];
  let later: Set<string> | undefined;
  return async (snapshot, pcns, byPractice) => {
    const unknown = survivorsUnknown(population, memberships, byPractice);
    if (unknown !== null) throw unknown;
    later ??= codesOf((await memberships.at(population.survivors)).members);
    const values =
      population.practices === 'all'
        ? undefined
        : surveyed.map((id) => byPractice.get(id)).find((one) => one !== undefined);
    const counts = (practice: string) => values === undefined || values.has(practice);
    const since =
      population.open_by === 'snapshot'
        ? undefined
        : codesOf(
            (await memberships.at(middleOfQuarter(snapshot))).members.filter(({ practice }) =>
              counts(practice),
            ),
          );
    return pcns
      .filter(({ code }) => later?.has(code) && (since === undefined || since.has(code)))
      .map((pcn) => withPractices(pcn, counts))
      .filter(({ patients }) => patients > 0);
  };
}

/** A population beside the study's: finds its PCNs, and says why where the files do not tell of them. */
export interface Beside {
  filter: PopulationFilter;
  unknown: () => string;
}

/**
 * A population beside the study's. A snapshot after the day to which PCNs are to survive has none of it, and where the
 * files do not tell of it no snapshot has, as nobody depends on it.
 */
export function besideFilter(population: Population, memberships: MembershipsReader): Beside {
  const filter = populationFilter(population, memberships);
  let lacking: InputError | null = null;
  return {
    filter: async (snapshot, pcns, byPractice) => {
      if (population === 'open_on_date') return filter(snapshot, pcns, byPractice);
      lacking ??= survivorsUnknown(population, memberships, byPractice);
      return lacking === null && before(snapshot, population) ? filter(snapshot, pcns, byPractice) : [];
    },
    unknown: () => (lacking === null ? '' : `${lacking.message}: it takes ${lacking.expected}.`),
  };
}
