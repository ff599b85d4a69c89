import { slopes } from '@inverse-care/core/tables';
import { cell, figure, head, type TableView } from '../../html/table.js';
import { associations, type PlainAssociation } from '../../language/association.js';
import { cited, rowsWith } from '../../language/cells.js';
import { sharedBy } from '../../language/dependence-words.js';
import { fixed } from '../../language/marks.js';
import { count, decimal, interval, intervalDigits, pValue } from '../../language/numbers.js';
import { capital, dated, levelOf, syntheticNotice } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';

/** Estimate and bounds for the increment of need. */
const bounds = (low: number | null, high: number | null, perUnit: number) => {
  if (low === null || high === null) return interval(null, null, 3);
  return interval(low / perUnit, high / perUnit, intervalDigits(low / perUnit, high / perUnit, 3));
};

/** The fewest effective areas of any need at the last snapshot. */
function leastAreas(all: readonly PlainAssociation[]): string {
  const areas = all
    .flatMap(({ last }) => (last.effective_clusters === null ? [] : [cited(last, 'effective_clusters')]))
    .sort((a, b) => (a.value ?? 0) - (b.value ?? 0));
  return decimal(areas[0], 0);
}

/**
 * The last need coefficients as the study concludes from them, beside the paper's way; null where the study takes PCNs
 * as independent, which is the paper's way, or there is none.
 */
export function slopesView(input: ReportInput): TableView | null {
  const { study, data } = input;
  const shared = sharedBy(study);
  const all = associations(input);
  const [first] = all;
  if (shared === null || first === undefined) return null;
  const wild = all.some(({ last }) => last.p_wild !== null);
  const level = levelOf(study);
  const steps = [...new Set(all.flatMap(({ step }) => (step === null ? [] : [step.words])))].join(' or ');
  return {
    id: 'table-slopes',
    number: null,
    caption: `The need coefficient at ${dated(first.last.snapshot)}, allowing for ${shared} to be alike`,
    head: [
      [
        head('Need', { rowspan: 2, numeric: false }),
        head('Difference', { rowspan: 2, sub: 'for more need' }),
        ...(steps === '' ? [] : [head('The same', { rowspan: 2, sub: `for ${steps}` })]),
        head('Allowing for dependence', { colspan: wild ? 4 : 3 }),
        head('The paper’s way', { colspan: 1 }),
        head('Standard error', { rowspan: 2, sub: 'times the paper’s' }),
      ],
      [
        head(`${level} interval`),
        head('p'),
        head('p, adjusted', { sub: 'for all snapshots' }),
        ...(wild ? [head('p, wild', { sub: 'few areas' })] : []),
        head(`${level} interval`),
      ],
    ],
    rows: all.map(({ name, more, last, perUnit, step, paper }) => ({
      header: cell(capital(name), { sub: more.replace(/ more .*$/, ' more') }),
      cells: [
        figure(decimal(last.estimate / perUnit, 3)),
        ...(steps === '' ? [] : [figure(decimal(last.estimate / (step?.perUnit ?? perUnit), 3))]),
        figure(bounds(last.conf_low, last.conf_high, perUnit)),
        figure(pValue(last.p_value), {
          sub: last.df === null ? null : `${decimal(last.df, 1)} df`,
          mark: 'silent',
          title: last.note || null,
        }),
        figure(pValue(last.p_holm)),
        ...(wild ? [figure(pValue(last.p_wild))] : []),
        figure(bounds(paper?.low ?? null, paper?.high ?? null, perUnit)),
        figure(decimal(last.times_paper, 2)),
      ],
    })),
    notes: [
      `FTE per 10,000 patients. Method: ${first.last.method}, with Satterthwaite’s degrees of freedom${first.last.clusters === null ? '' : `; ${count(cited(first.last, 'clusters'))} areas`}. “Adjusted” is Holm’s, over the ${count(rowsWith(input.tables, slopes, { need: first.need, term: 'need' }))} snapshots of each need. The paper’s way takes PCNs as independent of one another (${study.inference.covariance}).`,
      ...(wild
        ? [
            `${fixed`Fewer than 20 effective areas`} (Carter, Schnepel and Steigerwald 2017: ${leastAreas(all)} or more here, as areas differ in size and need): the wild cluster bootstrap’s p is set beside.`,
          ]
        : []),
      'All snapshots: Table S1 and results/slopes.csv.',
    ],
    synthetic: data.synthetic ? syntheticNotice : null,
    kind: 'compact',
  };
}
