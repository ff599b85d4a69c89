import { publishedTable1 } from '@inverse-care/domain';
import { snapshots } from './calendar.js';
import { calibrate } from './calibrate.js';
import { mean, sum } from './elementary.js';
import { icbEffects } from './icb-effects.js';
import type { Network } from './networks.js';
import { places } from './places.js';
import { provisionTargets } from './provision-targets.js';
import { type Random, randomStream } from './random.js';

/** Share of networks with a link worker, a snapshot. */
const active = [0.1, 0.24, 0.33, 0.43, 0.47, 0.53, 0.58, 0.63, 0.65, 0.66, 0.68, 0.74, 0.77, 0.81, 0.82];
/** Share of networks that report, a snapshot. */
export const reporting = [
  0.16, 0.41, 0.52, 0.62, 0.7, 0.75, 0.8, 0.83, 0.86, 0.88, 0.92, 0.95, 0.97, 0.98, 0.98,
];

/** By region: how readily link workers come, standard deviations. */
const regionalPull: Record<string, number> = {
  Y63: 0.5,
  Y58: 0.3,
  Y60: 0,
  Y61: 0,
  Y56: -0.05,
  Y62: 0.05,
  Y59: -0.35,
};

/** Spread of ICBs' common pull, standard deviations. */
const icbPull = 0.4;

/** One network on one snapshot. */
export interface Provision {
  /** Index into the networks. */
  network: number;
  patients: number;
  need: number;
  reported: boolean;
  /** Link workers, full-time equivalents of nine decimals. */
  fte: number;
}

/** A network's state that goes on from snapshot to snapshot. */
interface Course {
  pull: number;
  drift: number;
  strength: number;
  diligence: number;
}

/** Draws how each network comes by link workers and goes on with them. */
export function createCourses(networks: readonly Network[], seed: number): Course[] {
  const random = randomStream(seed, 'provision');
  const byIcb = icbEffects(seed, 'provision');
  const byPlace = places.map(({ regionCode }, i) => {
    const patchy = regionCode === 'Y62' || regionCode === 'Y59' ? 0.5 : 0.3;
    return regionalPull[regionCode]! + patchy * random.normal() + icbPull * byIcb[i]!;
  });
  return networks.map(({ place }) => ({
    pull: byPlace[place]!,
    drift: random.normal(),
    strength: random.normal(),
    diligence: random.normal(),
  }));
}

/** Moves the courses on by a quarter. */
export function advance(courses: Course[], random: Random): void {
  for (const course of courses) {
    course.drift = 0.93 * course.drift + 0.367 * random.normal();
    course.strength = 0.95 * course.strength + 0.312 * random.normal();
  }
}

/**
 * Link workers of the networks open on snapshot `t`. Means and standard deviations of FTE and of FTE per 10,000 are
 * Table 1's, and the regression on need has the target's slope and HC1 standard error.
 */
export function createProvision(
  t: number,
  open: readonly number[],
  patients: ArrayLike<number>,
  need: ArrayLike<number>,
  courses: readonly Course[],
): Provision[] {
  const propensity = open.map((network) => courses[network]!.pull + 0.9 * courses[network]!.drift);
  const works = topShare(propensity, active[t]!);
  const zeal = open.map((network, i) => courses[network]!.diligence + (works[i] ? 100 : 0));
  const reports = topShare(zeal, reporting[t]!);
  const rows = open.flatMap((_, i) => (works[i] ? [i] : []));
  const averagePatients = mean(patients);
  const averageNeed = mean(need);
  const start = Float64Array.from(rows, (i) => {
    const course = courses[open[i]!]!;
    const size = patients[i]! / averagePatients;
    const far = Math.abs(need[i]! - averageNeed) / 0.06;
    const spread = 1 + (0.45 * course.strength + 0.12 * course.pull) / (1 + 0.35 * far);
    return Math.max(0.12, spread) * (0.25 + 0.75 * size);
  });
  const scale = (publishedTable1[t]!.fte_mean * open.length) / sum(start);
  const fitted = calibrate(
    start.map((fte) => fte * scale),
    (fte) => constraintsOf(t, fte, rows, patients, need),
    { positive: true, what: `provision on ${snapshots[t]}` },
  );
  const fte = new Float64Array(open.length);
  for (const [k, i] of rows.entries()) fte[i] = Math.round(fitted[k]! * 1e9) / 1e9;
  return open.map((network, i) => ({
    network,
    patients: patients[i]!,
    need: need[i]!,
    reported: reports[i]!,
    fte: fte[i]!,
  }));
}

/** Two moments of FTE, two of FTE per 10,000, its slope on need and the slope's HC1 variance. */
function constraintsOf(
  t: number,
  fte: Float64Array,
  rows: readonly number[],
  patients: ArrayLike<number>,
  need: ArrayLike<number>,
) {
  const published = publishedTable1[t]!;
  const { slope, standardError } = provisionTargets[t]!;
  const n = need.length;
  const centre = mean(need);
  const centred = Float64Array.from(need, (x) => x - centre);
  const squares = centred.reduce((total, x) => total + x * x, 0);
  const rate = new Float64Array(n);
  for (const [k, i] of rows.entries()) rate[i] = (10_000 * fte[k]!) / patients[i]!;
  const errors = rate.map((y, i) => y - published.per_10k_mean - slope * centred[i]!);
  const hc1 = n / (n - 2) / (squares * squares);

  const secondMoment = (average: number, sd: number) => (n - 1) * sd * sd + n * average * average;
  const gaps = Float64Array.of(
    n * published.fte_mean - sum(fte),
    secondMoment(published.fte_mean, published.fte_sd) - fte.reduce((total, x) => total + x * x, 0),
    n * published.per_10k_mean - sum(rate),
    secondMoment(published.per_10k_mean, published.per_10k_sd) - rate.reduce((total, y) => total + y * y, 0),
    slope * squares - rate.reduce((total, y, i) => total + y * centred[i]!, 0),
    (standardError * standardError) / hc1 - errors.reduce((total, e, i) => total + (centred[i]! * e) ** 2, 0),
  );
  const rateSlope = rows.map((i) => 10_000 / patients[i]!);
  const slopesOf = (f: (k: number, i: number) => number) => Float64Array.from(rows, (i, k) => f(k, i));
  return {
    gaps,
    slopes: [
      slopesOf(() => 1),
      slopesOf((k) => 2 * fte[k]!),
      slopesOf((k) => rateSlope[k]!),
      slopesOf((k, i) => 2 * rate[i]! * rateSlope[k]!),
      slopesOf((k, i) => centred[i]! * rateSlope[k]!),
      slopesOf((k, i) => 2 * centred[i]! * centred[i]! * errors[i]! * rateSlope[k]!),
    ],
  };
}

/** Marks the highest share of values. */
function topShare(values: readonly number[], share: number): boolean[] {
  const order = [...values.keys()].sort((a, b) => values[b]! - values[a]! || a - b);
  const marked = new Array<boolean>(values.length).fill(false);
  for (const i of order.slice(0, Math.round(share * values.length))) marked[i] = true;
  return marked;
}
