import { order } from '@inverse-care/domain';
import { dayIn, daysLater, lastSnapshot } from './calendar.js';
import { createHistory } from './network-history.js';
import type { Network } from './networks.js';
import type { Practice } from './practices.js';
import { type Random, randomStream } from './random.js';

/** A practice's time in a network: a row of ePCN. */
export interface Membership {
  practice: number;
  network: number;
  /** ISO dates, both included; an open membership ends null. */
  start: string;
  end: string | null;
}

const launch = '2019-10-01';
const leavers = 25;
const stale = 30;
const tied = 4;

/**
 * Memberships such that the networks with patients on each snapshot are as many as in Table 1.
 * Appends the networks that have closed to `networks`. Includes what real files do: practices that join late, leave,
 * move, overlap in two networks, and rows left open after a practice has closed.
 */
export function createMemberships(
  networks: Network[],
  practices: readonly Practice[],
  seed: number,
): Membership[] {
  const random = randomStream(seed, 'memberships');
  const final = networks.length;
  const membersOf = Array.from({ length: final }, (): number[] => []);
  for (const [i, { home }] of practices.entries()) if (home >= 0) membersOf[home]!.push(i);
  const neighbours = (network: number) =>
    networks.flatMap(({ place }, i) =>
      i < final && i !== network && place === networks[network]!.place ? [i] : [],
    );
  const { earlier, original } = createHistory(networks, practices, membersOf, neighbours, seed);

  const rows: Membership[] = [];
  const overlaps = new Set(random.shuffle([...earlier.keys()]).slice(0, 25));
  for (const [practice, { home, opens, closes }] of practices.entries()) {
    if (home < 0) continue;
    const gone = closes <= lastSnapshot ? dayIn(closes, random) : null;
    const past = earlier.get(practice);
    const end = gone !== null && random.uniform() < 0.7 ? gone : null;
    if (past === undefined) {
      rows.push({ practice, network: home, start: opens > 0 ? dayIn(opens, random) : launch, end });
      continue;
    }
    if (past.network >= 0) {
      const left = overlaps.has(practice)
        ? daysLater(past.date, random.below(150))
        : daysLater(past.date, -1);
      rows.push({ practice, network: past.network, start: launch, end: left });
    }
    if (gone === null || gone > past.date) rows.push({ practice, network: home, start: past.date, end });
  }
  addLeavers(rows, practices, membersOf, original, random);
  addTies(rows, practices, neighbours, random);
  return rows.sort((a, b) => a.practice - b.practice || order(a.start, b.start) || a.network - b.network);
}

/** Practices of no network that once were in one; the rows of the closed are dated by their closing. */
function addLeavers(
  rows: Membership[],
  practices: readonly Practice[],
  membersOf: readonly number[][],
  original: ReadonlySet<number>,
  random: Random,
): void {
  const outside = [...practices.keys()].filter((i) => practices[i]!.home < 0).slice(0, leavers + stale);
  for (const [k, practice] of outside.entries()) {
    const here = membersOf.flatMap((members, network) =>
      original.has(network) && practices[members[0]!]!.place === practices[practice]!.place ? [network] : [],
    );
    if (here.length === 0) continue;
    const end = k < leavers ? daysLater(dayIn(1 + random.below(lastSnapshot), random), -1) : '2019-12-31';
    rows.push({ practice, network: random.pick(here), start: launch, end });
  }
}

/** A few practices with two rows from the same day: the lower code is theirs. */
function addTies(
  rows: Membership[],
  practices: readonly Practice[],
  neighbours: (network: number) => number[],
  random: Random,
): void {
  const simple = rows.filter(({ practice, end }) => end === null && !practices[practice]!.anchor);
  for (let added = 0; added < tied; ) {
    const row = random.pick(simple);
    const higher = neighbours(row.network).filter((network) => network > row.network);
    if (row.start !== launch || higher.length === 0) continue;
    rows.push({ ...row, network: higher[0]! });
    added++;
  }
}

/**
 * Network of every practice on a date, -1 for none, by the rows' order and dates: the latest start that covers the
 * date, then the lowest code.
 */
export function membershipOn(
  rows: readonly Membership[],
  networks: readonly Network[],
  practiceCount: number,
  date: string,
): Int32Array {
  const held = new Int32Array(practiceCount).fill(-1);
  const since: string[] = new Array(practiceCount).fill('');
  for (const { practice, network, start, end } of rows) {
    if (start > date || (end !== null && end < date)) continue;
    const earlierRow = held[practice]!;
    if (start < since[practice]!) continue;
    if (start === since[practice] && earlierRow >= 0 && networks[earlierRow]!.code <= networks[network]!.code)
      continue;
    held[practice] = network;
    since[practice] = start;
  }
  return held;
}
