/** What a check comes to. */
export interface CheckFinding {
  /** Whether the printed numbers can all be right; null where the check has nothing to go by. */
  holds: boolean | null;
  /** The calculation, so that a reader can do it again. */
  calculation: string;
}

/** A number for a calculation, without the noise of binary fractions. */
export const short = (value: number): string => String(Number(value.toPrecision(5)));

/** Two bounds in words. */
export const between = (low: number, high: number): string =>
  low === high ? short(low) : `${short(low)} to ${short(high)}`;
