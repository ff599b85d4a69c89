import { type ModelRow, model as modelTable } from '@inverse-care/core/tables';
import { longDate, type NeedId, overlapping, variableOf } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { associations } from './association.js';
import { cited, citedWords } from './cells.js';
import { ratioSentence, unadjustedSentence } from './declared-words.js';
import { isDeclared, mainAssociations } from './main-associations.js';
import { methodWords, outcomeWords, termLabel } from './model-terms.js';
import { count, decimal, interval, intervalDigits, listed, pEquals, signed } from './numbers.js';
import type { Said } from './said.js';
import { capital, levelOf, moreNeed, needName, staffOf, stopped, syntheticNotice } from './words.js';

/** The rows of one need of the declared model, by snapshot. */
export interface DeclaredNeed {
  need: NeedId;
  rows: readonly ModelRow[];
  last: ModelRow;
}

/** The needs of the declared model in the study's order; none where the study declares none. */
export function declaredNeeds({ tables, study }: Pick<ReportInput, 'tables' | 'study'>): DeclaredNeed[] {
  return study.needs.flatMap((need) => {
    const rows = tables.rows(modelTable).filter((row) => row.need === need);
    const last = rows.at(-1);
    return last === undefined ? [] : [{ need, rows, last }];
  });
}

/** Whether the model has anything beside need. */
export const isAdjusted = ({ covariates, fixed_effects }: ModelRow): boolean =>
  covariates !== '' || fixed_effects !== 'none';

/** The terms of a row's covariates, as a list of labels. */
export const covariateLabels = (row: ModelRow, { data }: Pick<ReportInput, 'data'>): string[] =>
  row.covariates === '' ? [] : row.covariates.split(' + ').map((term) => termLabel(term, data.panel));

/** Most covariates that a sentence names. */
const mostNamed = 6;

function covariateWords(row: ModelRow, input: ReportInput): string {
  const labels = covariateLabels(row, input);
  if (labels.length === 0) return 'on need alone';
  const named = labels.map((label) => `“${label}”`);
  const shown =
    named.length <= mostNamed ? listed(named) : 'the covariates that results/model_coefficients.csv names';
  return `on need with ${shown} held equal`;
}

/** "FTE link workers per 10,000 patients on need with “Aged 65 and over” held equal, by least squares; …". */
export function modelInWords(input: ReportInput): string | null {
  const { study, data } = input;
  const [first] = declaredNeeds(input);
  if (study.model === undefined || first === undefined) return null;
  const what = outcomeWords(study.model.outcome, staffOf(study), data.panel);
  return `${what}, ${covariateWords(first.last, input)}, by ${methodWords(study.model)}`;
}

function perSdWords(row: ModelRow, study: ReportInput['study']): string {
  const value = cited(row, 'per_sd');
  const [low, high] = [cited(row, 'per_sd_low'), cited(row, 'per_sd_high')];
  if (value.value === null) return 'no number';
  const known = low.value !== null && high.value !== null;
  const digits = known ? intervalDigits(low, high, 3) : 3;
  const bounds = !known
    ? 'no interval'
    : `${levelOf(study)} confidence interval ${interval(low, high, digits)}`;
  return `${signed(value, digits)} (${bounds})`;
}

function needSentence({ need, last }: DeclaredNeed, input: ReportInput): Said {
  const { study } = input;
  const own = `For ${moreNeed(need, input).words} the model gives ${perSdWords(last, study)} ${last.unit}, p ${pEquals(cited(last, 'p_value'))}, over ${count(cited(last, 'n'))} PCNs.`;
  const alone = isAdjusted(last) ? ` On the same PCNs need alone gives ${besideWords(last)}.` : '';
  const lost =
    last.rows_lost === 0
      ? ''
      : ` ${count(cited(last, 'rows_lost'))} ${last.rows_lost === 1 ? 'PCN lacks' : 'PCNs lack'} an outcome or a covariate.`;
  const ratio = ratioWords(last);
  const note = last.note === '' ? '' : ` ${stopped(citedWords(last, 'note', capital))}`;
  return { label: labelOfNeed(need, input), text: `${own}${ratio}${alone}${lost}${note}` };
}

/** " A ratio of rates of 1.13 (1.01 to 1.26)." of a pseudo-likelihood; empty elsewhere. */
function ratioWords(row: ModelRow): string {
  if (row.ratio === null) return '';
  const kind = row.form === 'poisson' ? 'rate ratio' : 'odds ratio';
  return ` That is a ${kind} of ${decimal(cited(row, 'ratio'), 2)} (${decimal(cited(row, 'ratio_low'), 2)} to ${decimal(cited(row, 'ratio_high'), 2)}).`;
}

