import {
  type IncompatiblePair,
  multiverseJoint,
  multiverseOmitted,
  multiverseSigns,
  multiverseSpread,
  multiverseSummary,
  ruleOfWords,
} from '@inverse-care/core/tables';
import { type Dimension, distinct, drawnInMultiverse, type Panel, survivorsOf } from '@inverse-care/domain';
import { cell, figure, head, type TableView } from '../../html/table.js';
import { cited } from '../../language/cells.js';
import {
  choiceLabel,
  choiceNames,
  declaredNeeds,
  optionName,
  variedChoices,
} from '../../language/choice-words.js';
import { count, decimal, interval, missing, percent, simulatedP } from '../../language/numbers.js';
import { populationInWords } from '../../language/population-words.js';
import { capital, dated, levelOf } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';
import { labelOf, sensitivityTable } from './sensitivity-table.js';

/** Sign and significance of the specifications of each need. */
export function signsView(input: ReportInput): TableView | null {
  const signs = input.tables.rows(multiverseSigns);
  const all = signs.find(({ scope }) => scope === 'all');
  const rows = signs.flatMap((sign) => {
    const need = /^need=(.*)$/.exec(sign.scope)?.[1];
    return need === undefined ? [] : [{ label: labelOf(input, need), sign }];
  });
  if (all !== undefined && rows.length > 1) rows.push({ label: 'All together', sign: all });
  const counted = signs.some(({ scope }) => scope === 'population=survivors')
    ? ` Survivors: ${populationInWords(survivorsOf(input.study))}.`
    : '';
  const share = (total: number, significant: number, of: number) =>
    figure(percent(total / of), { sub: `${percent(significant / of)} significant`, mark: 'silent' });
  return sensitivityTable(input, {
    id: 'table-signs',
    caption: 'Specifications by sign and significance',
    head: [
      [
        head('Need', { numeric: false }),
        head('Specifications'),
        head('Effect above zero'),
        head('Effect below zero'),
        head('Median effect', { sub: '5th to 95th percentile' }),
      ],
    ],
    rows: rows.map(({ label, sign }) => ({
      header: cell(label),
      cells: [
        figure(count(sign.specifications)),
        share(sign.positive, sign.significant_positive, sign.specifications),
        share(sign.negative, sign.significant_negative, sign.specifications),
        figure(decimal(sign.median_standardised, 3), {
          sub: interval(sign.low_standardised, sign.high_standardised, 3),
          mark: 'silent',
        }),
      ],
    })),
    notes: [
      `Effects are in standard deviations of the outcome for one standard deviation of need, so that outcomes in different units compare. Significant: the ${levelOf(input.study)} interval of that specification leaves out zero. A share is of the specifications declared, not a probability. By option of every choice: results/multiverse_signs.csv.${counted}`,
    ],
  });
}

/** What explains the spread of effects. */
export function spreadView(input: ReportInput): TableView | null {
  const spread = input.tables.rows(multiverseSpread);
  const of = (effect: string, term: string) =>
    spread.find((row) => row.effect === effect && row.term === term);
  const row = (label: string, term: string) => {
    const [all, rate] = [of('standardised', term), of('estimate_per_sd', term)];
    return {
      header: cell(label),
      cells: [
        figure(percent(all?.share, 1)),
        figure(all?.alone == null ? missing : percent(all.alone, 1)),
        figure(percent(rate?.share, 1)),
      ],
    };
  };
  const varied = variedChoices(input.study).filter((one) => of('standardised', one) !== undefined);
  const shareOf = (term: string) => of('standardised', term)?.share ?? 0;
  const pairs = spread
    .filter(({ effect, kind }) => effect === 'standardised' && kind === 'interaction')
    .sort((a, b) => b.share - a.share)
    .slice(0, 3);
  const pairName = (term: string) =>
    term
      .split(' x ')
      .map((one) => choiceNames[one as keyof typeof choiceNames])
      .join(' with ');
  return sensitivityTable(input, {
    id: 'table-spread',
    caption: 'What explains the spread of effects over the specifications',
    head: [
      [
        head('Choice', { numeric: false }),
        head('Share of the spread'),
        head('Alone'),
        head('Share, one unit', { sub: 'FTE per 10,000 per SD of need' }),
      ],
    ],
    rows:
      varied.length === 0
        ? []
        : [
            ...[...varied]
              .sort((a, b) => shareOf(b) - shareOf(a))
              .map((one) => row(capital(choiceNames[one]), one)),
            row('All of these, each by itself', 'all main effects'),
            ...pairs.map(({ term }) => row(`Beyond that, ${pairName(term)}`, term)),
          ],
    notes: [
      'Shares of variance by Shapley value, which does not depend on an order of the choices; “alone” is what a choice explains with no other in. Below the sum stand the three pairs whose acting together adds most. The last column is of the specifications whose outcome is FTE per 10,000 patients, without standardising. All pairs: results/multiverse_spread.csv.',
    ],
  });
}

