/** A difference below this share of its terms is 0 but for rounding. */
const rounding: f64 = 1e-12;
/** Below this share of its terms a variance has lost digits that may tell. */
const doubt: f64 = 1e-4;

/**
 * The curves of two replicates, whose sums lie side by side: 2k a direction. `form` has the quadratic, k x k row-major,
 * for an odd k with one row of 0 more; then k numbers `back`; then three squares. Five numbers a replicate are written
 * at `curves`, and at `doubtful` a byte each: see `writeCurves` in src/resampling, whose sums are in this order.
 */
export function curvesOfPair(
  form: usize,
  k: usize,
  directions: u32,
  sums: usize,
  products: usize,
  curves: usize,
  doubtful: usize,
): void {
  const back = form + 8 * k * ((k + 1) & ~1);
  const squares = back + 8 * k;
  const square = load<f64>(squares);
  const crossSquare = load<f64>(squares, 8);
  const slopeSquare = load<f64>(squares, 16);
  const second = directions > 1 ? sums + 32 * k : sums;
  multiply(form, k, sums, second, products);
  const own = f64x2.add(f64x2.splat(square), fitting(k, sums, sums, products));
  const numerator = estimate(k, back, sums);
  let slope = f64x2.splat(0);
  let cross = slope;
  let move = slope;
  if (directions > 1) {
    slope = f64x2.add(f64x2.splat(slopeSquare), fitting(k, second, second, products + 16));
    cross = f64x2.add(f64x2.splat(crossSquare), fitting(k, sums, second, products + 16));
    move = estimate(k, back, second);
  }
  const lane0 = f64x2.extract_lane(own, 0);
  const lane1 = f64x2.extract_lane(own, 1);
  writeOwn(curves, square, lane0, f64x2.extract_lane(numerator, 0));
  writeOwn(curves + 40, square, lane1, f64x2.extract_lane(numerator, 1));
  let doubt0 = !(lane0 > doubt * square);
  let doubt1 = !(lane1 > doubt * square);
  if (directions > 1) {
    const slope0 = f64x2.extract_lane(slope, 0);
    const slope1 = f64x2.extract_lane(slope, 1);
    writeSlope(curves, slopeSquare, slope0, f64x2.extract_lane(cross, 0));
    writeSlope(curves + 40, slopeSquare, slope1, f64x2.extract_lane(cross, 1));
    doubt0 = doubt0 || !(slope0 > doubt * slopeSquare);
    doubt1 = doubt1 || !(slope1 > doubt * slopeSquare);
  } else {
    writeSlope(curves, 0, 0, 0);
    writeSlope(curves + 40, 0, 0, 0);
  }
  store<f64>(curves, f64x2.extract_lane(move, 0), 8);
  store<f64>(curves, f64x2.extract_lane(move, 1), 48);
  store<u8>(doubtful, u8(doubt0));
  store<u8>(doubtful, u8(doubt1), 1);
}

function writeOwn(curve: usize, square: f64, own: f64, numerator: f64): void {
  const free = own > rounding * square ? own : 0;
  const nothing = free === 0 && numerator * numerator <= rounding * square;
  store<f64>(curve, nothing ? 0 : numerator);
  store<f64>(curve, free, 16);
}

function writeSlope(curve: usize, slopeSquare: f64, slope: f64, cross: f64): void {
  const grows = slope > rounding * slopeSquare;
  store<f64>(curve, grows ? 2 * cross : 0, 24);
  store<f64>(curve, grows ? slope : 0, 32);
}

/** The quadratic times the k sums of both directions, side by side in 32 bytes a row; two rows at a time. */
function multiply(quadratic: usize, k: usize, first: usize, second: usize, products: usize): void {
  const width: usize = 8 * k;
  for (let a: usize = 0; a < k; a += 2, quadratic += 2 * width, products += 64) {
    let f0 = f64x2.splat(0);
    let f1 = f0;
    let s0 = f0;
    let s1 = f0;
    for (let b: usize = 0; b < width; b += 8) {
      const upper = v128.load64_splat(quadratic + b);
      const lower = v128.load64_splat(quadratic + width + b);
      const f = v128.load(first + 2 * b);
      const s = v128.load(second + 2 * b);
      f0 = f64x2.add(f0, f64x2.mul(upper, f));
      f1 = f64x2.add(f1, f64x2.mul(lower, f));
      s0 = f64x2.add(s0, f64x2.mul(upper, s));
      s1 = f64x2.add(s1, f64x2.mul(lower, s));
    }
    v128.store(products, f0);
    v128.store(products, s0, 16);
    v128.store(products, f1, 32);
    v128.store(products, s1, 48);
  }
}

/** What the square loses or gains where the resample of two directions is fitted. */
function fitting(k: usize, left: usize, right: usize, products: usize): v128 {
  let total = f64x2.splat(0);
  const further: usize = 16 * k;
  for (const end = left + further; left < end; left += 16, right += 16, products += 32) {
    const gain = f64x2.mul(
      v128.load(left),
      f64x2.sub(v128.load(products), v128.load(right + further)),
    );
    const loss = f64x2.mul(v128.load(right), v128.load(left + further));
    total = f64x2.add(total, f64x2.sub(gain, loss));
  }
  return total;
}

function estimate(k: usize, back: usize, sums: usize): v128 {
  let total = f64x2.splat(0);
  for (const end = back + 8 * k; back < end; back += 8, sums += 16) {
    total = f64x2.add(total, f64x2.mul(v128.load64_splat(back), v128.load(sums)));
  }
  return total;
}
