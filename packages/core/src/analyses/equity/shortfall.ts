import { icbs, order, type PanelRow, type VariableId } from '@inverse-care/domain';
import { largestRemainder, sum, weightedMedian } from '@inverse-care/stats';
import type { ShortfallIcbRow, ShortfallRow } from './tables.js';
import { pcnsWith, type Weighting, weightOf } from './weighted-need.js';

/** FTE in hundredths, which are shared out whole. */
const hundredths = (fte: number) => Math.round(fte * 100);

/** One PCN by one measure; FTE in hundredths. */
interface Due {
  row: PanelRow;
  reported: boolean;
  share: number;
  change: number;
  shareOfAll: number;
  more: number;
  /** What would level it up if it had none. */
  moreIfNone: number;
}

/**
 * What each PCN would have by one measure; null where nobody has staff or need. Shares of the total in whole hundredths
 * of an FTE by the largest remainder; the median of FTE over patients times need is over patients.
 */
function duesBy(rows: readonly PanelRow[], by: Weighting, needs: readonly VariableId[]): Due[] | null {
  const { reporters, silent } = pcnsWith(rows, needs);
  const weights = reporters.map((row) => weightOf(row, by));
  const total = hundredths(sum(reporters.map(({ fte }) => fte)));
  // What they have in hundredths that add up to the same total, so that changes add up to nothing.
  if (!(total > 0 && sum(weights) > 0)) return null;
  const have = largestRemainder(
    total,
    reporters.map((row) => row.fte),
  );
  const due = reporters.filter((_, i) => weights[i]! > 0);
  const median = weightedMedian(
    due.map((row) => row.fte / weightOf(row, by)),
    due.map(({ patients }) => patients),
  );
  const everyone: readonly PanelRow[] = [...reporters, ...silent];
  const shares = largestRemainder(total, weights);
  const ofAll = largestRemainder(
    total,
    everyone.map((row) => weightOf(row, by)),
  );
  return everyone.map((row, i): Due => {
    const level = median * weightOf(row, by);
    const reporter = reporters[i];
    const moreIfNone = hundredths(level);
    const base = { row, reported: reporter !== undefined, shareOfAll: ofAll[i]!, moreIfNone };
    if (reporter === undefined) return { ...base, share: 0, change: 0, more: 0 };
    const change = shares[i]! - have[i]!;
    return { ...base, share: shares[i]!, change, more: Math.max(0, hundredths(level - reporter.fte)) };
  });
}

const fte = (units: number) => units / 100;
const least = (values: readonly number[]) => fte(Math.min(...values));
const most = (values: readonly number[]) => fte(Math.max(...values));
const costOf = (units: number, salary: number | undefined) =>
  salary === undefined ? null : Math.round(fte(units) * salary);

/** The sums of some PCNs. */
function sums(dues: readonly Due[]) {
  const total = (of: (due: Due) => number) => dues.reduce((whole, due) => whole + of(due), 0);
  return {
    share: total(({ share }) => share),
    change: total(({ change }) => change),
    gained: total(({ change }) => Math.max(0, change)),
    more: total(({ more }) => more),
    moreIfNone: total(({ more, moreIfNone, reported }) => (reported ? more : moreIfNone)),
  };
}

const nameOf = new Map(icbs.map(({ code, name }) => [code, name]));

/** What PCNs of a snapshot would have by each measure, with the range over the measures of need; sums by ICB. */
export function shortfalls(
  rows: readonly PanelRow[],
  needs: readonly VariableId[],
  salary: number | undefined,
): { rows: ShortfallRow[]; icbs: ShortfallIcbRow[] } {
  const found = [...needs, 'patients' as const].flatMap((need) => {
    const dues = duesBy(rows, need, needs);
    return dues === null ? [] : [{ need, dues }];
  });
  const byNeed = found.filter(({ need }) => need !== 'patients');
  if (byNeed.length === 0) return { rows: [], icbs: [] };
  const pcn = found.flatMap(({ need, dues }) =>
    dues
      .map((due, i): ShortfallRow => {
        const { row, reported, share, change, shareOfAll, more } = due;
        const changes = byNeed.map((other) => other.dues[i]!.change);
        const mores = byNeed.map((other) => other.dues[i]!.more);
        const { snapshot, pcn_code, pcn_name, icb_code, patients } = row;
        const known = <T>(value: T) => (reported ? value : null);
        return {
          snapshot,
          need,
          pcn_code,
          pcn_name,
          icb_code,
          patients,
          reported,
          fte: known(row.fte),
          share: known(fte(share)),
          change: known(fte(change)),
          change_low: known(least(changes)),
          change_high: known(most(changes)),
          share_of_all: fte(shareOfAll),
          more: known(fte(more)),
          more_low: known(least(mores)),
          more_high: known(most(mores)),
          cost: known(costOf(more, salary)),
        };
      })
      .sort((a, b) => order(a.pcn_code, b.pcn_code)),
  );
  const codes = [...new Set(rows.map(({ icb_code }) => icb_code))].sort(order);
  const areas = [...codes, 'England'];
  const within = (dues: readonly Due[], code: string) =>
    code === 'England' ? dues : dues.filter(({ row }) => row.icb_code === code);
  const sumsBy = new Map(areas.map((code) => [code, byNeed.map(({ dues }) => sums(within(dues, code)))]));
  const icb = found.flatMap(({ need, dues }) =>
    areas.flatMap((code): ShortfallIcbRow[] => {
      const own = within(dues, code);
      if (own.length === 0) return [];
      const [here, every] = [sums(own), sumsBy.get(code)!];
      const mores = every.map(({ more }) => more);
      const changes = every.map(({ change }) => change);
      const of = (reported: boolean) => own.filter((due) => due.reported === reported);
      const patients = (dues: readonly Due[]) => sum(dues.map(({ row }) => row.patients));
      return [
        {
          snapshot: rows[0]!.snapshot,
          need,
          code,
          name: nameOf.get(code) ?? code,
          pcns: own.length,
          not_reported: of(false).length,
          patients: patients(of(true)),
          patients_not_reported: patients(of(false)),
          fte: sum(of(true).map(({ row }) => row.fte!)),
          share: fte(here.share),
          change: fte(here.change),
          change_low: least(changes),
          change_high: most(changes),
          gained: fte(here.gained),
          more: fte(here.more),
          more_low: least(mores),
          more_high: most(mores),
          more_unreported: fte(here.moreIfNone),
          cost: costOf(here.more, salary),
          cost_low: costOf(Math.min(...mores), salary),
          cost_high: costOf(Math.max(...mores), salary),
        },
      ];
    }),
  );
  return { rows: pcn, icbs: icb };
}
