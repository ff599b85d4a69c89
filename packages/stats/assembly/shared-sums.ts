import { drawIndices, seedLanes } from './words';

/** Indices drawn at a time; a multiple of four. */
const block: u32 = 512;

/**
 * How often each of the units is drawn by four replicates: four float64 a unit at `weights`.
 */
function drawWeights(
  scratch: usize,
  weights: usize,
  units: u32,
  replicate: u32,
  c2: u32,
  c3: u32,
  k0: u32,
  k1: u32,
): void {
  const indices = scratch + 64;
  const zero = f64x2.splat(0);
  for (let at = weights, end = weights + (units << 5); at < end; at += 32) {
    v128.store(at, zero);
    v128.store(at, zero, 16);
  }
  for (let lane: u32 = 0; lane < 4; lane++, weights += 8) {
    seedLanes(scratch, replicate + lane, c2, c3, k0, k1);
    for (let left = units; left > 0; ) {
      const drawn = min(left, block);
      drawIndices(scratch, indices, (drawn + 3) >> 2, units, 5);
      for (let at = indices, end = indices + 4 * drawn; at < end; at += 4) {
        const weight = weights + load<u32>(at);
        store<f64>(weight, load<f64>(weight) + 1);
      }
      left -= drawn;
    }
  }
}

/**
 * Sums over the rows of several periods, each row as often as its unit is drawn: units are drawn with replacement, as
 * many as there are, by four replicates at a time, for `count` times four replicates from `replicate` on. Of each four
 * and each period 5 x 4 float64 are written at `sums`: of weight, weight x z, weight x e, (weight x z) x z and
 * (weight x z) x e over its rows in order, each for four replicates.
 *
 * `table` has two float64 a row, z and e; `places` a uint32 a row, 32 times the number of its unit; `ends` a uint32 a
 * period, the number of rows to its end. The rows of a period are as many as the units but for those listed: `excess`
 * has a float64 an entry, how many more rows than one a unit has in the period, `excessPlaces` its place, and
 * `excessEnds` a uint32 a period, the number of entries to its end. `weights` has 32 bytes a unit, `scratch` 64 +
 * 4 x 512 bytes.
 */
export function sharedSums(
  scratch: usize,
  table: usize,
  places: usize,
  ends: usize,
  excess: usize,
  excessPlaces: usize,
  excessEnds: usize,
  periods: u32,
  weights: usize,
  units: u32,
  sums: usize,
  replicate: u32,
  count: u32,
  c2: u32,
  c3: u32,
  k0: u32,
  k1: u32,
): void {
  for (let four: u32 = 0; four < count; four++) {
    drawWeights(scratch, weights, units, replicate + 4 * four, c2, c3, k0, k1);
    let row = table;
    let place = places;
    let other = excess;
    let otherPlace = excessPlaces;
    for (let t: u32 = 0; t < periods; t++) {
      let n0 = f64x2.splat(<f64>units);
      let n1 = n0;
      for (const end = excess + (load<u32>(excessEnds + (t << 2)) << 3); other < end; other += 8) {
        const weight = weights + load<u32>(otherPlace);
        const more = v128.load64_splat(other);
        n0 = f64x2.add(n0, f64x2.mul(v128.load(weight), more));
        n1 = f64x2.add(n1, f64x2.mul(v128.load(weight, 16), more));
        otherPlace += 4;
      }
      v128.store(sums, n0);
      v128.store(sums, n1, 16);
      const end = table + (load<u32>(ends + (t << 2)) << 4);
      sumPeriod(row, end, place, weights, sums + 32);
      place += (end - row) >> 2;
      row = end;
      sums += 160;
    }
  }
}

/** The sums of z, e, zz and ze of a period, its rows from `row` to `end`. */
function sumPeriod(row: usize, end: usize, place: usize, weights: usize, sums: usize): void {
  let z0 = f64x2.splat(0);
  let z1 = z0;
  let e0 = z0;
  let e1 = z0;
  let zz0 = z0;
  let zz1 = z0;
  let ze0 = z0;
  let ze1 = z0;
  for (; row < end; row += 16, place += 4) {
    const weight = weights + load<u32>(place);
    const z = v128.load64_splat(row);
    const e = v128.load64_splat(row, 8);
    const w0 = v128.load(weight);
    const w1 = v128.load(weight, 16);
    const wz0 = f64x2.mul(w0, z);
    const wz1 = f64x2.mul(w1, z);
    z0 = f64x2.add(z0, wz0);
    z1 = f64x2.add(z1, wz1);
    e0 = f64x2.add(e0, f64x2.mul(w0, e));
    e1 = f64x2.add(e1, f64x2.mul(w1, e));
    zz0 = f64x2.add(zz0, f64x2.mul(wz0, z));
    zz1 = f64x2.add(zz1, f64x2.mul(wz1, z));
    ze0 = f64x2.add(ze0, f64x2.mul(wz0, e));
    ze1 = f64x2.add(ze1, f64x2.mul(wz1, e));
  }
  v128.store(sums, z0);
  v128.store(sums, z1, 16);
  v128.store(sums, e0, 32);
  v128.store(sums, e1, 48);
  v128.store(sums, zz0, 64);
  v128.store(sums, zz1, 80);
  v128.store(sums, ze0, 96);
  v128.store(sums, ze1, 112);
}
