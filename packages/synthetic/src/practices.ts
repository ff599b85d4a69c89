import { subIcbs } from '@inverse-care/domain';
import { lastSnapshot } from './calendar.js';
import { clamp } from './elementary.js';
import type { Network } from './networks.js';
import { places } from './places.js';
import { type Random, randomStream } from './random.js';

/** A GP practice. */
export interface Practice {
  code: string;
  name: string;
  /** Index into the places. */
  place: number;
  /** The network it is in on the last snapshot, or would be were it still open; -1 is none. */
  home: number;
  /** The largest of its network: open throughout, never moves, always answers the survey. */
  anchor: boolean;
  /** Registered patients aimed at on the last snapshot, or on the last before it closes. */
  size: number;
  /** Index of the first snapshot with patients. */
  opens: number;
  /** Index of the first snapshot without patients: 0 where it closed after the survey, past the last where it stays. */
  closes: number;
  /** Practice that takes over its patients, or gave them; -1 is none. */
  kin: number;
  /** Growth of its list against the nation's: 1 is as the nation. */
  growth: number;
}

const closures = 430;
const foundings = 36;
const unaffiliated = 115;
const closedBefore = 60;
/** The practice whose name ends in a comma, so that one file first needs quotes far down. */
const quoted = 6100;
const acrossBorder = 36;

/** All practices that had patients on any snapshot or were in the survey: members of networks first, network by network. */
export function createPractices(networks: readonly Network[], seed: number): Practice[] {
  const random = randomStream(seed, 'practices');
  const practices: Practice[] = [];
  const add = (fields: Partial<Practice> & Pick<Practice, 'place' | 'home' | 'size'>): Practice => {
    const number = practices.length + 1;
    const practice: Practice = {
      code: `Z${String(number).padStart(5, '0')}`,
      name: `SYNTHETIC ${kinds[number % kinds.length]} ${String(number).padStart(5, '0')}${number === quoted ? ',' : ''}`,
      anchor: false,
      opens: 0,
      closes: lastSnapshot + 1,
      kin: -1,
      growth: random.lognormal(0.5),
      ...fields,
    };
    practices.push(practice);
    return practice;
  };

  const anchors = networks.map((network, home) => {
    const index = practices.length;
    for (const [k, size] of listSizes(network.size, random).entries()) {
      add({ place: network.place, home, size, anchor: k === 0 });
    }
    return index;
  });
  const members = practices.length;
  sendAcrossBorders(practices, random);
  for (let i = 0; i < closures; i++) {
    const home = random.below(networks.length);
    const kin = anchors[home]!;
    const size = practices[kin]!.size * (0.1 + 0.12 * random.uniform());
    add({ place: networks[home]!.place, home, size, closes: 1 + random.below(lastSnapshot), kin });
  }
  for (let i = 0; i < unaffiliated; i++) {
    const place = networks[random.below(networks.length)]!.place;
    add({ place, home: -1, size: 4500 * random.lognormal(0.6) });
  }
  for (let i = 0; i < closedBefore; i++) {
    add({ place: random.below(places.length), home: -1, size: 3000, closes: 0 });
  }
  for (let i = 0; i < foundings; ) {
    const practice = practices[random.below(members)]!;
    if (practice.anchor || practice.opens > 0 || practice.size > 6000) continue;
    practice.opens = 1 + random.below(lastSnapshot - 1);
    practice.kin = anchors[practice.home]!;
    i++;
  }
  return practices;
}

const kinds = ['SURGERY', 'MEDICAL CENTRE', 'HEALTH CENTRE', 'MEDICAL PRACTICE', 'FAMILY PRACTICE'];

/** List sizes of a network's practices, the largest first, at least 1,500 each where there is room. */
function listSizes(size: number, random: Random): number[] {
  const count = clamp(Math.round((size / 9750) * random.lognormal(0.28)), 1, 13);
  const parts = Array.from({ length: count }, () => 0.35 + random.lognormal(0.5)).sort((a, b) => b - a);
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => (size * part) / total);
}

/** Moves a few practices into the nearest other sub-ICB location without changing their network. */
function sendAcrossBorders(practices: Practice[], random: Random): void {
  for (let moved = 0; moved < acrossBorder; ) {
    const practice = practices[random.below(practices.length)]!;
    if (practice.anchor) continue;
    practice.place = nearestOther(practice.place);
    moved++;
  }
}

/** Label points to a hundredth of a degree: with more digits a seed would make another England than it has. */
const rough = (degrees: number) => Math.round(degrees * 100) / 100;

function nearestOther(place: number): number {
  const { longitude, latitude } = subIcbs[place]!;
  const distance = (i: number) => {
    const east = (rough(subIcbs[i]!.longitude) - rough(longitude)) * 0.6;
    const north = rough(subIcbs[i]!.latitude) - rough(latitude);
    return east * east + north * north;
  };
  return places.reduce(
    (best, _, i) => (i !== place && (best < 0 || distance(i) < distance(best)) ? i : best),
    -1,
  );
}
