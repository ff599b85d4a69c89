import { refusalOf } from '../../model/refusal.js';
import type { AlternativeRow } from './tables.js';

/** What a method gives. */
export type Numbers = Omit<AlternativeRow, 'need' | 'snapshot' | 'method'>;

const nothing: Numbers = {
  estimate: null,
  std_error: null,
  df: null,
  conf_low: null,
  conf_high: null,
  p_value: null,
  conf_low_mcse: null,
  conf_high_mcse: null,
  p_mcse: null,
  note: '',
};

/** A number that a table may hold. */
export const finite = (value: number) => (Number.isFinite(value) ? value : null);

/** A method's numbers; where the method refuses the data, its reason. A fault of the program is thrown on. */
export function attempt(compute: () => Partial<Numbers>): Numbers {
  try {
    return { ...nothing, ...compute() };
  } catch (error) {
    return { ...nothing, note: refusalOf(error) };
  }
}
