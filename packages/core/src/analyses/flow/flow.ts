import type {
  NeedId,
  PanelRow,
  PanelWithProvenance,
  Population,
  Snapshot,
  SnapshotCheck,
  Study,
} from '@inverse-care/domain';
import { type FlowRow, type FlowStage, flowStages } from './tables.js';

/** A step of one snapshot, before what it leaves out is counted. */
interface Step {
  stage: FlowStage;
  need?: NeedId;
  unit: FlowRow['unit'];
  count: number;
  /** Of the step that it follows; its own where it follows none. */
  from: number;
  /** Why others are left out. */
  reason: string;
  not_reported?: number;
}

const silent = (rows: readonly PanelRow[]) => rows.filter(({ reported }) => !reported).length;

function populationReason(population: Population): string {
  if (population === 'open_on_date') return '';
  const surveyed = population.practices === 'surveyed' ? ', or without a practice that was surveyed' : '';
  const later = population.open_by === 'snapshot' ? '' : ', or opened late in the quarter';
  return `not open on ${population.survivors}${later}${surveyed}`;
}

/** Practices of the files, and the PCNs that they make. */
function stepsOfFiles(check: SnapshotCheck): Step[] {
  const { practices, practices_outside_pcns, members_without_patients, pcns, pcns_reporting } = check;
  const files = practices + members_without_patients;
  const inPcns = files - practices_outside_pcns;
  const unit = 'practices';
  return [
    { stage: 'in the files', unit, count: files, from: files, reason: '' },
    { stage: 'in a PCN', unit, count: inPcns, from: files, reason: 'belongs to no PCN' },
    {
      stage: 'with patients',
      unit,
      count: inPcns - members_without_patients,
      from: inPcns,
      reason: 'no registered patients',
    },
    {
      stage: 'open',
      unit: 'PCNs',
      count: pcns,
      from: pcns,
      reason: '',
      not_reported: pcns - pcns_reporting,
    },
  ];
}

/** PCNs with a value of a need, and those in its regression. */
function stepsOfNeed(need: NeedId, provided: readonly PanelRow[], n: number): Step[] {
  const known = provided.filter(({ values }) => Number.isFinite(values[need] ?? Number.NaN));
  const step = { need, unit: 'PCNs', not_reported: silent(known) } as const;
  return [
    {
      ...step,
      stage: 'with need',
      count: known.length,
      from: provided.length,
      reason: 'no value of the need',
    },
    {
      ...step,
      stage: 'in the regression',
      count: n,
      from: known.length,
      reason: 'no regression',
      ...(n === 0 ? { not_reported: 0 } : {}),
    },
  ];
}

const rowOf = (
  snapshot: Snapshot,
  { stage, need, unit, count, from, reason, not_reported }: Step,
): FlowRow => ({
  snapshot,
  step: flowStages.indexOf(stage) + 1,
  stage,
  need: need ?? '',
  unit,
  count,
  left_out: from - count,
  reason: from === count ? '' : reason,
  not_reported: not_reported ?? null,
});

/**
 * Counts a snapshot's practices and PCNs at each step from the files to the regressions, and what each step leaves out
 * (a flow diagram as STROBE, item 13, asks for: von Elm and others, 2007).
 * @param data with what the study makes of PCNs that did not report.
 * @param n PCNs in the regression on each need; 0 where there is none.
 */
export function flowRows(
  { panel, check }: Pick<PanelWithProvenance, 'panel' | 'check'>,
  snapshot: Snapshot,
  { population }: Pick<Study, 'population'>,
  n: ReadonlyMap<NeedId, number>,
): FlowRow[] {
  const rows = panel.rows.filter((row) => row.snapshot === snapshot);
  const provided = rows.filter(({ fte_per_10k }) => fte_per_10k !== null);
  const seen = check?.snapshots.find((one) => one.snapshot === snapshot);
  const steps: Step[] = [
    ...(seen === undefined ? [] : stepsOfFiles(seen)),
    {
      stage: 'in the population',
      unit: 'PCNs',
      count: rows.length,
      from: seen?.pcns ?? rows.length,
      reason: populationReason(population),
      not_reported: silent(rows),
    },
    {
      stage: 'with provision',
      unit: 'PCNs',
      count: provided.length,
      from: rows.length,
      reason: 'did not report',
      not_reported: silent(provided),
    },
    ...[...n].flatMap(([need, count]) => stepsOfNeed(need, provided, count)),
  ];
  return steps.map((step) => rowOf(snapshot, step));
}
