import { type ClusterIds, findMissingId, numberClusters } from '../cluster-codes.js';
import { InvalidDataError } from '../errors.js';
import { mean } from '../mean.js';
import { RandomStream } from '../random-stream.js';
import { checkFinite } from './checks.js';
import { type PermutationTest, permutationTest } from './permutation-test.js';

export interface GroupPermutationData {
  /** One a unit, length n. */
  values: Float64Array;
  /** Length n: the group of each unit. */
  groups: ClusterIds;
  seed: number;
  specification: string | number;
  /** Random permutations. */
  replicates: number;
}

/**
 * Whether values of units differ between the groups that the units belong to by more than chance: the sum of squares
 * between groups, against those where the units are dealt to the groups at random, each group keeping its size
 * (Pitman 1938, Biometrika 29, 322-335). Units are taken to be exchangeable where groups make no difference.
 * Replicate r depends on the data, seed, specification and r alone.
 *
 * @returns p = 1 where no value differs from another.
 * @throws InvalidDataError where lengths differ, a value is not finite, a group is missing, there are fewer than two
 * groups, or replicates is not 1 or more.
 *
 * @example
 * ```ts
 * const values = Float64Array.of(1, 2, 3, 7, 8, 9);
 * const test = groupPermutationTest({
 *   values,
 *   groups: ['a', 'a', 'a', 'b', 'b', 'b'],
 *   seed: 1,
 *   specification: 'slopes',
 *   replicates: 999,
 * });
 * // R: s <- combn(c(1, 2, 3, 7, 8, 9), 3, function(x) (mean(x) - 5)^2) # all twenty ways to deal them
 * Math.round(10 * test.pValue) / 10; // => 0.1
 * // R: mean(s >= s[1])
 * ```
 */
export function groupPermutationTest(data: GroupPermutationData): PermutationTest {
  const { values, groups, seed, specification, replicates } = data;
  for (const value of values) checkFinite(value, 'value');
  if (groups.length !== values.length || findMissingId(groups) >= 0)
    throw new InvalidDataError(`Every one of the ${values.length} values needs a group.`);
  if (!(Number.isInteger(replicates) && replicates >= 1))
    throw new InvalidDataError(`There are ${replicates} replicates; a permutation test needs one or more.`);
  const { codes, count } = numberClusters(groups);
  if (count < 2) throw new InvalidDataError('All units are in one group: there is nothing to compare.');
  const centre = mean(values);
  const centred = values.map((value) => value - centre);
  const sizes = new Float64Array(count);
  for (const code of codes) sizes[code]! += 1;
  const between = (drawn: Float64Array): number => {
    const totals = new Float64Array(count);
    for (let i = 0; i < drawn.length; i++) totals[codes[i]!]! += drawn[i]!;
    return totals.reduce((total, value, group) => total + value ** 2 / sizes[group]!, 0);
  };
  const stream = new RandomStream(seed, specification);
  const statistics = Float64Array.from({ length: replicates }, (_, replicate) => {
    stream.moveTo(replicate);
    const drawn = centred.slice();
    for (let i = drawn.length - 1; i > 0; i--) {
      const other = stream.nextIndex(i + 1);
      [drawn[i], drawn[other]] = [drawn[other]!, drawn[i]!];
    }
    return between(drawn);
  });
  return permutationTest(between(centred), statistics);
}
