import { distribution, table1 } from '@inverse-care/core/tables';
import { type PanelRow, subIcbs } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { briefing } from '../src/documents/briefing.js';
import { renderDocument } from '../src/documents/render.js';
import { report } from '../src/documents/report.js';
import { drawFigures } from '../src/drawings/figures.js';
import { asItsPanel, fullInput } from './html-fixtures.js';
import { unmarked } from './spoken.js';

const snapshots = ['2023-06-30', '2023-09-30'];
/** Of 60 PCNs at each snapshot: how many did not report, and how many of the others have none. */
const silent = [30, 12];
const none = [15, 12];

const rows = snapshots.flatMap((snapshot, time) =>
  Array.from({ length: 60 }, (_, i): PanelRow => {
    const reported = i >= silent[time]!;
    const fte = i >= silent[time]! + none[time]! ? 1 + (i % 5) / 5 : 0;
    return {
      snapshot,
      pcn_code: `U${String(10_000 + i)}`,
      pcn_name: `Network ${i}`,
      sub_icb_code: subIcbs[i]!.code,
      icb_code: subIcbs[i]!.icbCode,
      region_code: 'Y56',
      patients: 40_000,
      reported,
      fte,
      fte_per_10k: fte / 4,
      values: { need_published: 0.1 + ((i * 7) % 11) / 50 },
    };
  }),
);

const text = (html: string) =>
  unmarked(html)
    .replace(/<(style|script)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('where a PCN that did not report is left out', async () => {
  const full = fullInput();
  const study = { ...full.study, snapshots, absent: 'missing' as const, needs: ['need_published'] };
  const panel = { snapshots, variables: ['need_published'], rows };
  const input = await asItsPanel({ ...full, study, data: { ...full.data, panel } });
  const figures = drawFigures(input);
  const page = text(renderDocument(report, input, figures));
  const brief = text(renderDocument(briefing, input, figures));

  it('every percentage of PCNs without link workers is of those that reported: 12 of 48, and not 24 of 60', () => {
    const said = [
      page,
      brief,
      ...figures.flatMap(({ title, alt, caption }) => [title, alt, caption]),
    ].flatMap((words) => [
      ...words.matchAll(/(\d+)% of PCNs([^.%]*?) (?:have no link workers|have none on record)/g),
    ]);
    expect(said.length).toBeGreaterThan(3);
    for (const [, share, of] of said) {
      expect(share).toBe('25');
      expect(of).toMatch(/^ that reported/);
    }
    expect(page).toContain('25% of PCNs that reported (12 of 48) have none on record there.');
    expect(page).toContain('on record at 30 September 2023; at 30 June 2023 it was 50%');
  });

  it('the picture prints the same shares beside its bars, and says of whom they are', () => {
    const { svg, narrow, alt } = figures.find(({ id }) => id === 'distribution')!;
    for (const drawing of [svg, narrow!]) {
      const printed = [...drawing.matchAll(/>(\d+%)</g)].map(([, share]) => share);
      expect(printed).toEqual(['50%', '25%']);
      expect(text(drawing)).toContain('of PCNs that reported');
    }
    expect(alt).toContain('20% not reporting, 25% of the others reporting none');
    expect(alt).not.toMatch(/40%|75%/);
  });

  it('who did not report is told of all PCNs, in the page, the briefing and Table 1', () => {
    expect(page).not.toContain('Every PCN reported staff');
    expect(page).toMatch(/50% \(30 of 60\) at 30 June 2023.*20% \(12 of 60\) at 30 September 2023/);
    expect(brief).toContain('20% of PCNs (12 of 60) had no staff on record in any role; they are left out.');
    expect(input.tables.rows(table1).map(({ pcns }) => pcns)).toEqual([30, 48]);
    expect(input.tables.rows(distribution).map(({ without, counted }) => [without, counted])).toEqual([
      [15, 30],
      [12, 48],
    ]);
  });
});
