import { publishedTable2 } from '@inverse-care/domain';
import { meanOverNetworks } from './ages.js';
import { exp, log } from './elementary.js';
import type { Network } from './networks.js';
import type { Practice } from './practices.js';
import { randomStream } from './random.js';

/** A practice's answers to the 2019 survey, weighted counts of six decimals. */
export interface Answers {
  distributed: number;
  received: number;
  /** Question 49, ethnic group: 18 cells; null where suppressed. */
  ethnicity: Float64Array | null;
  /** Ethnic group answers of all, before rounding. */
  ethnicityBase: number;
  /** Question 30: people with a long-term condition, without one, who do not know, who would rather not say. */
  condition: { ill: number; well: number; unsure: number; unsaid: number };
  /** Suppressed: question 32 has no values for this practice. */
  supportSuppressed: boolean;
}

/** Cells of question 49 by group: White, Mixed, Asian, Black, Other; `first` counts from 0. */
export const ethnicGroups = [
  { first: 0, parts: [78, 2, 1, 19] },
  { first: 4, parts: [32, 16, 28, 24] },
  { first: 8, parts: [36, 27, 10, 9, 18] },
  { first: 13, parts: [55, 34, 11] },
  { first: 16, parts: [30, 70] },
] as const;

/** Six decimals: what the file holds. */
export function sixDecimals(x: number): number {
  return Math.round(x * 1e6) / 1e6;
}

const terms = ['ethnicity_mixed', 'ethnicity_asian', 'ethnicity_black', 'ethnicity_other'] as const;

/**
 * Draws who answered, their ethnicity and health; null for practices that opened after the survey. Anchors and the
 * `essential` practices are never suppressed, so that every network has a value on every snapshot.
 */
export function createAnswers(
  practices: readonly Practice[],
  networks: readonly Network[],
  lists: ArrayLike<number>,
  held: ArrayLike<number>,
  older: ArrayLike<number>,
  essential: ReadonlySet<number>,
  seed: number,
): (Answers | null)[] {
  const random = randomStream(seed, 'survey');
  const odds = practices.map(({ home }) => {
    const base = home >= 0 ? networks[home]!.ethnicity : ([0.02, 0.08, 0.03, 0.02] as const);
    return base.map((x) => log(x * random.lognormal(0.3)));
  });
  const small = practices.map(({ anchor }, p) => random.uniform() < 0.035 && !anchor && !essential.has(p));
  const silent = practices.map((_, p) => small[p]! && random.uniform() < 0.4);
  const heard = practices.map(({ opens }, p) => opens === 0 && !silent[p]!);
  const shares = levelEthnicity(odds, heard, lists, held, networks.length);

  return practices.map(({ home, opens }, p) => {
    const received = small[p]! ? 12 + random.below(14) : Math.round(48 + 64 * random.lognormal(0.35));
    const distributed = Math.round(received / (0.22 + 0.2 * random.uniform()));
    const base = received * (0.94 + 0.05 * random.uniform());
    const deprivation = home >= 0 ? networks[home]!.deprivation : 0;
    const ill = Math.min(
      0.8,
      Math.max(0.25, 0.42 + 0.5 * older[p]! + 0.025 * deprivation + 0.035 * random.normal()),
    );
    const said = received * (0.93 + 0.05 * random.uniform());
    const ethnicity = Float64Array.from(
      ethnicGroups.flatMap(({ parts }, group) => {
        const jitter = parts.map((part) => part * (0.6 + 0.8 * random.uniform()));
        const all = jitter.reduce((a, b) => a + b, 0);
        return jitter.map((part) => sixDecimals((base * shares[p]![group]! * part) / all));
      }),
    );
    const condition = {
      ill: sixDecimals(said * ill * 0.97),
      well: sixDecimals(said * (1 - ill) * 0.97),
      unsure: sixDecimals(said * 0.018),
      unsaid: sixDecimals(said * 0.012),
    };
    if (opens > 0) return null;
    return {
      distributed,
      received,
      ethnicity: silent[p]! ? null : ethnicity,
      ethnicityBase: base,
      condition,
      supportSuppressed: small[p]!,
    };
  });
}

/** Shares White, Mixed, Asian, Black, Other of every practice; the means over networks are Table 2's. */
function levelEthnicity(
  odds: readonly number[][],
  heard: readonly boolean[],
  lists: ArrayLike<number>,
  held: ArrayLike<number>,
  networkTotal: number,
): number[][] {
  const targets = terms.map((term) => publishedTable2.find((row) => row.term === term)!.mean!);
  const weights = Int32Array.from(heard, (yes, p) => (yes ? lists[p]! : 0));
  const shift = [0, 0, 0, 0];
  let shares: number[][] = [];
  for (let round = 0; round < 40; round++) {
    shares = odds.map((logs) => {
      const relative = logs.map((x, k) => exp(x + shift[k]!));
      const all = 1 + relative.reduce((a, b) => a + b, 0);
      return [1 / all, ...relative.map((x) => x / all)];
    });
    for (const [k, target] of targets.entries()) {
      const values = shares.map((share) => share[k + 1]!);
      shift[k]! += log(target / meanOverNetworks(values, weights, held, networkTotal));
    }
  }
  return shares;
}
