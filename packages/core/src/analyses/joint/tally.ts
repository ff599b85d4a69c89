import type { JointTally } from '@inverse-care/stats';
import { inSharedMemory } from '../../executors/shared-memory.js';

/**
 * Puts the tallies of parts together. Of a replicate one number is kept, 8 bytes: the critical value of a band is an
 * order statistic of them, with an error that asks for those around it.
 */
export class Tallied {
  readonly #largest: Float64Array;
  #filled = 0;
  readonly #exceeding: Float64Array;
  readonly #firsts: Float64Array;

  constructor(replicates: number, periods: number) {
    this.#largest = inSharedMemory(new Float64Array(replicates));
    this.#exceeding = new Float64Array(periods);
    this.#firsts = new Float64Array(periods + 1);
  }

  add({ largest, exceeding, firsts }: JointTally): void {
    this.#largest.set(largest, this.#filled);
    this.#filled += largest.length;
    for (const [t, count] of exceeding.entries()) this.#exceeding[t]! += count;
    for (const [t, count] of firsts.entries()) this.#firsts[t]! += count;
  }

  together(): JointTally {
    const largest = this.#largest.subarray(0, this.#filled);
    return { largest, exceeding: this.#exceeding, firsts: this.#firsts };
  }
}
