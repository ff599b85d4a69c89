import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findings, gradeRule } from '@inverse-care/core/tables';
import { describe, expect, it } from 'vitest';
import { briefing } from '../src/documents/briefing.js';
import type { Document } from '../src/documents/document.js';
import { renderDocument } from '../src/documents/render.js';
import { report } from '../src/documents/report.js';
import { drawFigures } from '../src/drawings/figures.js';
import { ruleText } from '../src/language/graded.js';
import { bare } from '../src/language/marks.js';
import { percent } from '../src/language/numbers.js';
import { exceptionClasses } from '../src/read-back/exceptions.js';
import { textOfPage } from '../src/read-back/page-text.js';
import { type ReadBack, readBack } from '../src/read-back/read-back.js';
import { resultsIn } from '../src/read-back/results-of.js';
import type { ReportInput } from '../src/report-input.js';
import { workplace } from './command.js';
import { fullInput, poorInput, syntheticInput, withoutTables } from './html-fixtures.js';
import { resultsOf } from './results-of-input.js';
import { sensitivityInput } from './sensitivity-fixtures.js';

/** Says how many numbers were found and how many digits needed no row, by class, and holds the page to having no other. */
function holds(what: string, { found, exceptions, wrong }: ReadBack): void {
  const needNone = Object.entries(exceptions).map(([name, times]) => `${name} ${times}`);
  console.info(`${what}: ${found} numbers in their rows; without one: ${needNone.join(', ') || 'none'}`);
  expect(wrong).toEqual([]);
}

const read = (document: Document, input: ReportInput) =>
  readBack(renderDocument(document, input, drawFigures(input)), resultsOf(input));

describe('every number in prose knows its row', () => {
  it.each([
    ['a full run', fullInput],
    ['a poor run', poorInput],
    ['a synthetic run', syntheticInput],
  ])('of %s', (what, make) => {
    const input = make();
    for (const document of [report, briefing]) holds(`${document.name} of ${what}`, read(document, input));
  });

  it('of all choices', async () => {
    const input = await sensitivityInput({
      slopes: { ltc_share: [3, -3], need_predicted: [2, 2] },
      choices:
        'snapshot: [2022-03-31, 2022-06-30], weights: [none, patients], form: [level, log1p], errors: [HC1, icb]',
    });
    for (const document of [report, briefing])
      holds(`${document.name} of all choices`, read(document, input));
  });
});

describe('a page', () => {
  const input = fullInput();
  const html = renderDocument(report, input, drawFigures(input));

  it('that is given other results is refused, number by number', () => {
    const results = resultsOf(input);
    const other = {
      ...results,
      table: (file: string) =>
        file === 'findings.csv'
          ? results.table(file)?.map((row) => ({ ...row, estimate: '0.5', snapshots: '3' }))
          : results.table(file),
    };
    const { wrong } = readBack(html, other);
    expect(wrong.length).toBeGreaterThan(2 * input.tables.rows(findings).length);
    for (const line of wrong) expect(line).toContain('findings.csv#need=');
    const without = withoutTables(input, findings);
    expect(readBack(html, resultsOf(without)).wrong[0]).toContain('0 rows of findings.csv have need');
  });

  it('prints without marks, and has them with the rows that they cite on a screen', () => {
    const print = renderDocument(report, input, drawFigures(input), { print: 'unknown' });
    expect(print).not.toMatch(/<data\b|data-cell|data-fixed|data-record|id="cited"/);
    expect(`${html}${print}`).not.toMatch(/[\ue000-\ue003]/);
    const { rows, tables } = JSON.parse(
      /<script type="application\/json" id="cited">(.*?)<\/script>/s.exec(html)![1]!,
    );
    for (const [, address] of html.matchAll(/data-cell="([^"]*\.csv#[^"]*;)[^";*]+"/g)) {
      const cells = rows[address!.replaceAll('&#39;', "'").replaceAll('&amp;', '&')];
      expect(cells, address).toBeDefined();
      expect(cells).toHaveLength(Object.keys(tables[address!.split('#')[0]!].columns).length);
    }
    const bare = (page: string) =>
      page
        .replace(/<(script|style)\b.*?<\/\1>/gs, '')
        .replace(/<head>.*?<\/head>/s, '')
        .replace(/<\/?(?:data|span data-)\b[^>]*>/g, '');
    const sentence = /<p class="answer">.*?<\/p>/s;
    expect(sentence.exec(bare(html))![0]).toBe(sentence.exec(bare(print))![0]);
  });
});

it('no class of exceptions takes a number as sentences print them', () => {
  const numbers = [
    '0.41',
    '−0.014',
    '+0.02762',
    '1,903',
    '95%',
    '16',
    '154',
    '2,022',
    '1.4',
    '<0.001',
    '0.0026',
  ];
  for (const { name, pattern } of exceptionClasses)
    for (const number of numbers)
      expect(`by ${number} of them`.match(pattern), `${name}: ${number}`).toBeNull();
});

const source = fileURLToPath(new URL('../src/', import.meta.url));

it('words of the method stand in the program as they stand on the page, with no number of a run in them', async () => {
  const written = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(path.join(source, name), 'utf8'))
    .join('\n');
  const input = await sensitivityInput({ slopes: { ltc_share: [3, -3], need_predicted: [2, 2] } });
  const phrases = [fullInput(), input].flatMap((one) =>
    textOfPage(renderDocument(report, one, drawFigures(one))).flatMap(({ pieces }) =>
      pieces.flatMap(({ text, mark }) => (mark !== null && 'data-fixed' in mark ? [text] : [])),
    ),
  );
  expect(new Set(phrases).size).toBeGreaterThan(8);
  for (const phrase of phrases) expect(written).toContain(`fixed\`${phrase}\``);
  const rule = bare(ruleText(fullInput().study));
  expect(rule).toContain(`fewer than ${gradeRule.fewestPcns} PCNs`);
  expect(rule).toContain(`so do ${percent(gradeRule.signShare)} of the specifications`);
});

const at = workplace();

it('every number in the page of Synthetic England is found in its results/', async () => {
  const done = await at.inverseCare(['demo', '--out', at.out, '--no-pdf', '--replicates', '99']);
  expect(done).toMatchObject({ code: 0, stderr: '' });
  const html = readFileSync(path.join(at.out, 'report.html'), 'utf8');
  holds('report.html of Synthetic England', readBack(html, resultsIn(at.out)));
  expect(html.length).toBeLessThan(6e6);
});

it.each([
  ['a small study', []],
  ['one specification of it', ['--set', 'weights=patients']],
])('every number in the pages of %s is found in its results/', async (what, more) => {
  const order = ['--study', at.study, '--data', at.data, '--out', at.out, '--format', 'html,briefing'];
  const done = await at.inverseCare(['run', ...order, ...more]);
  expect(done).toMatchObject({ code: 0, stderr: '' });
  const results = resultsIn(at.out);
  for (const page of ['report.html', 'briefing.html'])
    holds(`${page} of ${what}`, readBack(readFileSync(path.join(at.out, page), 'utf8'), results));
});
