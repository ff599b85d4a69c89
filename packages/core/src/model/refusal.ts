import {
  ClusterLeverageOneError,
  InvalidDataError,
  LeverageOneError,
  NoConvergenceError,
  RankDeficientError,
  SeparationError,
} from '@inverse-care/stats';

const refusals = [
  ClusterLeverageOneError,
  InvalidDataError,
  LeverageOneError,
  NoConvergenceError,
  RankDeficientError,
  SeparationError,
];

/** Why an estimator refused the data; any other error, which is a fault of the program, is thrown on. */
export function refusalOf(error: unknown): string {
  if (refusals.some((kind) => error instanceof kind)) return (error as Error).message;
  throw error;
}
