import { errorMethod, isModelArea, modelAreaNames, modelOf, type Study } from '@inverse-care/domain';
import type { Association, PlainAssociation } from './association.js';
import { cited, per, setting } from './cells.js';
import { plain } from './marks.js';
import { count, decimal, interval, intervalDigits, pEquals, significant } from './numbers.js';
import { levelOf } from './words.js';

/** What PCNs share by the study's dependence, as it stands in a sentence; null where they are taken as independent. */
export function sharedBy(study: Study): string | null {
  const { dependence } = study.inference;
  if (typeof dependence === 'object')
    return `PCNs within ${significant(setting(study, 'inference', 'dependence', 'conley_km'), 6)} km of one another`;
  return { none: null, sub_icb: 'PCNs of one sub-ICB location', icb: 'PCNs of one ICB' }[dependence];
}

/** What PCNs share by a declared model's errors; null where it takes them as independent. */
function sharedByModel(study: Study): string | null {
  const method = errorMethod(modelOf(study).errors);
  if (method.kind === 'HC') return null;
  const first = `PCNs of one ${modelAreaNames[method.area]}`;
  if (method.kind !== 'two_way') return first;
  return isModelArea(method.second)
    ? `${first} or ${modelAreaNames[method.second]}`
    : `${first}, or of one value of ${method.second},`;
}

/** What PCNs share by what an association is of: the declared model's errors, or the study's dependence. */
export const sharedIn = ({ declared }: Association, study: Study): string | null =>
  declared === null ? sharedBy(study) : sharedByModel(study);

/** As `allowing`, of what an association is of. */
export function allowingIn(one: Association, study: Study): string {
  const shared = sharedIn(one, study);
  return shared === null ? '' : `, allowing for ${shared} to be alike`;
}

/** ", allowing for PCNs of one ICB to be alike"; nothing where PCNs are taken as independent. */
export function allowing(study: Study): string {
  const shared = sharedBy(study);
  return shared === null ? '' : `, allowing for ${shared} to be alike`;
}

/** "95% confidence interval −0.032 to 0.115, allowing for PCNs of one ICB to be alike". */
export const boundsWords = (bounds: string, one: Association, study: Study): string =>
  `${levelOf(study)} confidence interval ${bounds}${allowingIn(one, study)}`;

/** What draws take whole. */
export function drawnWords(drawn: 'PCNs' | 'sub-ICB locations' | 'ICBs'): string {
  return drawn === 'PCNs' ? 'PCNs' : `whole ${drawn}`;
}

/**
 * What the paper's way of inference, which takes PCNs as independent of one another, makes of the last coefficient;
 * null where it is the study's way too.
 */
export function paperWaySentence({ paper, unit, clear }: Association, study: Study): string | null {
  if (sharedBy(study) === null || paper === null) return null;
  const [low, high] = [per(cited(paper.row, 'conf_low'), unit), per(cited(paper.row, 'conf_high'), unit)];
  const bounds = interval(low, high, intervalDigits(low, high, 3));
  const found = paper.direction === 'none' ? 'includes zero' : 'leaves out zero';
  const same = (paper.direction === 'none') === (clear === 'none');
  return `Taking PCNs as independent of one another, as the paper does, the interval is ${bounds} and ${found}${same ? ' too' : `; as far as ${sharedBy(study)} are alike, it is too narrow`}.`;
}

/** That areas are few, and what the test made for few says; null where they are enough. */
export function fewClustersSentence({ last }: Association, { inference }: Study): string | null {
  if (!('p_wild' in last)) return null;
  const { clusters, effective_clusters, p_wild, p_wild_mcse } = last;
  if (clusters === null || effective_clusters === null || p_wild === null) return null;
  const areas = inference.dependence === 'sub_icb' ? 'sub-ICB locations' : 'ICBs';
  const error = p_wild_mcse ? ` (simulation error ${decimal(cited(last, 'p_wild_mcse'), 3)})` : '';
  return `The ${count(cited(last, 'clusters'))} ${areas} differ so much in size and need that by a cautious count they weigh like ${count(cited(last, 'effective_clusters'))} equal ones, so the interval is rough; the wild cluster bootstrap, made for few, gives p ${pEquals(cited(last, 'p_wild'))}${error}, the interval’s own test p ${pEquals(cited(last, 'p_value'))}.`;
}

/**
 * How much wider the study's dependence makes the paper's standard errors, over the measures of need at the last
 * snapshot; null where it makes no difference or is not known.
 */
export function timesPaperSentence(all: readonly PlainAssociation[], study: Study): string | null {
  const shared = sharedBy(study);
  const times = all
    .flatMap(({ last }) => (last.times_paper === null ? [] : [cited(last, 'times_paper')]))
    .sort((a, b) => (a.value ?? 0) - (b.value ?? 0));
  if (shared === null || times.length === 0) return null;
  const [least, most] = [decimal(times[0], 1), decimal(times.at(-1), 1)];
  const range = plain(least) === plain(most) ? least : `${least} to ${most}`;
  return `The paper’s interval takes PCNs as independent of one another; in this run, allowing for ${shared} to be alike makes the standard ${times.length === 1 ? 'error' : 'errors'} at the last snapshot ${range} times the paper’s kind.`;
}
