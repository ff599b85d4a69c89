import {
  type MultiverseRow,
  multiverse,
  multiverseEffects,
  multiverseOmitted,
  multiverseRows,
} from '@inverse-care/core/tables';
import { dimensions, filled, multiverseOptions } from '@inverse-care/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderDocument } from '../src/documents/render.js';
import { report } from '../src/documents/report.js';
import { drawFigures } from '../src/drawings/figures.js';
import { pValue } from '../src/language/numbers.js';
import type { ReportInput } from '../src/report-input.js';
import { explorerOf } from '../src/sections/explorer/explorer.js';
import type { ExplorerChoice } from '../src/sections/explorer/options.js';
import { packRows } from '../src/sections/explorer/pack.js';
import { explored } from './explorer-world.js';
import { fullInput, withTables } from './html-fixtures.js';

const doubles = (text: string) => {
  const bytes = Buffer.from(text, 'base64');
  return Array.from({ length: bytes.length / 8 }, (_, i) => bytes.readDoubleLE(8 * i));
};
const words = (text: string) => {
  const bytes = Buffer.from(text, 'base64');
  return Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readUInt16LE(2 * i));
};
const keysIn = (text: string) => {
  const bytes = Buffer.from(text, 'base64');
  return Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readUInt32LE(4 * i));
};

/** The choices of a study that varies everything at three snapshots with six needs. */
const everything: ExplorerChoice[] = dimensions.map((id) => {
  const options =
    id === 'snapshot'
      ? ['2020-06-30', '2021-06-30', '2022-06-30']
      : id === 'need'
        ? ['need_published', 'need_predicted', 'ltc_share', 'income_deprivation', 'core20_share', 'rural']
        : multiverseOptions[id];
  return { id, label: id, options: options.map((option) => ({ id: option, label: option })) };
});

/** As many rows as there may be, of numbers of every size. */
function manyRows(count: number): MultiverseRow[] {
  return Array.from({ length: count }, (_, i) => {
    const options = everything.map(
      ({ options: all }, at) => all[(i * (at + 1) * 7919 + at) % all.length]!.id,
    );
    const estimate = Math.sin(i) * 10 ** ((i % 17) - 8);
    return {
      ...Object.fromEntries(dimensions.map((one, at) => [one, options[at]])),
      n: i % 1300,
      rows_lost: i % 90,
      estimate: i % 997 === 0 ? null : estimate,
      conf_low: i % 991 === 0 ? null : estimate - 1 / 3,
      conf_high: i % 991 === 0 ? null : estimate + 1 / 3,
      p_value: i % 991 === 0 ? null : Math.abs(Math.sin(i * 3)) ** 3,
      need_sd: 0.1 + (i % 18) / 7,
      outcome_sd: 0.3,
      unit: 'FTE per 10,000 patients',
      note: i % 997 === 0 ? 'No estimate.' : '',
    } as unknown as MultiverseRow;
  });
}

describe('packed rows', () => {
  const rows = manyRows(30_000);
  const packed = packRows(rows, everything);

  it('are the numbers of the table, bit for bit', () => {
    const [estimate, low, high] = [packed.estimate, packed.low, packed.high].map(doubles);
    rows.forEach((row, i) => {
      expect(Object.is(estimate![i], row.estimate ?? Number.NaN), `row ${i}`).toBe(true);
      expect(Object.is(low![i], row.conf_low ?? Number.NaN)).toBe(true);
      expect(Object.is(high![i], row.conf_high ?? Number.NaN)).toBe(true);
    });
    expect(words(packed.n)).toEqual(rows.map(({ n }) => n));
    expect(words(packed.lost)).toEqual(rows.map(({ rows_lost }) => rows_lost));
    const contexts = words(packed.context).map((at) => packed.contexts[at]);
    expect(contexts).toEqual(rows.map((row) => [row.need_sd, row.outcome_sd, row.unit, row.note]));
  });

  it('have p-values in the thousandths that are printed', () => {
    const printed = words(packed.p).map((p) =>
      p === 65_535 ? '–' : p === 0 ? '<0.001' : p === 1000 ? '>0.999' : (p / 1000).toFixed(3),
    );
    expect(printed).toEqual(rows.map(({ p_value }) => pValue(p_value)));
    expect(new Set(printed).size).toBeGreaterThan(900);
  });

  it('have keys that give their options back', () => {
    keysIn(packed.keys).forEach((key, i) => {
      let rest = key;
      for (const { id, options } of everything.toReversed()) {
        expect(options[rest % options.length]!.id).toBe(rows[i]![id]);
        rest = Math.floor(rest / options.length);
      }
      expect(rest).toBe(0);
    });
  });

  it('take a megabyte and a half for thirty thousand, so that a page stays below six', () => {
    expect(JSON.stringify(packed).length).toBeLessThan(1_500_000);
  });

  it('are refused where a count does not fit', () => {
    expect(() => packRows([{ ...rows[1]!, n: 70_000 }], everything)).toThrow(RangeError);
  });
});

