import { lastSnapshot, snapshots } from './calendar.js';
import { mean } from './elementary.js';
import { membershipOn } from './memberships.js';
import { needValue } from './support.js';
import type { World } from './world.js';

/** Who answered the question of need on the last snapshot, and what their number says of its reliability. */
export interface WhoAnswered {
  snapshot: string;
  pcns: number;
  /** Median of a PCN: persons who count in the denominator of need, not weighted. */
  respondents: number;
  /** 1 less the mean of need (1 - need) x sum of (weight^2 / respondents) over the variance of need between PCNs. */
  reliability: number;
}

/** From the world itself, by the definitions of docs/methods.md. */
export function whoAnswered({
  practices,
  networks,
  memberships,
  lists,
  answers,
  support,
}: World): WhoAnswered {
  const snapshot = snapshots[lastSnapshot]!;
  const held = membershipOn(memberships, networks, practices.length, snapshot);
  const pcns = new Map<number, { patients: number; asked: number; yes: number; spread: number }>();
  for (const [p, network] of held.entries()) {
    const patients = lists[p]![lastSnapshot]!;
    const [answer, own] = [answers[p], support[p]];
    if (network < 0 || patients === 0 || answer == null || own == null) continue;
    const { ill, well, unsure, unsaid } = answer.condition;
    const counted = own.definitely + own.toSomeExtent + own.no + own.dontKnow;
    const asked = (answer.received * counted) / (ill + well + unsure + unsaid);
    const sum = pcns.get(network) ?? { patients: 0, asked: 0, yes: 0, spread: 0 };
    pcns.set(network, {
      patients: sum.patients + patients,
      asked: sum.asked + asked,
      yes: sum.yes + patients * needValue(own),
      spread: sum.spread + patients ** 2 / asked,
    });
  }
  const all = [...pcns.values()];
  const needs = all.map(({ yes, patients }) => yes / patients);
  const centre = mean(needs);
  const variance = needs.reduce((total, need) => total + (need - centre) ** 2, 0) / (needs.length - 1);
  const error = mean(
    all.map(({ spread, patients }, i) => (needs[i]! * (1 - needs[i]!) * spread) / patients ** 2),
  );
  const sorted = all.map(({ asked }) => asked).sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return {
    snapshot,
    pcns: all.length,
    respondents: (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2,
    reliability: 1 - error / variance,
  };
}
