import { gradeRule } from '@inverse-care/core/tables';
import { isPredicted, longDate, type Panel, type Study } from '@inverse-care/domain';
import type { RunKind } from '@inverse-care/record';
import { lastEffect } from './amount.js';
import type { Association } from './association.js';
import { type CellNumber, cited, type Numeric, size } from './cells.js';
import { boundsWords, paperWaySentence } from './dependence-words.js';
import { gradeSentence, gradesSentence } from './graded.js';
import { count, decimal, interval, intervalDigits, inWords, listed, percent, signed } from './numbers.js';
import { togetherSentence } from './over-time.js';
import { capital, fewer, staffOf } from './words.js';

/** "a difference of −0.014 FTE per 10,000 patients (for 10 percentage points: −0.041)". */
function differenceWords({ finding, step }: Association, estimate: CellNumber, digits: number): string {
  const difference = `a difference of ${signed(estimate, digits)} ${finding.outcome}`;
  if (step === null) return difference;
  const own = cited(finding, 'step_estimate');
  return `${difference} (for ${step.words}: ${signed(own, intervalDigits(own, own, 3))})`;
}

function effectSentence(association: Association, study: Study): string {
  const { direction, clear, more, finding } = association;
  const { estimate, low, high } = lastEffect(association);
  const at = longDate(finding.snapshot);
  if (low === null || high === null) {
    return `At ${at}, ${more} went with ${differenceWords(association, estimate, 3)}; no interval could be worked out, so nothing follows from it.`;
  }
  const digits = intervalDigits(low, high, 3);
  const bounds = boundsWords(interval(low, high, digits), association, study);
  const went = `${more} went with ${differenceWords(association, estimate, digits)}`;
  if (finding.finding === 'small' && finding.grade !== 'cannot say') {
    return `At ${at} the difference was shown to be small: ${went}, and the interval includes zero (${bounds}).`;
  }
  if (clear === 'none') {
    return `There was no clear association at ${at}: ${went}, and the interval includes zero (${bounds}).`;
  }
  if (direction === 'none') return `At ${at}, ${went} (${bounds}), which is not enough to conclude from.`;
  const comparative = direction === 'less' ? fewer(staffOf(study)) : 'more';
  return `PCNs with more need had ${comparative} ${staffOf(study)} at ${at}: ${went} (${bounds}).`;
}

const isKnown = (bound: number | null) => bound !== null && Number.isFinite(bound);

/** How often the interval lies on one side of zero, and whether that survives the number of looks; null for one snapshot. */
export function snapshotsSentence({ rows, below, above, adjusted, finding }: Association): string | null {
  if (rows.length < 2 || rows.every(({ conf_low, conf_high }) => !isKnown(conf_low) || !isKnown(conf_high)))
    return null;
  // A finding on one specification counts that alone; the snapshots are the study’s.
  const told = (value: number, column: 'snapshots' | 'clear_fewer' | 'clear_more' | 'clear_adjusted') =>
    finding[column] === value ? cited(finding, column) : value;
  const all = inWords(told(rows.length, 'snapshots'));
  if (below === 0 && above === 0) return `The interval includes zero at each of the ${all} snapshots.`;
  const sides = [
    ...(below > 0 ? [`below zero at ${inWords(told(below, 'clear_fewer'))}`] : []),
    ...(above > 0 ? [`above zero at ${inWords(told(above, 'clear_more'))}`] : []),
  ];
  const left =
    adjusted === 0
      ? 'none is'
      : adjusted === 1
        ? 'one still is'
        : `${inWords(told(adjusted, 'clear_adjusted'))} still are`;
  return `Of the ${all} snapshots, the interval lies ${listed(sides)}; with p-values adjusted for looking at ${all} (Holm), ${left} clear of zero.`;
}

/**
 * What to say of one need, sentence by sentence, its grade first. `meanProvision` is Table 1's per_10k_mean at the last
 * snapshot.
 */
export function associationSentences(
  association: Association,
  study: Study,
  panel: Panel,
  meanProvision: Numeric,
): string[] {
  const { direction, need, finding } = association;
  const share = finding.share === null ? null : Math.abs(finding.share);
  return [
    effectSentence(association, study),
    gradeSentence(association, panel),
    ...(direction !== 'none' && share !== null && share > 0
      ? [
          `That is ${percent(size(cited(finding, 'share')))} of the mean provision of ${decimal(meanProvision, 3)}.`,
        ]
      : []),
    ...[
      snapshotsSentence(association),
      togetherSentence(association),
      paperWaySentence(association, study),
    ].filter((sentence) => sentence !== null),
    ...(isPredicted(need)
      ? [
          'This need is computed from a PCN’s characteristics by a published equation, not asked of its patients.',
        ]
      : []),
    ...(finding.n < gradeRule.fewestPcns
      ? [`Only ${count(cited(finding, 'n'))} PCNs stand behind this; the interval is rough.`]
      : []),
  ];
}

