import { kernelBytes } from './kernel-bytes.js';

/** The walk over rows in WebAssembly; what its functions want is said in assembly/rows.ts. */
export interface RowKernel {
  /** The memory, of at least so many bytes. */
  room(bytes: number): ArrayBuffer;
  learn(table: number, at: number, length: number, value: number): void;
  walkRows(state: number, from: number, end: number): number;
}

interface Exports {
  memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  learn: RowKernel['learn'];
  walkRows: RowKernel['walkRows'];
}

interface WebAssemblyInterface {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { exports: unknown };
}

const page = 1 << 16;

/**
 * A new instance; null where there is no WebAssembly, or none with SIMD, or the environment says
 * `INVERSE_CARE_KERNEL=plain`.
 */
export function rowKernel(): RowKernel | null {
  const { WebAssembly } = globalThis as { WebAssembly?: WebAssemblyInterface };
  if (WebAssembly === undefined || process.env.INVERSE_CARE_KERNEL === 'plain') return null;
  try {
    const module = new WebAssembly.Module(Buffer.from(kernelBytes, 'base64'));
    const { memory, learn, walkRows } = new WebAssembly.Instance(module).exports as Exports;
    return {
      room(bytes) {
        const missing = Math.ceil((bytes - memory.buffer.byteLength) / page);
        if (missing > 0) memory.grow(missing);
        return memory.buffer;
      },
      learn,
      walkRows,
    };
  } catch {
    return null;
  }
}
