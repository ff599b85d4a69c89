import type { DescentRoom } from './edge-descent.js';
import { descend } from './edge-descent.js';
import { invert } from './invert.js';

/** What is added to outcomes to tell ties apart, as a share of their size; the lesser where the greater is too much. */
const additions = [1e-7, 1e-9, 1e-11];
/** A residual below this share of the outcomes' size is on the plane. */
const onPlane = 1e-11;

/** A number in (-1, -0.5] or [0.5, 1), settled by the row alone: the finaliser of MurmurHash3 (Appleby 2008). */
function addition(row: number): number {
  let h = row + 1;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  h = (h ^ (h >>> 16)) >>> 0;
  const size = 0.5 + (h >>> 1) / 2 ** 32;
  return h % 2 === 0 ? size : -size;
}

export interface Vertex {
  /** Of the scaled columns. */
  coefficients: Float64Array;
  unique: boolean;
}

/** Coefficients of the plane through the basis rows of the outcome as it is, refined once. */
function coefficientsOf({ k, x, basis, inverse }: DescentRoom, outcome: Float64Array): Float64Array {
  const matrix = new Float64Array(k * k);
  for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) matrix[i * k + j] = x[j]![basis[i]!]!;
  invert(matrix, inverse, k);
  const coefficients = new Float64Array(k);
  for (let round = 0; round < 2; round++) {
    const left = Float64Array.from(basis, (row) => {
      let value = outcome[row]!;
      for (let j = 0; j < k; j++) value -= coefficients[j]! * x[j]![row]!;
      return value;
    });
    for (let j = 0; j < k; j++) {
      for (let l = 0; l < k; l++) coefficients[j]! += inverse[j * k + l]! * left[l]!;
    }
  }
  return coefficients;
}

/** Whether every residual that is not 0 has the sign that it had when ties were told apart. */
function agrees(room: DescentRoom, outcome: Float64Array, coefficients: Float64Array, scale: number) {
  const { k, rows, x, weights, residuals } = room;
  const least = onPlane * scale;
  for (let i = 0; i < rows; i++) {
    let left = outcome[i]!;
    for (let j = 0; j < k; j++) left -= coefficients[j]! * x[j]![i]!;
    if (Math.abs(left) > least && weights[i]! > 0 && left < 0 !== residuals[i]! < 0) return false;
  }
  return true;
}

/**
 * The optimal vertex for the outcome as it is. Ties put more rows on a plane than there are columns, among which a
 * simplex method may go round for ever; so a tiny amount settled by the row's identity is added to each outcome first
 * (Charnes 1952, Econometrica 20, 160-170). The vertex that is best then is best without it too, provided that every
 * residual which is not 0 keeps its sign, as the same multipliers then prove both; where one does not, less is added.
 *
 * @param room its rows, weights and basis are set; `room.y` is overwritten.
 * @param identities of the rows, so that the same row gets the same addition in every resample.
 * @returns null where the columns of the rows with weight are dependent.
 */
export function optimalVertex(
  room: DescentRoom,
  outcome: Float64Array,
  identities: Int32Array,
  scale: number,
  tau: number,
): Vertex | null {
  for (const share of additions) {
    for (let i = 0; i < room.rows; i++) {
      room.y[i] = outcome[i]! + share * scale * addition(identities[i]!);
    }
    const end = descend(room, tau);
    if (end === 'singular') return null;
    if (end === 'stuck') continue;
    const coefficients = coefficientsOf(room, outcome);
    if (agrees(room, outcome, coefficients, scale)) return { coefficients, unique: end === 'optimal' };
  }
  return null;
}
