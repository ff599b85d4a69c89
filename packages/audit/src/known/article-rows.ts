import { figure3, roles, table1 } from '@inverse-care/core/tables';
import {
  type FilledTables,
  isOfRole,
  longDate,
  publishedHeadline,
  publishedRole,
} from '@inverse-care/domain';
import { rowText } from '../results.js';
import { firstLastingNegative, named } from '../wilding-2024.js';
import type { ToldByArticle } from './from-ledger.js';
import type { KnownArticleRow } from './known-definitions.js';

type Ours = Pick<KnownArticleRow, 'ours' | 'in_this_run' | 'table' | 'row' | 'column'>;

const silent = (in_this_run: string): Ours => ({ ours: null, in_this_run, table: '', row: '', column: '' });
const lacks = (why: string) => silent(`Not in this run: ${why}`);

const counted = '2024-05-31';

const isLinkWorkers = isOfRole(publishedRole);

function ends(tables: FilledTables, which: 'first' | 'last'): Ours {
  const at = tables.rows(table1).at(which === 'first' ? 0 : -1);
  if (at === undefined) return lacks('it has no snapshot.');
  return {
    ...silent(`The ${which} snapshot of this run is ${named(at.snapshot)}.`),
    table: table1.file,
    row: rowText({ snapshot: at.snapshot }),
    column: 'snapshot',
  };
}

/** The slope of need as the paper measures it, where the run has that need and the paper's last snapshot. */
function slopeOf(tables: FilledTables): { rows: ReturnType<typeof needRows>; none: string } {
  const rows = needRows(tables);
  const { snapshot } = publishedHeadline;
  const none =
    rows.length === 0
      ? 'it has no need as the paper measures it, the share without enough support in the survey of 2019.'
      : `it has no snapshot of ${longDate(snapshot)}.`;
  return { rows: rows.some((row) => row.snapshot === snapshot) ? rows : [], none };
}

const needRows = (tables: FilledTables) =>
  tables.rows(figure3).filter(({ need, term }) => need === 'need_published' && term === 'need');

function turning(tables: FilledTables): Ours {
  const { rows, none } = slopeOf(tables);
  if (rows.length === 0) return lacks(none);
  const first = firstLastingNegative(rows);
  return {
    ...silent(
      first === null
        ? "By the paper's method, which takes PCNs as independent, it is not significantly negative at the end of the run."
        : `By the paper's method, which takes PCNs as independent, it is negative and significant from ${named(first)} on.`,
    ),
    table: figure3.file,
    row: rowText({ need: 'need_published', term: 'need' }),
    column: 'conf_high',
  };
}

function fall(tables: FilledTables): Ours {
  const { rows, none } = slopeOf(tables);
  const last = rows.find(({ snapshot }) => snapshot === publishedHeadline.snapshot);
  if (last === undefined) return lacks(none);
  return {
    ours: -last.estimate / 10,
    in_this_run: `The fall for 10 points more need at ${named(last.snapshot)}.`,
    table: figure3.file,
    row: rowText({ snapshot: last.snapshot, need: 'need_published', term: 'need' }),
    column: 'estimate',
  };
}

function employed(tables: FilledTables): Ours {
  const row = tables.rows(table1).find(({ snapshot }) => snapshot === counted);
  if (row === undefined) return lacks(`it has no snapshot of ${longDate(counted)}.`);
  return {
    ours: row.fte_total,
    in_this_run: `FTE at ${longDate(counted)}; the article does not say whether it counts persons or FTE.`,
    table: table1.file,
    row: rowText({ snapshot: counted }),
    column: 'fte_total',
  };
}

/** The rank of link workers in the census of the article's month; the article does not say what it ranks by. */
function ranked(tables: FilledTables): Ours {
  const row = tables.rows(roles).find(({ snapshot, role }) => snapshot === counted && isLinkWorkers(role));
  if (row === undefined || row.rank_fte === null)
    return lacks(
      `it has no snapshot of ${longDate(counted)}; the ranks of roles at those that it has are in ${roles.file}.`,
    );
  return {
    ours: row.rank_fte,
    in_this_run: `The rank by FTE at ${longDate(counted)} among all staff, whoever pays them; the article does not say whether it ranks persons or FTE.`,
    table: roles.file,
    row: rowText({ snapshot: counted, role: row.role }),
    column: 'rank_fte',
  };
}

const returns = () => lacks('no source of it has costs or benefits.');

/** What a run has beside each statement of the article; what only says in which unit another stands is left out. */
const beside: readonly (readonly [id: string, ours: (tables: FilledTables) => Ours])[] = [
  ['pulse-2024.data-start', (tables) => ends(tables, 'first')],
  ['pulse-2024.data-end', (tables) => ends(tables, 'last')],
  ['pulse-2024.first-negative', turning],
  ['pulse-2024.slope', fall],
  ['pulse-2024.employed', employed],
  ['pulse-2024.rank', ranked],
  ['pulse-2024.return-low', returns],
  ['pulse-2024.return-high', returns],
];

const synthetic = silent('Synthetic data are made from what the paper prints: nothing is held against them.');

/**
 * Sets what the article prints beside a run.
 * @param run its tables, and whether its data are synthetic: nothing is held against those.
 */
export function articleRows(
  told: readonly ToldByArticle[],
  run: { tables: FilledTables; synthetic: boolean },
): KnownArticleRow[] {
  const byId = new Map(told.map((one) => [one.id, one]));
  return beside.flatMap(([id, ours]) => {
    const one = byId.get(id);
    return one === undefined ? [] : [{ ...one, ...(run.synthetic ? synthetic : ours(run.tables)) }];
  });
}
