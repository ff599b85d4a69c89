import {
  increments,
  type MultiverseRow,
  multiverse,
  multiverseEffects,
  multiverseJoint,
  multiverseRows,
  multiverseSigns,
  multiverseSpread,
  multiverseTurning,
} from '@inverse-care/core/tables';
import { filled, type NeedId } from '@inverse-care/domain';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { renderDocument } from '../src/documents/render.js';
import { report } from '../src/documents/report.js';
import { drawFigures } from '../src/drawings/figures.js';
import { interval, intervalDigits } from '../src/language/numbers.js';
import type { ReportInput } from '../src/report-input.js';
import { announce } from '../src/summary.js';
import { fullInput, withoutTables, withTables } from './html-fixtures.js';
import { sensitivityInput } from './sensitivity-fixtures.js';
import { amounts, briefingWords, findingsView, unmarked } from './spoken.js';

const page = (input: ReportInput) => unmarked(renderDocument(report, input, drawFigures(input)));
const section = (html: string, id: string) =>
  new RegExp(`<section id="${id}">.*?</section>`, 's').exec(html)?.[0] ?? '';
const curves = (input: ReportInput) =>
  drawFigures(input).filter(({ id }) => id.startsWith('specification-curve'));
const notice = 'Synthetic data: a demonstration, not evidence';

describe('the section on choices', () => {
  let input: ReportInput;
  let html: string;
  beforeAll(async () => {
    input = await sensitivityInput({
      slopes: { ltc_share: [3, -3], need_predicted: [2, 2] },
      synthetic: true,
    });
    html = page(input);
  });

  it('is not there where only the study was run', () => {
    const plain = page(fullInput());
    expect(section(plain, 'sensitivity')).toBe('');
    expect(plain).not.toContain('href="#sensitivity"');
    expect(drawFigures(fullInput()).some(({ id }) => id.startsWith('specification-curve'))).toBe(false);
  });

  it('has its figures and tables, numbered, and each id once', () => {
    const own = section(html, 'sensitivity');
    for (const id of [
      'specification-curve-ltc_share',
      'specification-curve-need_predicted',
      'sign-grid',
      'bounds',
      'contour',
    ])
      expect(own).toContain(`<figure id="${id}-block"`);
    const tables = [...own.matchAll(/<caption id="(table-[a-z-]+)-caption"><b>(Table R\d+)\./g)];
    expect(tables.map(([, id]) => id)).toEqual(
      [
        'table-signs',
        'table-spread',
        'table-curve-tests',
        'table-bounds',
        'table-unmeasured',
        'table-carriers',
        'table-leave-one-out',
        'table-quantiles',
        'table-attenuation',
        'table-prediction-error',
        'table-placebo',
        'table-left-out',
      ].filter((id) => own.includes(`"${id}"`)),
    );
    expect(tables.length).toBeGreaterThan(6);
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(html).toContain('href="#sensitivity"');
  });

  it('calls synthetic data synthetic and predicted need predicted', () => {
    const own = section(html, 'sensitivity');
    expect(own.match(new RegExp(notice, 'g'))!.length).toBeGreaterThan(10);
    expect(own).toContain('Predicted lack of support is an equation’s answer');
    expect(own.slice(own.indexOf('id="explorer"'), own.indexOf('id="explorer-told"'))).toContain(notice);
    expect(own).toContain('Within the range the bounds let provision be whatever suits them best');
    expect(own).toContain('independent');
  });

  it('says of predicted need what it is computed from, and of no other need', async () => {
    const sentences = [
      'Predicted lack of support is an equation’s answer',
      'Predicted lack of support is computed by a published equation.',
      'Predicted need is computed from these controls: its rows say little.',
      'Predicted need is computed from these very characteristics',
      'Predicted need is computed from these characteristics.',
    ];
    const among = (need: NeedId, html: string) =>
      sentences.filter((one) => html.includes(one)).map((one) => `${need}: ${one}`);
    const predicted = await sensitivityInput({ slopes: { need_predicted: [3, 3] } });
    expect(among('need_predicted', page(predicted))).toHaveLength(sentences.length);
    const counted = await sensitivityInput({ slopes: { ltc_share: [3, 3] } });
    expect(among('ltc_share', page(counted))).toEqual([]);
  });

  it('shows at each mark of the curve the command that makes it again', () => {
    const marks = curves(input).flatMap(({ svg }) =>
      [...svg.matchAll(/<circle[^>]*data-label="([^"]*)"/g)].map(([, label]) => label!),
    );
    expect(marks).toHaveLength(input.tables.rows(multiverse).length);
    for (const label of marks) expect(label).toMatch(/^inverse-care run --study .* --set snapshot=2022-/);
  });

  it('marks on each curve the specification with its need and otherwise the study’s own choices', () => {
    for (const { rows, svg, id } of curves(input)) {
      const own = rows.filter((row) => row[4] === true).map(([specification]) => String(specification));
      expect(own).toHaveLength(1);
      expect(own[0]).toContain(`/${id.replace('specification-curve-', '')}/`);
      expect(svg).toContain('the study’s own: ');
    }
  });

  it('has a curve a need, named in title and description, with the rows of that need and one axis for all', () => {
    const all = curves(input);
    const names = ['long-term conditions', 'predicted lack of support'];
    expect(all.map(({ id }) => id)).toEqual([
      'specification-curve-ltc_share',
      'specification-curve-need_predicted',
    ]);
    all.forEach(({ title, alt, caption, svg, rows, id }, i) => {
      for (const words of [
        title.toLowerCase(),
        alt,
        caption,
        /<title[^>]*>([^<]*)/.exec(svg)![1]!.toLowerCase(),
      ])
        expect(words).toContain(names[i]);
      const need = id.replace('specification-curve-', '');
      expect(rows.map(([specification]) => specification)).toEqual(
        input.tables.rows(multiverse).flatMap((row) => (row.need === need ? [row.specification] : [])),
      );
    });
    const units = all.map(({ svg }) => /data-unit="([^"]*)"/.exec(svg)![1]);
    expect(new Set(units).size).toBe(1);
  });
});

