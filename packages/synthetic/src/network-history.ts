import { publishedTable1 } from '@inverse-care/domain';
import { dayIn, lastSnapshot } from './calendar.js';
import { type Network, networkNames } from './networks.js';
import type { Practice } from './practices.js';
import { type Random, randomStream } from './random.js';

/** Networks that close before each snapshot; openings follow from Table 1's counts. */
const networkClosures = [0, 3, 2, 2, 1, 4, 2, 1, 1, 6, 2, 2, 2, 4, 2];
const moves = 150;
const lateJoiners = 40;

/** Where a practice was before: from the start until the day before `date`; -1 is no network. */
export interface Earlier {
  network: number;
  date: string;
}

/**
 * How the networks of the last snapshot came about: networks that split off from a parent, networks that merged into
 * another (appended to `networks`), practices that moved or joined late. `earlier` is by practice; `original` are the
 * networks that were there from the start.
 */
export function createHistory(
  networks: Network[],
  practices: readonly Practice[],
  membersOf: readonly number[][],
  neighbours: (network: number) => number[],
  seed: number,
): { earlier: Map<number, Earlier>; original: ReadonlySet<number> } {
  const random = randomStream(seed, 'network history');
  const earlier = new Map<number, Earlier>();
  const original = openNetworks(networks, membersOf, neighbours, earlier, random);
  closeNetworks(networks, practices, membersOf, original, earlier, random, seed);
  moveRest(practices, neighbours, original, earlier, random);
  return { earlier, original };
}

/** Gives late networks a parent of the same place; returns the networks that were there from the start. */
function openNetworks(
  networks: readonly Network[],
  membersOf: readonly number[][],
  neighbours: (network: number) => number[],
  earlier: Map<number, Earlier>,
  random: Random,
): Set<number> {
  const original = new Set(membersOf.keys());
  const parents = new Set<number>();
  const queue = random.shuffle([...membersOf.keys()]);
  for (let t = 1; t <= lastSnapshot; t++) {
    const openings = publishedTable1[t]!.pcns - publishedTable1[t - 1]!.pcns + networkClosures[t]!;
    for (let opened = 0; opened < openings; ) {
      const network = queue.pop()!;
      const candidates = neighbours(network).filter((parent) => original.has(parent));
      if (parents.has(network) || candidates.length === 0 || networks[network]!.size > 70_000) continue;
      const parent = random.pick(candidates);
      parents.add(parent);
      original.delete(network);
      const date = dayIn(t, random);
      for (const practice of membersOf[network]!) earlier.set(practice, { network: parent, date });
      opened++;
    }
  }
  return original;
}

/** Adds networks that merge into another: two or three of its practices were theirs until then. */
function closeNetworks(
  networks: Network[],
  practices: readonly Practice[],
  membersOf: readonly number[][],
  original: ReadonlySet<number>,
  earlier: Map<number, Earlier>,
  random: Random,
  seed: number,
): void {
  const names = networkNames(randomStream(seed, 'network names'));
  const steady = (i: number) =>
    !practices[i]!.anchor && practices[i]!.opens === 0 && practices[i]!.closes > lastSnapshot;
  const queue = random.shuffle([...original].filter((i) => membersOf[i]!.filter(steady).length >= 3));
  for (let t = 1; t <= lastSnapshot; t++) {
    for (let closed = 0; closed < networkClosures[t]!; closed++) {
      const into = queue.pop()!;
      const network = networks.length;
      networks.push({ ...networks[into]!, code: `U${10001 + network}`, name: names[network]!, size: 0 });
      const date = dayIn(t, random);
      for (const practice of membersOf[into]!.filter(steady).slice(0, 2 + random.below(2))) {
        earlier.set(practice, { network, date });
      }
    }
  }
}

/** Single practices that moved between networks of a place or joined their first network late. */
function moveRest(
  practices: readonly Practice[],
  neighbours: (network: number) => number[],
  original: ReadonlySet<number>,
  earlier: Map<number, Earlier>,
  random: Random,
): void {
  const free = random.shuffle(
    [...practices.keys()].filter((i) => practices[i]!.home >= 0 && !practices[i]!.anchor),
  );
  for (let moved = 0; moved < moves + lateJoiners; ) {
    const practice = free.pop()!;
    if (earlier.has(practice)) continue;
    const from = neighbours(practices[practice]!.home).filter((network) => original.has(network));
    if (from.length === 0) continue;
    const network = moved < moves ? random.pick(from) : -1;
    earlier.set(practice, { network, date: dayIn(1 + random.below(lastSnapshot), random) });
    moved++;
  }
}
