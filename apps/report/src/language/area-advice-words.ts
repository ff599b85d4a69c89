import { longDate } from '@inverse-care/domain';
import type { Icb, IcbPcn } from '../areas/gather-icb.js';
import { cited, ofManifest, size } from './cells.js';
import { placeNamed } from './marks.js';
import { placesPhrase } from './model-place-words.js';
import { count, inWords, listed, percent } from './numbers.js';
import type { Said } from './said.js';
import { wholeOf } from './whole.js';
import { capital, staffOf } from './words.js';

/** PCNs that a sentence names; of more it says how many. */
const mostNamed = 3;

const nameOf = ({ row }: IcbPcn) => placeNamed(row.pcn_name === '' ? row.pcn_code : row.pcn_name);

/** "A PCN, B PCN and C PCN", or the first of them "and others". */
function named(pcns: readonly IcbPcn[]): string {
  const names = pcns.slice(0, mostNamed).map(nameOf);
  return pcns.length <= mostNamed ? listed(names) : `${names.join(', ')} and others`;
}

/** Days beyond which an extract is told as of another time. */
const near = 45;

/** What the extracts of a snapshot were, and how far off in time; those without a date stay unnamed. */
function extractsSaid({ input, snapshot }: Icb): string {
  const used = input.data.extracts
    .map((one, i) => ({ ...one, i }))
    .filter((one) => one.snapshot === snapshot && one.distance_days !== null);
  const days = ({ i, distance_days }: (typeof used)[number]) =>
    `${count(size(ofManifest(distance_days, 'extracts', i, 'distance_days')))} ${Math.abs(distance_days!) === 1 ? 'day' : 'days'} ${distance_days! < 0 ? 'earlier' : 'later'}`;
  const patients = used.find(({ purpose }) => purpose === 'registered patients');
  const far = used.filter((one) => one !== patients && Math.abs(one.distance_days!) > near);
  const sentences = [
    patients === undefined || patients.date === null
      ? 'The patient lists bear no date.'
      : `Registered patients are of ${longDate(patients.date)}${patients.distance_days === 0 ? ', the day itself' : `, ${days(patients)}`}.`,
    ...(far.length === 0
      ? []
      : [`Of another time: ${listed(far.map((one) => `${one.purpose} (${days(one)})`))}.`]),
  ];
  return sentences.join(' ');
}

/** Which PCNs stand beside it where they are not all of England’s. */
function besides({ input }: Icb): string {
  const phrase = placesPhrase(input.study, input);
  return phrase === null ? '' : ` What stands beside it is of the PCNs ${phrase}, not of all England.`;
}

/** How far the data of an ICB bear weight. */
export function qualitySaid(icb: Icb): Said[] {
  const { here, england, needs, pcns, input } = icb;
  const silent = pcns.filter(({ row }) => !row.reported);
  const who =
    silent.length === 0
      ? 'Every PCN has staff of some role on record.'
      : `${capital(inWords(cited(here, 'not_reported')))} of ${count(cited(here, 'pcns'))} PCNs ${here.not_reported === 1 ? 'has' : 'have'} no staff of any role on record: ${named(silent)}.`;
  const cells =
    here.unread === 0
      ? 'No FTE of those that reported is without a number.'
      : `Of ${inWords(cited(here, 'unread'))} that reported an FTE is no number, and is not read as zero.`;
  const lacking = needs.filter((one) => one.here.pcns < here.pcns);
  const without =
    lacking.length === 0
      ? ''
      : ` Without a value: ${listed(lacking.map((one) => `${one.name} in all but ${count(cited(one.here, 'pcns'))} PCNs`))}.`;
  return [
    {
      label: 'Reporting',
      text: `${who} In ${wholeOf(input.study).area} PCNs with ${percent(cited(england, 'share_reported'))} of patients reported.`,
    },
    { label: 'Numbers', text: `${cells}${without}` },
    {
      label: 'Dates and borders',
      text: `${extractsSaid(icb)} A PCN is counted whole in the ICB in which most of its patients are registered.${besides(icb)}`,
    },
  ];
}

/** FTE below which no one is told to begin with a PCN: half a post. */
const half = 0.5;

/** What to do next, by what the rows say; never more than five things. */
export function nextSteps(icb: Icb): string[] {
  const { here, input, pcns, shares, isLast } = icb;
  const staff = staffOf(input.study);
  const silent = pcns.filter(({ row }) => !row.reported);
  const none = pcns.filter(({ row }) => row.reported && row.fte === 0);
  const due = pcns
    .filter(({ shortfall }) => (shortfall?.more_low ?? 0) >= half)
    .sort((a, b) => b.shortfall!.more_low! - a.shortfall!.more_low!);
  const [first] = shares;
  const turns = first !== undefined && first.here.change_low < 0 && first.here.change_high > 0;
  return [
    ...(silent.length === 0
      ? []
      : [
          `Get the returns of the ${silent.length === 1 ? 'PCN' : `${inWords(cited(here, 'not_reported'))} PCNs`} without any staff on record before drawing conclusions on ${silent.length === 1 ? 'it' : 'them'}.`,
        ]),
    ...(none.length === 0
      ? []
      : [
          `Ask the ${none.length === 1 ? 'PCN that reported none' : `${inWords(cited(here, 'no_staff'))} PCNs that reported none`} (${named(none)}) whether a post is hosted by a neighbour or funded outside the scheme.`,
        ]),
    ...(due.length === 0
      ? []
      : [`Look first where every measure of need asks for at least half a post more: ${named(due)}.`]),
    ...(turns
      ? ['Agree on a measure of need before moving posts: by one the ICB is due more, by another less.']
      : []),
    isLast
      ? `Repeat this with later releases of the publication: ${longDate(here.snapshot)} is the last that this run has.`
      : `Look at the last snapshot of this run too: ${longDate(here.snapshot)} is an earlier one.`,
    `Hold it against what is known locally: need is measured for PCNs, not for people, and where ${staff} are is not whom they see.`,
  ];
}
