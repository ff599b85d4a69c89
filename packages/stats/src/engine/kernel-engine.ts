import type { RandomStream } from '../random-stream.js';
import type { SignSums } from '../resampling/sign-sums.js';
import { type CurveForm, curveLength } from '../resampling/wild-curve.js';
import {
  type Engine,
  entriesAWord,
  momentsStride,
  type SharedRows,
  sharedLanes,
  sharedSumsAPeriod,
  stripLength,
} from './engine.js';
import { instantiateKernel, type Kernel } from './kernel.js';
import type { NullGroup } from './null-group.js';
import { nullMemory } from './null-memory.js';
import { plainEngine } from './plain-engine.js';

/** State of the generators and indices of the kernels, bytes. */
const scratchBytes = 64 + 4 * 512;
const rowsAtOnce = 64;
/** How often a unit is drawn by four replicates, bytes. */
const weightBytes = 8 * sharedLanes;
const pageBytes = 65536;
/** The most that the kernels are given, well below what a 32-bit address reaches. */
const mostBytes = 2 ** 31;
/** Replicates of a call: code that runs long is made faster between calls only. */
const nullReplicatesAtOnce = 32;
/** The times that an observation is drawn take 26 bits, signed. */
const mostRows = 2 ** 25;

let instance: Engine | undefined | 'not tried' = 'not tried';

/** The engine in WebAssembly, one a thread; undefined where it cannot be had. */
export function kernelEngine(): Engine | undefined {
  if (instance === 'not tried') {
    const kernel = instantiateKernel();
    instance = kernel && new KernelEngine(kernel);
  }
  return instance;
}

