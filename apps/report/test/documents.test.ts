import {
  knownArticle,
  knownReview,
  knownStudies,
  knownSurvey,
  publishedClaims,
  publishedNumbers,
} from '@inverse-care/audit';
import * as core from '@inverse-care/core/tables';
import { defineTable, filled, numberColumn, textColumn } from '@inverse-care/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { briefing } from '../src/documents/briefing.js';
import { dataOnly } from '../src/documents/data-only.js';
import type { Document } from '../src/documents/document.js';
import { renderDocument } from '../src/documents/render.js';
import { report } from '../src/documents/report.js';
import { drawFigures } from '../src/drawings/figures.js';
import { cell, head, type TableView } from '../src/html/table.js';
import type { ReportInput } from '../src/report-input.js';
import { paragraph, tables } from '../src/sections/block.js';
import type { Scope, Section } from '../src/sections/section.js';
import { fullInput, withTables } from './html-fixtures.js';
import { sensitivityInput } from './sensitivity-fixtures.js';

const pageOf = (input: ReportInput, document: Document = report, scope?: Scope) =>
  renderDocument(document, input, drawFigures(input), scope === undefined ? {} : { scope });
const all = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map((match) => match.slice(1));
const flat = (html: string, pattern: RegExp) => all(html, pattern).map(([text]) => text!);
const plain = (html: string) => html.replace(/<[^>]*>/g, '');
const mainOf = (html: string) => html.slice(html.indexOf('<main>'), html.indexOf('</main>'));
const navOf = (html: string) => html.slice(html.indexOf('<nav'), html.indexOf('</nav>'));

/** Labels of tables and figures in the order in which they stand, with their ids. */
const labelsOf = (html: string) =>
  all(mainOf(html), /<(?:caption|figcaption) id="([^"]+)-caption"><b>((?:Table|Figure) [^<]*)\.<\/b>/g).map(
    ([id, label]) => ({ id: id!, label: label! }),
  );

/** A label as what it is of, its series, and its place there: “Table S1.2” is [Table, S1, 2]. */
function partsOf(label: string): { series: string; place: number[] } {
  const [, kind, letter, numbers] = /^(Table|Figure) ([A-Z]?)([\d.]+)$/.exec(label)!;
  return { series: `${kind} ${letter}`, place: numbers!.split('.').map(Number) };
}

function expectAscending(labels: readonly string[]): void {
  const last = new Map<string, number[]>();
  for (const label of labels) {
    const { series, place } = partsOf(label);
    const before = last.get(series) ?? [0];
    const [a, b] = [before[0]! * 1000 + (before[1] ?? 0), place[0]! * 1000 + (place[1] ?? 0)];
    expect(b, `${label} after ${before.join('.')}`).toBeGreaterThan(a);
    last.set(series, place);
  }
}

let full: ReportInput;
let whole: ReportInput;
beforeAll(async () => {
  full = fullInput();
  whole = await sensitivityInput({ slopes: { ltc_share: [3, -3], need_predicted: [2, 2] } });
});

describe('contents, lists and headings', () => {
  it('are those of the page, in its order', () => {
    for (const input of [full, whole]) {
      const html = pageOf(input);
      const [main, nav] = [mainOf(html), navOf(html)];
      const [sections] = flat(nav, /<ol>(.*?)<\/ol>/gs);
      expect(flat(sections!, /<span>([^<]*)<\/span>/g)).toEqual(flat(main, /<h2>([^<]*)<\/h2>/g));
      expect(flat(sections!, /href="#([^"]*)"/g)).toEqual(flat(main, /<section id="([^"]*)"/g));
      const [figures, listed] = flat(nav, /<ul>(.*?)<\/ul>/gs).map((list) =>
        flat(list, /<b>([^<]*)\.<\/b>/g),
      );
      const labels = labelsOf(html).map(({ label }) => label);
      expect(figures).toEqual(labels.filter((label) => label.startsWith('Figure')));
      expect(listed).toEqual(labels.filter((label) => label.startsWith('Table')));
      expect(labels).toHaveLength(all(main, /<(?:caption|figcaption)\b/g).length);
    }
  });

  it('say on which page each is, in print', () => {
    const html = renderDocument(report, full, drawFigures(full), {
      print: new Map([
        ['need', 7],
        ['table3', 11],
      ]),
    });
    expect(navOf(html)).toContain('<span>Need</span><span class="folio">7</span>');
    expect(navOf(html)).toMatch(/href="#table3"><span><b>Table 3\.2\.<\/b> .*?<span class="folio">11</);
  });
});

