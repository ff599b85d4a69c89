import { Group, List, Stack } from './null-layout';
import { crossProducts } from './null-products';
import { addScores } from './null-scores';
import { factorise, solveRows, solveTwo } from './null-solve';
import { drawIndices, seedLanes } from './words';

/** Indices drawn at a time; a multiple of four. */
const block: u32 = 512;

/** How often each of the units is drawn. */
function drawUnits(scratch: usize, counts: usize, units: u32): void {
  const indices = scratch + 64;
  memory.fill(counts, 0, units << 2);
  for (let left = units; left > 0; ) {
    const drawn = min(left, block);
    drawIndices(scratch, indices, (drawn + 3) >> 2, units, 2);
    for (let at = indices, end = indices + 4 * drawn; at < end; at += 4) {
      const count = counts + load<u32>(at);
      store<u32>(count, load<u32>(count) + 1);
    }
    left -= drawn;
  }
}

/** Lists the rows that are drawn; a branch would be guessed wrong every third time. */
function listAll(group: Group): u32 {
  const counts = group.counts;
  const rowBytes = group.slots << 3;
  let row = group.all.rows;
  let times = group.all.times;
  let target = group.all.targets;
  let place = group.places;
  let position = group.positions;
  let scores = group.scores;
  for (let i: u32 = 0, n = group.n; i < n; i++) {
    const count = load<u32>(counts + load<u32>(place));
    const drawn = usize(count != 0);
    store<u32>(row, i);
    store<f64>(times, <f64>count);
    store<u32>(target, <u32>scores);
    store<u32>(position, <u32>scores);
    row += drawn << 2;
    times += drawn << 3;
    target += drawn << 2;
    scores += drawn * rowBytes;
    place += 4;
    position += 4;
  }
  return <u32>((row - group.all.rows) >> 2);
}

/** The same of a stack of some rows. */
function listSome(group: Group, stack: Stack): u32 {
  const counts = group.counts;
  const positions = group.positions;
  let row = group.some.rows;
  let times = group.some.times;
  let target = group.some.targets;
  let place = stack.places;
  let own = stack.rows;
  for (let j: u32 = 0, n = stack.some; j < n; j++) {
    const count = load<u32>(counts + load<u32>(place));
    const drawn = usize(count != 0);
    store<u32>(row, j);
    store<f64>(times, <f64>count);
    store<u32>(target, load<u32>(positions + load<u32>(own)));
    row += drawn << 2;
    times += drawn << 3;
    target += drawn << 2;
    place += 4;
    own += 4;
  }
  return <u32>((row - group.some.rows) >> 2);
}

/** Adds a stack's part in each effect's deviation, from the moves of its parts; NaN where there are none. */
function addDeviations(group: Group, stack: Stack, moves: usize): void {
  const found = moves != 0;
  let at = moves + ((stack.k - 1) << 3);
  for (let p: u32 = 0; p < stack.aligned; p++, at += stack.width) {
    const to = group.deviations + ((stack.slot + p) << 3);
    store<f64>(to, found ? load<f64>(to) + load<f64>(stack.scales + (p << 3)) * load<f64>(at) : NaN);
  }
  let use = stack.uses;
  let end = stack.useEnds;
  for (let p = stack.aligned; p < stack.parts; p++, at += stack.width, end += 4) {
    for (const last: usize = load<u32>(end); use < last; use += 16) {
      const to = group.deviations + (load<u32>(use) << 3);
      store<f64>(to, found ? load<f64>(to) + load<f64>(use, 8) * load<f64>(at) : NaN);
    }
  }
}

function addStack(group: Group, stack: Stack, list: List, m: u32): void {
  const width: usize = stack.width;
  const k = stack.k;
  crossProducts(stack, list, m);
  const factor = stack.totals;
  if (!factorise(factor, k, width)) {
    addDeviations(group, stack, 0);
    return;
  }
  const moves = factor + <usize>((k + 1) & ~1) * width;
  // The direction, first as a pair of equal sides.
  const direction = group.direction;
  memory.fill(direction, 0, width << 1);
  v128.store(direction + ((k - 1) << 4), f64x2.splat(1));
  solveTwo(factor, k, width, direction);
  for (let l: u32 = 0; l < k; l++) store<f64>(direction + (l << 3), load<f64>(direction + (l << 4)));
  if (k & 1) store<f64>(direction + (k << 3), 0);
  solveRows(factor, k, width, moves, stack.parts, group.pairs);
  addDeviations(group, stack, moves);
  addScores(stack, list, m, moves, direction);
}

