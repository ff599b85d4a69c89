import { type FlowRow, flow } from '@inverse-care/core/tables';
import { filled } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { renderDocument } from '../src/documents/render.js';
import { report } from '../src/documents/report.js';
import { drawFigures } from '../src/drawings/figures.js';
import { flowFigure } from '../src/drawings/flow-figure.js';
import { abstractWords } from '../src/language/abstract-words.js';
import { bare } from '../src/language/marks.js';
import type { ReportInput } from '../src/report-input.js';
import { flowView } from '../src/sections/tables/flow-table.js';
import { fullInput, poorInput, syntheticInput, withTables } from './html-fixtures.js';
import { last } from './invented-rows.js';

const row = (
  step: number,
  stage: FlowRow['stage'],
  count: number,
  left_out: number,
  more: Partial<FlowRow> = {},
): FlowRow => ({
  snapshot: last,
  step,
  stage,
  need: '',
  unit: step < 4 ? 'practices' : 'PCNs',
  count,
  left_out,
  reason: '',
  not_reported: step < 4 ? null : 30,
  ...more,
});

const rows = [
  row(1, 'in the files', 6600, 0),
  row(2, 'in a PCN', 6500, 100, { reason: 'belongs to no PCN' }),
  row(3, 'with patients', 6450, 50, { reason: 'no registered patients' }),
  row(4, 'open', 1290, 0),
  row(5, 'in the population', 1270, 20, { reason: 'not open on 2023-11-16' }),
  row(6, 'with provision', 1240, 30, { reason: 'did not report', not_reported: 0 }),
  row(7, 'with need', 1239, 1, { need: 'ltc_share', reason: 'no value of the need', not_reported: 0 }),
  row(7, 'with need', 1240, 0, { need: 'need_published', not_reported: 0 }),
  row(8, 'in the regression', 1239, 0, { need: 'ltc_share', not_reported: 0 }),
  row(8, 'in the regression', 0, 1240, { need: 'need_published', reason: 'no regression', not_reported: 0 }),
];
const base = fullInput();
const input: ReportInput = withTables<ReportInput>(
  { ...base, study: { ...base.study, absent: 'missing' } },
  filled(flow, rows),
);
const wordsIn = (svg: string) => svg.replace(/<[^>]*>|\n/g, ' ').replace(/\s+/g, ' ');

describe('the flow from the files to the regressions', () => {
  const [drawn] = flowFigure(input);

  it('is drawn with its numbers and what is left out, for either width, and told in words', () => {
    for (const svg of [drawn!.svg, drawn!.narrow!]) {
      const said = wordsIn(svg.slice(svg.indexOf('</desc>')));
      for (const words of [
        '6,600 practices in the files',
        '100 in no PCN',
        '6,500 practices in a PCN',
        '50 without registered patients',
        '6,450 practices with registered patients',
        'in 1,290 PCNs',
        '20 PCNs not open on 2023-11-16',
        '1,270 PCNs that the study counts',
        '1,240 reported; 30 did not',
        '30 did not report',
        '1,240 PCNs with provision',
        '1,239 with a value, 1,239 in the regression',
        '1 without a value',
        '1,240 with a value, no regression',
      ])
        expect(said).toContain(words);
    }
    expect(drawn!.alt).toContain('6,500 practices in a PCN (left out: 100 in no PCN).');
    expect(drawn!.rows).toHaveLength(rows.length);
  });

  it('has the headline need first, and a table that says the same', () => {
    expect(drawn!.title).toBe('From 6,600 practices in the files to no regression');
    const view = flowView(input)!;
    expect(view.rows).toHaveLength(rows.length);
    expect(view.rows.map(({ header, cells }) => [header.text, cells[0]!.text, cells[1]!.text])).toEqual([
      ['Practices in the files', '6,600', '0'],
      ['Practices in a PCN', '6,500', '100'],
      ['Practices with patients', '6,450', '50'],
      ['PCNs open', '1,290', '0'],
      ['PCNs in the population', '1,270', '20'],
      ['PCNs with provision', '1,240', '30'],
      ['PCNs with need', '1,240', '0'],
      ['PCNs in the regression', '0', '1,240'],
      ['PCNs with need', '1,239', '1'],
      ['PCNs in the regression', '1,239', '0'],
    ]);
  });

  it('stands in the report under a heading, and not where a run has no such counts', () => {
    const page = renderDocument(report, input, drawFigures(input));
    expect(page).toContain('<section id="flow">');
    expect(page).toContain('<b>Figure F1.</b>');
    expect(page).toContain('<b>Table F1.</b>');
    expect(renderDocument(report, base, drawFigures(base))).not.toContain('<section id="flow">');
  });
});

describe('the abstract', () => {
  const labels = (of: ReportInput) => abstractWords(of).map(({ label }) => label);
  const text = (of: ReportInput, label: string) =>
    bare(abstractWords(of)).find((one) => one.label === label)?.text;

  it('has four parts', () => {
    for (const one of [input, base, syntheticInput()])
      expect(labels(one)).toEqual(['Background', 'Methods', 'Findings', 'Interpretation']);
  });

  it('says what was found by every measure with its interval, how many PCNs stand behind it, and the grades', () => {
    const found = text(input, 'Findings');
    expect(found).toContain('there were 1,240 PCNs of 6,450 practices: all reported.');
    expect(found?.match(/ by [^(]+ [+−][\d.]+ \(−?[\d.]+ to −?[\d.]+\)/g)).toHaveLength(3);
    expect(found).toMatch(/Grades?: /);
  });

  it('says of synthetic data that they say nothing of England, and of no data that there is no measure', () => {
    expect(text(syntheticInput(), 'Interpretation')).toContain('The data are synthetic');
    expect(text(input, 'Interpretation')).not.toContain('synthetic');
    expect(labels(poorInput())).toEqual(['Background', 'Methods', 'Interpretation']);
    expect(text(poorInput(), 'Methods')).toContain('No measure of need could be set beside it.');
  });

  it('is of the specification where a run is of one, and its other sections say whose regression they show', () => {
    const one = { ...input, kind: 'specification' as const };
    expect(text(one, 'Findings')).not.toContain('practices');
    expect(text(one, 'Methods')).toContain('One specification was fitted');
    const page = renderDocument(report, one, drawFigures(one));
    for (const id of ['association', 'flow', 'supplement', 'claims']) {
      const section = new RegExp(`<section id="${id}">[\\s\\S]*?</section>`).exec(page)?.[0];
      expect(section, id).toContain('This section is of the study’s own regression at this snapshot');
    }
    expect(renderDocument(report, input, drawFigures(input))).not.toContain(
      'This section is of the study’s own',
    );
  });
});

describe('the first page', () => {
  it('comes before the search and the contents, and leads to one’s own area', () => {
    const page = renderDocument(report, input, drawFigures(input));
    const at = (text: string) => {
      expect(page).toContain(text);
      return page.indexOf(text);
    };
    expect(at('<section id="summary">')).toBeLessThan(at('id="search"'));
    expect(at('id="search"')).toBeLessThan(at('<section id="abstract">'));
    expect(at('<section id="abstract">')).toBeLessThan(at('<nav class="contents"'));
    expect(page).toMatch(/class="own-area">.*href="#search".*href="#icb-provision-block">Figure 1\.\d</);
    const print = renderDocument(report, input, drawFigures(input), {
      print: new Map([['icb-provision-block', 9]]),
    });
    expect(print).toMatch(/href="#icb-provision-block">Figure 1\.\d<\/a> \(page 9\)/);
    expect(print).not.toContain('href="#search"');
  });
});
