import { influence } from '../influence/tables.js';
import { joint } from '../joint/tables.js';
import { multiverseSigns } from '../multiverse/tables.js';
import { inference } from '../other-methods/tables.js';
import { placebo } from '../placebo/tables.js';
import { bounds } from '../unreported/tables.js';
import { bears, type Interval, intervalOf, room } from './claim.js';
import type { FindingQuestion } from './question.js';
import { type FindingTest, type FindingTestRow, gradeRule } from './tables.js';

export type Answer = Partial<Omit<FindingTestRow, 'need' | 'test'>> & Pick<FindingTestRow, 'result'>;

export const notAsked: Answer = { result: 'not asked' };
export const notApplicable: Answer = { result: 'not applicable' };

export const verdict = (stands: boolean): FindingTestRow['result'] => (stands ? 'stands' : 'breaks');

/** Rows of the need at the snapshot. */
const own = <T extends { need: string; snapshot: string }>(
  rows: readonly T[],
  { need, snapshot }: FindingQuestion,
): T[] => rows.filter((row) => row.need === need && row.snapshot === snapshot);

/** Whether a finding's own interval bears it out. */
export function ofInterval({ interval, stand, estimate, p_value, method, source }: FindingQuestion): Answer {
  if (interval === null) return notAsked;
  // That a difference is small is claimed by two one-sided tests, whose interval is a narrower one.
  const stands = stand.side === 0 || bears(stand, interval);
  return { result: verdict(stands), estimate, ...interval, p_value, what: method, source };
}

/** By Romano and Wolf where there are draws, else by Holm. */
function ofSnapshots(question: FindingQuestion): Answer {
  const { stand, snapshots, alpha, p_holm, tables } = question;
  if (snapshots < 2 || stand.side === 0) return notApplicable;
  const [row] = own(tables.rows(joint), question);
  const p_value = row?.p_romano_wolf ?? p_holm;
  if (p_value === null || !Number.isFinite(p_value)) return notAsked;
  return {
    result: verdict(p_value < alpha),
    p_value,
    what: row === undefined ? 'Holm' : 'Romano and Wolf',
    source: row === undefined ? 'slopes.csv' : 'joint.csv',
  };
}

const byIcb = 'CR2 by ICB';

function ofIcb(question: FindingQuestion): Answer {
  const { same, method, tables, stand, perUnit, estimate } = question;
  if (method === byIcb) return notApplicable;
  if (!same) return notAsked;
  const row = own(tables.rows(inference), question).find((one) => one.method === byIcb);
  const interval = intervalOf(row?.conf_low, row?.conf_high, perUnit);
  if (row === undefined || interval === null) return notAsked;
  return {
    result: verdict(bears(stand, interval)),
    estimate,
    ...interval,
    p_value: row.p_value,
    what: byIcb,
    source: 'inference.csv',
  };
}

/** An interval with what it is of. */
export interface Candidate {
  interval: Interval;
  estimate: number | null;
  what: string;
}

/** All intervals must bear the finding out; the one with the least room is told. */
export function ofAll(
  candidates: readonly Candidate[],
  { stand }: Pick<FindingQuestion, 'stand'>,
  source: string,
): Answer {
  if (candidates.length === 0) return notAsked;
  const against = candidates.filter(({ interval }) => !bears(stand, interval)).length;
  const weakest = candidates.reduce((least, one) =>
    room(stand, one.interval) < room(stand, least.interval) ? one : least,
  );
  return {
    result: verdict(against === 0),
    against,
    of: candidates.length,
    estimate: weakest.estimate,
    ...weakest.interval,
    what: weakest.what,
    source,
  };
}

