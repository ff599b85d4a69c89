import { checkEvidence, type EvidenceCheck } from './checks/evidence.js';
import { checkExceptions, type ExceptionsCheck } from './checks/exceptions.js';
import type { NumberOf } from './checks/expression.js';
import type { CheckFinding } from './checks/finding.js';
import { checkGrim, type GrimCheck } from './checks/grim.js';
import { checkDebit, checkGrimmer, type DebitCheck, type GrimmerCheck } from './checks/grimmer.js';
import { checkInterval, type IntervalCheck } from './checks/interval.js';
import { checkJudgement, type JudgementCheck } from './checks/judgement.js';
import { checkOrder, type OrderCheck } from './checks/order.js';
import { checkQuarter, type QuarterCheck } from './checks/quarter.js';
import { checkReadings, type ReadingsCheck } from './checks/readings.js';
import { checkReference, type ReferenceCheck } from './checks/reference.js';
import { checkRelation, type RelationCheck } from './checks/relation.js';
import { checkSignificance, type SignificanceCheck } from './checks/significance.js';
import type { ResultOf } from './results.js';

/** One of the checks, by its kind. */
export type Check =
  | ({ kind: 'relation' } & RelationCheck)
  | ({ kind: 'interval' } & IntervalCheck)
  | ({ kind: 'significance' } & SignificanceCheck)
  | ({ kind: 'grim' } & GrimCheck)
  | ({ kind: 'grimmer' } & GrimmerCheck)
  | ({ kind: 'debit' } & DebitCheck)
  | ({ kind: 'order' } & OrderCheck)
  | ({ kind: 'exceptions' } & ExceptionsCheck)
  | ({ kind: 'quarter' } & QuarterCheck)
  | ({ kind: 'reference' } & ReferenceCheck)
  | ({ kind: 'evidence' } & EvidenceCheck)
  | ({ kind: 'judgement' } & JudgementCheck)
  | ({ kind: 'readings' } & ReadingsCheck);

/** Carries a check out. Throws RangeError where it names a statement that is not there. */
export function carryOut(check: Check, numberOf: NumberOf, resultOf: ResultOf): CheckFinding {
  switch (check.kind) {
    case 'relation':
      return checkRelation(check, numberOf);
    case 'interval':
      return checkInterval(check, numberOf);
    case 'significance':
      return checkSignificance(check, numberOf);
    case 'grim':
      return checkGrim(check, numberOf);
    case 'grimmer':
      return checkGrimmer(check, numberOf);
    case 'debit':
      return checkDebit(check, numberOf);
    case 'order':
      return checkOrder(check, numberOf);
    case 'exceptions':
      return checkExceptions(check, numberOf);
    case 'quarter':
      return checkQuarter(check);
    case 'reference':
      return checkReference(check);
    case 'evidence':
      return checkEvidence(check);
    case 'judgement':
      return checkJudgement(check);
    case 'readings':
      return checkReadings(check, numberOf, resultOf);
  }
}
