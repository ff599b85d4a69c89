import { areaSummary } from '@inverse-care/core/tables';
import { FilledTables, filled } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { gatherIcb } from '../src/areas/gather-icb.js';
import { failedDocument } from '../src/documents/site/failed.js';
import { icbDocument } from '../src/documents/site/icb.js';
import { indexDocument } from '../src/documents/site/index-page.js';
import { pcnDocument } from '../src/documents/site/pcn.js';
import { renderPage } from '../src/documents/site/render-page.js';
import { icbFigures } from '../src/drawings/area-figures.js';
import { pcnFigures } from '../src/drawings/pcn-figure.js';
import { siteMaps } from '../src/drawings/site-maps.js';
import { dueSentence, expectedSentence, provisionBeside } from '../src/language/pcn-words.js';
import { syntheticNotice } from '../src/language/words.js';
import { pcnOf, placesOf } from '../src/places/places.js';
import { readBack } from '../src/read-back/read-back.js';
import type { ReportInput } from '../src/report-input.js';
import { placesScript } from '../src/site/places-script.js';
import { type FailedArea, pageOrReason } from '../src/site/write-site.js';
import { resultsOf } from './results-of-input.js';
import { hostile, kinds, siteInput } from './site-world.js';

const input = await siteInput();
const invented = await siteInput({ synthetic: true });
const frame = { logo: null, report: true };

const pcnPage = (code: string, of: ReportInput = input) =>
  renderPage(pcnDocument(code, of), of, {
    root: '../',
    crumbs: [{ text: 'England', href: 'index.html' }],
    frame,
    figures: pcnFigures(code, of),
  });

function icbPage(code: string, briefings: readonly string[] = [], of: ReportInput = input): string {
  const icb = gatherIcb(of, code)!;
  return renderPage(icbDocument(icb, briefings), of, {
    root: '../',
    crumbs: [],
    frame,
    figures: icbFigures(icb),
  });
}

const indexPage = (of: ReportInput = input) =>
  renderPage(indexDocument(of, ['report.html']), of, { root: '', crumbs: [], frame, figures: siteMaps(of) });

const textOf = (html: string) =>
  html
    .slice(html.indexOf('<main'))
    .replace(/<(script|svg)\b.*?<\/\1>/gs, '')
    .replace(/<[^>]+>/g, '');

const allPcns = [...placesOf(input).pcns.keys()];
const pages = () => [
  indexPage(),
  ...['QOP', 'QWE', 'QT6'].map((code) => icbPage(code)),
  ...allPcns.map((code) => pcnPage(code)),
];

