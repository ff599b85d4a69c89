import { type Panel, type Study, subIcbs } from '@inverse-care/domain';
import { RandomStream } from '@inverse-care/stats';
import { expect, test } from 'vitest';
import { alongTheMap } from '../src/analyses/placebo/along-the-map.js';
import { placebo as analysis } from '../src/analyses/placebo/analysis.js';
import { inlineExecutor, runStudy, ThreadsExecutor } from '../src/index.js';
import { placebo, placeboSummary } from '../src/tables.js';
import { asData, inventedPanel } from './invented-panel.js';
import { study } from './small-study.js';

const snapshots = ['2021-06-30', '2022-06-30'];

/** Need and provision that ICBs share, and that have nothing to do with one another; rurality that nobody shares. */
function sharedPanel(): Panel {
  const panel = inventedPanel(420, snapshots);
  const stream = new RandomStream(8, 'own');
  const rows = panel.rows.map((row, i) => {
    const area = subIcbs[(i * 7) % subIcbs.length]!;
    const of = (step: number) => {
      const code = [...area.icbCode].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), step);
      return ((code * 2654435761) % 4294967296) / 4294967296;
    };
    return {
      ...row,
      sub_icb_code: area.code,
      icb_code: area.icbCode,
      region_code: ['Y56', 'Y58', 'Y59', 'Y60', 'Y61'][Math.floor(of(3) * 5)]!,
      reported: true,
      fte_per_10k: of(17) + 0.5 * (row.values.share_65_plus ?? 0),
      values: {
        ...row.values,
        ltc_share: of(91) + 0.5 * (row.values.ltc_share ?? 0),
        rural: stream.nextUint32() / 2 ** 32,
      },
    };
  });
  return { ...panel, rows };
}

const panel = sharedPanel();
const drawn = (replicates: number): Study => ({
  ...study(snapshots),
  needs: ['ltc_share', 'rural'],
  multiverse: { replicates, resample: 'pcn' },
});
const run = (of: Panel, replicates: number, executor = inlineExecutor) =>
  runStudy(drawn(replicates), asData(of), { analyses: [analysis], executor });
const found = await run(panel, 300);

test('where ICBs share need and provision, a test that takes PCNs as independent errs and one by ICB does not', () => {
  const of = (method: string) =>
    found.tables.rows(placeboSummary).find((row) => row.scheme === 'icb' && row.method === method)!;
  const shares = (method: string) =>
    found.tables
      .rows(placebo)
      .filter((row) => row.scheme === 'icb' && row.method === method && row.need === 'ltc_share');
  for (const { share, placebos } of shares('HC1')) {
    expect(share).toBeGreaterThan(0.3);
    expect(placebos).toBe(300);
  }
  for (const method of ['CR1 by ICB', 'CR2 by ICB', 'wild bootstrap, CR1 by ICB']) {
    for (const { share } of shares(method)) expect(share).toBeLessThan(0.12);
  }
  expect(of('HC1').coefficients).toBe(4);
});

test('a need that PCNs have each for themselves errs far less, where no value is used twice', () => {
  const shares = (need: string) =>
    found.tables
      .rows(placebo)
      .filter((row) => row.need === need && row.method === 'HC1' && row.scheme === 'shift')
      .map(({ share }) => share);
  expect(shares('rural')).toHaveLength(2);
  expect(Math.max(...shares('rural'))).toBeLessThan(Math.min(...shares('ltc_share')) / 2);
});

test('a row says how many of how many, and the summary what the rows say', () => {
  for (const { rejections, placebos, share, mcse } of found.tables.rows(placebo)) {
    expect(share).toBe(rejections / placebos);
    expect(mcse).toBeCloseTo(Math.sqrt((share * (1 - share)) / placebos), 14);
  }
  for (const { scheme, method, share_min, share_max, share_mean } of found.tables.rows(placeboSummary)) {
    const shares = found.tables
      .rows(placebo)
      .filter((row) => row.scheme === scheme && row.method === method)
      .map(({ share }) => share);
    expect([share_min, share_max]).toEqual([Math.min(...shares), Math.max(...shares)]);
    expect(share_mean).toBeCloseTo(shares.reduce((a, b) => a + b, 0) / shares.length, 14);
  }
});

test('threads make no difference, nor does the order of the panel', async () => {
  const threads = new ThreadsExecutor(2);
  try {
    const again = await run({ ...panel, rows: [...panel.rows].reverse() }, 300, threads);
    expect(again.tables.rows(placebo)).toEqual(found.tables.rows(placebo));
  } finally {
    await threads.close();
  }
});

test('without draws there are none; with one region or an unknown place some are left out, and said so', async () => {
  expect((await run(panel, 0)).tables.rows(placebo)).toEqual([]);
  const rows = panel.rows.map((row, i) => ({
    ...row,
    region_code: 'Y56',
    ...(i === 3 && { sub_icb_code: 'ZZ9' }),
  }));
  const { tables, omissions } = await run({ ...panel, rows }, 40);
  expect(new Set(tables.rows(placebo).map(({ scheme }) => scheme))).toEqual(new Set(['icb']));
  expect(tables.rows(placebo).some(({ method }) => method === 'Conley')).toBe(false);
  const said = omissions.map(({ what, why }) => `${what}: ${why}`).join('\n');
  expect(said).toContain('need exchanged between regions, 2022-06-30');
  expect(said).toContain('There is one block');
  expect(said).toContain('Placebos shifted along the map');
});

test('along the map regions, ICBs and sub-ICB locations stay together, and neighbours are near', () => {
  const order = alongTheMap(panel.rows.filter(({ snapshot }) => snapshot === snapshots[0]));
  for (const of of [
    (row: (typeof order)[number]) => row.icb_code,
    (row: (typeof order)[number]) => row.sub_icb_code,
  ]) {
    const changes = order.filter((row, i) => i === 0 || of(row) !== of(order[i - 1]!)).length;
    const groups = new Set(order.map((row) => `${row.region_code} ${of(row)}`)).size;
    expect(changes).toBe(groups);
  }
});
