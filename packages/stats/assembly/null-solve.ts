/** A pivot this small against the mean of the diagonal is zero. */
const noPivot: f64 = 1e-8;

/** Cholesky's lower factor in place of k rows of `width` bytes; false where the matrix is singular. */
export function factorise(rows: usize, k: u32, width: usize): bool {
  for (let i: usize = 0; i < k; i++) {
    const row = rows + i * width;
    for (let j: usize = 0; j <= i; j++) {
      const other = rows + j * width;
      const at = row + (j << 3);
      let total = load<f64>(at);
      for (let l: usize = 0; l < j << 3; l += 8) total -= load<f64>(row + l) * load<f64>(other + l);
      if (j < i) store<f64>(at, total / load<f64>(other + (j << 3)));
      else if (total > noPivot) store<f64>(at, sqrt<f64>(total));
      else return false;
    }
  }
  return true;
}

/** Solves for two right-hand sides side by side, in place, by the factor. */
export function solveTwo(factor: usize, k: u32, width: usize, sides: usize): void {
  const last: usize = k << 4;
  let row = factor;
  for (let i: usize = 0; i < last; i += 16, row += width) {
    let total = v128.load(sides + i);
    for (let l: usize = 0; l < i; l += 16) {
      total = f64x2.sub(total, f64x2.mul(v128.load64_splat(row + (l >> 1)), v128.load(sides + l)));
    }
    v128.store(sides + i, f64x2.div(total, v128.load64_splat(row + (i >> 1))));
  }
  for (let i: usize = last; i > 0; ) {
    i -= 16;
    row -= width;
    let total = v128.load(sides + i);
    let under = row + width + (i >> 1);
    for (let l = i + 16; l < last; l += 16, under += width) {
      total = f64x2.sub(total, f64x2.mul(v128.load64_splat(under), v128.load(sides + l)));
    }
    v128.store(sides + i, f64x2.div(total, v128.load64_splat(row + (i >> 1))));
  }
}

/** Solves in place for rows of right-hand sides, two at a time, beside each other at `pairs`. */
export function solveRows(
  factor: usize,
  k: u32,
  width: usize,
  sides: usize,
  count: u32,
  pairs: usize,
): void {
  for (let p: usize = 0; p < count; p += 2) {
    const first = sides + p * width;
    const second = p + 1 < count ? first + width : first;
    for (let l: u32 = 0; l < k; l++) {
      store<f64>(pairs + (l << 4), load<f64>(first + (l << 3)));
      store<f64>(pairs + (l << 4), load<f64>(second + (l << 3)), 8);
    }
    solveTwo(factor, k, width, pairs);
    for (let l: u32 = 0; l < k; l++) {
      store<f64>(first + (l << 3), load<f64>(pairs + (l << 4)));
      store<f64>(second + (l << 3), load<f64>(pairs + (l << 4), 8));
    }
  }
}
