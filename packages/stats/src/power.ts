/**
 * base^exponent, the same to the last bit on every version of Node, as `Math.pow` is not: whole
 * exponents up to 4 by multiplication; others, for a base above 0, as exp(exponent x log base), which is right to
 * about 1e-15 of itself.
 */
export function power(base: number, exponent: number): number {
  if (Number.isInteger(exponent) && exponent >= 0 && exponent <= 4) {
    let product = 1;
    for (let i = 0; i < exponent; i++) product *= base;
    return product;
  }
  return Math.exp(exponent * Math.log(base));
}
