/** Values outside these bounds are mistakes, not data. */
export const bounds = {
  /** Full-time equivalents of one row, both ends excluded and included: above the first, up to the second. */
  fte: { above: -0.1, upTo: 60 },
  /** Registered patients of one practice. */
  patients: { from: 0, upTo: 200_000 },
} as const;
