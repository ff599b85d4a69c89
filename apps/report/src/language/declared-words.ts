import { type ModelFindingRow, type ModelRow, modelJoint } from '@inverse-care/core/tables';
import { longDate, type Study } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import type { Association } from './association.js';
import { cited, setting } from './cells.js';
import { gradesSentence } from './graded.js';
import { isDeclared } from './main-associations.js';
import { withFirst } from './marks.js';
import { termLabel } from './model-terms.js';
import { decimal, interval, intervalDigits, inWords, level, listed, pEquals, signed } from './numbers.js';
import { capital, staffOf } from './words.js';

/** Most covariates that a headline names. */
const mostNamed = 3;

/** The covariates of a declared model, as they stand in a sentence: “Aged 65 and over”, or how many there are. */
function covariatesIn({ covariates }: ModelRow, { data }: Pick<ReportInput, 'data'>): string | null {
  if (covariates === '') return null;
  const labels = covariates.split(' + ').map((term) => `“${termLabel(term, data.panel)}”`);
  return labels.length <= mostNamed ? listed(labels) : `${inWords(labels.length)} characteristics of PCNs`;
}

const forms: Readonly<Record<string, string>> = {
  log1p: 'on the logarithm of provision',
  poisson: 'by Poisson regression',
  two_part: 'by a model of two parts',
  logit: 'by logit',
};

/**
 * What makes the declared model another than need alone, before a sentence on it: "After allowing for “Aged 65 and over”,
 * within ICBs"; empty where the answer is of need alone.
 */
export function afterAllowing(all: readonly Association[], input: Pick<ReportInput, 'data'>): string {
  const row = all.find(({ declared }) => declared !== null)?.declared?.last;
  if (row === undefined) return '';
  const covariates = covariatesIn(row, input);
  const parts = [
    ...(covariates === null ? [] : [`after allowing for ${covariates}`]),
    ...(row.fixed_effects === 'none' ? [] : [`within ${row.fixed_effects === 'icb' ? 'ICBs' : 'regions'}`]),
  ];
  if (parts.length > 0) return capital(parts.join(', '));
  return `By the study’s model${forms[row.form] === undefined ? '' : ` (${forms[row.form]})`}`;
}

/** A sentence behind what it holds under: its first letter small, unless it is of a name. */
export function behind(prefix: string, sentence: string, study: Study): string {
  if (prefix === '') return sentence;
  const staff = staffOf(study);
  const rest = sentence.startsWith(capital(staff))
    ? `${staff}${sentence.slice(staff.length)}`
    : withFirst(sentence, (letter) => letter.toLowerCase());
  return `${prefix}, ${rest}`;
}

/** " The rate ratio is 1.13 (1.01 to 1.26)." of a pseudo-likelihood; empty elsewhere. */
export function ratioSentence({ declared, more }: Association): string {
  if (declared === null || declared.finding.ratio_of === '' || declared.finding.ratio === null) return '';
  const { finding } = declared;
  const kind = finding.ratio_of === 'rates' ? 'rate ratio' : 'odds ratio';
  const [low, high] = [cited(finding, 'ratio_low'), cited(finding, 'ratio_high')];
  const bounds =
    low.value === null || high.value === null ? 'no interval' : `${decimal(low, 2)} to ${decimal(high, 2)}`;
  return ` The ${kind} for ${more} is ${decimal(cited(finding, 'ratio'), 2)} (${bounds}).`;
}

/** "; rate ratio 1.13, 1.01 to 1.26": the same behind an interval. */
export function ratioWords(finding: ModelFindingRow): string {
  const kind = finding.ratio_of === 'rates' ? 'rate ratio' : 'odds ratio';
  return `; ${kind} ${decimal(cited(finding, 'ratio'), 2)}, ${decimal(cited(finding, 'ratio_low'), 2)} to ${decimal(cited(finding, 'ratio_high'), 2)}`;
}

const isAdjusted = ({ covariates, fixed_effects }: ModelRow): boolean =>
  covariates !== '' || fixed_effects !== 'none';

