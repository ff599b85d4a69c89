import { List, Stack } from './null-layout';

/** Both lanes added up, of two vectors. */
// @ts-expect-error: decorator
@inline
function acrossLanes(a: v128, b: v128): v128 {
  return f64x2.add(v128.shuffle<f64>(a, b, 0, 2), v128.shuffle<f64>(a, b, 1, 3));
}

/** The inner product of rows at a and b, even and odd places apart. */
// @ts-expect-error: decorator
@inline
function innerProduct(a: usize, b: usize, width: usize): f64 {
  let total = f64x2.splat(0);
  for (let at: usize = 0; at < width; at += 16) {
    total = f64x2.add(total, f64x2.mul(v128.load(a + at), v128.load(b + at)));
  }
  return f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
}

// @ts-expect-error: decorator
@inline
function addScaled(to: usize, scales: usize, weight: v128, residuals: usize, fitted: v128): void {
  const score = f64x2.mul(weight, f64x2.sub(v128.load(residuals), fitted));
  v128.store(to, f64x2.add(v128.load(to), f64x2.mul(v128.load(scales), score)));
}

/** Adds the scores of the m rows of a list to those of the effects, by moves of the coordinates and a direction. */
export function addScores(
  stack: Stack,
  list: List,
  m: u32,
  moves: usize,
  direction: usize,
): void {
  const width: usize = stack.width;
  const residualBytes: usize = stack.parts << 3;
  const alignedBytes: usize = stack.aligned << 3;
  const slotBytes: usize = stack.slot << 3;
  const scales = stack.scales;
  const design = stack.q;
  const residuals = stack.residuals;
  const uses = stack.uses;
  const useEnds = stack.useEnds;
  let row = list.rows;
  let place = list.targets;
  for (const end = row + (m << 2); row < end; row += 4, place += 4) {
    const i: usize = load<u32>(row);
    const q = design + i * width;
    const x = residuals + i * residualBytes;
    const target: usize = load<u32>(place);
    const w = innerProduct(q, direction, width);
    const weight = f64x2.splat(w);
    let move = moves;
    let p: usize = 0;
    for (; p + 32 <= alignedBytes; p += 32) {
      let a = f64x2.splat(0);
      let b = a;
      let c = a;
      let e = a;
      const move1 = move + width;
      const move2 = move1 + width;
      const move3 = move2 + width;
      for (let l: usize = 0; l < width; l += 16) {
        const v = v128.load(q + l);
        a = f64x2.add(a, f64x2.mul(v, v128.load(move + l)));
        b = f64x2.add(b, f64x2.mul(v, v128.load(move1 + l)));
        c = f64x2.add(c, f64x2.mul(v, v128.load(move2 + l)));
        e = f64x2.add(e, f64x2.mul(v, v128.load(move3 + l)));
      }
      move = move3 + width;
      const to = target + slotBytes + p;
      addScaled(to, scales + p, weight, x + p, acrossLanes(a, b));
      addScaled(to + 16, scales + p + 16, weight, x + p + 16, acrossLanes(c, e));
    }
    if (p < alignedBytes) {
      let a = f64x2.splat(0);
      let b = a;
      const move1 = move + width;
      for (let l: usize = 0; l < width; l += 16) {
        const v = v128.load(q + l);
        a = f64x2.add(a, f64x2.mul(v, v128.load(move + l)));
        b = f64x2.add(b, f64x2.mul(v, v128.load(move1 + l)));
      }
      move = move1 + width;
      addScaled(target + slotBytes + p, scales + p, weight, x + p, acrossLanes(a, b));
      p += 16;
    }
    let use = uses;
    for (let useEnd = useEnds; p < residualBytes; p += 8, useEnd += 4, move += width) {
      const score = w * (load<f64>(x + p) - innerProduct(q, move, width));
      for (const last: usize = load<u32>(useEnd); use < last; use += 16) {
        const to = target + ((<usize>load<u32>(use)) << 3);
        store<f64>(to, load<f64>(to) + load<f64>(use, 8) * score);
      }
    }
  }
}
