import {
  type AreaCore20Row,
  type AreaFifthRow,
  type AreaNeedRow,
  type AreaSummaryRow,
  areaCore20,
  areaFifths,
  areaNeeds,
  areaSummary,
  type FunnelRow,
  funnelTable,
  type InequalityRow,
  inequality,
  type ReportingRow,
  reporting,
  type ShortfallIcbRow,
  type ShortfallRow,
  shortfall,
  shortfallIcb,
} from '@inverse-care/core/tables';
import type { NeedId, PanelRow, Snapshot } from '@inverse-care/domain';
import { shortIcbName } from '../language/equity-words.js';
import { needName } from '../language/words.js';
import type { ReportInput } from '../report-input.js';

/** A PCN of an ICB, with what the tables say of it. */
export interface IcbPcn {
  row: PanelRow;
  /** By the headline need; undefined at a snapshot before the last. */
  shortfall: ShortfallRow | undefined;
  funnel: FunnelRow | undefined;
}

/** A measure of need in an ICB and in England. */
export interface IcbNeed {
  need: NeedId;
  /** In a sentence. */
  name: string;
  here: AreaNeedRow;
  england: AreaNeedRow;
  /** England’s fifths from the least need to the greatest; empty at a snapshot before the last. */
  fifths: { here: AreaFifthRow; england: AreaFifthRow }[];
}

/** What one measure would give an ICB; of patients alone their number is the measure. */
export interface IcbShare {
  here: ShortfallIcbRow;
  england: ShortfallIcbRow;
}

/** An ICB at a snapshot: every row that a document of it prints, with England’s beside. */
export interface Icb {
  input: ReportInput;
  code: string;
  /** "NHS Devon Integrated Care Board". */
  name: string;
  /** "Devon". */
  short: string;
  snapshot: Snapshot;
  /** Whether it is the run’s last snapshot, of which alone there are fifths, funnels and shortfall. */
  isLast: boolean;
  here: AreaSummaryRow;
  england: AreaSummaryRow;
  /** Every snapshot of the run at which it has a PCN, in order of time. */
  history: { here: AreaSummaryRow; england: AreaSummaryRow }[];
  /** From the greatest headline need to the least; those without a value last. */
  pcns: IcbPcn[];
  /** In the study’s order, the headline first. */
  needs: IcbNeed[];
  /** Of Core20 against all others; undefined where the run has no such measure. */
  core20: { here: AreaCore20Row; england: InequalityRow | undefined } | undefined;
  /** What it could be over all PCNs, whatever those have that did not report; undefined at a snapshot between. */
  bounds: ReportingRow | undefined;
  /** By each measure of need, then by patients alone. */
  shares: IcbShare[];
  /** Its place in the funnel of ICBs, by each measure of need, then by patients alone. */
  funnel: FunnelRow[];
}

/** Codes of the ICBs that have a PCN at a snapshot, in their order; none in the record of a version without these tables. */
export const icbCodes = ({ tables }: ReportInput, snapshot: Snapshot): string[] =>
  tables
    .rows(areaSummary)
    .filter((row) => row.level === 'icb' && row.snapshot === snapshot)
    .map(({ code }) => code);

function needsOf({ tables, plan, data }: ReportInput, code: string, snapshot: Snapshot): IcbNeed[] {
  const rows = tables.rows(areaNeeds).filter((row) => row.snapshot === snapshot);
  const fifths = tables.rows(areaFifths).filter((row) => row.snapshot === snapshot);
  return plan.needs.flatMap((need) => {
    const own = rows.filter((row) => row.need === need);
    const here = own.find((row) => row.code === code);
    const england = own.find((row) => row.level === 'england');
    if (here === undefined || england === undefined) return [];
    const ofNeed = fifths.filter((row) => row.need === need);
    return [
      {
        need,
        name: needName(need, data.panel),
        here,
        england,
        fifths: ofNeed
          .filter((row) => row.code === code)
          .flatMap((one) => {
            const other = ofNeed.find((row) => row.level === 'england' && row.fifth === one.fifth);
            return other === undefined ? [] : [{ here: one, england: other }];
          }),
      },
    ];
  });
}

function pcnsOf({ tables, data }: ReportInput, code: string, snapshot: Snapshot, need: NeedId | undefined) {
  const due = new Map(
    tables
      .rows(shortfall)
      .filter((row) => row.icb_code === code && row.need === need && row.snapshot === snapshot)
      .map((row) => [row.pcn_code, row]),
  );
  const placed = new Map(
    tables
      .rows(funnelTable)
      .filter((row) => row.level === 'pcn' && row.need === need && row.snapshot === snapshot)
      .map((row) => [row.code, row]),
  );
  const needOf = (row: PanelRow) => (need === undefined ? null : (row.values[need] ?? null));
  return data.panel.rows
    .filter((row) => row.icb_code === code && row.snapshot === snapshot && row.patients > 0)
    .sort(
      (a, b) =>
        (needOf(b) ?? Number.NEGATIVE_INFINITY) - (needOf(a) ?? Number.NEGATIVE_INFINITY) ||
        (a.pcn_code < b.pcn_code ? -1 : 1),
    )
    .map((row): IcbPcn => ({ row, shortfall: due.get(row.pcn_code), funnel: placed.get(row.pcn_code) }));
}

/**
 * Gathers what the record of a run says of an ICB at a snapshot.
 * @param snapshot the run’s last where left out.
 * @returns null where the ICB has no PCN there.
 */
export function gatherIcb(
  input: ReportInput,
  code: string,
  snapshot = input.data.panel.snapshots.at(-1)!,
): Icb | null {
  const { tables, data } = input;
  const summaries = tables.rows(areaSummary);
  const england = new Map(
    summaries.filter(({ level }) => level === 'england').map((row) => [row.snapshot, row]),
  );
  const history = summaries
    .filter((row) => row.level === 'icb' && row.code === code)
    .map((here) => ({ here, england: england.get(here.snapshot)! }));
  const now = history.find(({ here }) => here.snapshot === snapshot);
  if (now === undefined) return null;
  const needs = needsOf(input, code, snapshot);
  const due = tables.rows(shortfallIcb).filter((row) => row.snapshot === snapshot);
  const core20 = tables.rows(areaCore20).find((row) => row.icb_code === code && row.snapshot === snapshot);
  return {
    input,
    code,
    name: now.here.name,
    short: shortIcbName(code),
    snapshot,
    isLast: snapshot === data.panel.snapshots.at(-1),
    ...now,
    history,
    pcns: pcnsOf(input, code, snapshot, needs[0]?.need),
    needs,
    core20:
      core20 === undefined
        ? undefined
        : {
            here: core20,
            england: tables
              .rows(inequality)
              .find(
                (row) =>
                  row.snapshot === snapshot && row.counted === 'reported' && row.measure === 'group gap',
              ),
          },
    bounds: tables
      .rows(reporting)
      .find((row) => row.level === 'icb' && row.code === code && row.snapshot === snapshot),
    shares: due
      .filter((row) => row.code === code)
      .map((here) => ({
        here,
        england: due.find((row) => row.need === here.need && row.code === 'England')!,
      })),
    funnel: tables
      .rows(funnelTable)
      .filter((row) => row.level === 'icb' && row.code === code && row.snapshot === snapshot),
  };
}
