import type { RandomStream } from '../random-stream.js';
import { type SharedRows, sharedLanes, sharedSumsAPeriod } from './engine.js';

/** `sharedSums` of the plain engine. A row that is not drawn would add 0, and is passed over. */
export function sumShared(rows: SharedRows, stream: RandomStream, from: number, count: number): Float64Array {
  const { table, unit, ends, units } = rows;
  const drawn = new Int32Array(units);
  const weights = new Float64Array(units);
  const aPeriod = sharedSumsAPeriod * sharedLanes;
  const sums = new Float64Array(Math.ceil(count / sharedLanes) * ends.length * aPeriod);
  for (let r = 0; r < count; r++) {
    stream.moveTo(from + r);
    stream.fillIndices(drawn, units);
    weights.fill(0);
    for (let i = 0; i < units; i++) weights[drawn[i]!]! += 1;
    const lane = r % sharedLanes;
    let at = Math.floor(r / sharedLanes) * ends.length * aPeriod + lane;
    for (let t = 0; t < ends.length; t++, at += aPeriod) {
      let n = 0;
      let sz = 0;
      let se = 0;
      let szz = 0;
      let sze = 0;
      for (let i = t === 0 ? 0 : ends[t - 1]!; i < ends[t]!; i++) {
        const weight = weights[unit[i]!]!;
        if (weight === 0) continue;
        const z = table[2 * i]!;
        const e = table[2 * i + 1]!;
        const wz = weight * z;
        n += weight;
        sz += wz;
        se += weight * e;
        szz += wz * z;
        sze += wz * e;
      }
      sums[at] = n;
      sums[at + sharedLanes] = sz;
      sums[at + 2 * sharedLanes] = se;
      sums[at + 3 * sharedLanes] = szz;
      sums[at + 4 * sharedLanes] = sze;
    }
  }
  return sums;
}