class KernelEngine implements Engine {
  readonly name = 'kernel';
  readonly #kernel: Kernel;
  /** What stands at the beginning of the memory, so that it is not copied there again. */
  #loaded: Float64Array | undefined;
  /** Room for effects drawn under the null, which one group after another uses. */
  #drawn = new Float64Array(0);

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  simpleSums(table: Float64Array, stream: RandomStream, from: number, count: number): Float64Array {
    const n = table.length / 2;
    const [at, scratch, sums, end] = layOut([table.byteLength, scratchBytes, 32 * count]);
    if (!this.#reserve(end!)) return plainEngine.simpleSums(table, stream, from, count);
    this.#load(table);
    this.#kernel.simpleSums(scratch!, at!, n, sums!, ...streamOf(stream, from, count));
    return new Float64Array(this.#kernel.memory.buffer, sums!, 4 * count);
  }

  moments(
    values: Float64Array,
    width: number,
    stream: RandomStream,
    from: number,
    count: number,
  ): Float64Array {
    const n = values.length / width;
    const stride = momentsStride(width);
    const strips = stride / stripLength;
    const blocks = Math.ceil(n / rowsAtOnce);
    const [at, scratch, counts, lists, ends, line, products, sums, end] = layOut([
      values.byteLength + 8,
      scratchBytes,
      4 * n,
      4 * n * count,
      4 * blocks * count,
      8 * stride + 8,
      8 * stride * rowsAtOnce,
      8 * stride * count,
    ]);
    if (n >= mostRows || !this.#reserve(end!)) {
      return plainEngine.moments(values, width, stream, from, count);
    }
    this.#load(values);
    const { buffer } = this.#kernel.memory;
    const moments = new Float64Array(buffer, sums!, stride * count).fill(0);
    new Int32Array(buffer, counts!, n).fill(0);
    this.#kernel.resampledMoments(
      scratch!,
      at!,
      n,
      width,
      strips,
      counts!,
      lists!,
      ends!,
      line!,
      products!,
      sums!,
      ...streamOf(stream, from, count),
    );
    return moments;
  }

  signedCurves(
    signed: SignSums,
    form: CurveForm,
    stream: RandomStream,
    from: number,
    count: number,
  ): { curves: Float64Array; doubtful: Uint8Array } {
    const { tables, words, blocks } = signed;
    const { k, directions } = form;
    const fours = tables.length / (entriesAWord * words);
    const even = count + (count & 1);
    const [at, scratch, signs, sums, products, numbers, curves, doubtful, end] = layOut([
      tables.byteLength,
      64,
      16 * Math.ceil(words / 4) * even,
      32 * fours * even,
      32 * (k + 1),
      8 * (k * (k + 2) + 3),
      8 * curveLength * even,
      even,
    ]);
    if (!this.#reserve(end!)) return plainEngine.signedCurves(signed, form, stream, from, count);
    this.#load(tables);
    const { buffer } = this.#kernel.memory;
    this.#placeForm(form, numbers!);
    this.#kernel.signedCurves(
      scratch!,
      signs!,
      sums!,
      products!,
      at!,
      fours,
      words,
      Math.ceil(blocks / 2),
      numbers!,
      k,
      directions,
      curves!,
      doubtful!,
      ...streamOf(stream, from, even),
    );
    return {
      curves: new Float64Array(buffer, curves!, curveLength * count),
      doubtful: new Uint8Array(buffer, doubtful!, count),
    };
  }

  sharedSums(rows: SharedRows, stream: RandomStream, from: number, count: number): Float64Array {
    const { table, unit, ends, units, otherUnit, otherRows, otherEnds } = rows;
    const fours = Math.ceil(count / sharedLanes);
    const numbers = sharedSumsAPeriod * sharedLanes * ends.length * fours;
    const [at, scratch, places, lasts, excess, excessPlaces, excessEnds, weights, sums, end] = layOut([
      table.byteLength,
      scratchBytes,
      unit.byteLength,
      ends.byteLength,
      otherRows.byteLength,
      otherUnit.byteLength,
      otherEnds.byteLength,
      weightBytes * units,
      8 * numbers,
    ]);
    if (!this.#reserve(end!)) return plainEngine.sharedSums(rows, stream, from, count);
    this.#load(table);
    const { buffer } = this.#kernel.memory;
    const place = (numbers: Int32Array, start: number, times: number) => {
      const into = new Uint32Array(buffer, start, numbers.length);
      for (let i = 0; i < numbers.length; i++) into[i] = times * numbers[i]!;
    };
    place(unit, places!, weightBytes);
    place(ends, lasts!, 1);
    place(otherUnit, excessPlaces!, weightBytes);
    place(otherEnds, excessEnds!, 1);
    new Float64Array(buffer, excess!, otherRows.length).set(otherRows);
    this.#kernel.sharedSums(
      scratch!,
      at!,
      places!,
      lasts!,
      excess!,
      excessPlaces!,
      excessEnds!,
      ends.length,
      weights!,
      units,
      sums!,
      ...streamOf(stream, from, fours),
    );
    return new Float64Array(buffer, sums!, numbers);
  }

  nullDraws(group: NullGroup, stream: RandomStream, from: number, count: number): Float64Array {
    const { slotOfEffect, slots, at, end: out, write } = nullMemory(group, scratchBytes + 64);
    const { effects } = group;
    const width = 2 + group.clusterings.length;
    const stride = slots * width;
    if (!this.#reserve(out + 8 * stride * nullReplicatesAtOnce)) {
      return plainEngine.nullDraws(group, stream, from, count);
    }
    const { buffer } = this.#kernel.memory;
    this.#loaded = undefined;
    write(buffer);
    const found = new Float64Array(buffer, out, stride * nullReplicatesAtOnce);
    const length = count * effects * width;
    if (this.#drawn.length < length) this.#drawn = new Float64Array(length);
    const values = this.#drawn.subarray(0, length);
    for (let done = 0; done < count; done += nullReplicatesAtOnce) {
      const replicates = Math.min(nullReplicatesAtOnce, count - done);
      this.#kernel.nullDraws(0, at, out, ...streamOf(stream, from + done, replicates));
      for (let r = 0; r < replicates; r++) {
        for (let e = 0; e < effects; e++) {
          const to = ((done + r) * effects + e) * width;
          for (let j = 0; j < width; j++) values[to + j] = found[r * stride + j * slots + slotOfEffect[e]!]!;
        }
      }
    }
    return values;
  }

  #reserve(bytes: number): boolean {
    if (bytes > mostBytes) return false;
    const { memory } = this.#kernel;
    const missing = Math.ceil((bytes - memory.buffer.byteLength) / pageBytes);
    if (missing <= 0) return true;
    try {
      memory.grow(missing);
      return true;
    } catch {
      return false;
    }
  }

  /** The quadratic, by two rows at a time, then `back`, then the squares. */
  #placeForm({ k, quadratic, back, squares }: CurveForm, at: number): void {
    const rows = k + (k & 1);
    const form = new Float64Array(this.#kernel.memory.buffer, at, rows * k + k + 3).fill(0);
    form.set(quadratic);
    form.set(back, rows * k);
    form.set(squares, rows * k + k);
  }

  #load(values: Float64Array): void {
    if (this.#loaded === values) return;
    new Float64Array(this.#kernel.memory.buffer, 0, values.length).set(values);
    this.#loaded = values;
  }
}

/** Where blocks of so many bytes begin, one after another at multiples of 64, and where the last ends. */
function layOut(sizes: readonly number[]): number[] {
  let next = 0;
  const places = sizes.map((size) => {
    const place = next;
    next = Math.ceil((place + size) / 64) * 64;
    return place;
  });
  return [...places, next];
}

function streamOf({ key }: RandomStream, replicate: number, count: number) {
  return [replicate, count, key.high, key.kind, key.seed, key.low] as const;
}
