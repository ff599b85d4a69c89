const places = 18;

/** A decimal number as an integer of 10^-18ths; null where the text is no number. */
function scaled(text: string): bigint | null {
  const plain = /[eE]/.test(text) && Number.isFinite(Number(text)) ? Number(text).toFixed(places) : text;
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(plain);
  if (parts === null || `${parts[2]}${parts[3] ?? ''}` === '') return null;
  const digits = `${parts[2]}${(parts[3] ?? '').slice(0, places).padEnd(places, '0')}`;
  return BigInt(`${parts[1] === '-' ? '-' : ''}${digits}`);
}

/** True where a cell is a decimal number. */
export const isDecimal = (text: string): boolean => scaled(text) !== null;

/** A sum of decimal numbers without rounding on the way, so that the order of the rows cannot matter. */
export class ExactSum {
  private total = 0n;

  add(text: string): void {
    this.total += scaled(text) ?? 0n;
  }

  /** The double nearest to the sum. */
  value(): number {
    const size = (this.total < 0n ? -this.total : this.total).toString().padStart(places + 1, '0');
    return Number(`${this.total < 0n ? '-' : ''}${size.slice(0, -places)}.${size.slice(-places)}`);
  }
}
