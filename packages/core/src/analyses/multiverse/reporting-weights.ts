import { controlsOf, type PanelRow, type VariableId } from '@inverse-care/domain';
import {
  InvalidDataError,
  logit,
  NoConvergenceError,
  quantile,
  RankDeficientError,
  SeparationError,
} from '@inverse-care/stats';

const characteristics = controlsOf(['age', 'deprivation', 'rurality']);

export interface ReportingWeights {
  /** By PCN code; only PCNs that reported have one. */
  weights: ReadonlyMap<string, number>;
  /** What reporting was explained by. */
  note: string;
}

/**
 * Weights by which the PCNs that reported stand for all: the share that reported over the probability of reporting, by
 * a logit on the logarithm of patients, the characteristics that are at hand, and region (stabilised: Robins, Hernán
 * and Brumback 2000, Epidemiology 11, 550-560), set to their 1st and 99th percentile beyond these (Cole and Hernán
 * 2008, American Journal of Epidemiology 168, 656-664). Where regions predict reporting perfectly they are left out;
 * where nothing can be fitted, all weights are 1.
 *
 * @param rows of one snapshot.
 * @param present variables of the panel.
 */
export function reportingWeights(
  rows: readonly PanelRow[],
  present: readonly VariableId[],
): ReportingWeights {
  const used = characteristics.filter((id) => present.includes(id));
  const complete = rows.filter(({ values }) => used.every((id) => (values[id] ?? null) !== null));
  const reporters = complete.filter(({ reported }) => reported);
  const even = (note: string): ReportingWeights => ({
    weights: new Map(reporters.map(({ pcn_code }) => [pcn_code, 1])),
    note,
  });
  if (reporters.length === complete.length) return even('every PCN reported');
  const column = (of: (row: PanelRow) => number) => Float64Array.from(complete, of);
  const own = [
    column(() => 1),
    column(({ patients }) => Math.log(patients / 10_000)),
    ...used.map((id) => column(({ values }) => values[id] as number)),
  ];
  const [, ...regions] = [...new Set(complete.map(({ region_code }) => region_code))].sort();
  const dummies = regions.map((code) => column(({ region_code }) => (region_code === code ? 1 : 0)));
  const y = column(({ reported }) => (reported ? 1 : 0));
  const base = `patients${used.map((id) => `, ${id}`).join('')}`;
  for (const [columns, note] of [
    [[...own, ...dummies], `${base}, region`],
    [own, base],
  ] as const) {
    try {
      const { fitted } = logit({ y, columns });
      const share = reporters.length / complete.length;
      const raw = complete.flatMap(({ reported }, i) => (reported ? [share / fitted[i]!] : []));
      const [low, high] = [quantile(raw, 0.01), quantile(raw, 0.99)];
      return {
        weights: new Map(
          reporters.map(({ pcn_code }, i) => [pcn_code, Math.min(high, Math.max(low, raw[i]!))]),
        ),
        note,
      };
    } catch (error) {
      const expected = [SeparationError, RankDeficientError, NoConvergenceError, InvalidDataError];
      if (!expected.some((type) => error instanceof type)) throw error;
    }
  }
  return even('nothing: reporting could not be fitted');
}
