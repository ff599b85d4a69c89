import { kernelBytes } from './kernel-bytes.js';

/** What assembly/ exports; what the functions want is said there. */
export interface Kernel {
  memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  simpleSums(
    scratch: number,
    table: number,
    n: number,
    sums: number,
    ...stream: [replicate: number, count: number, c2: number, c3: number, k0: number, k1: number]
  ): void;
  signedCurves(
    scratch: number,
    signs: number,
    sums: number,
    products: number,
    tables: number,
    count4: number,
    words: number,
    pairsOfBlocks: number,
    form: number,
    k: number,
    directions: number,
    curves: number,
    doubtful: number,
    ...stream: [replicate: number, count: number, c2: number, c3: number, k0: number, k1: number]
  ): void;
  sharedSums(
    scratch: number,
    table: number,
    places: number,
    ends: number,
    excess: number,
    excessPlaces: number,
    excessEnds: number,
    periods: number,
    weights: number,
    units: number,
    sums: number,
    ...stream: [replicate: number, count: number, c2: number, c3: number, k0: number, k1: number]
  ): void;
  nullDraws(
    scratch: number,
    group: number,
    out: number,
    ...stream: [replicate: number, count: number, c2: number, c3: number, k0: number, k1: number]
  ): void;
  resampledMoments(
    scratch: number,
    values: number,
    n: number,
    width: number,
    strips: number,
    counts: number,
    lists: number,
    ends: number,
    line: number,
    products: number,
    sums: number,
    ...stream: [replicate: number, count: number, c2: number, c3: number, k0: number, k1: number]
  ): void;
}

interface WebAssemblyInterface {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { exports: unknown };
}

/** An instance of the kernels; undefined where there is no WebAssembly, or none with SIMD. */
export function instantiateKernel(): Kernel | undefined {
  const { WebAssembly } = globalThis as { WebAssembly?: WebAssemblyInterface };
  if (WebAssembly === undefined) return undefined;
  try {
    const module = new WebAssembly.Module(Buffer.from(kernelBytes, 'base64'));
    return new WebAssembly.Instance(module).exports as Kernel;
  } catch {
    return undefined;
  }
}
