import { type ModelEventTestRow, modelChange, modelEvent, modelEventTests } from '@inverse-care/core/tables';
import { longDate, type NeedId } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { type CellNumber, cited, per } from './cells.js';
import { count, decimal, interval, intervalDigits, pEquals, signed } from './numbers.js';
import type { Said } from './said.js';
import { capital, incrementOf, levelOf, moreNeed, needName } from './words.js';

const alpha = 0.05;

/** "+0.177 (95% confidence interval 0.058 to 0.297)". */
function bounded(estimate: CellNumber, low: CellNumber, high: CellNumber, input: ReportInput): string {
  const digits = low.value === null || high.value === null ? 3 : intervalDigits(low, high, 3);
  return `${signed(estimate, digits)} (${levelOf(input.study)} confidence interval ${interval(low, high, digits)})`;
}

function eventSentence(need: NeedId, tests: readonly ModelEventTestRow[], input: ReportInput): string | null {
  const slopes = input.tables.rows(modelEvent).filter((row) => row.need === need);
  const [first] = slopes;
  if (first === undefined) return null;
  const of = (test: ModelEventTestRow['test']) => tests.find((row) => row.test === test);
  const [before, shift] = [of('none before'), of('mean after less mean before')];
  const name = input.study.time?.event?.name ?? 'the event';
  const { unit } = incrementOf(need, input);
  const told = (number: CellNumber) => per(number, unit);
  const trend =
    before === undefined
      ? 'With one snapshot before it alone, nothing tells whether slopes were moving already.'
      : before.p_value < alpha
        ? `Slopes were moving already before ${name} (F = ${decimal(cited(before, 'statistic'), 2)}, p ${pEquals(cited(before, 'p_value'))}): what comes after cannot be taken for its doing.`
        : `Before ${name} slopes are not shown to have moved (F = ${decimal(cited(before, 'statistic'), 2)}, p ${pEquals(cited(before, 'p_value'))}), which is no proof that they did not.`;
  const change =
    shift === undefined
      ? ''
      : ` From before to after ${name} (${longDate(first.event)}) the difference for ${moreNeed(need, input).words} changed by ${bounded(told(cited(shift, 'estimate')), told(cited(shift, 'conf_low')), told(cited(shift, 'conf_high')), input)} ${first.unit}, p ${pEquals(cited(shift, 'p_value'))}.`;
  return `${trend}${change} ${count(cited(first, 'n'))} PCNs are there throughout; of those of ${longDate(first.reference)}, ${count(cited(first, 'rows_lost'))} ${first.rows_lost === 1 ? 'is' : 'are'} not. Errors are clustered by PCN: they take PCNs of one ICB as independent.`;
}

function changeSentence(need: NeedId, input: ReportInput): string | null {
  const row = input.tables.rows(modelChange).find((one) => one.need === need);
  if (row === undefined) return null;
  const changed = bounded(cited(row, 'per_sd'), cited(row, 'per_sd_low'), cited(row, 'per_sd_high'), input);
  return `From ${longDate(row.from)} to ${longDate(row.to)} the outcome changed by ${signed(cited(row, 'mean_change'), 3)} in the mean over ${count(cited(row, 'n'))} PCNs. For one standard deviation more ${needName(need, input.data.panel)} at the first it changed by ${changed} more, p ${pEquals(cited(row, 'p_value'))} (${row.unit}; ${row.method}). Of the PCNs of the first, ${count(cited(row, 'rows_lost'))} ${row.rows_lost === 1 ? 'is not at the second, or lacks' : 'are not at the second, or lack'} something.`;
}

/** What is said of change over time; nothing where the study does not ask. */
export function eventWords(input: ReportInput): Said[] {
  const tests = input.tables.rows(modelEventTests);
  return input.study.needs.flatMap((need): Said[] => {
    const own = tests.filter((row) => row.need === need);
    const label = capital(needName(need, input.data.panel));
    const event = eventSentence(need, own, input);
    const change = changeSentence(need, input);
    return [
      ...(event === null
        ? []
        : [{ label: `${label}, around ${input.study.time?.event?.name ?? 'the event'}`, text: event }]),
      ...(change === null ? [] : [{ label: `${label}, change`, text: change }]),
    ];
  });
}