describe('numbers of tables and figures', () => {
  it('rise in the order in which they stand, in a run and with all choices', () => {
    for (const input of [full, whole, { ...whole, kind: 'run' as const }])
      expectAscending(labelsOf(pageOf(input)).map(({ label }) => label));
  });

  it('are the same whether or not the choices are varied, and whatever else is left out', () => {
    const varied = labelsOf(
      pageOf({ ...whole, omissions: [...whole.omissions, { what: 'Bounds', why: 'None.' }] }),
    );
    const of = new Map(varied.map(({ id, label }) => [id, label]));
    const run = labelsOf(pageOf({ ...whole, kind: 'run', omissions: [] }));
    const shared = run.filter(({ id }) => of.has(id));
    expect(shared.length).toBeGreaterThan(6);
    for (const { id, label } of shared) expect(of.get(id), id).toBe(label);
    const further = varied.filter(({ id }) => !run.some((one) => one.id === id));
    expect(new Set(further.map(({ label }) => label.replace(/\d+$/, '')))).toEqual(
      new Set(['Figure R', 'Table R', 'Table 5.']),
    );
  });

  it('are the paper’s for what it has, and by section for what it has not', () => {
    const of = new Map(labelsOf(pageOf(full)).map(({ id, label }) => [id, label]));
    expect(Object.fromEntries(of)).toMatchObject({
      'table-1': 'Table 1',
      'table-2': 'Table 2',
      'figure1-block': 'Figure 1',
      'figure2-block': 'Figure 2',
      'figure3-block': 'Figure 3.1',
      'table-s1-ltc-share': 'Table S1.2',
      'scatter-block': 'Figure 3.4',
      'table-slopes': 'Table 3.1',
      table3: 'Table 3.2',
      'table-claims': 'Table 4.1',
      'table-omissions': 'Table 5.1',
      tableS3: 'Table A1',
      'table-inputs': 'Table C1',
    });
  });

  it('match the letters of the appendices', () => {
    for (const { heading, series } of report.sections) {
      const [, letter] = /^Appendix ([A-Z]):/.exec(heading) ?? [];
      if (letter !== undefined && series !== undefined) expect(series).toBe(letter);
    }
  });
});

