// Finds a cell of a hexagonal grid for each sub-ICB location and writes src/hexagon-layout.ts.
// Run in packages/figures after the build of packages/core: node scripts/hexagon-layout.mjs
//
// The layout is the state of lowest cost that simulated annealing (Kirkpatrick, Gelatt and Vecchi, 1983) finds
// from a fixed seed. Cost: distance from a place on an equal-area cartogram after Dorling (1996), bearing and distance
// of neighbours, broken-up regions, and holes. The result is stored, as sines differ in the last digit between
// engines.
import { writeFileSync } from 'node:fs';
import { icbOf, regions, subIcbs } from '@inverse-care/domain';

const root3 = Math.sqrt(3);

/** Centre of a cell in a grid of pointed-top hexagons whose centres are 1 apart; odd rows are shifted right. */
const centre = (column, row) => ({ x: column + (row & 1) / 2, y: (row * root3) / 2 });

function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Kilometres east of 2 degrees west and south of 56 degrees north. */
const places = subIcbs.map(({ longitude, latitude }) => ({
  x: (longitude + 2) * 111.3 * Math.cos((latitude * Math.PI) / 180),
  y: (56 - latitude) * 111.3,
}));
const regionIndex = subIcbs.map((area) =>
  regions.findIndex((region) => region.code === icbOf(area.icbCode).regionCode),
);
const count = places.length;
const squared = (a, b) => (a.x - b.x) ** 2 + (a.y - b.y) ** 2;

/** Pairs with no third place inside the circle that has the pair as its diameter (Gabriel and Sokal, 1969). */
function neighbourPairs() {
  const pairs = [];
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      const whole = squared(places[i], places[j]);
      const free = places.every(
        (place, k) => k === i || k === j || squared(place, places[i]) + squared(place, places[j]) >= whole,
      );
      if (free) pairs.push([i, j]);
    }
  }
  return pairs;
}

/** Circles of diameter 1 pushed apart where they overlap and drawn together along the pairs. */
function cartogram(pairs) {
  const area = 570 * 640 * 0.42;
  const spacing = Math.sqrt(area / count);
  const points = places.map((place) => ({ x: place.x / spacing, y: place.y / spacing }));
  for (let step = 0; step < 3000; step++) {
    const pull = 0.06 * (1 - step / 3000);
    const move = points.map(() => ({ x: 0, y: 0 }));
    const along = (i, j, amount) => {
      const dx = points[j].x - points[i].x;
      const dy = points[j].y - points[i].y;
      const length = Math.hypot(dx, dy) || 1e-9;
      move[i].x += (dx / length) * amount;
      move[i].y += (dy / length) * amount;
      move[j].x -= (dx / length) * amount;
      move[j].y -= (dy / length) * amount;
    };
    for (const [i, j] of pairs) {
      const gap = Math.sqrt(squared(points[i], points[j])) - 1;
      if (gap > 0) along(i, j, gap * pull);
    }
    for (let i = 0; i < count; i++) {
      for (let j = i + 1; j < count; j++) {
        const gap = Math.sqrt(squared(points[i], points[j])) - 1;
        if (gap < 0) along(i, j, gap * 0.25);
      }
    }
    points.forEach((point, i) => {
      point.x += Math.max(-0.2, Math.min(0.2, move[i].x));
      point.y += Math.max(-0.2, Math.min(0.2, move[i].y));
    });
  }
  return points;
}

const columns = 22;
const rows = 26;

/** Cells around a cell, as indices into a grid with a margin. */
const around = Array.from({ length: columns * rows }, (_, cell) => {
  const column = cell % columns;
  const row = Math.floor(cell / columns);
  const shift = row & 1;
  return [
    [column - 1, row],
    [column + 1, row],
    [column - 1 + shift, row - 1],
    [column + shift, row - 1],
    [column - 1 + shift, row + 1],
    [column + shift, row + 1],
  ]
    .filter(([c, r]) => c >= 0 && r >= 0 && c < columns && r < rows)
    .map(([c, r]) => r * columns + c);
});
const centres = Array.from({ length: columns * rows }, (_, cell) =>
  centre(cell % columns, Math.floor(cell / columns)),
);

/** Connected parts among the cells whose occupant passes. */
function parts(cellOf, occupant, passes) {
  const seen = new Set();
  let found = 0;
  for (let i = 0; i < count; i++) {
    if (!passes(i) || seen.has(cellOf[i])) continue;
    found++;
    const queue = [cellOf[i]];
    seen.add(cellOf[i]);
    while (queue.length > 0) {
      for (const next of around[queue.pop()]) {
        if (occupant[next] >= 0 && !seen.has(next) && passes(occupant[next])) {
          seen.add(next);
          queue.push(next);
        }
      }
    }
  }
  return found;
}

