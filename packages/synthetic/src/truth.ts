import {
  type PublishedTable1Row,
  type PublishedTable2Row,
  paperLabel,
  publishedFirstSignificant,
  publishedHeadline,
  publishedTable1,
  publishedTable2,
} from '@inverse-care/domain';
import { lastSnapshot } from './calendar.js';
import { mean } from './elementary.js';
import { places } from './places.js';
import { leastSquares, studentQuantile } from './regression.js';
import { type WhoAnswered, whoAnswered } from './who-answered.js';
import { intraclassCorrelation } from './within-icbs.js';
import type { World } from './world.js';

export const notice = 'Synthetic data: a demonstration, not evidence';

/** What the files of Synthetic England hold by the contract's definitions, beside what the paper prints. */
export interface Truth {
  notice: string;
  seed: number;
  table1: (PublishedTable1Row & { label: string; fte_total: number; published: PublishedTable1Row })[];
  table2: {
    term: string;
    mean: number | null;
    estimate: number;
    std_error: number;
    conf_low: number;
    conf_high: number;
    n: number;
    published: PublishedTable2Row;
  }[];
  /** Regressions of FTE per 10,000 on need as published. `source`: printed in the paper, or ours. */
  need_coefficients: {
    snapshot: string;
    constant: number;
    estimate: number;
    std_error: number;
    conf_low: number;
    conf_high: number;
    n: number;
    significant: boolean;
    source: 'published' | 'ours';
  }[];
  first_significant: string;
  reporting: { snapshot: string; pcns: number; reported: number; share: number }[];
  /** Intraclass correlations by ICB of need, and of what its regression leaves of provision. */
  within_icbs: { snapshot: string; icbs: number; need: number; residual: number }[];
  /** Of need as published: how many answered, and the reliability that this leaves it. */
  who_answered: WhoAnswered;
  exact: string[];
  approximate: string[];
}

const exact = [
  'number of PCNs on each snapshot',
  'means and standard deviations of FTE and of FTE per 10,000 on each snapshot',
  'means, estimates and HC1 95% intervals of the regression of need on characteristics, 2023-09-30',
  'need coefficient and HC1 95% interval, 2023-09-30; first significant snapshot, 2022-06-30',
];
const approximate = [
  'need coefficients before 2023-09-30: the paper prints a chart; its course is kept, its numbers are ours',
  'PCNs of one ICB are alike in need (intraclass correlation 0.33 to 0.5) and in what need leaves of provision (about 0.11), as in England; which ICBs are high is made up',
  'income deciles: a PCN is far more of one decile than in England, as the published intervals ask for',
  'sizes, rurality, deprivation and ethnicity by sub-ICB location: rough guesses by hand',
  'survey answers: as many as practices sent back, but the need of a PCN is exact, whatever their number: no sampling error was drawn, as the published figures would not come out',
  'reporting, other roles, long-term conditions, ages within bands, overall IMD: plausible, not calibrated',
];

/** Estimates the truth from the world itself. Every number is rounded to nine decimals. */
export function truthOf(world: World): Truth {
  const { seed, provision, covariates, need, networks } = world;
  const table1 = publishedTable1.map((published, t) => {
    const fte = provision[t]!.map((row) => row.fte);
    const rates = provision[t]!.map((row) => (10_000 * row.fte) / row.patients);
    return {
      snapshot: published.snapshot,
      label: paperLabel(published.snapshot),
      pcns: fte.length,
      fte_mean: nine(mean(fte)),
      fte_sd: nine(standardDeviation(fte)),
      per_10k_mean: nine(mean(rates)),
      per_10k_sd: nine(standardDeviation(rates)),
      fte_total: nine(mean(fte) * fte.length),
      published,
    };
  });
  const design = covariates.map((row) => [...row, 1]);
  const fit = leastSquares(design, need);
  const n = design.length;
  const table2 = publishedTable2.map((published, j) => ({
    term: published.term,
    mean: published.mean === null ? null : nine(mean(design.map((row) => row[j]!))),
    ...interval(fit.estimates[j]!, fit.standardErrors[j]!, n - publishedTable2.length),
    n,
    published,
  }));
  const needCoefficients = provision.map((rows, t) => {
    const rates = rows.map((row) => (10_000 * row.fte) / row.patients);
    const slope = leastSquares(
      rows.map((row) => [1, row.need]),
      rates,
    );
    const estimated = interval(slope.estimates[1]!, slope.standardErrors[1]!, rows.length - 2);
    return {
      snapshot: publishedTable1[t]!.snapshot,
      constant: nine(slope.estimates[0]!),
      ...estimated,
      n: rows.length,
      significant: estimated.conf_low > 0 || estimated.conf_high < 0,
      source: t === lastSnapshot ? ('published' as const) : ('ours' as const),
    };
  });
  const withinIcbs = provision.map((rows, t) => {
    const icbs = rows.map(({ network }) => places[networks[network]!.place]!.icbCode);
    const { constant, estimate } = needCoefficients[t]!;
    const residuals = rows.map((row) => (10_000 * row.fte) / row.patients - constant - estimate * row.need);
    return {
      snapshot: publishedTable1[t]!.snapshot,
      icbs: new Set(icbs).size,
      need: nine(
        intraclassCorrelation(
          rows.map((row) => row.need),
          icbs,
        ),
      ),
      residual: nine(intraclassCorrelation(residuals, icbs)),
    };
  });
  const reporting = provision.map((rows, t) => {
    const reported = rows.filter((row) => row.reported).length;
    return {
      snapshot: publishedTable1[t]!.snapshot,
      pcns: rows.length,
      reported,
      share: nine(reported / rows.length),
    };
  });
  const answered = whoAnswered(world);
  return {
    notice,
    seed,
    table1,
    table2,
    need_coefficients: needCoefficients,
    first_significant: publishedFirstSignificant,
    reporting,
    within_icbs: withinIcbs,
    who_answered: {
      ...answered,
      respondents: nine(answered.respondents),
      reliability: nine(answered.reliability),
    },
    exact,
    approximate,
  };
}

/** SYNTHETIC.txt: what the folder is. */
export function notes(seed: number): string {
  const list = (items: readonly string[]) => items.map((item) => `- ${item}`).join('\n');
  return `${notice}

Synthetic England, seed ${seed}. Every practice, network, neighbourhood and person in this folder is made up; the
files have the layouts of their publishers and none of their data. Codes and names of sub-ICB locations, ICBs and
regions are real. Made so that the figures of Wilding et al. (2024), https://doi.org/10.3399/BJGP.2023.0602, come out
(headline ${publishedHeadline.estimate}, ${publishedHeadline.conf_low} to ${publishedHeadline.conf_high}). truth.json holds what is in the files.

As published, within rounding:
${list(exact)}

Ours or approximate:
${list(approximate)}
`;
}

function interval(estimate: number, error: number, degrees: number) {
  const half = studentQuantile(degrees) * error;
  return {
    estimate: nine(estimate),
    std_error: nine(error),
    conf_low: nine(estimate - half),
    conf_high: nine(estimate + half),
  };
}

function standardDeviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(values.reduce((total, x) => total + (x - centre) * (x - centre), 0) / (values.length - 1));
}

function nine(x: number): number {
  return Math.round(x * 1e9) / 1e9;
}