describe('the page of a PCN', () => {
  it('that did not report never says that it has none, and has no place in a funnel', () => {
    for (const code of [kinds.silent, kinds.fellSilent]) {
      const text = textOf(pcnPage(code));
      expect(text).toContain('What it has is not known');
      expect(text).toContain('It did not report, so it has no place among those that did.');
      expect(text).toContain('what it would take is not known');
      expect(text).not.toMatch(/reported none|no link workers\b/);
      const own = text.slice(0, text.indexOf('Other PCNs of the same ICB'));
      expect(own).not.toMatch(/30 June 2022\s*0\.00/);
    }
  });

  it('says that nobody reported in its ICB only where nobody did', () => {
    const facts = pcnOf(kinds.alone, input);
    const others = input.tables.all().filter(({ table }) => table.file !== areaSummary.file);
    const words = (reporters: number) => {
      const rows = input.tables
        .rows(areaSummary)
        .map((row) =>
          row.code === 'QT6' ? { ...row, reporters, value: null, conf_low: null, conf_high: null } : row,
        );
      const tables = new FilledTables([...others, filled(areaSummary, rows)]);
      return provisionBeside(facts, { ...input, tables });
    };
    expect(words(0)).toContain('no PCN reported. PCNs of England');
    expect(words(2)).toContain('too few PCNs reported to tell a mean by. PCNs of England');
  });

  it('tells no range over the measures where there is one', () => {
    const ranged = allPcns
      .map((code) => pcnOf(code, input))
      .find((facts) => dueSentence(facts, input).includes('over the measures of need'))!;
    const [own, ...others] = ranged.due;
    const due = [own!, ...others.filter(({ need }) => need === 'patients')];
    expect(dueSentence({ ...ranged, due }, input)).toMatch(/it would take [^()]* FTE more\. At the salary/);
  });

  it('whose number cannot be read is not said to lack a measure of need', () => {
    const facts = pcnOf(kinds.some, input);
    const unread = { ...facts, now: { ...facts.now, fte: null, fte_per_10k: null } };
    expect(expectedSentence(unread, input)).toBe(
      'What it has cannot be read, so it has no place among those that reported.',
    );
  });

  it('calls nothing England’s that is of the places which a study looks at', () => {
    const part = { ...input, study: { ...input.study, where: { icb: ['QOP'] } } };
    for (const code of Object.values(kinds).filter((one) => one !== kinds.closed)) {
      const text = textOf(pcnPage(code, part)).replace(
        /NHS England|nothing here is of England as a whole/g,
        '',
      );
      expect(text.replace(/Each ICB and England over time/, '')).not.toContain('England');
      expect(text).toContain('The study looks only at PCNs of Greater Manchester');
    }
  });

  it('that reported none says so, and that a post may be hosted elsewhere', () => {
    const text = textOf(pcnPage(kinds.none));
    expect(text).toContain('At 30 June 2022 it reported staff, but no link workers.');
    expect(text).toContain('A post that another PCN or a partner hosts for it would not show.');
    expect(text).toContain('It reported none.');
  });

  it('says at how many snapshots it reported, and that it was not open before', () => {
    expect(textOf(pcnPage(kinds.some))).toContain('It reported at each of the 2 snapshots.');
    expect(textOf(pcnPage(kinds.silent))).toContain('It reported at none of the 2 snapshots.');
    expect(textOf(pcnPage(kinds.fellSilent))).toContain('It reported at 1 of the 2 snapshots.');
    expect(textOf(pcnPage(kinds.opened))).toContain('It was open at one snapshot, and reported.');
    expect(textOf(pcnPage(kinds.opened))).toContain('not open');
  });

  it('says what it would take by the tables, the range over the measures and the cost', () => {
    const code = kinds.none;
    const [row] = pcnOf(code, input).due;
    const text = textOf(pcnPage(code));
    expect(row!.more).toBeGreaterThan(0);
    expect(text).toContain(
      `it would take ${row!.more!.toFixed(2)} FTE more (${row!.more_low!.toFixed(2)} to ${row!.more_high!.toFixed(2)} over the measures of need)`,
    );
    expect(text).toContain(`£${row!.cost!.toLocaleString('en-GB')} a year`);
  });

  it('gives a percentile with its interval where a survey has one, and no rank elsewhere', () => {
    const text = textOf(pcnPage(kinds.some));
    expect(text).toContain('of other measures no rank is given');
    expect(text).toMatch(/Long-term condition[\s\S]*?\d+ \(\d+ to \d+\)/);
    expect(pages().join('')).not.toMatch(/\brank(?:s|ed)? (?:first|\d)|\d(?:st|nd|rd|th) of \d/);
  });

  it('leads to its ICB, to the part of its sub-ICB location and to its neighbours', () => {
    const html = pcnPage(kinds.some);
    expect(html).toContain('href="../icb/QOP.html"');
    expect(html).toMatch(/href="\.\.\/icb\/QOP\.html#\w+"/);
    expect(html).toContain('href="../pcn/U20001.html"');
    expect(html).not.toContain(`href="../pcn/${kinds.some}.html"`);
    expect(textOf(pcnPage(kinds.alone))).toContain('It is the only PCN of its ICB.');
  });

  it('is not made of one that had closed', () => {
    expect(allPcns).not.toContain(kinds.closed);
    expect(() => pcnPage(kinds.closed)).toThrow(RangeError);
  });
});

