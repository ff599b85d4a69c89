import { lastSnapshot, snapshots } from './calendar.js';
import type { Practice } from './practices.js';
import { randomStream } from './random.js';

/** Growth of the nation's lists from the first extract to the last. */
const nationalGrowth = 0.0395;

/**
 * Registered patients, persons: one row a practice, one column a snapshot; 0 where it has none.
 * A practice that closes hands its list to its kin, one that opens takes its first patients from it.
 */
export function registeredPatients(practices: readonly Practice[], seed: number): Int32Array[] {
  const random = randomStream(seed, 'patients');
  const lists = practices.map(({ size, growth }) => {
    const list = new Float64Array(snapshots.length);
    const wobble = 0.004;
    for (let t = 0; t <= lastSnapshot; t++) {
      const back = (lastSnapshot - t) / lastSnapshot;
      list[t] = size * (1 - nationalGrowth * growth * back) * (1 + wobble * random.normal() * back);
    }
    return list;
  });
  for (const [i, { opens, closes, kin }] of practices.entries()) {
    for (let t = 0; t <= lastSnapshot; t++) {
      const open = t >= opens && t < closes;
      if (kin >= 0 && open && closes <= lastSnapshot) lists[kin]![t]! -= lists[i]![t]!;
      if (kin >= 0 && t < opens) lists[kin]![t]! += lists[i]![t]!;
      if (!open) lists[i]![t] = 0;
    }
  }
  return lists.map((list) => Int32Array.from(list, (size) => Math.max(0, Math.round(size))));
}
