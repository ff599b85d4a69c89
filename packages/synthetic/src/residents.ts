import { publishedTable2 } from '@inverse-care/domain';
import { lastSnapshot } from './calendar.js';
import { type Neighbourhoods, neighbourhoodCount, welshCount } from './neighbourhoods.js';
import type { Network } from './networks.js';
import { places } from './places.js';
import type { Practice } from './practices.js';
import { type Random, randomStream } from './random.js';

/** Where a practice's patients live: neighbourhoods, each once, and their weights. */
export interface Residence {
  neighbourhoods: Int32Array;
  weights: Float64Array;
}

/** Patients of a practice by neighbourhood at one extract, persons. */
export interface Residents {
  /** Beside `Residence.neighbourhoods`. */
  counts: Int32Array;
  /** Neighbourhood unknown: NO2011. */
  unknown: number;
  /** Living in Wales, and where. */
  welsh: number;
  welshNeighbourhood: number;
}

const beyondHome = 4;

/** Draws every practice's catchment: its network's ground, and a little of other networks of the place. */
export function createResidences(
  practices: readonly Practice[],
  networks: readonly Network[],
  neighbourhoods: Neighbourhoods,
  seed: number,
): Residence[] {
  const random = randomStream(seed, 'residences');
  const ground = networks.map((): number[] => []);
  for (let i = 0; i < neighbourhoodCount; i++) ground[neighbourhoods.network[i]!]!.push(i);
  const ofPlace = places.map((): number[] => []);
  for (const [n, { place, size }] of networks.entries()) if (size > 0) ofPlace[place]!.push(n);

  return practices.map(({ home, place }) => {
    const base = home >= 0 ? home : random.pick(ofPlace[place]!);
    const chosen = new Map<number, number>();
    for (const i of ground[base]!) chosen.set(i, random.lognormal(0.5));
    const inside = chosen.size;
    for (let k = 0; k < beyondHome; k++) {
      const i = random.pick(ground[random.pick(ofPlace[networks[base]!.place]!)]!);
      if (!chosen.has(i)) chosen.set(i, (0.035 * inside * random.lognormal(0.5)) / beyondHome);
    }
    return {
      neighbourhoods: Int32Array.from(chosen.keys()),
      weights: Float64Array.from(chosen.values()),
    };
  });
}

/**
 * Scales the weights by income decile and rurality until the means over networks of the last snapshot are Table 2's
 * (raking: Deming and Stephan, 1940). `lists` and `held` are patients and network of each practice on that snapshot.
 */
export function rakeResidences(
  residences: readonly Residence[],
  neighbourhoods: Neighbourhoods,
  lists: ArrayLike<number>,
  held: ArrayLike<number>,
  networkTotal: number,
): void {
  const published = new Map(publishedTable2.map(({ term, mean }) => [term, mean ?? 0]));
  const deciles = Array.from({ length: 10 }, (_, d) => published.get(`income_decile_${(d + 1) as 1}`) ?? 0);
  deciles[0] = 1 - deciles.slice(1).reduce((a, b) => a + b, 0);
  const ruralTarget = published.get('rural') ?? 0;
  for (let round = 0; round < 40; round++) {
    const means = meanShares(residences, neighbourhoods, lists, held, networkTotal);
    const byDecile = deciles.map((target, d) => target / means[d]!);
    const ruralOdds = (ruralTarget / (1 - ruralTarget)) * ((1 - means[10]!) / means[10]!);
    for (const { neighbourhoods: at, weights } of residences) {
      for (let k = 0; k < at.length; k++) {
        const i = at[k]!;
        weights[k]! *=
          byDecile[neighbourhoods.incomeDecile[i]! - 1]! * (neighbourhoods.rural[i] === 1 ? ruralOdds : 1);
      }
    }
  }
}

/** Means over networks of the shares of income deciles 1 to 10 and of rural. */
function meanShares(
  residences: readonly Residence[],
  neighbourhoods: Neighbourhoods,
  lists: ArrayLike<number>,
  held: ArrayLike<number>,
  networkTotal: number,
): Float64Array {
  const shares = new Float64Array(networkTotal * 11);
  const patients = new Float64Array(networkTotal);
  for (const [p, { neighbourhoods: at, weights }] of residences.entries()) {
    const network = held[p]!;
    if (network < 0 || lists[p] === 0) continue;
    let total = 0;
    for (let k = 0; k < at.length; k++) total += weights[k]!;
    patients[network]! += lists[p]!;
    for (let k = 0; k < at.length; k++) {
      const share = (lists[p]! * weights[k]!) / total;
      shares[network * 11 + neighbourhoods.incomeDecile[at[k]!]! - 1]! += share;
      if (neighbourhoods.rural[at[k]!] === 1) shares[network * 11 + 10]! += share;
    }
  }
  const means = new Float64Array(11);
  let open = 0;
  for (let n = 0; n < networkTotal; n++) {
    if (patients[n] === 0) continue;
    open++;
    for (let d = 0; d < 11; d++) means[d]! += shares[n * 11 + d]! / patients[n]!;
  }
  return means.map((total) => total / open);
}

const borders = new Set(['M2L0M', '11M', '18C', '27D', '15C', '12F']);

/** Spreads a practice's `patients` over its neighbourhoods by weight; whole persons that add up. */
export function residentsOf(
  practice: Practice,
  residence: Residence,
  patients: number,
  random: Random,
): Residents {
  const { weights } = residence;
  const unknown = patients > 1500 ? Math.round(patients * 0.0016 * random.uniform()) : 0;
  const welsh = borders.has(places[practice.place]!.code)
    ? Math.round(patients * 0.008 * random.uniform())
    : 0;
  const counts = apportion(weights, patients - unknown - welsh);
  return { counts, unknown, welsh, welshNeighbourhood: random.below(welshCount) };
}

/** Whole numbers in proportion to the weights that add up to `total`, by rounding the running sum. */
export function apportion(weights: ArrayLike<number>, total: number): Int32Array {
  let all = 0;
  for (let k = 0; k < weights.length; k++) all += weights[k]!;
  const counts = new Int32Array(weights.length);
  let running = 0;
  let given = 0;
  for (let k = 0; k < weights.length; k++) {
    running += weights[k]!;
    const upTo = k === weights.length - 1 ? total : Math.round((total * running) / all);
    counts[k] = upTo - given;
    given = upTo;
  }
  return counts;
}

/** Residents of every practice at a snapshot's extract; null where it has no patients. */
export function residentsAt(
  t: number,
  practices: readonly Practice[],
  residences: readonly Residence[],
  lists: readonly Int32Array[],
  seed: number,
): (Residents | null)[] {
  const random = randomStream(seed, `residents ${t === lastSnapshot ? 'last' : t}`);
  return practices.map((practice, p) => {
    const patients = lists[p]![t]!;
    return patients === 0 ? null : residentsOf(practice, residences[p]!, patients, random);
  });
}
