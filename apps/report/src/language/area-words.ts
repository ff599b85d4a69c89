import type { AreaSummaryRow } from '@inverse-care/core/tables';
import { longDate } from '@inverse-care/domain';
import type { Icb } from '../areas/gather-icb.js';
import { cited, rest } from './cells.js';
import { count, decimal, interval, inWords, percent } from './numbers.js';
import { wholeOf } from './whole.js';
import { capital, levelOf, staffOf } from './words.js';

/** "36 of 66 PCNs". */
export const reportersOf = (row: AreaSummaryRow): string => {
  if (row.pcns === 1 && row.reporters === 1) return 'its only PCN';
  return row.reporters === row.pcns
    ? `all ${count(cited(row, 'pcns'))} PCNs`
    : `${count(cited(row, 'reporters'))} of ${count(cited(row, 'pcns'))} PCNs`;
};

/** Where an ICB’s interval lies against England’s value; null where there is none. */
export function besideEngland({ here, england }: Pick<Icb, 'here' | 'england'>) {
  if (here.conf_low === null || here.conf_high === null || england.value === null) return null;
  if (here.conf_low > england.value) return 'above';
  return here.conf_high < england.value ? 'below' : 'within';
}

/** Of patients, those of PCNs that reported, below which a title says that it is of these alone. */
const nearlyAll = 0.9;

/** The title of a document of an ICB: provision beside England’s, as far as it can be told. */
export function icbTitle(icb: Icb): string {
  const { short, here, england, input } = icb;
  if (here.value === null)
    return here.reporters === 0
      ? `${short}: no PCN reported its staff`
      : `${short}: too few PCNs reported to say what it has`;
  const partly = (here.share_reported ?? 0) < nearlyAll ? ' where PCNs reported' : '';
  const own = `${decimal(here.value, 2)} FTE ${staffOf(input.study)} per 10,000 patients${partly}`;
  const other = `${wholeOf(input.study).its} ${decimal(england.value, 2)}`;
  const where = besideEngland(icb);
  if (where === null) return `${short}: ${own}; ${other}`;
  const how = { above: 'more than', below: 'less than', within: 'not shown to differ from' }[where];
  return `${short}: ${own}, ${how} ${other}`;
}

const verdicts = {
  above: 'the whole interval lies above that',
  below: 'the whole interval lies below that',
  within: 'the interval includes that, so that a difference is not shown',
} as const;

/** What PCNs without a return leave open; nothing where every PCN has one. */
function openSentence({ here, bounds }: Icb): string[] {
  if (here.reporters === here.pcns) return [];
  const who = here.unread > 0 ? 'PCNs without a number' : 'PCNs that did not report';
  const patients = `${who} have ${percent(rest(cited(here, 'share_reported')))} of its patients`;
  const known = bounds !== undefined && bounds.bound_low !== null && bounds.bound_high !== null;
  if (!known) return [`${patients}.`];
  return [
    `${patients}; if each of them had from ${decimal(cited(bounds, 'range_low'), 2)} to ${decimal(cited(bounds, 'range_high'), 2)}, all its PCNs together would have anything from ${decimal(cited(bounds, 'bound_low'), 3)} to ${decimal(cited(bounds, 'bound_high'), 3)}.`,
  ];
}

/** Where an ICB stands beside England, in sentences. */
export function standingSentences(icb: Icb): string {
  const { here, england, input, snapshot } = icb;
  const staff = staffOf(input.study);
  const its = capital(wholeOf(input.study).its);
  const at = longDate(snapshot);
  const { reporters } = here;
  if (here.value === null && reporters > 0)
    return [
      `At ${at} no more than ${inWords(cited(here, 'reporters'))} of its ${count(cited(here, 'pcns'))} PCNs reported: too few to tell a mean by. ${its} that reported had ${decimal(cited(england, 'value'), 3)} FTE ${staff} per 10,000 patients.`,
      ...openSentence(icb),
    ].join(' ');
  if (here.value === null)
    return `At ${at} ${here.pcns === 1 ? 'its only PCN had no' : `none of its ${count(cited(here, 'pcns'))} PCNs had a`} number of staff on record. Nobody knows what ${here.pcns === 1 ? 'it has: that is no finding that it has' : 'they have: that is no finding that they have'} none. ${its} PCNs that reported had ${decimal(cited(england, 'value'), 3)} FTE ${staff} per 10,000 patients.`;
  const where = besideEngland(icb);
  const bracket =
    where === null
      ? ''
      : ` (${levelOf(input.study)} interval ${interval(cited(here, 'conf_low'), cited(here, 'conf_high'), 3)})`;
  return [
    `At ${at}, ${reportersOf(here)} reported: ${decimal(cited(here, 'fte'), 1)} FTE ${staff}, or ${decimal(cited(here, 'value'), 3)} per 10,000 patients${bracket}. ${its} that reported have ${decimal(cited(england, 'value'), 3)}${where === null ? '' : `: ${verdicts[where]}`}.`,
    ...openSentence(icb),
  ].join(' ');
}

/** Of patients, those of PCNs that reported, from which on a snapshot is set against the last. */
const enough = 0.5;

/** How provision moved since the first snapshot at which half of the patients’ PCNs reported. */
export function changeSentences({ history, here, england, input }: Icb): string {
  const staff = staffOf(input.study);
  const until = history.findIndex((one) => one.here === here);
  const from = history
    .slice(0, Math.max(0, until))
    .find((one) => (one.here.share_reported ?? 0) >= enough && one.here.value !== null);
  if (from === undefined || here.value === null)
    return until <= 0
      ? 'There is no earlier snapshot to set beside this one.'
      : `At no earlier snapshot had PCNs with half of its patients reported, so that no change is told; ${wholeOf(input.study).its} that reported came to ${decimal(cited(england, 'value'), 3)} FTE ${staff} per 10,000 patients.`;
  const { here: before, england: other } = from;
  const moved =
    before.reporters === before.pcns && here.reporters === here.pcns
      ? ''
      : ' Not the same PCNs reported then and now, so that part of the change may be of who reports.';
  return `From ${longDate(before.snapshot)}, the first snapshot at which PCNs with half of its patients reported (${reportersOf(before)}), to ${longDate(here.snapshot)}, it went from ${decimal(cited(before, 'value'), 3)} to ${decimal(cited(here, 'value'), 3)} FTE per 10,000 patients; ${wholeOf(input.study).name} from ${decimal(cited(other, 'value'), 3)} to ${decimal(cited(england, 'value'), 3)}.${moved}`;
}
