import type { Choices, PanelRow } from '@inverse-care/domain';
import { type ModelName, type OutcomeModel, quantile, standardDeviation } from '@inverse-care/stats';

type OutcomeChoices = Pick<Choices, 'outcome' | 'form' | 'tails'>;

/**
 * A row's outcome before its form: FTE, a rate, or 0 and 1. A PCN that did not report has none. null where a part of
 * it is missing or the denominator is zero.
 */
export function outcomeValue(row: PanelRow, outcome: Choices['outcome']): number | null {
  const fte = row.reported ? row.fte : 0;
  if (fte === null) return null;
  switch (outcome) {
    case 'fte':
      return fte;
    case 'any':
      return fte > 0 ? 1 : 0;
    case 'fte_per_10k':
      return row.reported ? row.fte_per_10k : 0;
    case 'fte_per_10k_ltc': {
      const share = row.values.ltc_share ?? null;
      return share === null || share <= 0 ? null : (10_000 * fte) / (row.patients * share);
    }
  }
}

const models: Record<Choices['form'], ModelName> = {
  level: 'linear',
  log1p: 'linear',
  poisson: 'poisson',
  logit: 'logit',
  two_part: 'two-part',
};

function winsorised(values: Float64Array): Float64Array {
  const [low, high] = [quantile(values, 0.01), quantile(values, 0.99)];
  return values.map((value) => Math.min(high, Math.max(low, value)));
}

/** A number of each row. */
export function columnOf(rows: readonly PanelRow[], of: (row: PanelRow) => number): Float64Array {
  const column = new Float64Array(rows.length);
  // Float64Array.from would make a list of them first.
  for (let i = 0; i < rows.length; i++) column[i] = of(rows[i]!);
  return column;
}

/**
 * Gives what is fitted to the rows, all of which have an outcome. Winsorised before the logarithm. Outcomes in the
 * same form share their numbers, which are not to be changed.
 */
export function outcomeModels(rows: readonly PanelRow[]): (choices: OutcomeChoices) => OutcomeModel {
  const known = new Map<string, Float64Array>();
  const once = (key: string, make: () => Float64Array) => {
    const values = known.get(key) ?? make();
    known.set(key, values);
    return values;
  };
  return ({ outcome, form, tails }) => {
    const values = once(outcome, () => columnOf(rows, (row) => outcomeValue(row, outcome) as number));
    const bounded = tails === 'winsorised' ? once(`${outcome}, ${tails}`, () => winsorised(values)) : values;
    return {
      model: models[form],
      y: form === 'log1p' ? bounded.map(Math.log1p) : bounded,
      ...(form === 'poisson' && {
        offset: columnOf(rows, ({ patients }) => Math.log(patients / 10_000)),
      }),
    };
  };
}

/** The unit that an estimate is in. Poisson's average marginal effect is on the rate. */
export function unitOf({ outcome, form }: Pick<Choices, 'outcome' | 'form'>): string {
  if (outcome === 'any') return 'probability';
  const rate =
    outcome === 'fte_per_10k_ltc'
      ? 'FTE per 10,000 patients with a long-term condition'
      : 'FTE per 10,000 patients';
  return form === 'log1p' ? `log(1 + ${rate})` : rate;
}

/**
 * Standard deviation of the outcome in the unit of the estimate, over the PCNs of a snapshot.
 * @param absent what a PCN that did not report counts as: the study's choice, so that there is one yardstick.
 */
export function outcomeSd(
  rows: readonly PanelRow[],
  { outcome, form }: Pick<Choices, 'outcome' | 'form'>,
  absent: 'zero' | 'missing',
): number {
  const values = rows.flatMap((row) => {
    if (absent === 'missing' && !row.reported) return [];
    const value = outcomeValue(row, outcome === 'fte' ? 'fte_per_10k' : outcome);
    return value === null ? [] : [form === 'log1p' ? Math.log1p(value) : value];
  });
  return values.length > 1 ? standardDeviation(values) : 0;
}
