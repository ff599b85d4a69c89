import type { RandomStream } from '../random-stream.js';
import type { SignSums } from '../resampling/sign-sums.js';
import { type CurveForm, curveLength, curveWriter } from '../resampling/wild-curve.js';
import { drawNull } from './draw-null.js';
import { type Engine, entriesAWord, momentsStride } from './engine.js';
import { sumShared } from './sum-shared.js';
import { sumSigned } from './sum-signed.js';

/** The loops in JavaScript, in the order of sums of the kernels. */
export const plainEngine: Engine = {
  name: 'plain',
  simpleSums,
  moments,
  signedCurves,
  sharedSums: sumShared,
  nullDraws: drawNull,
};

function simpleSums(table: Float64Array, stream: RandomStream, from: number, count: number): Float64Array {
  const n = table.length / 2;
  const indices = new Int32Array(n);
  const running = new Float64Array(16);
  const sums = new Float64Array(4 * count);
  for (let r = 0; r < count; r++) {
    stream.moveTo(from + r);
    stream.fillIndices(indices, n);
    running.fill(0);
    for (let i = 0; i < n; i++) {
      const z = table[2 * indices[i]!]!;
      const e = table[2 * indices[i]! + 1]!;
      const at = 4 * (i & 3);
      running[at]! += z;
      running[at + 1]! += e;
      running[at + 2]! += z * z;
      running[at + 3]! += z * e;
    }
    for (let j = 0; j < 4; j++) {
      sums[4 * r + j] = running[j]! + running[4 + j]! + (running[8 + j]! + running[12 + j]!);
    }
  }
  return sums;
}

function moments(
  values: Float64Array,
  width: number,
  stream: RandomStream,
  from: number,
  count: number,
): Float64Array {
  const n = values.length / width;
  const stride = momentsStride(width);
  const indices = new Int32Array(n);
  const drawn = new Int32Array(n);
  const all = new Float64Array(stride * count);
  for (let r = 0; r < count; r++) {
    stream.moveTo(from + r);
    stream.fillIndices(indices, n);
    drawn.fill(0);
    for (let i = 0; i < n; i++) drawn[indices[i]!]! += 1;
    const sums = all.subarray(r * stride, (r + 1) * stride);
    for (let i = 0; i < n; i++) {
      if (drawn[i] !== 1) addProducts(sums, values, i * width, width, drawn[i]! - 1);
    }
  }
  return all;
}

function addProducts(
  sums: Float64Array,
  values: Float64Array,
  row: number,
  width: number,
  weight: number,
): void {
  let at = 0;
  for (let a = 0; a < width; a++) {
    const value = values[row + a]!;
    const last = Math.min(a, width - 2);
    for (let b = 0; b <= last; b++) sums[at++]! += weight * (value * values[row + b]!);
  }
}

function signedCurves(
  { tables, words }: SignSums,
  form: CurveForm,
  stream: RandomStream,
  from: number,
  count: number,
): { curves: Float64Array; doubtful: Uint8Array } {
  const length = entriesAWord * words;
  const fours = tables.length / length;
  const parts = Array.from({ length: fours }, (_, t) => tables.subarray(t * length, (t + 1) * length));
  const signs = new Int32Array(words);
  const sums = new Float64Array(4 * fours);
  const curves = new Float64Array(curveLength * count);
  const doubtful = new Uint8Array(count);
  const write = curveWriter(form);
  for (let r = 0; r < count; r++) {
    stream.moveTo(from + r);
    for (let w = 0; w < words; w++) signs[w] = stream.nextUint32();
    for (let t = 0; t < fours; t++) sumSigned(parts[t]!, signs, sums, 4 * t);
    write(sums, form.squares, curves, curveLength * r, doubtful);
  }
  return { curves, doubtful };
}
