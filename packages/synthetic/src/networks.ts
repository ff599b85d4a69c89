import { publishedTable1 } from '@inverse-care/domain';
import { clamp, sum } from './elementary.js';
import { places } from './places.js';
import { type Random, randomStream } from './random.js';

/** A primary care network. */
export interface Network {
  code: string;
  name: string;
  /** Index into the places. */
  place: number;
  /** Registered patients aimed at on the last snapshot; 0 for a network that has closed by then. */
  size: number;
  /** Standard deviations above England's mean. */
  deprivation: number;
  /** Share of its neighbourhoods that are rural, 0 to 1. */
  rural: number;
  /** Log odds against White before the national level is set: Mixed, Asian, Black, Other. */
  ethnicity: readonly [number, number, number, number];
  /** Log odds of 65 and over before the national level is set. */
  older: number;
}

/** Networks on the last snapshot, by Table 1. */
export const networkCount = publishedTable1.at(-1)!.pcns;
/** Patients of all networks on the last snapshot, persons. */
const patientsInNetworks = 62_300_000;

const first =
  'AMBER ASPEN BEACON BIRCH BRIAR CEDAR CLOVER COPPER CORAL CRANE ELDER EMBER FALCON FERN FLINT GORSE HARBOUR HAZEL HERON IRIS JUNIPER KESTREL LARCH LINDEN MAPLE MARIGOLD MEADOW MERLIN OAK ORCHARD POPLAR ROWAN SAFFRON SORREL TEASEL WILLOW';
const second =
  'BANK BAY BRIDGE BROOK COMMON CROFT CROSS DALE DOWNS EDGE FELL FIELDS FORD GATE GREEN GROVE HEATH HILL HOLT LANE LEA MERE MOOR PARK PORT QUAY RIDGE RISE ROAD SHORE SPRINGS STOW TOWN VALE VIEW WATER WELLS WOLD';

/** Names of networks, all different: "SYNTHETIC AMBER VALE PCN". */
export function networkNames(random: Random): string[] {
  const names = first.split(' ').flatMap((a) => second.split(' ').map((b) => `SYNTHETIC ${a} ${b} PCN`));
  return random.shuffle(names);
}

/** Networks a place: by size, at least two, `networkCount` in all. */
function networksByPlace(): number[] {
  const total = sum(places.map(({ size }) => size));
  const counts = places.map(({ size }) => Math.max(2, Math.floor((networkCount * size) / total)));
  const shortfall = (i: number) => (networkCount * places[i]!.size) / total - counts[i]!;
  while (sum(counts) < networkCount) {
    const order = places.map((_, i) => i).sort((i, j) => shortfall(j) - shortfall(i) || i - j);
    counts[order[0]!]!++;
  }
  return counts;
}

/** The networks of the last snapshot, place by place. */
export function createNetworks(seed: number): Network[] {
  const random = randomStream(seed, 'networks');
  const names = networkNames(randomStream(seed, 'network names'));
  const networks: Network[] = [];
  for (const [place, count] of networksByPlace().entries()) {
    const at = places[place]!;
    for (let k = 0; k < count; k++) {
      const rural = ruralShare(at.rural, random);
      const deprivation = at.deprivation + 0.9 * random.normal() - 0.5 * rural;
      const asian =
        Math.max(at.asian, 0.008) *
        random.lognormal(0.95) *
        (1 + 0.3 * clamp(deprivation, -1, 2)) *
        (1 - 0.8 * rural);
      const black =
        Math.max(at.black, 0.004) *
        random.lognormal(0.6) *
        (1 + 0.45 * clamp(deprivation, -1, 2)) *
        (1 - 0.85 * rural);
      const mixed = (0.006 + 0.05 * asian + 0.17 * black) * random.lognormal(0.45);
      const other = (0.005 + 0.1 * asian + 0.12 * black) * random.lognormal(0.6);
      const older =
        -1.52 + 0.3 * rural - 0.1 * deprivation - 1.6 * Math.min(0.5, asian + black) + 0.18 * random.normal();
      networks.push({
        code: `U${10001 + networks.length}`,
        name: names[networks.length]!,
        place,
        size: (at.size / count) * clamp(random.lognormal(0.36), 0.35, 2.6),
        deprivation,
        rural,
        ethnicity: [mixed, asian, black, other],
        older,
      });
    }
  }
  const scale = patientsInNetworks / sum(networks.map(({ size }) => size));
  for (const network of networks) network.size *= scale;
  return networks;
}

/** Rurality is lumpy: most networks are nearly all urban or mostly rural. */
function ruralShare(mean: number, random: Random): number {
  const draw = random.uniform();
  if (mean < 0.03) return draw < 0.9 ? 0 : 0.1 * random.uniform();
  if (draw < 1.15 * mean) return 0.35 + 0.65 * random.uniform();
  return Math.max(0, 0.3 * random.uniform() - 0.15);
}
