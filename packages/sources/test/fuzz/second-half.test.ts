import { test } from 'vitest';
import { cases, fuzzHalf, hours } from './fuzz.js';

test(
  `${cases} spoilt files end in a named error or a right panel: the second half`,
  () => fuzzHalf(1),
  24 * hours,
);
