import { describe, expect, it } from 'vitest';
import { withSource } from '../src/language/marks.js';
import { decimal } from '../src/language/numbers.js';
import { textOfPage } from '../src/read-back/page-text.js';
import { type Results, readBack } from '../src/read-back/read-back.js';

const results: Results = {
  table: (file) =>
    file === 'slopes.csv'
      ? [
          { need: 'ltc_share', snapshot: '2022-06-30', estimate: '0.4216', method: 'CR2 by ICB' },
          { need: 'ltc_share', snapshot: '2022-03-31', estimate: '', method: '' },
        ]
      : file === 'increments.csv'
        ? [{ variable: 'ltc_share', told_per_unit: '10', told_for: '10 percentage points' }]
        : undefined,
  manifest: { study: { inference: { level: 0.95 } }, warnings: [{ message: 'Rows that repeat: 12.' }] },
};

const page = (inside: string) => `<main><section id="levels"><p>${inside}</p></section></main>`;
const data = (text: string, cell: string, as: string, value: string, per = '') =>
  `<data value="${value}" data-cell="${cell}" data-as="${as}"${per === '' ? '' : ` data-per="${per}"`}>${text}</data>`;
const slope = 'slopes.csv#need=ltc_share;snapshot=2022-06-30;';
const unit = 'increments.csv#variable=ltc_share;told_per_unit';
const read = (inside: string) => readBack(page(inside), results);

describe('a page read back against its results', () => {
  it.each([
    ['a cell', data('0.42', `${slope}estimate`, 'd2', '0.4216')],
    ['a cell over another', data('+0.042', `${slope}estimate`, 's3', String(0.4216 / 10), unit)],
    ['how many rows there are', data('two', 'slopes.csv#need=ltc_share;*', 'w', '2')],
    ['a size without its sign', data('0.42', `${slope}estimate`, '|d2', '0.4216')],
    ['a setting of the study', data('95%', 'manifest.json#/study/inference/level', 'l', '0.95')],
    ['what a setting leaves', data('5%', 'manifest.json#/study/inference/level', '~p0', String(1 - 0.95))],
    [
      'the words of a cell',
      data('10 percentage points', 'increments.csv#variable=ltc_share;told_for', 't', '10 percentage points'),
    ],
  ])('finds %s', (_, html) => {
    expect(read(html)).toEqual({ found: 1, exceptions: {}, wrong: [] });
  });

  it.each([
    [
      'of a table that is not there',
      data('0.42', 'none.csv#estimate', 'd2', '0.4216'),
      'results/ has no none.csv',
    ],
    [
      'of no row',
      data('0.42', 'slopes.csv#need=core20_share;estimate', 'd2', '0.4216'),
      '0 rows of slopes.csv have need = core20_share',
    ],
    [
      'of several rows',
      data('0.42', 'slopes.csv#need=ltc_share;estimate', 'd2', '0.4216'),
      '2 rows of slopes.csv',
    ],
    ['of no column', data('0.42', `${slope}slope`, 'd2', '0.4216'), 'slopes.csv has no column slope'],
    ['that is another', data('0.41', `${slope}estimate`, 'd2', '0.4216'), 'is printed as 0.42'],
    [
      'whose value is another',
      data('0.42', `${slope}estimate`, 'd2', '0.42'),
      'the page says its value is 0.42',
    ],
    [
      'of an empty cell',
      data('0.42', 'slopes.csv#snapshot=2022-03-31;estimate', 'd2', '0.42'),
      'holds no number',
    ],
    [
      'of no setting',
      data('95%', 'manifest.json#/study/level', 'l', '0.95'),
      'manifest.json has no /study/level',
    ],
  ])('refuses a number %s', (_, html, why) => {
    const { found, wrong } = read(html);
    expect(found).toBe(0);
    expect(wrong).toEqual([expect.stringContaining(why)]);
  });

  it('says which number has no row, and where it stands', () => {
    expect(read('The slope is 0.41 here.').wrong).toEqual([
      'the number 0.41 in section/levels: “The slope is 0.41 here.” has no row',
    ]);
  });

  it('passes digits of the allowed classes, counts them, and takes nothing else for them', () => {
    const text =
      'At 30 June 2022 (2022/23 Q2), by Table 3.1 of Hart (1971), Core20 in QE1, HC1, results/table1.csv: per 10,000 patients.';
    const { exceptions, wrong } = read(text);
    expect(wrong).toEqual([]);
    expect(exceptions).toEqual({ date: 2, reference: 1, year: 1, name: 3, code: 1, 'file name': 1 });
    for (const number of ['2,022', '1971.5', '−1971', '10,000', '20', '95%', '65', '3.0'])
      expect(read(`There were ${number} of them.`).wrong, number).toHaveLength(1);
  });

  it('takes fixed words and words of the manifest as such', () => {
    const { exceptions, wrong } = read(
      '<span data-fixed>from 0 to 1</span>, <span data-record>Rows that repeat: 12.</span>',
    );
    expect(wrong).toEqual([]);
    expect(exceptions).toEqual({ 'words of the method': 1, 'words of the record': 1 });
    expect(read('<span data-record>Rows that repeat: 13.</span>').wrong).toHaveLength(1);
  });

  it('reads paragraphs, items, captions and notes, and neither tables, drawings nor code', () => {
    const html =
      '<main><section id="a"><p>One</p><ul><li>Two <b>bold</b></li></ul><figure><svg><text>3</text></svg><figcaption>Three</figcaption></figure><table><tr><td>4</td></tr></table><div class="notes"><p>Four &amp; five</p></div><pre><code>5</code></pre></section></main>';
    expect(
      textOfPage(html).map(({ section, pieces }) => [section, pieces.map(({ text }) => text).join('')]),
    ).toEqual([
      ['a', 'One'],
      ['a', 'Two bold'],
      ['a', 'Three'],
      ['a', 'Four & five'],
    ]);
  });
});

it('a bare number bears no mark, and a marked one reads as it', () => {
  expect(decimal(0.4216, 2)).toBe('0.42');
  const number = { value: 0.4216, of: `${slope}estimate`, per: '', turned: '' } as const;
  expect(decimal(number, 2)).toBe(
    withSource('0.42', { of: `${slope}estimate`, per: '', as: 'd2', value: '0.4216' }),
  );
});
