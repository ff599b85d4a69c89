import { lastSnapshot } from './calendar.js';
import { clamp } from './elementary.js';
import type { Practice } from './practices.js';
import { randomStream } from './random.js';
import { type Answers, sixDecimals } from './survey.js';

/** Question 32 of a practice: had enough support from local services; weighted counts of six decimals. */
export interface Support {
  definitely: number;
  toSomeExtent: number;
  no: number;
  notNeeded: number;
  dontKnow: number;
}

/**
 * Answers on support from local services. Practice values scatter around their network's need on the last snapshot
 * with a mean, weighted by that date's patients over practices with a value, of exactly the need. Null where the
 * practice was not in the survey or its cells are suppressed.
 */
export function createSupport(
  practices: readonly Practice[],
  answers: readonly (Answers | null)[],
  lists: readonly Int32Array[],
  held: ArrayLike<number>,
  needOf: ReadonlyMap<number, number>,
  seed: number,
): (Support | null)[] {
  const random = randomStream(seed, 'support');
  const scatter = practices.map(() => 0.22 * clamp(random.normal(), -2.2, 2.2));
  const weighted = new Map<number, { total: number; weight: number }>();
  for (const [p, answer] of answers.entries()) {
    const patients = lists[p]![lastSnapshot]!;
    if (answer === null || answer.supportSuppressed || patients === 0 || held[p]! < 0) continue;
    const sum = weighted.get(held[p]!) ?? { total: 0, weight: 0 };
    sum.total += patients * scatter[p]!;
    sum.weight += patients;
    weighted.set(held[p]!, sum);
  }
  return practices.map(({ home }, p) => {
    const answer = answers[p];
    const network = held[p]! >= 0 ? held[p]! : home;
    const { total, weight } = weighted.get(network) ?? { total: 0, weight: 1 };
    const target = needOf.get(network) ?? 0.21;
    const value = target * (1 + clamp(scatter[p]! - total / weight, -0.97, 1.5));
    const [definitely, unknown, notNeeded] = [
      0.38 + 0.2 * random.uniform(),
      0.05 + 0.05 * random.uniform(),
      0.28 + 0.12 * random.uniform(),
    ];
    if (answer === null || answer === undefined || answer.supportSuppressed) return null;
    const asked = answer.condition.ill * 0.96;
    const counted = asked * (1 - notNeeded);
    const no = sixDecimals(counted * value);
    const dontKnow = sixDecimals((counted - no) * unknown);
    const some = counted - no - dontKnow;
    const first = sixDecimals(some * definitely);
    return {
      definitely: first,
      toSomeExtent: sixDecimals(some - first),
      no,
      notNeeded: sixDecimals(asked * notNeeded),
      dontKnow,
    };
  });
}

/** Need as published of a practice: Q32_3 / (Q32_1 + Q32_2 + Q32_3 + Q32_5). */
export function needValue({ definitely, toSomeExtent, no, dontKnow }: Support): number {
  return no / (definitely + toSomeExtent + no + dontKnow);
}
