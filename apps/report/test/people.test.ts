import {
  type CorrelationRow,
  correlations,
  type NeedGapRow,
  needFifths,
  needGaps,
} from '@inverse-care/core/tables';
import { filled } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { briefing } from '../src/documents/briefing.js';
import { renderDocument } from '../src/documents/render.js';
import { report } from '../src/documents/report.js';
import { drawFigures } from '../src/drawings/figures.js';
import { fullInput, withTables } from './html-fixtures.js';
import { last } from './invented-rows.js';
import { apartWords, disagreementWords, fifthsParagraph, gapSentence, gapTitle } from './spoken.js';

const gap = (need: string, difference: number, half: number): NeedGapRow => ({
  snapshot: last,
  need,
  least: 0.4,
  most: 0.4 + difference,
  difference,
  conf_low: difference - half,
  conf_high: difference + half,
  patients: 12_345_678,
  staff: 1200 * difference,
  staff_low: 1200 * (difference - half),
  staff_high: 1200 * (difference + half),
  difference_reported: difference,
  method: 'jackknife, leaving out one ICB at a time',
});
const fifths = (need: string) =>
  [1, 2, 3, 4, 5].map((fifth) => ({
    snapshot: last,
    need,
    fifth,
    pcns: 250,
    not_reported: 10,
    patients: 12_000_000,
    need_low: fifth / 10,
    need_high: (fifth + 1) / 10,
    fte: 480,
    value: 0.4,
    conf_low: 0.3,
    conf_high: 0.5,
    value_reported: 0.42,
  }));
const goes = (need: string, variable: string, correlation: number): CorrelationRow => ({
  snapshot: last,
  need,
  variable,
  n: 1270,
  correlation,
  r2: correlation ** 2,
});
const told = (published: [number, number], ltc: [number, number]) =>
  withTables(
    fullInput(),
    filled(needGaps, [gap('need_published', ...published), gap('ltc_share', ...ltc)]),
    filled(needFifths, [...fifths('need_published'), ...fifths('ltc_share')]),
    filled(correlations, [
      goes('need_published', 'fte_per_10k', -0.05),
      goes('need_published', 'ltc_share', -0.52),
      goes('need_published', 'income_deprivation', 0.69),
      goes('need_published', 'rural', -0.66),
      goes('ltc_share', 'fte_per_10k', 0.09),
      goes('ltc_share', 'need_published', -0.52),
      goes('ltc_share', 'income_deprivation', 0.03),
    ]),
  );

describe('what people have, by fifth of need', () => {
  it.each([
    [-0.1, 0.05, 0.1, 0.2, /fewer link workers by/, / more link workers by/],
    [0.1, 0.05, 0.1, 0.2, /more link workers by/, /fewer link workers by/],
    [-0.1, 0.2, 0.1, 0.2, /^By no measure/, /clearly fewer by/],
  ])('is titled by what the intervals allow: %d ± %d and %d ± %d', (a, b, c, d, says, never) => {
    const title = gapTitle(told([a, b], [c, d]));
    expect(title).toMatch(says);
    expect(title).not.toMatch(never);
  });

  it('is told in staff, with the interval of its row', () => {
    const input = told([-0.05, 0.1], [0.1, 0.05]);
    expect(
      gapSentence(input.tables.rows(needGaps).find(({ need }) => need === 'need_published')!, input),
    ).toContain('over their patients 60 fewer FTE (95% interval 180 fewer to 60 more).');
  });

  it('leads the briefing too, with a text for who does not see the figure, before the grades', () => {
    const input = told([-0.05, 0.1], [0.1, 0.05]);
    const html = renderDocument(briefing, input, drawFigures(input));
    const figure = /<figure[^>]*id="need-fifths-block"[\s\S]*?<\/figure>/.exec(html)?.[0];
    expect(figure).toMatch(/role="img"[^>]*aria-labelledby=/);
    expect(figure).toMatch(/<desc[^>]*>[^<]{40,}/);
    expect(html.indexOf('What people have')).toBeLessThan(html.indexOf('By every measure of need'));
    expect(html.match(/<figure/g)).toHaveLength(1);
  });

  it('says how many patients a fifth has, rounded', () => {
    expect(fifthsParagraph(told([-0.05, 0.1], [0.1, 0.05]))).toContain(
      'about as many patients each, 12,300,000.',
    );
  });

  it('stands on the first page, before the contents in print, and its table before the regressions', () => {
    const input = told([-0.05, 0.1], [0.1, 0.05]);
    const figures = drawFigures(input);
    const print = renderDocument(report, input, figures, { print: 'unknown' });
    const at = (text: string) => {
      expect(print).toContain(text);
      return print.indexOf(text);
    };
    expect(at('id="need-fifths-block"')).toBeLessThan(at('class="contents"'));
    expect(at('class="contents"')).toBeLessThan(at('id="table-gaps"'));
    expect(at('id="table-gaps"')).toBeLessThan(at('id="figure3-block"'));
    expect(renderDocument(report, input, figures).match(/class="contents"/g)).toHaveLength(1);
  });
});

describe('why measures disagree', () => {
  const input = told([-0.05, 0.1], [0.1, 0.05]);

  it('names the pairs that go together most and least, from their rows', () => {
    expect(apartWords(input)).toContain('income deprivation (0.69)');
    expect(apartWords(input)).toContain('long-term conditions (−0.52)');
  });

  it('prints R² of each need by itself, and never counts provision among what a need goes with', () => {
    const words = disagreementWords(input)!;
    expect(words).toMatch(/accounts for .*\(R²\)/);
    expect(words).toMatch(/runs most against .*\(−0\.66\)/);
    expect(words).not.toContain('least with');
    expect(words).toContain('0.8% by long-term conditions');
    expect(words).not.toMatch(/(most|least) with “?Provision/i);
  });

  it('is drawn with the measures across', () => {
    const figure = drawFigures(input).find(({ id }) => id === 'need-correlations')!;
    expect(figure.alt).toContain('2 measures of need');
    expect(figure.rows).toHaveLength(7);
  });
});

it('figures of one kind are told apart by the measure in title and alt text', () => {
  const figures = drawFigures(fullInput()).filter(({ id }) => id.startsWith('figure3'));
  expect(figures.length).toBeGreaterThan(2);
  for (const of of [figures.map(({ title }) => title), figures.map(({ alt }) => alt.slice(0, 80))])
    expect(new Set(of).size).toBe(figures.length);
});