describe('the explorer', () => {
  let input: ReportInput;
  beforeAll(async () => {
    input = await explored();
  });

  it('offers every option that was declared, with the study’s own checked, and names what is the same in all', () => {
    const { choices, held } = explorerOf(input)!;
    expect(choices.map(({ id }) => id)).toEqual(['snapshot', 'need', 'outcome', 'weights', 'form', 'errors']);
    const own = choices.map(({ options }) => options.filter((option) => option.own).map(({ id }) => id));
    expect(own).toEqual([['2022-06-30'], ['ltc_share'], ['fte_per_10k'], ['none'], ['level'], ['CR2']]);
    expect(choices[1]!.options.map(({ label }) => label)).toEqual([
      'Long-term conditions',
      'Predicted lack of support',
      'The Core20 share',
    ]);
    expect(held).toContain('covariates (None)');
  });

  it('composes the command that the table has, of each row', () => {
    const { command } = JSON.parse(explorerOf(input)!.data);
    const rows = input.tables.rows(multiverse);
    expect(rows.length).toBeGreaterThan(50);
    for (const row of rows) {
      const set = dimensions.map((one) => ` --set ${one}=${row[one]}`).join('');
      expect(`${command}${set}`).toBe(row.command);
    }
  });

  it('has a reason for every combination that was not run', () => {
    const { choices, rules, lacking } = JSON.parse(explorerOf(input)!.data);
    const run = new Set(multiverseRows(input.tables).map(({ specification }) => specification));
    const all = choices.reduce(
      (before: string[][], { options }: ExplorerChoice) =>
        before.flatMap((ids) => options.map(({ id }) => [...ids, id])),
      [[]],
    );
    const place = (name: string) => dimensions.indexOf(name as (typeof dimensions)[number]);
    const without = all.filter((ids: string[]) => !run.has(ids.join('/')));
    expect(without.length + run.size).toBe(all.length);
    for (const ids of without) {
      const rule = rules.find(
        (one: { first: string; firstOptions: string[]; second: string; secondOptions: string[] }) =>
          one.firstOptions.includes(ids[place(one.first)]) &&
          one.secondOptions.includes(ids[place(one.second)]),
      );
      const lack = lacking.find(
        (one: { choice: string; option: string }) => ids[place(one.choice)] === one.option,
      );
      expect(rule ?? lack, ids.join('/')).toBeDefined();
    }
    const omitted = input.tables.rows(multiverseOmitted).filter(({ kind }) => kind !== 'reporting weights');
    expect(rules.length + lacking.length).toBe(omitted.length);
  });

  it('lets no text of the tables end its data', () => {
    const hostile = '</script><script>alert("&")</script>';
    const rows = multiverseRows(input.tables).map((row) => ({ ...row, unit: hostile }));
    const omitted = input.tables.rows(multiverseOmitted).map((row) => ({ ...row, why: hostile }));
    const other = withTables(input, filled(multiverseEffects, rows), filled(multiverseOmitted, omitted));
    const html = renderDocument(report, other, drawFigures(other));
    expect(html).not.toContain(hostile);
    expect(html.match(/<\/script>/g)).toHaveLength(4);
    const [, data] = /<script type="application\/json" id="explorer-data">(.*?)<\/script>/s.exec(html)!;
    expect(JSON.parse(data!).rules[0].why).toBe(hostile);
  });

  it('stands on the screen’s page alone, hidden until its script has run', () => {
    const figures = drawFigures(input);
    expect(renderDocument(report, input, figures)).toMatch(/<div id="explorer"[^>]* hidden>/);
    expect(renderDocument(report, input, figures, { print: 'unknown' })).not.toContain('id="explorer');
    const plain = fullInput();
    expect(renderDocument(report, plain, drawFigures(plain))).not.toContain('id="explorer"');
    expect(explorerOf(plain)).toBeNull();
  });
});
