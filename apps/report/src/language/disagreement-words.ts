import { type CorrelationRow, correlations } from '@inverse-care/core/tables';
import { type VariableId, variableOf } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { cited } from './cells.js';
import { decimal, listed, percent } from './numbers.js';
import { capital, needName } from './words.js';

/** Shares of the ten income deciles but the first and the last say little that the deprivation scores do not. */
const middleDecile = /^income_decile_[2-9]$/;

type Known = CorrelationRow & { correlation: number; r2: number };

const known = (row: CorrelationRow): row is Known => row.correlation !== null && row.r2 !== null;

/** Correlations of the study’s needs with what a reader knows of places; provision among them. */
export const shownCorrelations = ({ tables }: ReportInput): Known[] =>
  tables
    .rows(correlations)
    .filter(known)
    .filter(({ variable }) => !middleDecile.test(variable));

/** What a variable is called in a sentence. */
const called = (variable: string, { data, study }: ReportInput) =>
  study.needs.some((need) => need === variable)
    ? needName(variable as VariableId, data.panel)
    : `“${variableOf(data.panel, variable as VariableId).label}”`;

/** The strongest relation of a need of either sign with a characteristic, in words. */
function strongest(need: string, rows: readonly Known[], input: ReportInput): string | null {
  const own = rows
    .filter((row) => row.need === need && row.variable !== 'fte_per_10k')
    .sort((a, b) => a.correlation - b.correlation);
  const [low, high] = [own[0], own.at(-1)];
  if (low === undefined || high === undefined) return null;
  const words = (row: Known) => `${called(row.variable, input)} (${decimal(cited(row, 'correlation'), 2)})`;
  const parts = low === high ? [words(low)] : [words(high), words(low)];
  return `${called(need, input)} goes most with ${parts[0]}${parts[1] === undefined ? '' : ` and ${low.correlation < 0 ? 'runs most against' : 'least with'} ${parts[1]}`}`;
}

/** Correlations of two measures of need, each pair once, from the lowest. */
function pairsOf(rows: readonly Known[], needs: readonly string[]): Known[] {
  return rows
    .filter(({ need, variable }) => needs.indexOf(variable) > needs.indexOf(need))
    .sort((a, b) => a.correlation - b.correlation);
}

/** How far the measures of need are from being one thing; null where there are fewer than two pairs. */
export function apartWords(input: ReportInput): string | null {
  const pairs = pairsOf(shownCorrelations(input), input.study.needs);
  const [apart, close] = [pairs[0], pairs.at(-1)];
  if (apart === undefined || close === undefined || apart === close) return null;
  const words = (row: Known) =>
    `${called(row.need, input)} and ${called(row.variable, input)} (${decimal(cited(row, 'correlation'), 2)})`;
  return `Of the measures of need, over PCNs, the correlation is highest between ${words(close)} and lowest between ${words(apart)}.`;
}

/**
 * Why measures of need may disagree: how far any two go together, what each goes with, and how little of the
 * differences in provision each accounts for. null where no two are known.
 */
export function disagreementWords(input: ReportInput): string | null {
  const rows = shownCorrelations(input);
  const needs: readonly string[] = input.study.needs;
  const provision = rows.filter(({ variable }) => variable === 'fte_per_10k');
  const opposed = pairsOf(rows, needs).some(({ correlation }) => correlation < 0);
  const sentences = [
    apartWords(input),
    opposed
      ? 'Where two run against each other, provision that follows one is unlikely to follow the other: an answer holds for the measure that it names.'
      : null,
    ...needs
      .map((need) => strongest(need, rows, input))
      .filter((one) => one !== null)
      .slice(0, 2)
      .map((one) => `${capital(one)}.`),
    provision.length === 0
      ? null
      : `Of the differences in provision between PCNs, need taken alone accounts for ${listed(provision.map((row) => `${percent(cited(row, 'r2'), 1)} by ${called(row.need, input)}`))} (R²).`,
  ].filter((one) => one !== null);
  return sentences.length === 0 ? null : sentences.join(' ');
}
