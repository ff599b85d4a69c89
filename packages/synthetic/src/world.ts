import { createOlderShares, type OlderShares } from './ages.js';
import { lastSnapshot, snapshots } from './calendar.js';
import { covariatesOf } from './covariates.js';
import { createMemberships, type Membership, membershipOn } from './memberships.js';
import { createNeed } from './need.js';
import { createNeighbourhoods, type Neighbourhoods } from './neighbourhoods.js';
import { createNetworks, type Network } from './networks.js';
import { registeredPatients } from './patients.js';
import { createPractices, type Practice } from './practices.js';
import { advance, createCourses, createProvision, type Provision } from './provision.js';
import { randomStream } from './random.js';
import { createResidences, type Residence, rakeResidences, residentsAt } from './residents.js';
import { createSupport, needValue, type Support } from './support.js';
import { type Answers, createAnswers } from './survey.js';

/** All that the files say, before it is written. */
export interface World {
  seed: number;
  networks: readonly Network[];
  practices: readonly Practice[];
  memberships: readonly Membership[];
  /** Registered patients: one row a practice, one column a snapshot. */
  lists: readonly Int32Array[];
  neighbourhoods: Neighbourhoods;
  residences: readonly Residence[];
  older: OlderShares;
  answers: readonly (Answers | null)[];
  support: readonly (Support | null)[];
  /** Networks open on the last snapshot, indices in order, and their rows of Table 2's covariates and need. */
  open: readonly number[];
  covariates: readonly (readonly number[])[];
  need: Float64Array;
  /** One list a snapshot. */
  provision: readonly (readonly Provision[])[];
}

/** Draws Synthetic England and calibrates it to the paper. Throws InputError where the seed allows no calibration. */
export function createWorld(seed: number): World {
  const networks = createNetworks(seed);
  const current = networks.slice();
  const practices = createPractices(networks, seed);
  const lists = registeredPatients(practices, seed);
  const memberships = createMemberships(networks, practices, seed);
  const held = membershipOn(memberships, networks, practices.length, snapshots[lastSnapshot]!);
  const last = lists.map((list) => list[lastSnapshot]!);

  const neighbourhoods = createNeighbourhoods(current, seed);
  const residences = createResidences(practices, networks, neighbourhoods, seed);
  rakeResidences(residences, neighbourhoods, last, held, networks.length);
  const older = createOlderShares(practices, networks, last, held, seed);
  const essential = new Set(
    memberships.flatMap((row) => (networks[row.network]!.size === 0 ? [row.practice] : [])),
  );
  const answers = createAnswers(practices, networks, last, held, older, essential, seed);

  const open = openNetworks(held, lists, lastSnapshot);
  const residents = residentsAt(lastSnapshot, practices, residences, lists, seed);
  const covariates = covariatesOf(open, held, last, older, residences, residents, neighbourhoods, answers);
  const need = createNeed(
    covariates,
    open.map((network) => networks[network]!),
    seed,
  );
  const needOf = new Map(open.map((network, i) => [network, need[i]!]));
  const support = createSupport(practices, answers, lists, held, needOf, seed);
  const courses = createCourses(networks, seed);
  const onward = randomStream(seed, 'provision onward');
  const provision = snapshots.map((date, t) => {
    if (t > 0) advance(courses, onward);
    const on = membershipOn(memberships, networks, practices.length, date);
    const networksOn = openNetworks(on, lists, t);
    const { patients, needs } = patientsAndNeed(networksOn, on, lists, support, t);
    return createProvision(t, networksOn, patients, needs, courses);
  });
  return {
    seed,
    networks,
    practices,
    memberships,
    lists,
    neighbourhoods,
    residences,
    older,
    answers,
    support,
    open,
    covariates,
    need,
    provision,
  };
}

/** Networks that have a practice with patients, indices in order. */
function openNetworks(held: Int32Array, lists: readonly Int32Array[], t: number): number[] {
  const open = new Set<number>();
  for (const [p, network] of held.entries()) if (network >= 0 && lists[p]![t]! > 0) open.add(network);
  return [...open].sort((a, b) => a - b);
}

/** Registered patients and need as published of the networks, from practice values as the files give them. */
function patientsAndNeed(
  open: readonly number[],
  held: Int32Array,
  lists: readonly Int32Array[],
  support: readonly (Support | null)[],
  t: number,
): { patients: Float64Array; needs: Float64Array } {
  const row = new Map(open.map((network, i) => [network, i]));
  const patients = new Float64Array(open.length);
  const weighted = new Float64Array(open.length);
  const weights = new Float64Array(open.length);
  for (const [p, network] of held.entries()) {
    const i = row.get(network);
    const count = lists[p]![t]!;
    if (i === undefined || count === 0) continue;
    patients[i]! += count;
    const answers = support[p];
    if (answers === null || answers === undefined) continue;
    weighted[i]! += count * needValue(answers);
    weights[i]! += count;
  }
  return { patients, needs: weighted.map((sum, i) => sum / weights[i]!) };
}