const statistics = [
  'average Z',
  'median standardised effect',
  'share significant in the dominant direction',
] as const;

/** Joint tests by need. */
export function multiverseJointView(input: ReportInput): TableView | null {
  const joint = input.tables.rows(multiverseJoint);
  const [first] = joint;
  if (first === undefined) return null;
  const needs = declaredNeeds(input.study);
  const named = distinct(joint.map(({ scope }) => scope));
  const scopes = [
    ...needs.flatMap((need) => named.filter((scope) => scope.split(' ')[0] === `need=${need}`)),
    ...(needs.length > 1 ? named.filter((scope) => scope === 'all') : []),
  ];
  const label = (scope: string) => {
    if (scope === 'all') return { name: 'All together', at: '' };
    const [need, snapshot] = scope.split(' ').map((part) => part.split('=')[1]!);
    return {
      name: labelOf(input, need!),
      at: snapshot === undefined ? 'all snapshots' : `${dated(snapshot)} alone`,
    };
  };
  return sensitivityTable(input, {
    id: 'table-curve-tests',
    caption: 'The specifications judged together',
    head: [
      [
        head('Need', { numeric: false }),
        head('Specifications'),
        head('Average Z', { sub: 'p' }),
        head('Median effect', { sub: 'p' }),
        head('Significant, the commoner sign', { sub: 'p' }),
      ],
    ],
    rows: scopes.map((scope) => {
      const { name, at } = label(scope);
      const rows = statistics.map((one) => joint.find((row) => row.scope === scope && row.statistic === one));
      const shown = (i: number, text: string) =>
        figure(text, { sub: `p ${simulatedP(rows[i]?.p_value, rows[i]?.p_mcse)}`, mark: 'silent' });
      return {
        header: cell(name, { sub: at || null }),
        cells: [
          figure(count(rows[0]?.specifications)),
          shown(0, decimal(rows[0]?.value, 2)),
          shown(1, decimal(rows[1]?.value, 3)),
          shown(2, percent(rows[2]?.value)),
        ],
      };
    }),
    notes: [
      `p: share of ${count(cited(first, 'replicates'))} draws, in which need has no effect in any specification, that lie as far out, the data counted as one more (Simonsohn, Simmons and Nelson). The smallest that so many draws can give is ${decimal(cited(first, 'p_smallest'), 4)}. ${drawnInMultiverse(input.study) === 'pcn' ? 'PCNs are drawn one by one: those of one ICB count as independent.' : 'Whole areas are drawn: their PCNs may be alike in any way.'}`.trim(),
    ],
  });
}

/** Options of one choice that do not go with options of another, or one that the data lack. */
function leftOutCell(what: IncompatiblePair | string, panel: Panel) {
  const options = (choice: Dimension, all: readonly string[]) =>
    `${choiceLabel(choice)}: ${all.map((one) => optionName(choice, one, panel)).join(', ')}`;
  if (typeof what === 'string') {
    const [choice, ...option] = what.split(' ');
    return cell(options(choice as Dimension, [option.join(' ')]));
  }
  const { first, firstOptions, second, secondOptions } = what;
  const sub = `with ${options(second, secondOptions).replace(/^\p{Lu}(?=\p{Ll})/u, (c) => c.toLowerCase())}`;
  return cell(options(first, firstOptions), { sub });
}

/** What the multiverse leaves out, and why. */
export function leftOutView(input: ReportInput): TableView | null {
  const omitted = input.tables.rows(multiverseOmitted);
  const lost = input.tables.rows(multiverseSummary)[0]?.lost ?? 0;
  return sensitivityTable(input, {
    id: 'table-left-out',
    caption: 'Combinations that the multiverse leaves out',
    kind: 'prose',
    head: [[head('What', { numeric: false }), head('Combinations'), head('Why', { numeric: false })]],
    rows: omitted
      .filter(({ kind }) => kind !== 'reporting weights')
      .map(({ kind, what, why, combinations }) => ({
        header: leftOutCell(kind === 'incompatible' ? ruleOfWords(what, why) : what, input.data.panel),
        cells: [figure(kind === 'incompatible' ? count(combinations) : kind), cell(why)],
      })),
    notes: [
      `A combination counts under the first rule that it breaks.${lost > 0 ? ` What the data lack takes ${count(cited(input.tables.rows(multiverseSummary)[0]!, 'lost'))} combinations away.` : ''}`,
    ],
  });
}
