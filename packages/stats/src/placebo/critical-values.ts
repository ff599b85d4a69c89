import { studentTQuantile } from '../distributions/student-t.js';

/**
 * Whether t statistics are significant, two-sided. Quantiles at whole degrees of freedom are kept: they fall with the
 * degrees of freedom, so that those on both sides of a fraction settle most cases, and the quantile itself the rest.
 */
export class CriticalValues {
  readonly #upper: number;
  readonly #known = new Map<number, number>();

  /** @param level of the interval that goes with the test, such as 0.95. */
  constructor(level: number) {
    this.#upper = 1 - (1 - level) / 2;
  }

  #at(degreesOfFreedom: number): number {
    const known = this.#known.get(degreesOfFreedom);
    if (known !== undefined) return known;
    const value = studentTQuantile(this.#upper, degreesOfFreedom);
    this.#known.set(degreesOfFreedom, value);
    return value;
  }

  /** Whether |t| is beyond the quantile, which is p below 1 - level. */
  isBeyond(t: number, degreesOfFreedom: number): boolean {
    const size = Math.abs(t);
    const below = Math.floor(degreesOfFreedom);
    if (below === degreesOfFreedom) return size > this.#at(degreesOfFreedom);
    if (size <= this.#at(below + 1)) return false;
    if (below >= 1 && size > this.#at(below)) return true;
    return size > studentTQuantile(this.#upper, degreesOfFreedom);
  }
}