function ofMethods(question: FindingQuestion): Answer {
  const { same, method, perUnit, tables } = question;
  if (!same) return notAsked;
  const candidates = own(tables.rows(inference), question).flatMap((row): Candidate[] => {
    const interval = intervalOf(row.conf_low, row.conf_high, perUnit);
    // The one by ICB is asked by itself.
    if (row.method === method || row.method === byIcb || interval === null) return [];
    return [{ interval, estimate: row.estimate === null ? null : row.estimate / perUnit, what: row.method }];
  });
  return ofAll(candidates, question, 'inference.csv');
}

/** Whether a share, as tables print it, is at least that of the rule. */
export const isNearlyAll = (share: number): boolean => Math.round(100 * share) >= 100 * gradeRule.signShare;

function ofMultiverse({ need, tables, stand }: FindingQuestion): Answer {
  const row = tables.rows(multiverseSigns).find(({ scope }) => scope === `need=${need}`);
  if (row === undefined || row.specifications === 0) return notAsked;
  if (stand.side === 0) return notApplicable;
  const same = stand.side > 0 ? row.positive : row.negative;
  const share = same / row.specifications;
  return {
    result: verdict(isNearlyAll(share)),
    against: row.specifications - same,
    of: row.specifications,
    share,
    source: 'multiverse_signs.csv',
  };
}

const without =
  (level: 'icb' | 'pcn') =>
  (question: FindingQuestion): Answer => {
    const { same, perUnit, tables } = question;
    if (!same) return notAsked;
    const candidates = own(tables.rows(influence), question).flatMap((row): Candidate[] => {
      const interval = intervalOf(row.conf_low, row.conf_high, perUnit);
      if (row.level !== level || interval === null) return [];
      return [{ interval, estimate: row.estimate / perUnit, what: row.code }];
    });
    return ofAll(candidates, question, 'influence.csv');
  };

function ofBounds(question: FindingQuestion): Answer {
  const { same, perUnit, stand, tables } = question;
  const [row] = same ? own(tables.rows(bounds), question) : [];
  const interval = intervalOf(row?.bound_low, row?.bound_high, perUnit);
  if (row === undefined || interval === null) return notAsked;
  if (row.unreported === 0) return { result: 'stands', source: 'bounds.csv' };
  return { result: verdict(bears(stand, interval)), ...interval, source: 'bounds.csv' };
}

/** The exchange of places under which the finding's own test rejects most often by mistake. */
function ofPlacebo(question: FindingQuestion): Answer {
  const { same, method, stand, alpha, tables } = question;
  const named = method.startsWith('Conley') ? 'Conley' : method;
  const rows = same ? own(tables.rows(placebo), question).filter((row) => row.method === named) : [];
  const [first] = rows;
  if (first === undefined) return notAsked;
  if (stand.side === 0) return notApplicable;
  const worst = rows.reduce((most, row) => (row.share > most.share ? row : most), first);
  return {
    result: verdict(worst.share <= gradeRule.placeboTimes * alpha),
    against: worst.rejections,
    of: worst.placebos,
    share: worst.share,
    what: worst.scheme,
    source: 'placebo.csv',
  };
}

const tests: Readonly<Record<FindingTest, (question: FindingQuestion) => Answer>> = {
  interval: ofInterval,
  snapshots: ofSnapshots,
  icb: ofIcb,
  methods: ofMethods,
  multiverse: ofMultiverse,
  'one icb': without('icb'),
  'one pcn': without('pcn'),
  bounds: ofBounds,
  placebo: ofPlacebo,
};

const empty = {
  against: null,
  of: null,
  share: null,
  p_value: null,
  estimate: null,
  low: null,
  high: null,
  what: '',
  source: '',
};

/**
 * What a finding is held against, one row a test, in the order in which they are told.
 * @param asked how each test is made; as for the study's own regressions where left out.
 */
export const testRows = <Q extends FindingQuestion>(
  question: Q,
  asked: Readonly<Record<FindingTest, (question: Q) => Answer>> = tests,
): FindingTestRow[] =>
  Object.entries(asked).map(([test, ask]) => ({
    need: question.need,
    test: test as FindingTest,
    ...empty,
    ...ask(question),
  }));
