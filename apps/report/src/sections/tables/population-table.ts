import { longDate } from '@inverse-care/domain';
import { cell, figure, head, type TableView } from '../../html/table.js';
import { comparisonsOf } from '../../language/comparisons.js';
import { count, decimal } from '../../language/numbers.js';
import { bothPopulations, populationInWords, survivorsRule } from '../../language/population-words.js';
import { syntheticNotice } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';
import { lookup, mark, published } from './comparison.js';

const columns = ['pcns', 'fte_mean', 'fte_sd', 'per_10k_mean', 'per_10k_sd'] as const;

/** Provision over all PCNs and over those that survive, the paper's numbers beside; null where the run has one population. */
export function populationView(input: ReportInput): TableView | null {
  const both = bothPopulations(input);
  if (both.length === 0) return null;
  const part = input.study.population === 'open_on_date' ? 'table1_survivors' : 'table1';
  const of = lookup(comparisonsOf(input, part));
  const named = { pcns: 'PCNs', fte_mean: 'mean', fte_sd: 'SD', per_10k_mean: 'mean', per_10k_sd: 'SD' };
  const compared = (snapshot: string, ...which: (typeof columns)[number][]) => {
    const found = which.map((column) => [named[column], of(snapshot, column)] as const);
    const [first, second] = found.map(([, one]) => one);
    const text =
      first === undefined
        ? '–'
        : second === undefined
          ? published(first)
          : `${published(first)} (${published(second)})`;
    return figure(text, mark(...found));
  };
  const pair = (mean: number, sd: number) => figure(`${decimal(mean, 3)} (${decimal(sd, 3)})`);
  return {
    id: 'table-population',
    number: null,
    caption: 'Provision over all PCNs that are open, and over those that survive',
    head: [
      [
        head('Snapshot', { rowspan: 2, numeric: false }),
        head('PCNs', { colspan: 3 }),
        head('Total FTE', { colspan: 2 }),
        head('FTE per PCN, mean (SD)', { colspan: 2 }),
        head('FTE per 10,000 patients, mean (SD)', { colspan: 2 }),
      ],
      [
        head('Open'),
        head('Survivors'),
        head('Paper'),
        head('Open'),
        head('Survivors'),
        head('Survivors'),
        head('Paper'),
        head('Survivors'),
        head('Paper'),
      ],
    ],
    rows: both.map(({ snapshot, open, survivors }) => ({
      header: cell(longDate(snapshot)),
      cells: [
        figure(count(open.pcns)),
        figure(count(survivors.pcns)),
        compared(snapshot, 'pcns'),
        figure(decimal(open.fte_total, 0)),
        figure(decimal(survivors.fte_total, 0)),
        pair(survivors.fte_mean, survivors.fte_sd),
        compared(snapshot, 'fte_mean', 'fte_sd'),
        pair(survivors.per_10k_mean, survivors.per_10k_sd),
        compared(snapshot, 'per_10k_mean', 'per_10k_sd'),
      ],
    })),
    notes: [
      `Survivors: ${populationInWords(survivorsRule(input))}.`,
      'The paper does not say which PCNs it counts. This rule is the one, of those tried, that comes closest to its numbers of PCNs and to its means; the methods say what was tried.',
    ],
    synthetic: input.data.synthetic ? syntheticNotice : null,
    kind: 'compact',
  };
}
