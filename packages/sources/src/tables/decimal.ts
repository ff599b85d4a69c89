/**
 * The number that a cell holds in decimal notation, with or without an exponent; NaN where it holds none. `Number`
 * alone reads 0x10 and Infinity too, and an empty cell as 0.
 */
export const decimal = (text: string): number =>
  /^[+-]?(\d+[.]?\d*|[.]\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