/** What a direction is called by, in a sentence on one or several measures: "went with fewer link workers". */
const ways = (staff: string): Readonly<Record<Association['direction'], string>> => ({
  less: `greater need went with ${fewer(staff)} ${staff}`,
  more: `greater need went with more ${staff}`,
  none: 'no association is clear',
});

/** Where a finding belongs in a sentence on several: its direction, small, or open where not even its interval counts. */
type Side = Association['direction'] | 'small' | 'open';

function sideOf({ direction, finding: { finding, reason } }: Association): Side {
  if (reason !== '' && reason !== 'includes zero') return 'open';
  return finding === 'small' ? 'small' : direction;
}

/** What the other measures say, each direction once. */
export function othersByDirection(others: readonly Association[], staff: string): string {
  const words = {
    ...ways(staff),
    small: 'the difference is shown to be small',
    open: 'nothing can be concluded',
  };
  const parts = (['less', 'more', 'small', 'none', 'open'] as const).flatMap((side) => {
    const names = others
      .filter((one) => sideOf(one) === side)
      .map(({ name, finding }) => (finding.grade === 'fragile' ? `${name} (fragile)` : name));
    return names.length === 0 ? [] : [`by ${listed(names)}, ${words[side]}`];
  });
  return `${capital(parts.join('; '))}.`;
}

/** What need goes with: the provision of staff; or, of a declared model, a variable or a count of PCNs as it is. */
const provisionOf = (staff: string) =>
  staff.startsWith('“') || staff.startsWith('PCNs ') ? staff : `the provision of ${staff}`;

/** The headline measure's verdict, without its name. */
function verdict({ clear, finding }: Association, staff: string): string {
  const seemed = finding.grade === 'fragile';
  const comparative = clear === 'less' ? fewer(staff) : 'more';
  if (finding.reason === 'few PCNs')
    return `Too few PCNs stand behind this run to say whether ${staff} follow need`;
  if (finding.finding === 'small' && finding.grade !== 'cannot say')
    return `${capital(provisionOf(staff))} ${seemed ? 'seemed to differ' : 'differed'} little with need`;
  if (clear === 'none') return `There was no clear association between need and ${provisionOf(staff)}`;
  if (finding.grade === 'cannot say')
    return `By one interval alone, greater need went with ${comparative} ${staff}`;
  return `Where need was greater, there ${seemed ? 'seemed to be' : 'were'} ${comparative} ${staff}`;
}

/** The answer in a few sentences, over all needs: the headline need first, then whether the others agree; by grades. */
export function answer(all: readonly Association[], study: Study): string {
  const [headline, ...others] = all;
  if (headline === undefined) {
    return 'This run cannot say whether provision follows need: no measure of need could be set beside it.';
  }
  const staff = staffOf(study);
  const named = `${verdict(headline, staff)}, with need measured as ${headline.name}.`;
  const grade = gradesSentence(all) ?? '';
  const sides = new Set(all.map(sideOf));
  if (sides.has('less') && sides.has('more'))
    return `The measures of need disagree. ${othersByDirection(all, staff)} The answer depends on what is called need. ${grade}`;
  return [named, othersSentence(headline, others, staff), grade].filter((one) => one !== '').join(' ');
}

/** Whether the other measures agree with the first. */
function othersSentence(first: Association, others: readonly Association[], staff: string): string {
  if (others.length === 0) return '';
  const sides = new Set([first, ...others].map(sideOf));
  const many = others.length === 1 ? 'measure' : `${inWords(others.length)} measures`;
  const [side, another] = sides;
  if (another !== undefined || side === 'small' || side === 'open') return othersByDirection(others, staff);
  return side === 'none'
    ? `Nor was there a clear one by the other ${many} of need.`
    : `The other ${many} ${others.length === 1 ? 'points' : 'point'} the same way.`;
}

/** Short title for a figure of one association: it names the measure. Of a specification the drawn regression is the study's, not its own. */
export function associationTitle(
  { direction, name, finding }: Association,
  study: Study,
  kind: RunKind,
): string {
  if (kind === 'specification') return `${capital(name)} and ${staffOf(study)}`;
  const but = finding.grade === 'fragile' ? ', but that is fragile' : '';
  if (finding.finding === 'small' && finding.grade !== 'cannot say')
    return `${capital(staffOf(study))} differ little by ${name}${but}`;
  return {
    less: `Fewer ${staffOf(study)} where need is greater by ${name}${but}`,
    more: `More ${staffOf(study)} where need is greater by ${name}${but}`,
    none: `No clear link between ${name} and ${staffOf(study)}`,
  }[direction];
}
