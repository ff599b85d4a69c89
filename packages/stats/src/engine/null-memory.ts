import type { NullGroup, NullStack } from './null-group.js';
import { even, type Slots, slotsOf } from './null-slots.js';

/** A group in the kernel's memory, as assembly/null-layout.ts has it. */
export interface NullMemory {
  slotOfEffect: Int32Array;
  slots: number;
  /** Where the group stands. */
  at: number;
  /** Where it all ends. */
  end: number;
  /** Writes it into a memory that reaches so far. */
  write(memory: ArrayBuffer): void;
}

/** Places one after another at multiples of 64 bytes, and what writes into them: nothing is made beside the memory. */
class Room {
  readonly writers: ((memory: ArrayBuffer) => void)[] = [];
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

  /** Room for so many float64, and what fills it. */
  numbers(count: number, fill: (into: Float64Array) => void): number {
    const at = this.take(8 * count);
    this.writers.push((memory) => fill(new Float64Array(memory, at, count)));
    return at;
  }

  /** Room for so many uint32, and what each is. */
  words(count: number, of: (i: number) => number): number {
    const at = this.take(4 * count);
    this.writers.push((memory) => {
      const into = new Uint32Array(memory, at, count);
      for (let i = 0; i < count; i++) into[i] = of(i);
    });
    return at;
  }

  /** The words of a record. */
  record(...words: number[]): number {
    return this.words(words.length, (i) => words[i]!);
  }

  /** A list of rows of a draw: rows, times and targets. */
  list(n: number): number {
    return this.record(this.take(4 * (n + 1)), this.take(8 * (n + 1)), this.take(4 * (n + 1)));
  }
}

/** Arrays of one length row by row, with so many numbers a row; what there is no array for is 0. */
function sideBySide(room: Room, arrays: readonly Float64Array[], n: number, stride: number): number {
  return room.numbers(n * stride, (into) => {
    if (arrays.length < stride) into.fill(0);
    arrays.forEach((values, l) => {
      for (let i = 0; i < n; i++) into[i * stride + l] = values[i]!;
    });
  });
}

function placeStack(
  room: Room,
  stack: NullStack,
  unit: Int32Array,
  ofEffect: Int32Array,
  { parts: aligned, slot }: Slots['aligned'][number],
  totals: number,
): number {
  const { n, columns, parts, rows } = stack;
  const k = columns.length;
  const scales = parts.slice(0, aligned).map(({ uses: [use] }) => use!.scale);
  const others = parts.slice(aligned);
  const uses = others.flatMap((part) => part.uses);
  const usesAt = room.numbers(2 * uses.length, (into) => {
    const words = new Uint32Array(into.buffer, into.byteOffset, 2 * into.length);
    uses.forEach(({ effect, scale }, u) => {
      words[4 * u] = ofEffect[effect]!;
      into[2 * u + 1] = scale;
    });
  });
  let last = usesAt;
  const useEnds = others.map((part) => {
    last += 16 * part.uses.length;
    return last;
  });
  return room.record(
    k,
    8 * even(k),
    sideBySide(room, columns, n, even(k)),
    rows ? n : 0,
    rows ? room.words(n, (j) => 4 * unit[rows[j]!]!) : 0,
    rows ? room.words(n, (j) => 4 * rows[j]!) : 0,
    parts.length,
    sideBySide(
      room,
      parts.map(({ residuals }) => residuals),
      n,
      parts.length,
    ),
    totals,
    aligned,
    slot,
    room.numbers(aligned, (into) => into.set(scales)),
    room.record(...useEnds),
    usesAt,
  );
}

/** Lays a group out in the kernel's memory from a place on. */
export function nullMemory(group: NullGroup, from: number): NullMemory {
  const { unit, units, clusterings, stacks } = group;
  const n = unit.length;
  const slots = slotsOf(group);
  const bytes = 8 * slots.count;
  const room = new Room(from);
  const widest = Math.max(...stacks.map(({ columns }) => even(columns.length)));
  const tallest = Math.max(...stacks.map(({ columns, parts }) => even(columns.length) + parts.length));
  const totals = room.take(8 * widest * tallest);
  const sumBytes = bytes * clusterings.reduce((total, { count }) => total + count, 0);
  const sums = room.take(sumBytes);
  let sumEnd = sums;
  const sumStarts = clusterings.map(({ count }) => {
    const start = sumEnd;
    sumEnd += bytes * count;
    return start;
  });
  const width = clusterings.length;
  const clusters = room.words(n * width, (i) => {
    const c = i % width;
    return sumStarts[c]! + bytes * clusterings[c]!.codes[Math.floor(i / width)]!;
  });
  const placed = stacks.map((stack, s) =>
    placeStack(room, stack, unit, slots.ofEffect, slots.aligned[s]!, totals),
  );
  const at = room.record(
    n,
    units,
    room.words(n, (i) => 4 * unit[i]!),
    room.take(4 * units),
    room.take(4 * n),
    room.list(n),
    room.list(n),
    slots.count,
    room.take(bytes * n),
    room.take(bytes),
    room.take(bytes),
    width,
    clusters,
    sums,
    sumBytes,
    room.record(...sumStarts.slice(1), sumEnd),
    room.take(16 * widest),
    room.take(16 * widest),
    room.record(...placed),
    placed.length,
  );
  return {
    slotOfEffect: slots.ofEffect,
    slots: slots.count,
    at,
    end: room.end,
    write: (memory) => {
      for (const write of room.writers) write(memory);
    },
  };
}
