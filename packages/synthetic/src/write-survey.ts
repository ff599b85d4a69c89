import { toCsv } from '@inverse-care/domain';
import { decimal } from './decimal.js';
import type { Support } from './support.js';
import type { World } from './world.js';

const ethnicCells = Array.from({ length: 18 }, (_, k) => k + 1);
const header = [
  ...['Practice_Code', 'Practice_Name', 'distributed', 'received', 'resprate'],
  ...[
    'Q30_recoded_base',
    'Q30_recoded_124base',
    'Q30_recoded_1',
    'Q30_recoded_2',
    'Q30_recoded_3',
    'Q30_recoded_4',
  ],
  ...['Q32base', 'Q32_123base', 'Q32_1', 'Q32_2', 'Q32_3', 'Q32_4', 'Q32_5', 'Q32_12'],
  ...['Q49base', ...ethnicCells.map((k) => `Q49_${k}`)],
  ...['Q30_recoded_1pct', 'Q30_recoded_2pct', 'Q30_recoded_3pct', 'Q30_recoded_4pct'],
  ...['Q32_1pct', 'Q32_2pct', 'Q32_3pct', 'Q32_4pct', 'Q32_5pct', 'Q32_12pct'],
  ...ethnicCells.map((k) => `Q49_${k}pct`),
];
/** What the publisher writes for a suppressed cell. */
const suppressed = '-97';

/** GP Patient Survey 2019, weighted practice file: counts of six decimals, shares of four, -97 where suppressed. */
export function surveyFile({ practices, answers, support }: World): string {
  const rows: string[][] = [];
  for (const [p, answer] of answers.entries()) {
    if (answer === null) continue;
    const { code, name } = practices[p]!;
    const { ill, well, unsure, unsaid } = answer.condition;
    const conditionBase = ill + well + unsaid;
    const [condition, conditionShares] = [
      [conditionBase + unsure, conditionBase, ill, well, unsure, unsaid].map(count),
      [
        ill / conditionBase,
        well / conditionBase,
        unsure / (conditionBase + unsure),
        unsaid / conditionBase,
      ].map(share),
    ];
    const help = supportCells(support[p] ?? null, p % 90 === 0);
    const cells = answer.ethnicity === null ? null : Array.from(answer.ethnicity);
    const base = cells?.reduce((a, b) => a + b, 0) ?? 0;
    const ethnicity = cells?.map(count) ?? ethnicCells.map(() => suppressed);
    const ethnicShares = cells?.map((x) => share(x / base)) ?? ethnicCells.map(() => suppressed);
    const rate = share(answer.received / answer.distributed);
    const start = [code, name, String(answer.distributed), String(answer.received), rate];
    const middle = [
      ...condition,
      ...help.counts,
      count(cells === null ? answer.ethnicityBase : base),
      ...ethnicity,
    ];
    rows.push([...start, ...middle, ...conditionShares, ...help.shares, ...ethnicShares]);
  }
  return toCsv(header, rows, '\r\n');
}

/** Question 32: eight counts and six shares; shares alone are suppressed where `sharesHidden`. */
function supportCells(
  answers: Support | null,
  sharesHidden: boolean,
): { counts: string[]; shares: string[] } {
  const hidden = (n: number) => new Array<string>(n).fill(suppressed);
  if (answers === null) return { counts: hidden(8), shares: hidden(6) };
  const { definitely, toSomeExtent: some, no, notNeeded, dontKnow: unsure } = answers;
  const answered = definitely + some + no;
  const base = answered + notNeeded + unsure;
  const counts = [base, answered, definitely, some, no, notNeeded, unsure, definitely + some].map(count);
  if (sharesHidden) return { counts, shares: hidden(6) };
  const yes = (definitely + some) / answered;
  const shares = [
    definitely / answered,
    some / answered,
    no / answered,
    notNeeded / base,
    unsure / base,
    yes,
  ].map(share);
  return { counts, shares };
}

function count(x: number): string {
  return decimal(x, 6);
}

function share(x: number): string {
  return decimal(x, 4);
}