describe('every page of a site', () => {
  it('has each number of its prose from a row', () => {
    const results = resultsOf(input);
    for (const html of pages()) expect(readBack(html, results).wrong).toEqual([]);
  });

  it('asks for nothing outside its own folder, and is under a policy that allows no more', () => {
    for (const html of pages()) {
      const asked = [
        ...html.matchAll(
          /<(?:script|link|img|iframe|object|embed|source|use|image)\b[^>]*?\s(?:src|href|xlink:href)="([^"]*)"/g,
        ),
      ].map(([, to]) => to!);
      expect(asked.length).toBeGreaterThan(2);
      for (const to of asked) expect(to).toMatch(/^(?:\.\.\/)?assets\/[\w.]+$|^data:,$/);
      expect(html).not.toMatch(/<style|\sstyle=|@import|<script>(?!<)/);
      expect(html).toContain('http-equiv="Content-Security-Policy" content="default-src &#x27;none&#x27;');
      expect(html).not.toMatch(/unsafe-inline|unsafe-eval/);
    }
  });

  it('says that synthetic data are none', () => {
    for (const html of [
      indexPage(invented),
      icbPage('QOP', [], invented),
      pcnPage(kinds.some, invented),
      pcnPage(kinds.silent, invented),
    ]) {
      expect(html).toContain(`<strong>${syntheticNotice}</strong>`);
      expect(html).toContain(`(${syntheticNotice})</title>`);
    }
    expect(indexPage()).not.toContain(syntheticNotice);
  });

  it('has a title of its own, one heading of the first order, and a way past the head', () => {
    const html = pages();
    const titles = html.map((page) => /<title>(.*?)<\/title>/s.exec(page)![1]);
    expect(new Set(titles).size).toBe(titles.length);
    for (const page of html) {
      expect(page.match(/<h1\b/g)).toHaveLength(1);
      const [, skip] = /class="skip" href="#([\w-]+)"/.exec(page)!;
      expect(page).toContain(`id="${skip}"`);
    }
  });

  it('escapes the names of PCNs and practices, in the page, its search and its drawings', () => {
    const all = [...pages(), placesScript(input)].join('');
    expect(all).not.toContain("<script>alert('pcn')");
    expect(all).not.toContain('<img src=x');
    expect(pcnPage(kinds.some)).toContain('A&amp;E &quot;First&quot; &lt;script&gt;alert(&#x27;pcn&#x27;)');
    const script = placesScript(input);
    expect(script.match(/</g)).toBeNull();
    const { places } = new Function(
      `const globalThis = {}; ${script}; return globalThis.inverseCarePlaces`,
    )();
    expect(places.map(([, , name]: string[]) => name)).toEqual(
      expect.arrayContaining([hostile.pcn, hostile.practice]),
    );
  });

  it('is under 60 kB for a PCN, and the same bytes each time', () => {
    for (const code of allPcns) expect(Buffer.byteLength(pcnPage(code))).toBeLessThan(60_000);
    expect(pcnPage(kinds.some)).toBe(pcnPage(kinds.some));
  });
});

describe('the page of an ICB', () => {
  it('has every PCN of it with a link, by sub-ICB location, whether it reported or not', () => {
    const html = icbPage('QOP');
    const own = [...placesOf(input).icbs.get('QOP')!.pcns];
    expect(own.length).toBeGreaterThan(20);
    for (const { code, now } of own) {
      expect(html).toContain(`href="../pcn/${code}.html"`);
      expect(html).toContain(`<h3 id="${now.sub_icb_code}">`);
    }
    expect(html).toContain('did not report');
  });

  it('leads to its briefing where the site has one', () => {
    expect(icbPage('QOP')).not.toContain('Its briefing');
    expect(icbPage('QOP', ['briefings/QOP.html', 'briefings/QOP.pdf'])).toContain(
      'href="../briefings/QOP.pdf" download',
    );
  });
});

describe('the first page', () => {
  it('has maps whose areas lead to an ICB that has a page, and a list with the same links', () => {
    const html = indexPage();
    const leads = [...html.matchAll(/<a href="(icb\/\w+\.html)(?:#\w+)?" data-code="(\w+)"/g)];
    expect(leads.length).toBeGreaterThan(3);
    for (const [, to] of leads) expect(html).toContain(`<li><a href="${to}">`);
    expect(new Set(leads.map(([, to]) => to))).toEqual(
      new Set(['icb/QOP.html', 'icb/QWE.html', 'icb/QT6.html']),
    );
  });
});

describe('a page that cannot be made', () => {
  const make = () => {
    throw new RangeError('The tables say nothing of it');
  };
  const render = (document: Parameters<typeof renderPage>[0]) =>
    renderPage(document, invented, { root: '../', crumbs: [], frame });

  it('is told of by name, and its address has a page that says so, with the notice', () => {
    const failed: FailedArea[] = [];
    const html = pageOrReason({ area: 'PCN U20000', name: 'pcn/U20000', crumbs: [], make }, render, failed);
    expect(failed).toEqual([{ area: 'PCN U20000', reason: 'The tables say nothing of it' }]);
    expect(html).toContain('This page could not be made');
    expect(html).toContain(syntheticNotice);
    expect(html).toContain('<h1 dir="auto">PCN U20000</h1>');
    expect(render(failedDocument('pcn/U20000', 'PCN U20000'))).toBe(html);
  });
});