/** A run of one specification alone. */
const alone = (whole: ReportInput, row: MultiverseRow) =>
  withTables(
    withoutTables(
      { ...whole, kind: 'specification' },
      multiverseJoint,
      multiverseSigns,
      multiverseSpread,
      multiverseTurning,
    ),
    filled(multiverse, [row]),
    filled(multiverseEffects, [row]),
  );

describe('the page of one specification', () => {
  it('begins with its estimate, interval, n and rows lost, and its choices', async () => {
    const whole = await sensitivityInput({ slopes: { ltc_share: [3, 3] } });
    const row = multiverseRows(whole.tables).find(
      ({ form, errors }) => form === 'log1p' && errors === 'icb',
    )!;
    const single = alone(whole, row);
    const { told_per_unit: per } = single.tables
      .rows(increments)
      .find(({ variable }) => variable === 'ltc_share')!;
    const html = page(single);
    const own = section(html, 'specification');
    expect(html.indexOf('id="specification"')).toBeLessThan(html.indexOf('<section id="findings"'));
    expect(own).toContain((row.estimate! / per).toFixed(4));
    expect(own).toContain((row.conf_low! / per).toFixed(4));
    expect(own).toContain(`It uses ${row.n} PCNs and leaves ${row.rows_lost} of the snapshot out.`);
    expect(own).toContain('log(1 + y)');
    expect(section(html, 'sensitivity')).toBe('');
  });

  it('has one interval in findings, briefing and terminal, whatever is set', async () => {
    const whole = await sensitivityInput({ slopes: { ltc_share: [3, 3] } });
    const { told_per_unit: per } = whole.tables
      .rows(increments)
      .find(({ variable }) => variable === 'ltc_share')!;
    const rows = multiverseRows(whole.tables).filter(({ need }) => need === 'ltc_share');
    expect(rows.length).toBeGreaterThan(4);
    for (const row of rows) {
      const single = alone(whole, row);
      const [low, high] = [row.conf_low! / per, row.conf_high! / per];
      const digits = intervalDigits(low, high, 3);
      const view = findingsView(single);
      const brief = briefingWords(single);
      const told = [view.answer, view.needs[0]!.text, brief.answer, ...brief.sure.map(({ text }) => text)];
      const intervals = told
        .join(' ')
        .matchAll(/confidence interval (.*?)(?: more| fewer)?(?:, allowing|\)|;)/g);
      const found = [...intervals].map(([, text]) => text!);
      const unsigned = amounts(low, high, 3);
      expect(found.length, row.specification).toBeGreaterThan(0);
      for (const text of found)
        expect([interval(low, high, digits), unsigned], row.specification).toContain(text);
      expect(told.join(' ')).not.toMatch(/times the paper’s kind|Taking PCNs as independent/);
      const log = vi.spyOn(console, 'log').mockImplementation(() => {});
      announce('out', [], single, { seconds: 1, draws: null });
      expect(log.mock.calls.flat().join('\n')).toContain(`(${interval(low, high, digits)}) for one standard`);
      log.mockRestore();
    }
  });

  it('says why where the data do not allow it', async () => {
    const whole = await sensitivityInput({ slopes: {}, needs: ['need_published', 'core20_share'] });
    expect(section(page({ ...whole, kind: 'specification' }), 'specification')).toContain(
      'cannot be run on these data',
    );
  });
});