/**
 * What need alone gives beside the declared model: the same model without covariates and fixed effects on the same PCNs;
 * of a model that has none, provision on need alone by least squares. Empty where the answer is of need alone.
 */
export function unadjustedSentence({ declared, need }: Association, plain: readonly Association[]): string {
  if (declared === null) return '';
  const { last, finding } = declared;
  if (isAdjusted(last)) {
    const [low, high] = [cited(finding, 'unadjusted_low'), cited(finding, 'unadjusted_high')];
    const digits = low.value === null || high.value === null ? 3 : intervalDigits(low, high, 3);
    return ` Unadjusted, need alone gives ${signed(cited(finding, 'unadjusted'), digits)} (${interval(low, high, digits)}) on the same PCNs.`;
  }
  const own = plain.find((one) => one.need === need)?.finding;
  if (own === undefined) return '';
  const [low, high] = [cited(own, 'conf_low'), cited(own, 'conf_high')];
  const digits = low.value === null || high.value === null ? 3 : intervalDigits(low, high, 3);
  return ` Provision on need alone, by least squares, gives ${signed(cited(own, 'estimate'), digits)} (${interval(low, high, digits)}).`;
}

/** What need alone is graded, where the answer is of a declared model; null where it is of need alone. */
export function unadjustedGrades(
  all: readonly Association[],
  plain: readonly Association[],
  { study }: Pick<ReportInput, 'study'>,
): string | null {
  const grades = isDeclared(all) ? gradesSentence(plain) : null;
  if (grades === null) return null;
  return `${isOfProvision(study) ? 'Unadjusted, need alone' : `The provision of ${staffOf(study)} on need alone`} is graded ${grades.replace(/^Grades?: /, '')}`;
}

/** Whether a declared model is of the provision that the study is of, so that need alone is the same unadjusted. */
export const isOfProvision = ({ model }: Study): boolean =>
  model === undefined || model.outcome === 'fte_per_10k' || model.outcome === 'fte';

/** What need alone is called beside a declared model: "Unadjusted, provision on need alone". */
export const aloneWords = (study: Study): string =>
  isOfProvision(study)
    ? 'Unadjusted, provision on need alone'
    : `The provision of ${staffOf(study)} on need alone, another outcome than the model’s`;

/** Which parts of the report are not of the declared model; null where the answer is of need alone. */
export const ofNeedAlone = (all: readonly Association[]): string | null =>
  isDeclared(all)
    ? 'The answer and its grades are of the study’s declared model: its own interval, all snapshots, PCNs of one ICB being alike, other methods and single places left out. The multiverse, provision that was not reported, placebos and the reliability of need are of the unadjusted association, provision on need alone, whose grades stand beside; so are Figure 3 and its tables.'
    : null;

/** How the slope stands over all snapshots together and how it moved, of the declared model; null where nothing says. */
export function overSnapshots(one: Association, { tables, study }: ReportInput): string | null {
  if (one.declared === null) return null;
  const row = (test: 'pooled' | 'change first to last') =>
    tables
      .rows(modelJoint)
      .find((own) => own.need === one.need && own.scale === 'effect' && own.test === test);
  const [pooled, change] = [row('pooled'), row('change first to last')];
  if (pooled === undefined || change === undefined) return null;
  const bounds = (own: typeof pooled) => {
    const [low, high] = [cited(own, 'conf_low'), cited(own, 'conf_high')];
    if (low.value === null || high.value === null) return 'no interval';
    return interval(low, high, intervalDigits(low, high, 3));
  };
  return `Over the ${inWords(cited(pooled, 'snapshots'))} snapshots together the mean difference is ${signed(cited(pooled, 'estimate'), 3)} ${pooled.unit} (${level(setting(study, 'inference', 'level'))} confidence interval ${bounds(pooled)}, p ${pEquals(cited(pooled, 'p_value'))}); from ${longDate(change.first)} to ${longDate(change.last)} it changed by ${signed(cited(change, 'estimate'), 3)} (${bounds(change)}, p ${pEquals(cited(change, 'p_value'))}).`;
}
