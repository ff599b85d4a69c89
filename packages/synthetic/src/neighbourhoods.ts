import type { Network } from './networks.js';
import { places } from './places.js';
import { randomStream } from './random.js';

/** English neighbourhoods: lower-layer super output areas of 2011. */
export const neighbourhoodCount = 32_844;
/** Welsh ones, for patients who live across the border. */
export const welshCount = 40;

/** Neighbourhoods as columns, one element each. */
export interface Neighbourhoods {
  code: string[];
  name: string[];
  /** Index into the networks: whose ground it is. */
  network: Int32Array;
  /** Share of people who are income deprived, 0 to 1, three decimals. */
  incomeScore: Float64Array;
  /** 1 is the most deprived. */
  incomeRank: Int32Array;
  /** 1 to 10, 1 the most deprived. */
  incomeDecile: Int32Array;
  imdScore: Float64Array;
  imdRank: Int32Array;
  imdDecile: Int32Array;
  /** Code of the Rural-Urban Classification 2011: A1 to E2. */
  ruralUrban: string[];
  /** 1 where rural (D1, D2, E1, E2). */
  rural: Uint8Array;
  population: Int32Array;
}

/** Share of a network's neighbourhoods that are as deprived as the network; the rest vary widely. */
const likeTheNetwork = 0.8;

/**
 * Neighbourhoods, network by network, as many as its patients warrant. Deprivation is far more segregated than in
 * England, which is what the narrow intervals of Table 2's income deciles ask for.
 */
export function createNeighbourhoods(networks: readonly Network[], seed: number): Neighbourhoods {
  const random = randomStream(seed, 'neighbourhoods');
  const code: string[] = [];
  const name: string[] = [];
  const network = new Int32Array(neighbourhoodCount);
  const latentIncome = new Float64Array(neighbourhoodCount);
  const latentImd = new Float64Array(neighbourhoodCount);
  const rural = new Uint8Array(neighbourhoodCount);
  const ruralUrban: string[] = [];
  const population = new Int32Array(neighbourhoodCount);

  const total = networks.reduce((sum, { size }) => sum + size, 0);
  let upTo = 0;
  let i = 0;
  for (const [n, { size, deprivation, rural: share, place }] of networks.entries()) {
    upTo += size;
    const end = Math.round((neighbourhoodCount * upTo) / total);
    const offset = random.uniform();
    const start = i;
    for (; i < end; i++) {
      const spread = random.uniform() < likeTheNetwork ? 0.07 : 1;
      network[i] = n;
      latentIncome[i] = -deprivation + spread * random.normal();
      latentImd[i] = 0.95 * latentIncome[i]! + 0.3 * random.normal();
      const before = Math.floor(share * (i - start) + offset);
      rural[i] = Math.floor(share * (i - start + 1) + offset) > before ? 1 : 0;
      ruralUrban.push(classify(rural[i] === 1, places[place]!.rural, random.uniform()));
      population[i] = Math.round(1000 + 650 * random.lognormal(0.35));
      code.push(`E01${String(i + 1).padStart(6, '0')}`);
      name.push(
        `Synthetic ${String(1 + Math.floor(i / 26)).padStart(3, '0')}${String.fromCharCode(65 + (i % 26))}`,
      );
    }
  }
  const incomeRank = ranks(latentIncome);
  const imdRank = ranks(latentImd);
  return {
    code,
    name,
    network,
    incomeScore: Float64Array.from(incomeRank, incomeScoreOf),
    incomeRank,
    incomeDecile: incomeRank.map(decileOf),
    imdScore: Float64Array.from(imdRank, imdScoreOf),
    imdRank,
    imdDecile: imdRank.map(decileOf),
    ruralUrban,
    rural,
    population,
  };
}

/** Rank of each value from 1, the lowest first; ties by position. */
function ranks(values: Float64Array): Int32Array {
  const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);
  const rank = new Int32Array(values.length);
  for (const [position, i] of order.entries()) rank[i] = position + 1;
  return rank;
}

/** Tenth that a rank is in. */
function decileOf(rank: number): number {
  return Math.ceil((rank * 10) / neighbourhoodCount);
}

function incomeScoreOf(rank: number): number {
  const q = 1 - (rank - 0.5) / neighbourhoodCount;
  return Math.round(1000 * (0.006 + 0.34 * q * q * q + 0.06 * q + 0.17 * power16(q))) / 1000;
}

function imdScoreOf(rank: number): number {
  const q = 1 - (rank - 0.5) / neighbourhoodCount;
  return Math.round(1000 * (0.6 + 12 * q + 46 * q * q * q + 30 * power16(q))) / 1000;
}

function power16(q: number): number {
  const q4 = q * q * q * q;
  return q4 * q4 * q4 * q4;
}

function classify(rural: boolean, placeRural: number, draw: number): string {
  const sparse = placeRural > 0.4;
  if (rural) return draw < 0.55 ? (sparse && draw < 0.06 ? 'D2' : 'D1') : sparse && draw > 0.93 ? 'E2' : 'E1';
  if (placeRural < 0.06) return draw < 0.9 ? 'A1' : 'B1';
  return sparse && draw < 0.02 ? 'C2' : draw < 0.15 ? 'B1' : 'C1';
}
