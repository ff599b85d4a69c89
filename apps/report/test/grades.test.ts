import {
  bounds,
  type FindingTest,
  findings,
  findingTests,
  findingTestsTable,
  inference,
  influence,
  jointTests,
  multiverseSigns,
  placebo,
  slopes,
} from '@inverse-care/core/tables';
import { filled } from '@inverse-care/domain';
import { describe, expect, it, vi } from 'vitest';
import { associations } from '../src/language/association.js';
import type { ReportInput } from '../src/report-input.js';
import { gradesView } from '../src/sections/tables/grades-table.js';
import { announce } from '../src/summary.js';
import { type GradedWorld, inputOfWorld, world } from './graded-worlds.js';
import { withTables } from './html-fixtures.js';
import { snapshots } from './invented-rows.js';
import { briefingWords, findingsView } from './spoken.js';

const others = findingTests.filter((test) => test !== 'interval');

/** How the sentence of each test that breaks a finding begins. */
const broken: Readonly<Record<FindingTest, RegExp>> = {
  interval: /the interval includes zero/,
  snapshots: /the correction for (two|15) snapshots/,
  icb: /letting PCNs of one ICB be alike/,
  methods: /\d+ of \d+ other methods/,
  multiverse: /other choices, as \d+% of/,
  'one icb': /leaving out (one ICB|any of \d+ ICBs)/,
  'one pcn': /leaving out (one PCN|any of \d+ PCNs)/,
  bounds: /provision that was not reported \(bounds/,
  placebo: /its own test, which finds a link in \d+% of placebos/,
};

function terminal(input: ReportInput): string {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  announce('out', [], { ...input, kind: 'run' }, { seconds: 1, draws: null });
  const text = log.mock.calls.flat().join('\n');
  log.mockRestore();
  return text;
}

/** Every sentence of a run that a reader meets first. */
function everything(input: ReportInput) {
  const view = findingsView(input);
  const brief = briefingWords(input);
  return {
    headline: brief.headline,
    answers: [view.answer, brief.answer],
    need: view.needs[0]!,
    brief: [brief.headline, brief.answer, ...brief.means, ...brief.sure.map(({ text }) => text)].join(' '),
    terminal: terminal(input),
  };
}

/** Holds what is said of a run's one need against the rows of its tables, whatever made them. */
function check(input: ReportInput, context: string): void {
  const { tables } = input;
  const [row] = tables.rows(findings);
  const tests = tables.rows(findingTestsTable);
  const said = everything(input);
  const all = [said.headline, ...said.answers, said.need.text, said.brief, said.terminal];
  const text = all.join(' | ');
  const fails = tests.filter(({ result, test }) => result === 'breaks' && test !== 'interval');
  const at = `${context}: ${text}`;
  const { grade, finding, conf_low, conf_high } = row!;

  // One grade in every place, and nowhere the word of another.
  expect(said.need.label, at).toMatch(new RegExp(`[:,] ${grade}$`));
  for (const place of [said.need.text, said.brief, said.answers[0]!]) {
    expect(place, at).toContain(`: ${grade}`);
    for (const other of ['holds', 'fragile', 'cannot say'].filter((one) => one !== grade))
      expect(place, at).not.toMatch(new RegExp(`Grades?: ${other}`));
  }
  expect(said.terminal, at).toMatch(new RegExp(`[;,] ${grade}`));
  expect(said.terminal, at).toContain(said.headline);
  expect(/fragile/.test(said.headline), at).toBe(grade === 'fragile');

  // The interval and what it lets one say.
  const includes = conf_low! <= 0 && conf_high! >= 0;
  expect(/no clear (association|link)/i.test(text), at).toBe(
    includes && (finding !== 'small' || grade === 'cannot say'),
  );
  if (includes) expect(all.join(' '), at).not.toMatch(/(more|fewer) link workers/i);
  else {
    const [word, wrong] = finding === 'more' ? ['more', 'fewer'] : ['fewer', 'more'];
    if (row!.reason !== 'few PCNs')
      expect(said.headline, at).toMatch(new RegExp(`${word} link workers`, 'i'));
    expect(all.join(' '), at).not.toMatch(new RegExp(`${wrong} link workers`, 'i'));
    expect(all.join(' '), at).not.toContain('the interval includes zero');
  }

  // What breaks it is named, and nothing else is.
  if (grade === 'fragile') {
    for (const test of others) {
      const isBroken = fails.some((one) => one.test === test);
      expect(broken[test].test(said.need.text), `${test}, ${at}`).toBe(isBroken);
      expect(broken[test].test(said.brief), `${test}, ${at}`).toBe(isBroken);
      expect(broken[test].test(said.terminal), `${test}, ${at}`).toBe(isBroken);
    }
  }
  if (grade === 'holds') expect(fails, at).toEqual([]);

  // Numbers are those of the tables that the tests were made from.
  const side = finding === 'fewer' || (finding === 'none shown' && row!.estimate < 0) ? -1 : 1;
  // The margin of what is small is 0.03 for a standard deviation, 0.3 for a unit.
  const against = (one: { conf_low: number | null; conf_high: number | null }) =>
    finding === 'small'
      ? Math.max(Math.abs(one.conf_low!), Math.abs(one.conf_high!)) >= 0.3
      : side > 0
        ? one.conf_low! <= 0
        : one.conf_high! >= 0;
  const methods = tables
    .rows(inference)
    .filter(({ method }) => ![row!.method, 'CR2 by ICB'].includes(method));
  for (const [, some, of] of text.matchAll(/(\d+) of (\d+) other methods/g)) {
    expect([Number(some), Number(of)], at).toEqual([methods.filter(against).length, methods.length]);
  }
  const [signs] = tables.rows(multiverseSigns);
  for (const [, share, of] of text.matchAll(/as (\d+)% of (\d+) specifications/g)) {
    expect(Number(of), at).toBe(signs!.specifications);
    expect(Number(share), at).toBe(side > 0 ? signs!.positive : signs!.negative);
  }
  for (const [, share, of] of text.matchAll(/other choices \((\d+)% of (\d+) specifications have it/g)) {
    expect(Number(of), at).toBe(signs!.specifications);
    expect(Number(share), at).toBe(side > 0 ? signs!.positive : signs!.negative);
  }
  for (const [, share] of text.matchAll(/finds a link in (\d+)% of placebos/g)) {
    expect(Number(share), at).toBe(100 * Math.max(...tables.rows(placebo).map((one) => one.share)));
  }
  for (const [, some] of text.matchAll(/leaving out any of (\d+) PCNs/g)) {
    const pcns = tables.rows(influence).filter(({ level }) => level === 'pcn');
    expect(Number(some), at).toBe(pcns.filter(against).length);
  }

  // One snapshot and all of them.
  const zero = tables.rows(jointTests).find(({ test }) => test === 'all zero');
  expect(/none has a difference is rejected/.test(text), at).toBe(zero !== undefined && zero.p_value < 0.05);
  expect(/none has (a difference|one) is not rejected/.test(text), at).toBe(
    zero !== undefined && zero.p_value >= 0.05,
  );

  // What was not asked is said, and said to be what `sensitivity` asks.
  const asked = tables.rows(bounds).length > 0;
  expect(text.includes('“inverse-care sensitivity” would add'), at).toBe(!asked);
  expect(text, at).not.toMatch(/NaN|undefined|null|Infinity|\.\.|\s[.,;]/);
}

const combinations: Partial<GradedWorld>[] = [1, -1].flatMap((sign) =>
  (['bare', 'run', 'sensitivity'] as const).flatMap((kind) =>
    [0.1, 0.399_999, 0.5].flatMap((half) =>
      [1200, 29].flatMap((n) =>
        [snapshots, snapshots.slice(-2), snapshots.slice(-1)].flatMap((at) =>
          [0.003, 0.4].flatMap((allZero) =>
            [false, true].map((small) => ({ sign: sign as 1 | -1, kind, half, n, at, allZero, small })),
          ),
        ),
      ),
    ),
  ),
);

describe('grades', () => {
  it('hold where every test stands, whichever way it goes', () => {
    for (const sign of [1, -1] as const) {
      const [one] = associations(inputOfWorld(world({ sign })));
      expect(one!.finding).toMatchObject({ grade: 'holds', breaks: '', not_asked: '', reason: '' });
      expect(one!.direction).toBe(sign > 0 ? 'more' : 'less');
    }
  });

  it.each(others)('are fragile where one test alone breaks a finding: %s', (test) => {
    for (const sign of [1, -1] as const) {
      const input = inputOfWorld(world({ sign, breaks: [test] }));
      expect(input.tables.rows(findings)[0]).toMatchObject({ grade: 'fragile', breaks: test });
      check(input, test);
    }
  });

  it('are of a small difference, too, which the intervals of all tests must lie within', () => {
    const of = (...breaks: FindingTest[]) => inputOfWorld(world({ small: true, breaks }));
    expect(of().tables.rows(findings)[0]).toMatchObject({ finding: 'small', grade: 'holds', not_asked: '' });
    expect(briefingWords(of()).headline).toBe('Link workers hardly differ with need');
    expect(briefingWords(of('bounds')).headline).toBe(
      'Link workers seem to differ little with need, but that is fragile',
    );
    // They speak of a sign, or of false alarms, and there is none.
    expect(of('snapshots', 'multiverse', 'placebo').tables.rows(findings)[0]!.grade).toBe('holds');
    for (const test of ['icb', 'methods', 'one icb', 'one pcn', 'bounds'] as const) {
      expect(of(test).tables.rows(findings)[0]).toMatchObject({ grade: 'fragile', breaks: test });
      check(of(test), test);
    }
  });

  it('cannot be said where the interval includes zero, PCNs are few, or nothing else was asked', () => {
    const reason = (change: Partial<GradedWorld>) =>
      inputOfWorld(world(change)).tables.rows(findings)[0]!.reason;
    expect(reason({ half: 0.5 })).toBe('includes zero');
    expect(reason({ n: 29 })).toBe('few PCNs');
    expect(reason({ n: 30 })).toBe('');
    expect(reason({ kind: 'bare' })).toBe('nothing else asked');
    expect(reason({ half: Number.NaN })).toBe('no interval');
  });

  it('of a run say what sensitivity would add, and its briefing is another', () => {
    const run = briefingWords(inputOfWorld(world({ kind: 'run' })));
    const whole = briefingWords(inputOfWorld(world({ breaks: ['one icb'] })));
    expect(run.headline).toBe('More link workers where need is greater');
    expect(run.sure.find(({ label }) => label === 'Not asked')?.text).toBe(
      'Grades are by what this run computed; “inverse-care sensitivity” would add other choices (the multiverse), leaving out one ICB, leaving out one PCN, provision that was not reported and placebos, and may break what stands here.',
    );
    expect(whole.headline).toBe(
      'No firm link between need and link workers: more link workers where need is greater, but that is fragile',
    );
    expect(whole.sure.map(({ text }) => text).join(' ')).toContain(
      'It is broken by leaving out one ICB, Lancashire and South Cumbria (+0.040, −0.005 to 0.070).',
    );
  });

  it('stand in one table with what each test makes of the finding', () => {
    const view = gradesView(inputOfWorld(world({ breaks: ['multiverse'] })))!;
    expect(view.rows[0]!.cells.map(({ text, sub }) => `${text} ${sub ?? ''}`.trim())).toEqual([
      '+0.040 0.030 to 0.050',
      'more link workers',
      'fragile',
      '0.010 stands',
      '0.020 to 0.060 stands',
      '0 of 2 stands',
      '80% breaks',
      '0 of 2 stands',
      '0 of 2 stands',
      '0.020 to 0.060 stands',
      '6% stands',
    ]);
  });

  it(`contradict no table, over a grid of results (${combinations.length} of them)`, () => {
    for (const change of combinations) check(inputOfWorld(world(change)), JSON.stringify(change));
  });

  it('contradict no table where several tests break a finding', () => {
    for (let mask = 0; mask < 2 ** others.length; mask += 7) {
      const breaks = others.filter((_, i) => mask & (1 << i));
      check(inputOfWorld(world({ breaks, sign: mask % 2 ? 1 : -1 })), breaks.join());
    }
  });
});

it('counts a snapshot as clear after correction where p is below 1 less the level, which 0.05 is not', () => {
  const input = inputOfWorld(world());
  const clearAt = (p_holm: number) =>
    associations(
      withTables(
        input,
        filled(
          slopes,
          input.tables.rows(slopes).map((row) => ({ ...row, p_holm })),
        ),
      ),
    )[0]!.adjusted;
  expect(clearAt(0.0499)).toBe(snapshots.length);
  expect(clearAt(0.05)).toBe(0);
});
