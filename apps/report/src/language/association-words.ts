import { isPredicted, longDate, type Study } from '@inverse-care/domain';
import { lastEffect } from './amount.js';
import type { Association } from './association.js';
import { boundsWords, paperWaySentence } from './dependence-words.js';
import { count, decimal, interval, intervalDigits, inWords, listed, percent, signed } from './numbers.js';
import { staffOf } from './words.js';

/** Fewer PCNs than this, and the text warns that intervals rest on few. */
export const fewPcns = 30;

function size(association: Association, study: Study): string {
  const { last, direction, more } = association;
  const { estimate, low, high } = lastEffect(association);
  if (low === null || high === null) {
    return `At ${longDate(last.snapshot)}, ${more} went with a difference of ${signed(estimate, 3)} FTE per 10,000 patients; no interval could be worked out, so nothing follows from it.`;
  }
  const digits = intervalDigits(low, high, 3);
  const bounds = boundsWords(interval(low, high, digits), study);
  if (direction === 'none') {
    return `There was no clear association at ${longDate(last.snapshot)}: ${more} went with a difference of ${signed(estimate, digits)} FTE per 10,000 patients, and the interval includes zero (${bounds}).`;
  }
  const comparative = direction === 'less' ? 'fewer' : 'more';
  return `PCNs with more need had ${comparative} ${staffOf(study)} at ${longDate(last.snapshot)}: ${more} went with a difference of ${signed(estimate, digits)} FTE per 10,000 patients (${bounds}).`;
}

/** How often the interval lies on one side of zero, and whether that survives the number of looks; null for one snapshot. */
export function snapshotsSentence({ rows, below, above, adjusted }: Association): string | null {
  if (rows.length < 2) return null;
  const all = inWords(rows.length);
  if (below === 0 && above === 0) return `The interval includes zero at each of the ${all} snapshots.`;
  const sides = [
    ...(below > 0 ? [`below zero at ${inWords(below)}`] : []),
    ...(above > 0 ? [`above zero at ${inWords(above)}`] : []),
  ];
  const left =
    adjusted === 0 ? 'none is' : adjusted === 1 ? 'one still is' : `${inWords(adjusted)} still are`;
  return `Of the ${all} snapshots, the interval lies ${listed(sides)}; with p-values adjusted for looking at ${all} (Holm), ${left} clear of zero.`;
}

/** What to say of one need, sentence by sentence. `meanProvision` is Table 1's per_10k_mean at the last snapshot. */
export function associationSentences(
  association: Association,
  study: Study,
  meanProvision: number | null,
): string[] {
  const { direction, last, need, perUnit } = association;
  const share = meanProvision ? Math.abs(last.estimate / perUnit) / meanProvision : null;
  return [
    size(association, study),
    ...(direction !== 'none' && share !== null && share > 0
      ? [`That is ${percent(share)} of the mean provision of ${decimal(meanProvision, 3)}.`]
      : []),
    ...[snapshotsSentence(association), paperWaySentence(association, study)].filter(
      (sentence) => sentence !== null,
    ),
    ...(isPredicted(need)
      ? ['This need is predicted from a PCN’s characteristics by a published equation; nobody was asked.']
      : []),
    ...(last.n < fewPcns ? [`Only ${count(last.n)} PCNs stand behind this; the interval is rough.`] : []),
  ];
}

/** The answer in one or two sentences, over all needs: the headline need first, then whether the others agree. */
export function answer(all: readonly Association[], study: Study): string {
  const [headline, ...others] = all;
  if (headline === undefined) {
    return 'This run cannot say whether provision follows need: no measure of need could be set beside it.';
  }
  const staff = staffOf(study);
  const verdict = {
    less: `Where need was greater, there were fewer ${staff}`,
    more: `Where need was greater, there were more ${staff}`,
    none: `There was no clear association between need and the provision of ${staff}`,
  }[headline.direction];
  const named = `${verdict}, with need measured as ${headline.name}.`;
  if (others.length === 0) return named;
  const names = (direction: Association['direction']) =>
    all.filter((one) => one.direction === direction).map((one) => one.name);
  const [less, more, none] = [names('less'), names('more'), names('none')];
  if (less.length > 0 && more.length > 0) {
    const rest = none.length > 0 ? ` By ${listed(none)} no association is clear.` : '';
    return `The measures of need disagree. By ${listed(less)}, greater need went with fewer ${staff}; by ${listed(more)}, with more.${rest} The answer depends on what is called need.`;
  }
  if (none.length === all.length)
    return `${named} Nor was there one by the other ${others.length === 1 ? 'measure' : `${inWords(others.length)} measures`} of need.`;
  if (none.length === 0) {
    return `${named} The other ${others.length === 1 ? 'measure points' : `${inWords(others.length)} measures point`} the same way.`;
  }
  if (headline.direction === 'none') {
    const found = less.length > 0 ? `fewer ${staff}` : `more ${staff}`;
    return `${named} By ${listed(less.length > 0 ? less : more)}, greater need went with ${found}.`;
  }
  return `${named} By ${listed(none)} no association is clear.`;
}

/** Short title for a figure of one association: it names the measure. */
export function associationTitle({ direction, name }: Association, study: Study): string {
  return {
    less: `Fewer ${staffOf(study)} where need is greater by ${name}`,
    more: `More ${staffOf(study)} where need is greater by ${name}`,
    none: `No clear link between ${name} and ${staffOf(study)}`,
  }[direction];
}
