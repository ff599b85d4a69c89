import type { FunnelRow, ShortfallIcbRow } from '@inverse-care/core/tables';
import type { Icb } from '../areas/gather-icb.js';
import { cited, size } from './cells.js';
import { measureName } from './equity-words.js';
import { fixed } from './marks.js';
import { count, decimal, listed, signed } from './numbers.js';
import { wholeOf } from './whole.js';

const moreOrLess = (row: ShortfallIcbRow) => {
  if (row.change === 0) return 'neither more nor less';
  return `${decimal(size(cited(row, 'change')), 1)} FTE ${row.change > 0 ? 'more' : 'less'}`;
};

/** What an ICB would have by two rules, and how the answer moves with the measure of need. */
export function shortfallSentences({ shares, input, here, isLast }: Icb): string {
  const [first] = shares;
  if (first === undefined) {
    if (!isLast) return 'That is told of the last snapshot of a run alone.';
    if (here.reporters > 0) return 'The run has no measure of need to share by.';
  }
  if (first === undefined || here.reporters === 0)
    return 'Nothing can be shared among PCNs that did not report.';
  const { here: row } = first;
  const name = measureName(row.need, input);
  const { its } = wholeOf(input.study);
  const several = shares.filter((one) => one.here.need !== 'patients').length > 1;
  const turns = row.change_low < 0 && row.change_high > 0;
  const range = `${signed(cited(row, 'change_low'), 1)} to ${signed(cited(row, 'change_high'), 1)}`;
  const movement = turns
    ? `, so that whether it is due more or less depends on the measure, which has to be agreed before posts are moved`
    : `, so that the size depends on the measure, the direction does not`;
  const levelled =
    row.more_high === 0
      ? `None of them is below ${its} median for its patients and need${several ? ', by any measure' : ''}.`
      : `To bring those below ${its} median for their patients and need up to it takes ${decimal(cited(row, 'more'), 1)} FTE${several ? `, or ${decimal(cited(row, 'more_low'), 1)} to ${decimal(cited(row, 'more_high'), 1)} over the measures` : ''}.`;
  const priced =
    row.cost === null
      ? ''
      : ` At the salary that the study states, £${count(cited(row, 'cost'))} a year by ${name}.`;
  return `If the FTE of ${its} PCNs that reported were shared by patients times ${name}, its own would have ${moreOrLess(row)} than their ${decimal(cited(row, 'fte'), 1)}${several ? `; over all measures of need ${range}${movement}` : ''}. ${levelled}${priced}`;
}

const places = {
  above: 'above',
  below: 'below',
  within: 'within',
  'no expectation': 'without an expectation',
  'not reported': 'not placed',
} as const;

const alike = 'not unlike others, whether that is enough or not';

const againstThem = (position: FunnelRow['position']) =>
  position === 'no expectation' || position === 'not reported' ? '' : 'them';

/** Where an ICB lies in the funnel of ICBs; null where the run has none, or not of the snapshot. */
export function funnelSentence({ funnel, input, here, isLast }: Icb): string | null {
  const [first] = funnel;
  if (first === undefined || first.ratio === null)
    return isLast && here.reporters === 0 ? 'It has no place in the funnel of ICBs: nobody reported.' : null;
  const positions = [...new Set(funnel.map(({ position }) => position))];
  const [only] = positions;
  const among = (position: FunnelRow['position']) =>
    listed(funnel.filter((row) => row.position === position).map((row) => measureName(row.need, input)));
  const [own, limits] = [measureName(first.need, input), fixed`99.8% limits`];
  const beside = `${limits} as wide as ICBs differ among themselves`;
  const measures = funnel.length > 2 ? 'by every measure of need' : 'by this measure of need';
  const where =
    positions.length === 1 && only !== undefined
      ? `${places[only]} ${beside}, ${measures} and by patients alone${only === 'within' ? `: ${alike}` : ''}`
      : positions
          .map((one, i) => `${places[one]} ${i === 0 ? `${beside},` : againstThem(one)} by ${among(one)}`)
          .join('; ');
  return `Its PCNs that reported have ${decimal(cited(first, 'ratio'), 2)} times the ${decimal(cited(first, 'expected'), 1)} FTE that their patients and ${own} lead one to expect. That is ${where}.`;
}
