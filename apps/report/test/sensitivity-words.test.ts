import { multiverse, multiverseJoint, multiverseSummary, needVerdicts } from '@inverse-care/core/tables';
import { variableOf } from '@inverse-care/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { percent } from '../src/language/numbers.js';
import { needName } from '../src/language/words.js';
import { multiverseLines } from '../src/multiverse-summary.js';
import type { ReportInput } from '../src/report-input.js';
import { signsView } from '../src/sections/tables/multiverse-tables.js';
import { boundsView, carriersView } from '../src/sections/tables/robustness-tables.js';
import { sensitivityInput, type World } from './sensitivity-fixtures.js';
import { sensitivityWords } from './spoken.js';

/** Worlds that were made, so what is true of each is known. */
const worlds: Record<string, World> = {
  'all positive': { slopes: { ltc_share: [4, 4], share_65_plus: [4, 4] } },
  'all negative': { slopes: { ltc_share: [-4, -4], share_65_plus: [-4, -4] } },
  'the need decides': { slopes: { ltc_share: [4, 4], share_65_plus: [-4, -4] } },
  'the snapshot decides': { slopes: { need_predicted: [4, -4] } },
  'no effect': { slopes: { ltc_share: [0, 0], share_65_plus: [0, 0] }, noise: 6 },
  'one need': { slopes: { ltc_share: [3, 3] } },
  'no draws': { slopes: { ltc_share: [3, 3], share_65_plus: [1, -1] }, replicates: 0 },
  'no other choice': {
    slopes: { ltc_share: [3, 3], share_65_plus: [3, 3] },
    choices: 'snapshot: [2022-06-30]',
  },
  'one specification': { slopes: { ltc_share: [3, 3] }, choices: 'snapshot: [2022-06-30]' },
  'nothing fitted': { slopes: { ltc_share: [3, 3] }, pcns: 8 },
  'nothing in the data': { slopes: {}, needs: ['need_published', 'core20_share'] },
};

describe.each(Object.entries(worlds))('in a world of %s', (name, world) => {
  let input: ReportInput;
  let words: NonNullable<ReturnType<typeof sensitivityWords>>;
  let said: string;
  beforeAll(async () => {
    input = await sensitivityInput(world);
    words = sensitivityWords(input)!;
    said = [words.answer, words.counts, ...[...words.needs, ...words.others].map(({ text }) => text)].join(
      '\n',
    );
  });

  it('no sentence has a hole', () => {
    expect(said).not.toMatch(/NaN|undefined|null|–|\s{2}| ,|\.\.|:\s*$|of {2}/);
    for (const line of said.split('\n')) expect(line).toMatch(/^[A-Z].*\.$/);
  });

  it('a need is said to hold its direction exactly where the table has 95% of one sign or more', () => {
    const holding = words.answer.split('By ')[0]!;
    for (const { need, specifications, positive, negative } of needVerdicts(input.tables)) {
      const share = Math.max(positive, negative) / specifications;
      expect(holding.includes(needName(need, input.data.panel)), need).toBe(Math.round(100 * share) >= 95);
    }
  });

  it('the shares in words are those of the table', () => {
    const signs = signsView(input);
    for (const one of needVerdicts(input.tables)) {
      const row = signs!.rows.find(
        ({ header }) => header.text === variableOf(input.data.panel, one.need).label,
      );
      const [, positive, negative] = row!.cells.map(({ text }) => text);
      const text = words.needs.find(
        ({ label }) => label.toLowerCase() === needName(one.need, input.data.panel),
      )!.text;
      expect(text).toContain(
        one.positive === 0
          ? 'none is positive'
          : one.negative === 0
            ? 'all are positive'
            : `${positive} are positive`,
      );
      expect(text).toContain(
        one.negative === 0
          ? 'none is negative'
          : one.positive === 0
            ? 'all are negative'
            : `${negative} are negative`,
      );
      expect(positive).toBe(percent(one.positive / one.specifications));
    }
  });

  it('what is said of non-reporting, of places and of the whole curve is in their tables', () => {
    const of = (label: string) => words.others.find((one) => one.label === label)?.text;
    const bounds = boundsView(input)?.rows.filter(({ header }) => header.sub?.startsWith('30 June 2022'))[0];
    expect(of('Not reported') === undefined).toBe(bounds === undefined);
    if (bounds !== undefined) {
      expect(of('Not reported')!.includes('not settled')).toBe(bounds.cells[2]!.sub === 'sign not settled');
    }
    const carriers = carriersView(input)?.rows[0];
    expect(of('Few places') === undefined).toBe(carriers === undefined);
    if (carriers !== undefined) {
      expect(of('Few places')!.includes('not significant with all')).toBe(
        carriers.cells[0]!.text === 'not significant with all in',
      );
    }
    for (const { scope, statistic, p_value } of input.tables.rows(multiverseJoint)) {
      if (statistic !== 'average Z' || !/^need=\w+$/.test(scope) || p_value === null) continue;
      const text = of('Taken together')!;
      const [clear, rest = ''] = text.includes('is no further') ? ['', text] : text.split('; that of ');
      expect(p_value < 0.05 ? clear : rest).toContain(needName(scope.slice(5), input.data.panel));
    }
  });

  it('the terminal says it in at most fifteen lines, with the same answer', () => {
    const lines = multiverseLines(input, { computed: 0, cached: 0 });
    expect(lines.length).toBeLessThanOrEqual(15);
    const { lost } = input.tables.rows(multiverseSummary)[0]!;
    if (input.tables.rows(multiverse).length + lost > 1) expect(lines.join('\n')).toContain(words.answer);
    expect(lines.join('\n')).not.toMatch(/NaN|undefined/);
  });

  it(`the answer is the one that the world was made for (${name})`, () => {
    const expected: Record<string, RegExp> = {
      'all positive':
        /^The sign is the same in nearly all specifications: by long-term conditions and .*more link workers/,
      'all negative':
        /^The sign is the same in nearly all specifications: by long-term conditions and .*fewer link workers/,
      'the need decides':
        /^The sign hangs on the measure of need: by long-term .*more .*; by the share aged 65 and over.*fewer/,
      'the snapshot decides':
        /^No sign is the same in nearly all specifications\. By predicted lack of support, the sign .*equation/,
      'no effect': /./,
      'one need':
        /^The sign is the same in nearly all specifications: by long-term conditions, greater need goes with more/,
      'no draws': /by long-term conditions, greater need goes with more/,
      'no other choice': /^The sign is the same in nearly all specifications/,
      'one specification': /^There is one specification alone/,
      'nothing fitted': /^No specification gave an effect/,
      'nothing in the data': /^No specification gave an effect/,
    };
    expect(words.answer).toMatch(expected[name]!);
    const other: Record<string, RegExp> = {
      'the snapshot decides': /changed alone, its sign turns at 31 March 2022/,
      'no draws': /No draws were made/,
      'no effect': /Most cannot be told from zero/,
      'no other choice': /No other choice is varied/,
      'all positive': /no choice changed alone turns its sign/,
    };
    if (other[name]) expect(said).toMatch(other[name]);
  });
});