/** Adds squared scores over the m rows drawn, and the sums of scores within clusters. */
function addSquares(group: Group, m: u32): void {
  const bytes: usize = group.slots << 3;
  const clusterings = group.clusterings;
  const squares = group.squares;
  const places = group.clusters;
  let row = group.all.rows;
  let times = group.all.times;
  let own = group.scores;
  for (const end = row + (m << 2); row < end; row += 4, times += 8, own += bytes) {
    const count = v128.load64_splat(times);
    let place = places + ((load<u32>(row) * clusterings) << 2);
    for (let s: usize = 0; s < bytes; s += 16) {
      const score = v128.load(own + s);
      const to = squares + s;
      v128.store(to, f64x2.add(v128.load(to), f64x2.mul(f64x2.mul(count, score), score)));
    }
    let c: u32 = 0;
    for (; c + 1 < clusterings; c += 2, place += 8) {
      const first: usize = load<u32>(place);
      const second: usize = load<u32>(place, 4);
      for (let s: usize = 0; s < bytes; s += 16) {
        const score = f64x2.mul(count, v128.load(own + s));
        v128.store(first + s, f64x2.add(v128.load(first + s), score));
        v128.store(second + s, f64x2.add(v128.load(second + s), score));
      }
    }
    if (c < clusterings) {
      const only: usize = load<u32>(place);
      for (let s: usize = 0; s < bytes; s += 16) {
        const score = f64x2.mul(count, v128.load(own + s));
        v128.store(only + s, f64x2.add(v128.load(only + s), score));
      }
    }
  }
}

/** Writes the roots of the squares, and of the squared sums within the clusters of each clustering. */
function writeRoots(group: Group, to: usize): void {
  const bytes: usize = group.slots << 3;
  const clusterings = group.clusterings;
  for (let s: usize = 0; s < bytes; s += 16) {
    v128.store(to + s, f64x2.sqrt(v128.load(group.squares + s)));
    let sum = group.sums + s;
    let out = to + bytes + s;
    for (let c: u32 = 0; c < clusterings; c++, out += bytes) {
      const end = <usize>load<u32>(group.sumEnds + (c << 2));
      let within = f64x2.splat(0);
      for (; sum < end; sum += bytes) {
        const total = v128.load(sum);
        within = f64x2.add(within, f64x2.mul(total, total));
      }
      v128.store(out, f64x2.sqrt(within));
    }
  }
}

/**
 * Draws the effects of a group with the null imposed, for `count` replicates from `replicate` on; null-layout.ts says
 * what `at` points to. Each replicate writes at `out` 2 + clusterings rows of a float64 a slot: the deviation of each
 * effect, the root of its sum of squared scores over rows, and that over the clusters of each clustering.
 * `scratch` has 64 + 4 * 512 bytes.
 */
export function nullDraws(
  scratch: usize,
  at: usize,
  out: usize,
  replicate: u32,
  count: u32,
  c2: u32,
  c3: u32,
  k0: u32,
  k1: u32,
): void {
  const group = changetype<Group>(at);
  const bytes: usize = group.slots << 3;
  for (let r: u32 = 0; r < count; r++) {
    seedLanes(scratch, replicate++, c2, c3, k0, k1);
    drawUnits(scratch, group.counts, group.units);
    const m = listAll(group);
    memory.fill(group.scores, 0, <usize>m * bytes);
    memory.fill(group.deviations, 0, bytes);
    for (let s: u32 = 0; s < group.stackCount; s++) {
      const stack = changetype<Stack>(load<u32>(group.stacks + (s << 2)));
      if (stack.some == 0) addStack(group, stack, group.all, m);
      else addStack(group, stack, group.some, listSome(group, stack));
    }
    memory.copy(out, group.deviations, bytes);
    memory.fill(group.squares, 0, bytes);
    memory.fill(group.sums, 0, group.sumBytes);
    addSquares(group, m);
    writeRoots(group, out + bytes);
    out += (2 + group.clusterings) * bytes;
  }
}
