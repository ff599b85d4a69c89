import { LeverageOneError } from './errors.js';

/** Leverage this near to 1 is 1 but for rounding. */
const leverageOne = 1 - 1e-12;

/** Index of the first observation of leverage 1, which determines its own fitted value; -1 where there is none. */
export function findLeverageOne(leverage: Float64Array): number {
  return leverage.findIndex((value) => value > leverageOne);
}

/** @throws LeverageOneError where an observation has leverage 1. */
export function checkLeverage(leverage: Float64Array, type: string): void {
  const observation = findLeverageOne(leverage);
  if (observation >= 0) throw new LeverageOneError(observation, type);
}
