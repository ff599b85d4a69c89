import { normalQuantile, normalTwoSidedP, studentTQuantile, studentTTwoSidedP } from '@inverse-care/stats';

/** A number of a model with its test and interval. */
export interface Inferred {
  estimate: number;
  std_error: number;
  /** Of Student's t; null for the normal distribution. */
  df: number | null;
  conf_low: number;
  conf_high: number;
  p_value: number;
}

/** One coefficient; the part is that of a two-part model, empty elsewhere. */
export interface DeclaredCoefficient extends Inferred {
  part: '' | 'any' | 'amount';
  term: string;
  method: string;
}

/** A number as a table may hold it: null for what is infinite or none, as the error of a variance below zero. */
export const finite = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) ? value : null;

/** Test against zero and interval of an estimate: Student's t, or the normal distribution where df is null. */
export function inferred(estimate: number, variance: number, df: number | null, level: number): Inferred {
  const std_error = Math.sqrt(variance);
  const tail = 1 - (1 - level) / 2;
  const width = (df === null ? normalQuantile(tail) : studentTQuantile(tail, df)) * std_error;
  const t = estimate / std_error;
  return {
    estimate,
    std_error,
    df,
    conf_low: estimate - width,
    conf_high: estimate + width,
    p_value: df === null ? normalTwoSidedP(t) : studentTTwoSidedP(t, df),
  };
}
