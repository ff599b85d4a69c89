import { readFileSync } from 'node:fs';
import { icbs, type PanelRow, subIcbs } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { type DrawnFigure, drawFigures } from '../src/drawings/figures.js';
import type { ReportInput } from '../src/report-input.js';
import { asItsPanel, fullInput, poorInput, syntheticInput } from './html-fixtures.js';
import { snapshots } from './invented-rows.js';

const last = snapshots.at(-1)!;

/** Two PCNs in every sub-ICB location but the last, whose ICB has one; provision falls with need. */
function panelRows(change: (row: PanelRow) => PanelRow = (row) => row): PanelRow[] {
  return snapshots.flatMap((snapshot, time) =>
    subIcbs.flatMap((area, index) =>
      [0, 1].map((half): PanelRow => {
        const need = 0.1 + (0.15 * ((index * 7 + half * 3) % 11)) / 10;
        const reported = (index + half) % 15 <= time;
        const fte = reported && (index + half) % 4 > 0 ? 3 - 6 * need + (index % 5) / 5 : 0;
        return change({
          snapshot,
          pcn_code: `U${String(10_000 + 2 * index + half)}`,
          pcn_name: `PCN ${index} ${half}`,
          sub_icb_code: area.code,
          icb_code: area.icbCode,
          region_code: 'Y56',
          patients: 40_000 + 1000 * index,
          reported,
          fte,
          fte_per_10k: (10_000 * fte) / (40_000 + 1000 * index),
          values: { need_published: need },
        });
      }),
    ),
  );
}

/** What the engine finds in these rows, with the other tables as they are invented. */
const inputWith = (rows: PanelRow[], base: ReportInput = fullInput()): Promise<ReportInput> =>
  asItsPanel({ ...base, data: { ...base.data, panel: { snapshots, variables: ['need_published'], rows } } });

const named = (figures: readonly DrawnFigure[], id: string) => figures.find((figure) => figure.id === id)!;
const description = (svg: string) => /<desc[^>]*>([^<]*)<\/desc>/.exec(svg)![1]!;

