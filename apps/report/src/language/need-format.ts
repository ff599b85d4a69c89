import type { Unit } from '@inverse-care/domain';
import { decimal, percent } from './numbers.js';

/** A value of a need as a figure or table prints it: a share as a percentage, the others in the unit that the heading names. */
export function needFormat(unit: Unit): (value: number) => string {
  if (unit === 'share') return (value) => percent(value, 1);
  return (value) =>
    unit === 'percent' ? `${decimal(value, 1)}%` : decimal(value, Math.abs(value) < 10 ? 2 : 1);
}
