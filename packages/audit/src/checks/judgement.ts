import type { CheckFinding } from './finding.js';

/** What a document says, what it gives for it, and whether a reader finds that the one bears out the other. */
export interface JudgementCheck {
  says: string;
  evidence: string;
  borne_out: boolean;
}

/** A reading that no arithmetic replaces: both sides are printed, so that another reader can judge. */
export const checkJudgement = ({ says, evidence, borne_out }: JudgementCheck): CheckFinding => ({
  holds: borne_out,
  calculation: `a reading. Said: ${says}. Given: ${evidence}`,
});
