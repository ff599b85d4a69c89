import {
  choiceColumn,
  countColumn,
  defineTable,
  gap,
  numberColumn,
  type RowOf,
  textColumn,
} from '@inverse-care/domain';

/** A published number beside the reproduced one. */
export const publishedNumbers = defineTable({
  file: 'published_numbers.csv',
  title: 'The published numbers beside ours',
  description: 'Each number that the paper prints and the run may have, with the difference.',
  key: ['part', 'row', 'column'],
  columns: {
    part: choiceColumn(
      'Part',
      'of the paper; table1_survivors is its Table 1 beside ours over the PCNs that survive',
      ['table1', 'table1_survivors', 'table2', 'headline'],
    ),
    row: textColumn('Row', 'what the number is of: a snapshot or a term'),
    column: textColumn('Column', 'which number'),
    published: numberColumn('Published', 'as printed'),
    decimals: countColumn('Decimals', 'that the paper prints', 'digits'),
    reproduced: numberColumn('Ours', 'the number of this run', undefined, gap),
    difference: numberColumn('Difference', 'ours less the published one', undefined, gap),
    agrees: {
      title: 'Agrees',
      description: 'ours, rounded as the paper rounds, is the published number',
      type: 'boolean',
      empty: 'not available',
    },
  },
});

/** A sentence of the paper that the results can be held against. */
export const publishedClaims = defineTable({
  file: 'published_claims.csv',
  title: 'What the paper says and what this run finds',
  description: 'Claims of the paper in our words, with what this run finds of each.',
  key: ['claim'],
  columns: {
    claim: textColumn('Claim', 'in our words'),
    finding: textColumn('Finding', 'what this run finds'),
    holds: {
      title: 'Holds',
      description: 'whether the run bears the claim out',
      type: 'boolean',
      empty: 'not available',
    },
  },
});

export type Comparison = RowOf<typeof publishedNumbers>;
export type Claim = RowOf<typeof publishedClaims>;
