import { type ModelEventTestRow, modelChange, modelEvent, modelEventTests } from '@inverse-care/core/tables';
import { longDate, type NeedId } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { count, decimal, interval, intervalDigits, pValue, signed } from './numbers.js';
import type { Said } from './said.js';
import { levelOf, needName } from './words.js';

const alpha = 0.05;

const p = (value: number | null) => {
  const text = pValue(value);
  return /^[<>]/.test(text) ? text.replace(/^([<>])/, '$1 ') : `= ${text}`;
};

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** "+0.177 (95% confidence interval 0.058 to 0.297)". */
function bounded(
  {
    estimate,
    conf_low,
    conf_high,
  }: { estimate: number | null; conf_low: number | null; conf_high: number | null },
  input: ReportInput,
): string {
  const digits = conf_low === null || conf_high === null ? 3 : intervalDigits(conf_low, conf_high, 3);
  return `${signed(estimate, digits)} (${levelOf(input.study)} confidence interval ${interval(conf_low, conf_high, digits)})`;
}

function eventSentence(need: NeedId, tests: readonly ModelEventTestRow[], input: ReportInput): string | null {
  const slopes = input.tables.rows(modelEvent).filter((row) => row.need === need);
  const [first] = slopes;
  if (first === undefined) return null;
  const of = (test: ModelEventTestRow['test']) => tests.find((row) => row.test === test);
  const [before, shift] = [of('none before'), of('mean after less mean before')];
  const name = input.study.time?.event?.name ?? 'the event';
  const trend =
    before === undefined
      ? 'With one snapshot before it alone, nothing tells whether slopes were moving already.'
      : before.p_value < alpha
        ? `Slopes were moving already before it (F = ${decimal(before.statistic, 2)}, p ${p(before.p_value)}): what comes after cannot be taken for its doing.`
        : `Before it slopes are not shown to have moved (F = ${decimal(before.statistic, 2)}, p ${p(before.p_value)}), which is no proof that they did not.`;
  const change =
    shift === undefined
      ? ''
      : ` From before to after ${name} (${longDate(first.event)}) the slope of ${needName(need, input.data.panel)} changed by ${bounded(shift, input)} ${first.unit} per unit of need, p ${p(shift.p_value)}.`;
  return `${trend}${change} ${count(first.n)} PCNs that are there throughout; ${count(first.rows_lost)} of ${longDate(first.reference)} are not. Errors are clustered by PCN: they take PCNs of one ICB as independent.`;
}

function changeSentence(need: NeedId, input: ReportInput): string | null {
  const row = input.tables.rows(modelChange).find((one) => one.need === need);
  if (row === undefined) return null;
  const bounds = { estimate: row.per_sd, conf_low: row.per_sd_low, conf_high: row.per_sd_high };
  return `From ${longDate(row.from)} to ${longDate(row.to)} the outcome changed by ${signed(row.mean_change, 3)} in the mean over ${count(row.n)} PCNs. For one standard deviation more ${needName(need, input.data.panel)} at the first it changed by ${bounded(bounds, input)} more, p ${p(row.p_value)} (${row.unit}; ${row.method}). ${count(row.rows_lost)} PCNs of the first are not at the second, or lack something.`;
}

/** What is said of change over time; nothing where the study does not ask. */
export function eventWords(input: ReportInput): Said[] {
  const tests = input.tables.rows(modelEventTests);
  return input.study.needs.flatMap((need): Said[] => {
    const own = tests.filter((row) => row.need === need);
    const label = capitalised(needName(need, input.data.panel));
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