describe('the figures of a report', async () => {
  const figures = drawFigures(await inputWith(panelRows()));

  it('are maps, distribution, ranking, coefficients and scatter, each with an id of its own', () => {
    expect(figures.map(({ id }) => id)).toEqual([
      'figure1',
      'distribution',
      'icb-provision',
      'figure2',
      'figure3',
      'figure3-ltc_share',
      'figure3-income_deprivation',
      'scatter',
      'known-survey',
      'known-review',
    ]);
    const ids = figures.flatMap(({ svg, narrow }) =>
      [svg, narrow!].flatMap((drawing) => [...drawing.matchAll(/ id="([^"]+)"/g)].map((match) => match[1])),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('have rows of data as wide as their columns, and their description inside', () => {
    for (const { columns, rows, svg, title, subtitle, source } of figures) {
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(row).toHaveLength(columns.length);
      expect(description(svg).length).toBeGreaterThan(60);
      for (const words of [title, subtitle, source]) expect(words).not.toBe('');
    }
  });

  it('print their text at seven points or more, the codes of hexagons in the wider maps included', () => {
    const css = readFileSync(new URL('../assets/print.css', import.meta.url), 'utf8');
    const widthIn = (selector: string) =>
      Number(new RegExp(`${selector} svg \\{\\s*width: (\\d+)mm`).exec(css)![1]);
    const wide = /#([\w-]+)-block/g;
    const widths = new Map(
      [...css.matchAll(/:is\(([^)]*)\) svg \{\s*width: (\d+)mm/g)].flatMap(([, ids, width]) =>
        [...ids!.matchAll(wide)].map(([, id]) => [id!, Number(width)] as const),
      ),
    );
    for (const { id, svg } of figures) {
      const units = Number(/viewBox="0 0 (\d+) /.exec(svg)![1]);
      const sizes = [...svg.matchAll(/font-size="([\d.]+)"/g)].map(([, size]) => Number(size));
      const points = ((widths.get(id) ?? widthIn('figure')) / units) * (72 / 25.4) * Math.min(...sizes);
      expect(points, id).toBeGreaterThanOrEqual(7);
    }
  });

  it('have one row of data for each mark, with the same codes', () => {
    const codes = (svg: string) => [...svg.matchAll(/data-code="([^"]+)"/g)].map((match) => match[1]!).sort();
    const column = (figure: DrawnFigure, name: string) =>
      figure.rows.map((row) => String(row[figure.columns.indexOf(name)])).sort();
    const scatter = named(figures, 'scatter');
    expect(codes(scatter.svg)).toEqual(column(scatter, 'pcn_code'));
    const ranking = named(figures, 'icb-provision');
    expect(codes(ranking.svg)).toEqual(column(ranking, 'code').filter((code) => code !== 'England'));
    expect(codes(ranking.svg)).toHaveLength(icbs.length);
    expect(codes(named(figures, 'distribution').narrow!)).toEqual(snapshots);
    expect(codes(named(figures, 'figure1').svg)).toHaveLength(2 * subIcbs.length);
  });

  it('say in the title what share of PCNs reported none and what share did not report, as the data have it', () => {
    const rows = panelRows().filter(({ snapshot }) => snapshot === last);
    const share = (which: (row: PanelRow) => boolean) =>
      `${Math.round((100 * rows.filter(which).length) / rows.length)}%`;
    const none = share(({ reported, fte }) => reported && fte === 0);
    const silent = share(({ reported }) => !reported);
    const { title } = named(figures, 'distribution');
    expect(title).toContain(`${none} of PCNs reported no link workers`);
    expect(title).toContain(`and ${silent} did not report`);
  });

  it('never call an area in which nobody reported one without staff', async () => {
    const quiet = subIcbs[3]!.code;
    const input = await inputWith(
      panelRows().map((row) =>
        row.sub_icb_code === quiet ? { ...row, reported: false, fte: null, fte_per_10k: null } : row,
      ),
    );
    const drawn = drawFigures(input);
    const map = named(drawn, 'figure1');
    const areas = [...map.svg.matchAll(/data-code="([^"]+)"[^>]*data-value="([^"]+)"/g)];
    const own = areas.filter(([, code]) => code === quiet).map(([, , value]) => value);
    expect(own).toEqual(['nobody reported', 'nobody reported']);
    expect(map.alt).toMatch(new RegExp(`nobody reported in \\d+ \\([^)]*${quiet}`));
    const row = map.rows.find((cells) => cells[map.columns.indexOf('sub_icb_code')] === quiet)!;
    expect(row[map.columns.indexOf('value')]).toBeNull();
    expect(row[map.columns.indexOf('not_reported')]).toBeGreaterThan(0);
  });

  it('set the paper’s coefficient beside ours where the study compares, and only there', async () => {
    const words = 'The paper’s coefficient comes to −0.035 (−0.063 to −0.007) at 30 September 2023';
    expect(named(figures, 'figure3').alt).toContain(words);
    expect(named(figures, 'figure3').svg).toContain('as the paper');
    expect(named(figures, 'figure3-ltc_share').alt).not.toContain('The paper prints');
    const compared = await inputWith(panelRows());
    const alone = drawFigures({ ...compared, study: { ...compared.study, compare_with: undefined } });
    expect(named(alone, 'figure3').svg).not.toContain('as the paper');
  });

  it('say that quarters were matched by comparison, and whose word the confirmation is', () => {
    const words = named(figures, 'figure3')
      .svg.replace(/<[^>]*>|\n/g, ' ')
      .replace(/ +/g, ' ');
    expect(words).toContain(
      'found by comparing its Table 1 with the published files, not stated by the publisher',
    );
    expect(words).toContain(
      'The paper says that NHS England has confirmed the numbers only from its 2022/23 Q4',
    );
  });

  it('say of Synthetic England that it is synthetic, in both widths', async () => {
    for (const { svg, narrow, alt } of drawFigures(await inputWith(panelRows(), syntheticInput()))) {
      for (const words of [svg, narrow, alt]) expect(words).toContain('Synthetic data: a demonstration');
    }
  });

  it('are the same byte for byte for the same input', async () => {
    expect(drawFigures(await inputWith(panelRows()))).toEqual(figures);
  });

  it('bear an empty run, all at zero, all silent, one PCN, and hostile names', async () => {
    expect(drawFigures(poorInput())).toEqual([]);
    const zero = (row: PanelRow) => ({ ...row, fte: 0, fte_per_10k: 0 });
    const full = fullInput();
    for (const absent of ['zero', 'missing'] as const) {
      const base = { ...full, study: { ...full.study, absent } };
      for (const rows of [
        panelRows(zero),
        panelRows((row) => ({ ...zero(row), reported: false })),
        panelRows().filter(({ pcn_code }) => pcn_code === 'U10001'),
        panelRows((row) => ({ ...row, pcn_name: `<script>alert(1)</script>&"${'ש'.repeat(200)}` })),
        panelRows((row) => ({ ...row, values: { need_published: null } })),
      ]) {
        for (const { svg, narrow } of drawFigures(await inputWith(rows, base))) {
          for (const drawing of [svg, narrow]) {
            expect(drawing).not.toMatch(/NaN|Infinity|undefined|<script|– of/);
          }
        }
      }
    }
  });
});
