import { InputError } from '@inverse-care/domain';
import { Matrix, solve } from 'ml-matrix';
import { clamp } from './elementary.js';

/** What is asked of the values: how far each constraint is from its target, and its slope in every value. */
export interface Constraints {
  /** Target minus attained, one element a constraint. */
  gaps: Float64Array;
  /** One row a constraint, one column a value. */
  slopes: Float64Array[];
}

/**
 * The values nearest to `start` in the sense of its own scale that meet the constraints: Gauss-Newton steps of
 * minimum weighted norm (Nocedal and Wright, 2006, section 10.3). Where `positive`, a step changes no value by more
 * than half, so that signs hold, and distance is relative. Throws InputError where the constraints cannot be met.
 */
export function calibrate(
  start: Float64Array,
  constraintsAt: (values: Float64Array) => Constraints,
  options: { positive: boolean; what: string; tolerance?: number },
): Float64Array {
  const values = start.slice();
  const tolerance = options.tolerance ?? 1e-11;
  for (let iteration = 0; iteration < 200; iteration++) {
    const { gaps, slopes } = constraintsAt(values);
    const weights = values.map((x) => (options.positive ? x * x : 1));
    const lengths = slopes.map((row) =>
      Math.sqrt(row.reduce((total, s, i) => total + s * s * weights[i]!, 0)),
    );
    const scaledGaps = Float64Array.from(gaps, (gap, j) => gap / lengths[j]!);
    if (scaledGaps.every((gap) => Math.abs(gap) < tolerance)) return values;

    const cross = Matrix.zeros(slopes.length, slopes.length);
    for (let j = 0; j < slopes.length; j++) {
      for (let k = 0; k <= j; k++) {
        let total = 0;
        for (let i = 0; i < values.length; i++) total += slopes[j]![i]! * slopes[k]![i]! * weights[i]!;
        total /= lengths[j]! * lengths[k]!;
        cross.set(j, k, total);
        cross.set(k, j, total);
      }
    }
    const multipliers = solve(cross, Matrix.columnVector(Array.from(scaledGaps)));
    const step = new Float64Array(values.length);
    for (let j = 0; j < slopes.length; j++) {
      const multiplier = multipliers.get(j, 0) / lengths[j]!;
      for (let i = 0; i < values.length; i++) step[i]! += multiplier * slopes[j]![i]! * weights[i]!;
    }
    for (let i = 0; i < values.length; i++) {
      if (options.positive) values[i]! *= clamp(1 + step[i]! / values[i]!, 0.7, 1.4);
      else values[i]! += step[i]!;
    }
  }
  throw new InputError(`Synthetic England cannot be calibrated with this seed: ${options.what}`, {
    remedy: 'choose another seed',
  });
}
