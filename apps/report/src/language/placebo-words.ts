import {
  type PlaceboMethod,
  type PlaceboSummaryRow,
  placebo,
  placeboSummary,
} from '@inverse-care/core/tables';
import type { ReportInput } from '../report-input.js';
import { cited, fromLeast, rest, setting } from './cells.js';
import { count, level, percent } from './numbers.js';

/** A test errs no more often than it says where its mean share is within this of it, half as much again. */
const tolerance = 1.5;

const shareOf = (row: PlaceboSummaryRow) => {
  const mean = percent(cited(row, 'share_mean'));
  return row.coefficients === 1
    ? mean
    : `${mean} (${percent(cited(row, 'share_min'))} to ${percent(cited(row, 'share_max'))})`;
};

const wider = {
  region: 'the needs of whole regions change places',
  shift: 'all needs move on along the map',
} as const;

/** What becomes of a test by clusters where likeness across their borders is kept as well. */
function widerSentence(all: readonly PlaceboSummaryRow[], clustered: PlaceboSummaryRow | undefined): string {
  if (clustered === undefined) return '';
  const found = (['region', 'shift'] as const).flatMap((scheme) => {
    const row = all.find((one) => one.scheme === scheme && one.method === clustered.method);
    return row === undefined ? [] : [`${shareOf(row)} where ${wider[scheme]}`];
  });
  if (found.length === 0) return '';
  return `Exchanges between ICBs break likeness across their borders; others keep more of it: ${clustered.method} then finds a slope in ${found.join(', and in ')}.`;
}

/** How often tests reject where there is nothing; null where no placebo was drawn. */
export function placeboSentences(input: ReportInput): string | null {
  const all = input.tables.rows(placeboSummary);
  const rows = all.filter(({ scheme }) => scheme === 'icb');
  const own = input.study.inference.covariance;
  const of = (method: PlaceboMethod) => rows.find((row) => row.method === method);
  // HC0 and HC2 lie beside HC1 and HC3, and no placebo is spent on them.
  const plain = own === 'HC3' ? of('HC3') : of('HC1');
  if (plain === undefined) return null;
  const size = 1 - input.study.inference.level;
  const many = fromLeast(
    input.tables
      .rows(placebo)
      .filter(({ scheme }) => scheme === 'icb')
      .map((row) => cited(row, 'placebos')),
  ).at(-1);
  const good = (row: PlaceboSummaryRow | undefined) =>
    row !== undefined && row.share_mean <= tolerance * size;
  const clustered = (['CR1 by ICB', 'CR2 by ICB', 'wild bootstrap, CR1 by ICB'] as const)
    .map(of)
    .filter((row) => row !== undefined);
  const others = clustered.map((row) => `${row.method} in ${shareOf(row)}`);
  const verdict = good(plain)
    ? `That is what it should be: on this map the dependence between PCNs does little to it.`
    : `So an interval that takes PCNs as independent says too often that there is something.`;
  return [
    `In ${count(many)} placebos the needs of whole ICBs changed places, so that need had nothing to do with provision. The test by ${plain.method}, which takes PCNs as independent, still found a slope in ${shareOf(plain)} of them, where ${level(rest(setting(input.study, 'inference', 'level')))} is right. ${verdict}`,
    others.length === 0 ? '' : `With clusters by ICB: ${others.join('; ')}.`,
    clustered.length > 0 && clustered.every(good) && !good(plain)
      ? 'These are the ones to believe where need and provision are alike within ICBs.'
      : '',
    widerSentence(all, of('CR2 by ICB') ?? clustered.at(-1)),
  ]
    .filter((part) => part !== '')
    .join(' ');
}
