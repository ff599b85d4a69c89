import { figure3, joint, jointNeeds, jointTests, reporting, table1 } from '@inverse-care/core/tables';
import { filled, type PanelRow } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { briefing } from '../src/documents/briefing.js';
import { placesIndex } from '../src/documents/places-index.js';
import { renderDocument } from '../src/documents/render.js';
import { report } from '../src/documents/report.js';
import { drawFigures } from '../src/drawings/figures.js';
import type { ReportInput } from '../src/report-input.js';
import { alone, asItsPanel, fullInput, withoutTables, withTables } from './html-fixtures.js';
import { coefficients, last, snapshots } from './invented-rows.js';

const both = (input: ReportInput) => {
  const figures = drawFigures(input);
  return [renderDocument(report, input, figures), renderDocument(briefing, input, figures)];
};
const bare = (html: string) => html.replace(/<(style|script)\b.*?<\/\1>/gs, ' ');
const withRows = (change: (row: PanelRow) => PanelRow): ReportInput => {
  const input = fullInput();
  return {
    ...input,
    data: { ...input.data, panel: { ...input.data.panel, rows: input.data.panel.rows.map(change) } },
  };
};

describe('names from outside', () => {
  it('cannot end the script that holds them', () => {
    const hostile = '</script><script>alert(1)</script><!-- & "\u2028';
    const [html] = both(withRows((row) => ({ ...row, pcn_name: hostile })));
    expect(html!.match(/<script\b/g)).toHaveLength(3);
    const [, json] = /<script type="application\/json" id="places">(.*?)<\/script>/s.exec(html!)!;
    expect(JSON.parse(json!).pcns[0][1]).toBe(hostile);
    expect(json).not.toContain('<');
  });

  it('turn no direction and end no line of the page', () => {
    const input = fullInput();
    const title = 'a\u200eb\u200fc\u061cd\u202ee\u2067f\u2028g\u2029h\u009bi';
    const [html] = both({ ...input, study: { ...input.study, title } });
    expect(html).toContain('<h1 dir="auto">abcdefghi</h1>');
  });

  it('keep their own direction and may be very long', () => {
    const name = `مركز ${'وارد '.repeat(80)}`;
    const input = fullInput();
    const [html] = both({
      ...input,
      study: { ...input.study, title: name },
      omissions: [{ what: name, why: name, remedy: name }],
    });
    expect(html).toContain(`<h1 dir="auto">${name}</h1>`);
    expect(html).toContain(`<th scope="row" dir="auto">${name}</th><td dir="auto"><span>${name}</span></td>`);
  });
});

describe('thin data', () => {
  it('an ICB with one PCN is found as one PCN', async () => {
    const input = await asItsPanel(
      withRows((row) => (row.pcn_code === 'U10007' ? { ...row, icb_code: 'QZZ', sub_icb_code: 'ZZZ' } : row)),
    );
    const index = placesIndex(input)!;
    const at = index.icbs.findIndex(([code]) => code === 'QZZ');
    const inside = index.pcns.filter(([, , area]) => index.areas[area]![2] === at);
    expect(inside.map(([code]) => code)).toEqual(['U10007']);
    expect(index.icbs[at]!.slice(0, 4)).toEqual(['QZZ', 'QZZ', 1, expect.any(Number)]);
  });

  it('equal provision has equal rank, the best of those that share it', async () => {
    const index = placesIndex(
      await asItsPanel(
        withRows((row) => {
          const fte_per_10k = row.pcn_code < 'U10002' ? 1 : 0.5;
          return { ...row, reported: true, fte: fte_per_10k * 4.5, fte_per_10k };
        }),
      ),
    )!;
    expect(index.pcns.map(([, , , , , rank]) => rank).slice(0, 4)).toEqual([1, 1, 3, 3]);
    expect(index.total).toBe(60);
  });

  it('a PCN that did not report has no rank and no number, and one that has closed is not counted', async () => {
    const gone = 'U10009';
    const all = withRows((row) =>
      row.pcn_code === 'U10003'
        ? { ...row, reported: false, fte: null, fte_per_10k: null }
        : { ...row, reported: true },
    );
    const rows = all.data.panel.rows.filter((row) => row.pcn_code !== gone || row.snapshot !== last);
    const input = await asItsPanel({
      ...all,
      data: { ...all.data, panel: { ...all.data.panel, rows } },
    });
    const index = placesIndex(input)!;
    const of = (code: string) => index.pcns.find(([one]) => one === code)!;
    expect(new Set(of('U10003')[3])).toEqual(new Set(['silent']));
    expect(of('U10003').slice(5)).toEqual([null, 1]);
    expect(of(gone).slice(5)).toEqual([null, 0]);
    expect([index.total, index.open]).toEqual([58, 59]);
    for (const places of [index.icbs.map(([, , pcns]) => pcns), index.areas.map(([, , , pcns]) => pcns)])
      expect(places.reduce((sum, pcns) => sum + pcns, 0)).toBe(59);
  });

  it('a quarter with no data leaves a gap and no word of the machine', () => {
    const input = fullInput();
    const gone = snapshots[7]!;
    const isThere = ({ snapshot }: { snapshot: string }) => snapshot !== gone;
    const { tables } = input;
    const thin = {
      ...withTables(
        withoutTables(input, joint, jointTests, jointNeeds),
        filled(table1, tables.rows(table1).filter(isThere)),
        filled(figure3, tables.rows(figure3).filter(isThere)),
      ),
      data: {
        ...input.data,
        panel: {
          ...input.data.panel,
          rows: input.data.panel.rows.map((row) =>
            row.snapshot === gone ? { ...row, fte: null, fte_per_10k: null, reported: false } : row,
          ),
        },
      },
    };
    for (const html of both(thin)) expect(bare(html)).not.toMatch(/\b(undefined|NaN|null|Infinity)\b/);
    expect(placesIndex(thin)!.pcns[0]![3][7]).toBe('silent');
  });

  it('a map whose every area has no value is still a map', () => {
    const input = fullInput();
    const areas = input.tables
      .rows(reporting)
      .map((row) => ({ ...row, value: null, conf_low: null, conf_high: null }));
    const thin = both(withTables(input, filled(reporting, areas)));
    expect(thin[0]).toContain('no area has a value');
    for (const html of thin) {
      expect(bare(html)).not.toMatch(/\b(undefined|NaN|null|Infinity)\b/);
    }
  });

  it('one snapshot without replicates has no trend and no bootstrap to speak of', () => {
    const input = fullInput();
    const rows = coefficients('ltc_share', () => [0.4, 0.1], { at: [snapshots[0]!], n: 12 }).map((row) => ({
      ...row,
      boot_low: null,
      boot_high: null,
    }));
    const study = { ...input.study, needs: ['ltc_share' as const], snapshots: [snapshots[0]!] };
    for (const html of both(withTables({ ...alone(input), study }, filled(figure3, rows)))) {
      expect(bare(html)).not.toMatch(
        /bootstrap interval (leads|does not)|Over the|\b(undefined|NaN|null|Infinity)\b/,
      );
    }
  });
});
