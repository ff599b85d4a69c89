import type { CheckFinding } from './finding.js';

/** A conclusion and the statements of the document that bear on it. */
export interface EvidenceCheck {
  /** Ids of statements that the document gives for it. */
  given: readonly string[];
  /** What it would take. */
  wanted: string;
}

/** A conclusion for which a document gives no evidence at all is unsupported; more than that nobody can compute. */
export function checkEvidence({ given, wanted }: EvidenceCheck): CheckFinding {
  return {
    holds: given.length > 0,
    calculation:
      given.length > 0
        ? `the document gives ${given.length} figure${given.length === 1 ? '' : 's'} for it`
        : `the document gives nothing for it; it would take ${wanted}`,
  };
}