/** Need alone with its interval: "+0.024 (−0.019 to 0.066)". */
function besideWords(row: ModelRow): string {
  const [low, high] = [cited(row, 'per_sd_unadjusted_low'), cited(row, 'per_sd_unadjusted_high')];
  if (low.value === null || high.value === null) return signed(cited(row, 'per_sd_unadjusted'), 3);
  const digits = intervalDigits(low, high, 3);
  return `${signed(cited(row, 'per_sd_unadjusted'), digits)} (${interval(low, high, digits)})`;
}

const labelOfNeed = (need: NeedId, { data }: ReportInput) => capital(needName(need, data.panel));

/** That a need is computed from what is held equal, which a first page must say; empty elsewhere. */
function overlapWords(row: ModelRow, input: ReportInput): string {
  const held = overlapping(row.need as NeedId, row.covariates.split(' + '), input.data.panel);
  if (held.length === 0) return '';
  const labels = listed(held.map((id) => `“${variableOf(input.data.panel, id).label}”`));
  return ` Mind that ${needName(row.need as NeedId, input.data.panel)} is computed from ${labels} among others: held equal, ${held.length === 1 ? 'it leaves' : 'they leave'} the rest of its equation alone to go with the outcome.`;
}

/** Where a record has no grades of the declared model, what they are of. */
export const headlineIsPlain =
  'The answer at the head of this report, its grades and the tests over all snapshots are of provision (FTE per 10,000 patients) on need alone, by least squares, every PCN alike: the unadjusted association.';

/** Where a run is of a specification of its own, that the declared model is another. */
const headlineIsSpecification =
  'The answer at the head of this report is of the one specification that this run was given.';

/** What the answer is of, where it is of the declared model. */
export const headlineIsDeclared =
  'The answer at the head of this report and its grades are of this model; provision (FTE per 10,000 patients) on need alone, by least squares, stands beside it, unadjusted.';

/** One point of the first page: which model the answer is of, and what need alone gives; null where there is none. */
export function declaredPoint(input: ReportInput): string | null {
  const [first] = declaredNeeds(input);
  const words = modelInWords(input);
  if (first === undefined || words === null) return null;
  const { last } = first;
  const own = `${perSdWords(last, input.study)} ${last.unit} for ${moreNeed(first.need, input).words}`;
  const [main] = mainAssociations(input);
  if (main === undefined || main.declared === null)
    return `The study also declares a model of its own: at ${longDate(last.snapshot)} it gives ${own} (“The study’s declared model”).`;
  const beside = unadjustedSentence(main, associations(input));
  return `The answer is of the model that the study declares: ${words}. At ${longDate(last.snapshot)} it gives ${own}.${ratioSentence(main)}${beside}${overlapWords(last, input)}`;
}

/** What headline and grades are of. */
function headlineIsOf(input: ReportInput): string {
  if (isDeclared(mainAssociations(input))) return headlineIsDeclared;
  return input.kind === 'specification' ? headlineIsSpecification : headlineIsPlain;
}

/** What is said of the declared model; null where the study declares none. */
export function declaredWords(
  input: ReportInput,
): { prefix: string | null; about: string; said: Said[] } | null {
  const needs = declaredNeeds(input);
  const words = modelInWords(input);
  const [first] = needs;
  if (first === undefined || words === null) return null;
  return {
    prefix: input.data.synthetic ? `${syntheticNotice}:` : null,
    about: `The main model that the study file declares is ${words}. ${headlineIsOf(input)} What follows is of ${longDate(first.last.snapshot)}; every snapshot is in results/model.csv, every coefficient in results/model_coefficients.csv.`,
    said: needs.map((one) => needSentence(one, input)),
  };
}

/** What more need may go with more of. */
function explained({ study, data }: ReportInput): string {
  const outcome = study.model?.outcome;
  return typeof outcome === 'object' && 'variable' in outcome
    ? `“${variableOf(data.panel, outcome.variable).label}”`
    : 'provision';
}

/** The headline of the figure: the sign of the last snapshot's effect, where its interval leaves out zero. */
export function declaredTitle({ need, last }: DeclaredNeed, input: ReportInput): string {
  const { per_sd_low: low, per_sd_high: high } = last;
  const clear = low !== null && high !== null && (low > 0 || high < 0);
  const what = explained(input);
  const more =
    declaredNeeds(input).length > 1 ? `more need by ${needName(need, input.data.panel)}` : 'more need';
  return clear
    ? `By the study’s declared model, ${more} goes with ${low! > 0 ? 'more' : 'less'} ${what}`
    : `By the study’s declared model, ${more} goes neither with clearly more ${what} nor clearly less`;
}

/** A size with its sign and three decimals, for tables. */
export const sized = (value: number | null) => decimal(value, 3);