describe('mentions of tables and figures', () => {
  it('are links where they are not of the paper, or the page says that the thing is left out', () => {
    for (const input of [full, whole]) {
      const html = mainOf(pageOf(input));
      const said = flat(
        plain(html),
        /((?:Table|Figure) \w+)(?: for (?:&quot;|“).*?(?:&quot;|”))? (?:is left out|is not part of this study)/g,
      );
      const prose = flat(html, /<(?:p|li|dd|figcaption)\b[^>]*>(.*?)<\/(?:p|li|dd|figcaption)>/gs);
      const bare = prose
        .map((text) =>
          text
            .replace(/<data\b.*?<\/data>/gs, '')
            .replace(/<a href="(?:#|figures\/).*?<\/a>/gs, '')
            .replace(/^<b>.*?<\/b>/, ''),
        )
        .flatMap(
          (text) => plain(text).match(/(?:its |paper’s )?\b(?:Table|Figure) [A-Z]?\d+(?:\.\d+)?/g) ?? [],
        )
        .filter((mention) => !/^(its|paper’s)/.test(mention));
      expect(bare.filter((mention) => !said.includes(mention))).toEqual([]);
    }
    expect(mainOf(pageOf(full))).toContain('<a href="#figure3-block">Figure 3</a>');
    expect(mainOf(pageOf(full))).toContain('its Table 1');
  });
});

const toyView: TableView = {
  id: 'table-toy',
  number: null,
  caption: 'Toys',
  head: [[head('Toy'), head('Price')]],
  rows: [{ header: cell('ball'), cells: [cell('1')] }],
  notes: [],
  synthetic: null,
  kind: 'compact',
};
const toy: Section = {
  id: 'toys',
  heading: 'Toys',
  series: 'T',
  shows: ['toys.csv'],
  blocks: () => [paragraph('They are in Table T1, as Table 1 is not.'), ...tables(toyView)],
};

describe('one more section', () => {
  it('is one line in the list, and is in contents, numbers and links', () => {
    const html = pageOf(full, { ...report, sections: [...report.sections, toy] });
    expect(navOf(html)).toContain('<a href="#toys"><span>Toys</span></a>');
    expect(navOf(html)).toContain('<a href="#table-toy"><span><b>Table T1.</b> Toys</span></a>');
    expect(mainOf(html)).toContain(
      '<p>They are in <a href="#table-toy">Table T1</a>, as <a href="#table-1">Table 1</a> is not.</p>',
    );
    const before = labelsOf(pageOf(full));
    expect(labelsOf(html)).toEqual([...before, { id: 'table-toy', label: 'Table T1' }]);
  });

  it('is refused where its tables could not be numbered, or would be numbered twice', () => {
    const { series: _, ...bare } = toy;
    const withSection = (section: Section) => () =>
      pageOf(full, { ...report, sections: [...report.sections, section] });
    expect(withSection(bare)).toThrow(/“toys” has a table and no series/);
    expect(withSection({ ...toy, blocks: () => tables({ ...toyView, number: 'Table 1' }) })).toThrow(
      'Two are called Table 1',
    );
  });
});

const toys = defineTable({
  file: 'toys.csv',
  title: 'What toys cost',
  description: 'Prices of toys by name.',
  key: ['name'],
  columns: { name: textColumn('Name', 'of the toy'), price: numberColumn('Price', 'in the shop', 'pounds') },
});
const rows = Array.from({ length: 43 }, (_, i) => ({ name: `<toy ${i}>`, price: i / 3 }));

describe('a table that no section shows', () => {
  const html = () => pageOf(withTables(full, filled(toys, rows)));

  it('stands under “Further tables” by its definition, its first forty rows and where the others are', () => {
    const main = mainOf(html());
    const further = main.slice(main.indexOf('id="further-tables"'), main.indexOf('<section id="data-check"'));
    expect(further).toMatch(/<caption[^>]*><b>Table A2\.<\/b> What toys cost/);
    expect(further.match(/<tr><th scope="row"/g)).toHaveLength(40);
    expect(further).toContain('&lt;toy 39&gt;');
    expect(further).not.toContain('&lt;toy 40&gt;');
    expect(further).toContain('<span class="sub">pounds</span>');
    expect(plain(further)).toContain('0.3333');
    expect(plain(further)).toContain('These are the first 40 rows; 3 more are in results/toys.csv.');
    expect(plain(further)).toContain('Price: in the shop');
    expect(navOf(html())).toContain('<b>Table A2.</b> What toys cost');
  });

  it('calls variables what people call them, leaves other texts as they are, and cuts long ones', () => {
    const long = `run --set need=ltc_share ${'and on '.repeat(20)}`.trim();
    const texts = ['ltc_share', 'need=ltc_share', long].map((name) => ({ name, price: 1 }));
    const main = mainOf(pageOf(withTables(full, filled(toys, texts))));
    const further = main.slice(main.indexOf('id="further-tables"'), main.indexOf('<section id="data-check"'));
    expect(flat(further, /<th scope="row"[^>]*>(.*?)<\/th>/g)).toEqual([
      'Long-term condition',
      'need&#x3D;ltc_share',
      `${long.slice(0, 59).replaceAll('=', '&#x3D;')}…`,
    ]);
  });

  it('does not where a section shows it, and no heading stands there without a table', () => {
    const document = { ...report, sections: [...report.sections, toy] };
    expect(pageOf(withTables(full, filled(toys, rows)), document)).not.toContain('Further tables');
    expect(pageOf(full)).not.toContain('Further tables');
    expect(pageOf(whole)).not.toContain('Further tables');
  });
});

describe('the tables of a run', () => {
  const definitions = [
    ...Object.values(core),
    publishedNumbers,
    publishedClaims,
    ...[knownSurvey, knownReview, knownArticle, knownStudies],
  ].filter(
    (one): one is typeof core.table1 & { file: string } =>
      typeof one === 'object' && one !== null && 'file' in one && 'columns' in one,
  );
  const files = definitions.map(({ file }) => file).filter((file) => file !== 'panel.csv');

  it('are each shown by a section of the report, or data alone', () => {
    expect(files.length).toBeGreaterThan(25);
    const shown = new Set([...dataOnly, ...report.sections.flatMap(({ shows }) => shows)]);
    expect(files.filter((file) => !shown.has(file))).toEqual([]);
  });

  it('are all that sections name', () => {
    const named = [...dataOnly, ...[...report.sections, ...briefing.sections].flatMap(({ shows }) => shows)];
    expect(named.filter((file) => !files.includes(file))).toEqual([]);
  });
});

describe('a document of a part of England', () => {
  it('has no section that tells of England as a whole', () => {
    const html = pageOf(full, report, { kind: 'icb', code: 'QJK' });
    expect(flat(mainOf(html), /<section id="([^"]*)"/g)).toEqual([
      'omissions',
      'methods',
      'limits',
      'data-check',
      'data',
      'study',
    ]);
    expect(flat(navOf(html), /<li><a href="#([^"]*)"><span>[^<]/g)).toEqual([
      'omissions',
      'methods',
      'limits',
      'data-check',
      'data',
      'study',
    ]);
  });
});
