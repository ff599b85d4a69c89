import { type FlowRow, type FlowStage, flow } from '@inverse-care/core/tables';
import { longDate } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { cited, less } from './cells.js';
import { count } from './numbers.js';
import { byNeed } from './rows.js';

/** What is left of practices and PCNs at the last snapshot. */
export interface LastFlow {
  snapshot: string;
  /** Steps that are of no measure of need, in order. */
  steps: FlowRow[];
  /** Of each measure of need in the study’s order, its steps. */
  needs: { need: string; known: FlowRow; fitted: FlowRow }[];
}

/** Reads the steps of the last snapshot; null where the run has none. */
export function lastFlow(input: ReportInput): LastFlow | null {
  const all = input.tables.rows(flow);
  const snapshot = all.at(-1)?.snapshot;
  if (snapshot === undefined) return null;
  const rows = all.filter((row) => row.snapshot === snapshot);
  const ofNeed = (stage: FlowStage) =>
    byNeed(
      rows.filter((row) => row.stage === stage) as (FlowRow & {
        need: ReportInput['study']['needs'][number];
      })[],
      input,
    );
  const fitted = ofNeed('in the regression');
  return {
    snapshot,
    steps: rows.filter(({ need }) => need === ''),
    needs: ofNeed('with need').flatMap((known) => {
      const one = fitted.find(({ need }) => need === known.need);
      return one === undefined ? [] : [{ need: known.need, known, fitted: one }];
    }),
  };
}

/** A step by its stage; undefined where the run was not built from files. */
export const stepOf = ({ steps }: Pick<LastFlow, 'steps'>, stage: FlowStage): FlowRow | undefined =>
  steps.find((row) => row.stage === stage);

/** "1,077 reported; 185 did not, and count as having none". */
export function reportedWords(row: FlowRow, { study }: Pick<ReportInput, 'study'>): string {
  const silent = row.not_reported ?? 0;
  if (silent === 0) return 'all reported';
  const treated = study.absent === 'zero' ? ', and count as having none' : '';
  return `${count(less(cited(row, 'count'), silent))} reported; ${count(cited(row, 'not_reported'))} did not${treated}`;
}

/** Practices and PCNs of the last snapshot in one sentence, as an abstract says it; null where the run has no such count. */
export function flowSentence(input: ReportInput): string | null {
  const last = lastFlow(input);
  const provided = last === null ? undefined : stepOf(last, 'with provision');
  if (last === null || provided === undefined) return null;
  const practices = stepOf(last, 'with patients');
  const of = practices === undefined ? '' : ` of ${count(cited(practices, 'count'))} practices`;
  return `At ${longDate(last.snapshot)} there were ${count(cited(provided, 'count'))} PCNs${of}: ${reportedWords(provided, input)}.`;
}
