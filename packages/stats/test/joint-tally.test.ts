import { expect, test } from 'vitest';
import {
  firstLasting,
  InvalidDataError,
  inferFromTally,
  type JointTally,
  nullCentredDraws,
  romanoWolf,
  supTBand,
  tallyReplicates,
} from '../src/index.js';
import { readColumns, readGolden } from './golden.js';

// The same draws as those of the golden values of bands and adjusted p-values, in parts.

const { estimates, stdErrors } = readGolden<{ estimates: number[]; stdErrors: number[] }>(
  'golden/joint/shared-draws.json',
);
const columns = readColumns('golden/joint/shared-draws.csv');
const draws = estimates.map((_, j) => columns[`draw_${j + 1}`]!.slice());
const drawStdErrors = estimates.map((_, j) => columns[`error_${j + 1}`]!.slice());
// Two replicates that failed, one of them by its error alone.
draws[0]![7] = Number.NaN;
drawStdErrors[1]![300] = 0;
const question = { estimates, stdErrors, criticalValue: 1.96 };
const replicates = draws[0]!.length;
const level = 0.9;

/** Tallies of parts of some replicates, put together. */
function inParts(size: number, own: boolean): JointTally {
  const part = (all: readonly Float64Array[], from: number) =>
    all.map((column) => column.slice(from, from + size));
  const parts: JointTally[] = [];
  for (let from = 0; from < replicates; from += size) {
    parts.push(tallyReplicates(question, part(draws, from), own ? part(drawStdErrors, from) : undefined));
  }
  const sums = (of: (tally: JointTally) => Float64Array) =>
    of(parts[0]!).map((_, i) => parts.reduce((total, tally) => total + of(tally)[i]!, 0));
  return {
    largest: Float64Array.from(parts.flatMap(({ largest }) => Array.from(largest)).reverse()),
    exceeding: sums(({ exceeding }) => exceeding),
    firsts: sums(({ firsts }) => firsts),
  };
}

test.each([
  ['the sample’s errors', false],
  ['errors of their own', true],
])('draws in parts come to what all of them at once come to, bit for bit: with %s', (_, own) => {
  const errors = own ? { drawStdErrors } : {};
  const statistics = estimates.map((estimate, j) => estimate / stdErrors[j]!);
  const centred = nullCentredDraws({ estimates, draws, stdErrors: own ? drawStdErrors : stdErrors });
  const whole = {
    band: supTBand({ estimates, stdErrors, draws, level, pointwise: 1.96, ...errors }),
    adjusted: romanoWolf({ statistics, draws: centred }),
    first: firstLasting({ estimates, stdErrors, draws, level, criticalValue: 1.96, ...errors }),
  };
  expect(whole.band.failed).toBe(own ? 2 : 1);
  for (const size of [1, 13, 100, replicates]) {
    expect(inferFromTally(question, inParts(size, own), { replicates, level })).toEqual(whole);
  }
});

test('a tally is a number a replicate, however many periods there are', () => {
  const many = Array.from({ length: 50 }, () => draws[1]!);
  const tally = tallyReplicates(
    { estimates: many.map(() => 1), stdErrors: many.map(() => 1), criticalValue: 2 },
    many,
  );
  expect(tally.largest).toHaveLength(replicates);
  expect(tally.exceeding.length + tally.firsts.length).toBe(50 + 51);
});

test('a tally of replicates that all failed is refused, as the draws are', () => {
  const failed = draws.map((column) => column.map(() => Number.NaN));
  const tally = tallyReplicates(question, failed);
  expect(() => inferFromTally(question, tally, { replicates, level })).toThrow(InvalidDataError);
  expect(() => inferFromTally(question, tally, { replicates, level })).toThrow(
    `None of ${replicates} replicates has a finite draw`,
  );
});
