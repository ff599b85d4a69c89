import type { NullGroup, NullStack } from './null-group.js';

/** Effects of a group as the kernel has them side by side, those of a stack's aligned parts next to each other. */
interface Slots {
  ofEffect: Int32Array;
  /** How many there are, made up to an even number. */
  count: number;
  /** Of each stack: how many of its first parts are aligned, an even number, and the slot of the first. */
  aligned: { parts: number; slot: number }[];
}

/** A group in the kernel's memory, as assembly/null-layout.ts has it. */
export interface NullMemory {
  slotOfEffect: Int32Array;
  slots: number;
  /** Where the group stands. */
  at: number;
  /** What is written where. */
  contents: { at: number; values: Float64Array | Uint32Array }[];
  /** Where it all ends. */
  end: number;
}

const even = (count: number) => count + (count & 1);

/**
 * Gives each effect a slot. Parts are aligned where each is of an effect of its own that no earlier stack has part in:
 * their scores are then added two at a time.
 */
function slotsOf({ effects, stacks }: NullGroup): Slots {
  const ofEffect = new Int32Array(effects).fill(-1);
  let next = 0;
  const aligned = stacks.map(({ parts }) => {
    const slot = next;
    let own = true;
    for (const { uses } of parts) {
      own &&= uses.length === 1;
      for (const { effect } of uses) {
        if (ofEffect[effect] === -1) ofEffect[effect] = next++;
        else own = false;
      }
    }
    return { parts: own ? parts.length & ~1 : 0, slot };
  });
  return { ofEffect, count: even(next), aligned };
}

/** Places one after another at multiples of 64 bytes, and what they are to hold. */
class Room {
  readonly contents: NullMemory['contents'] = [];
  end: number;

  constructor(from: number) {
    this.end = from;
  }

  /** Room for so many bytes. */
  take(bytes: number): number {
    const at = this.end;
    this.end = Math.ceil((at + bytes) / 64) * 64;
    return at;
  }

  put(values: Float64Array | Uint32Array): number {
    const at = this.take(values.byteLength);
    this.contents.push({ at, values });
    return at;
  }

  words(...values: number[]): number {
    return this.put(Uint32Array.from(values));
  }

  /** A list of rows of a draw: rows, times and targets. */
  list(n: number): number {
    return this.words(this.take(4 * (n + 1)), this.take(8 * (n + 1)), this.take(4 * (n + 1)));
  }
}

/** A design's rows, made up to an even number of columns. */
function paddedRows({ n, k, q }: NullStack): Float64Array {
  if (k % 2 === 0) return q;
  const padded = new Float64Array(n * (k + 1));
  for (let i = 0; i < n; i++) {
    for (let l = 0; l < k; l++) padded[i * (k + 1) + l] = q[i * k + l]!;
  }
  return padded;
}

/** Residuals row by row. */
function sideBySide({ n, parts }: NullStack): Float64Array {
  const values = new Float64Array(n * parts.length);
  parts.forEach(({ residuals }, p) => {
    for (let i = 0; i < n; i++) values[i * parts.length + p] = residuals[i]!;
  });
  return values;
}

function placeStack(
  room: Room,
  stack: NullStack,
  { unit }: NullGroup,
  slots: Slots,
  s: number,
  totals: number,
): number {
  const { k, parts, rows } = stack;
  const { parts: aligned, slot } = slots.aligned[s]!;
  const others = parts.slice(aligned);
  const uses = others.flatMap((part) => part.uses);
  const useNumbers = new Float64Array(2 * uses.length);
  const slotNumbers = new Uint32Array(useNumbers.buffer);
  uses.forEach(({ effect, scale }, u) => {
    slotNumbers[4 * u] = slots.ofEffect[effect]!;
    useNumbers[2 * u + 1] = scale;
  });
  const usesAt = room.put(useNumbers);
  let last = usesAt;
  const useEnds = others.map((part) => {
    last += 16 * part.uses.length;
    return last;
  });
  return room.words(
    k,
    8 * even(k),
    room.put(paddedRows(stack)),
    rows ? rows.length : 0,
    rows ? room.put(Uint32Array.from(rows, (i) => 4 * unit[i]!)) : 0,
    rows ? room.put(Uint32Array.from(rows, (i) => 4 * i)) : 0,
    parts.length,
    room.put(sideBySide(stack)),
    totals,
    aligned,
    slot,
    room.put(Float64Array.from(parts.slice(0, aligned), ({ uses: [use] }) => use!.scale)),
    room.put(Uint32Array.from(useEnds)),
    usesAt,
  );
}

/** Where the sums of the cluster of each row stand, clusterings side by side, and where those of each clustering end. */
function clusterPlaces({ unit, clusterings }: NullGroup, sums: number, bytes: number) {
  const places = new Uint32Array(unit.length * clusterings.length);
  let from = sums;
  const ends = clusterings.map(({ codes, count }, c) => {
    for (let i = 0; i < unit.length; i++) places[i * clusterings.length + c] = from + bytes * codes[i]!;
    from += bytes * count;
    return from;
  });
  return { places, ends: Uint32Array.from(ends) };
}

/** Lays a group out in the kernel's memory from a place on. */
export function nullMemory(group: NullGroup, from: number): NullMemory {
  const { unit, units, clusterings, stacks } = group;
  const n = unit.length;
  const slots = slotsOf(group);
  const bytes = 8 * slots.count;
  const room = new Room(from);
  const widest = Math.max(...stacks.map(({ k }) => even(k)));
  const tallest = Math.max(...stacks.map(({ k, parts }) => even(k) + parts.length));
  const totals = room.take(8 * widest * tallest);
  const sumBytes = bytes * clusterings.reduce((total, { count }) => total + count, 0);
  const sums = room.take(sumBytes);
  const clusters = clusterPlaces(group, sums, bytes);
  const placed = stacks.map((stack, s) => placeStack(room, stack, group, slots, s, totals));
  const at = room.words(
    n,
    units,
    room.put(Uint32Array.from(unit, (one) => 4 * one)),
    room.take(4 * units),
    room.take(4 * n),
    room.list(n),
    room.list(n),
    slots.count,
    room.take(bytes * n),
    room.take(bytes),
    room.take(bytes),
    clusterings.length,
    room.put(clusters.places),
    sums,
    sumBytes,
    room.put(clusters.ends),
    room.take(16 * widest),
    room.take(16 * widest),
    room.words(...placed),
    placed.length,
  );
  return { slotOfEffect: slots.ofEffect, slots: slots.count, at, contents: room.contents, end: room.end };
}