function anneal(seed, moves) {
  const random = generator(seed);
  const pairs = neighbourPairs();
  const targets = cartogram(pairs);
  const minX = Math.min(...targets.map(({ x }) => x));
  const minY = Math.min(...targets.map(({ y }) => y));
  for (const target of targets) {
    target.x += 3 - minX;
    target.y += 3 - minY;
  }
  const bearing = pairs.map(([i, j]) => {
    const length = Math.sqrt(squared(places[i], places[j]));
    return { x: (places[j].x - places[i].x) / length, y: (places[j].y - places[i].y) / length };
  });
  const pairsOf = places.map((_, i) => pairs.flatMap((pair, k) => (pair.includes(i) ? [k] : [])));

  const occupant = new Int16Array(columns * rows).fill(-1);
  const cellOf = new Int16Array(count);
  const order = targets.map((_, i) => i).sort((a, b) => targets[a].y - targets[b].y || a - b);
  for (const i of order) {
    let best = -1;
    for (let cell = 0; cell < centres.length; cell++) {
      if (occupant[cell] >= 0) continue;
      if (best < 0 || squared(centres[cell], targets[i]) < squared(centres[best], targets[i])) best = cell;
    }
    occupant[best] = i;
    cellOf[i] = best;
  }

  const pairCost = (k) => {
    const [i, j] = pairs[k];
    const a = centres[cellOf[i]];
    const b = centres[cellOf[j]];
    const distance = Math.sqrt(squared(a, b));
    const cosine = ((b.x - a.x) * bearing[k].x + (b.y - a.y) * bearing[k].y) / distance;
    const together = subIcbs[i].icbCode === subIcbs[j].icbCode ? 2 : 1;
    return together * Math.max(0, distance - 1) ** 1.5 + 2 * Math.max(0, 1 - cosine) ** 1.5;
  };
  const placeCost = (i) => 0.35 * squared(centres[cellOf[i]], targets[i]);
  /** Holes, and areas that stick out. */
  const cellCost = (cell) => {
    let filled = 0;
    for (const next of around[cell]) if (occupant[next] >= 0) filled++;
    if (occupant[cell] < 0) return filled >= 5 ? 9 : filled === 4 ? 2.5 : 0;
    return filled === 0 ? 8 : filled === 1 ? 2 : filled === 2 ? 0.4 : 0;
  };
  const whole = () => true;
  const partCost = (a, b) => {
    let cost = 12 * (parts(cellOf, occupant, whole) - 1);
    const touched = new Set([regionIndex[a], b < 0 ? regionIndex[a] : regionIndex[b]]);
    for (const region of touched) {
      cost += 7 * (parts(cellOf, occupant, (i) => regionIndex[i] === region) - 1);
    }
    const icbsTouched = new Set([subIcbs[a].icbCode, subIcbs[b < 0 ? a : b].icbCode]);
    for (const icb of icbsTouched) {
      cost += 3 * (parts(cellOf, occupant, (i) => subIcbs[i].icbCode === icb) - 1);
    }
    return cost;
  };
  const local = (a, b, from, to) => {
    let cost = placeCost(a) + (b < 0 ? 0 : placeCost(b)) + partCost(a, b);
    for (const k of pairsOf[a]) cost += pairCost(k);
    if (b >= 0) for (const k of pairsOf[b]) if (!pairsOf[a].includes(k)) cost += pairCost(k);
    const cells = new Set([from, to, ...around[from], ...around[to]]);
    for (const cell of cells) cost += cellCost(cell);
    return cost;
  };
  const swap = (a, b, from, to) => {
    occupant[from] = b;
    occupant[to] = a;
    cellOf[a] = to;
    if (b >= 0) cellOf[b] = from;
  };

  let total = 0;
  let best = { total: Number.POSITIVE_INFINITY, cells: [] };
  for (let move = 0; move < moves; move++) {
    const temperature = 3 * (0.01 / 3) ** (move / moves);
    const a = Math.floor(random() * count);
    const from = cellOf[a];
    let to = from;
    const hops = 1 + Math.floor(random() * 3);
    for (let hop = 0; hop < hops; hop++) to = around[to][Math.floor(random() * around[to].length)];
    if (to === from) continue;
    const b = occupant[to];
    const before = local(a, b, from, to);
    swap(a, b, from, to);
    const change = local(a, b, from, to) - before;
    if (change > 0 && random() >= Math.exp(-change / temperature)) {
      swap(a, b, to, from);
      continue;
    }
    total += change;
    if (total < best.total - 1e-9) best = { total, cells: [...cellOf] };
  }
  return best;
}

const { cells } = anneal(Number(process.argv[2] ?? 5), 1_000_000);
const top = Math.min(...cells.map((cell) => Math.floor(cell / columns)));
const found = cells.map((cell) => ({
  x: centres[cell].x - (top & 1) / 2,
  row: Math.floor(cell / columns) - top,
}));
const left = Math.min(...found.map(({ x }) => Math.floor(x)));
const table = subIcbs
  .map(({ code }, i) => `  ['${code}', ${Math.floor(found[i].x) - left}, ${found[i].row}],`)
  .join('\n');
writeFileSync(
  new URL('../src/hexagon-layout.ts', import.meta.url),
  `/** A cell of the hexagon map; odd rows are shifted right by half a cell. */
export interface HexagonCell {
  code: string;
  column: number;
  row: number;
}

// Written by scripts/hexagon-layout.mjs.
// biome-ignore format: a table
const table: readonly [code: string, column: number, row: number][] = [
${table}
];

/** One cell for each sub-ICB location: neighbours stay near each other, and the outline resembles England's. */
export const hexagonLayout: readonly HexagonCell[] = table.map(([code, column, row]) => ({
  code,
  column,
  row,
}));
`,
);
