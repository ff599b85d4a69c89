import { test } from 'vitest';
import { cases, fuzzHalf, hours } from './fuzz.js';

test(
  `${cases} spoilt files end in a named error or a right panel: the first half`,
  () => fuzzHalf(0),
  24 * hours,
);
