import { InvalidDataError } from './errors.js';

/** @throws InvalidDataError where a level of confidence is not between 0 and 1. */
export function checkLevel(level: number): void {
  if (!(level > 0 && level < 1)) {
    throw new InvalidDataError(`The level is ${level}; it must be between 0 and 1, such as 0.95.`);
  }
}
