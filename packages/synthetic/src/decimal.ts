/** A decimal of at most `digits` decimals without trailing zeros, never in exponents. */
export function decimal(x: number, digits: number): string {
  const text = x.toFixed(digits);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
