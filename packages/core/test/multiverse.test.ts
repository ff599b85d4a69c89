import {
  InputError,
  misnamed,
  type Panel,
  type PanelWithProvenance,
  type Study,
  tableCsv,
  tidy,
} from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import {
  choicesFrom,
  type DrawCache,
  type Grid,
  gridOf,
  incompatiblePairs,
  multiverse,
  narrow,
  openDrawCache,
  readStudy,
  runStudy,
} from '../src/index.js';
import {
  multiverseJoint,
  multiverseOmitted,
  multiverseRows,
  multiverseSigns,
  multiverseSpread,
  multiverseSummary,
} from '../src/tables.js';
import { asData, inventedPanel } from './invented-panel.js';
import { memoryFolder } from './memory-folder.js';

const snapshots = ['2022-03-31', '2022-06-30'];
const paths = { study: 'my study.yaml', data: ['data'] };

const declared = readStudy(
  `
study: invented
title: Invented
snapshots: [2022-03-31, 2022-06-30]
needs: [ltc_share, share_65_plus]
multiverse:
  need: [ltc_share, share_65_plus, need_published]
  outcome: [fte_per_10k, fte_per_10k_ltc, any, fte]
  absent: [zero, missing, weighted]
  weights: [none, patients]
  covariates: [none, age, age_deprivation]
  form: [level, log1p, poisson, two_part, logit]
  tails: [all, winsorised, large]
  errors: [HC1, HC3, sub_icb, icb, CR2]
  replicates: 19
`,
  'invented.yaml',
);
const study: Study = { ...declared, snapshots };
const panel = inventedPanel(240, snapshots);
const data = asData(panel);

/** A multiverse alone: its tables, and where its draws came from. */
async function runOf(
  of: Study,
  grid: Grid,
  on: PanelWithProvenance,
  { threads, cache }: { threads?: number; cache?: DrawCache } = {},
) {
  let draws = { computed: 0, cached: 0 };
  const analysis = multiverse({
    grid,
    paths,
    cache,
    onDraws: (counted) => {
      draws = counted;
    },
  });
  const { tables } = await runStudy(of, on, { threads, analyses: [analysis] });
  return { tables, rows: multiverseRows(tables), summary: tables.rows(multiverseSummary)[0]!, ...draws };
}

const run = (grid: Grid, options: Parameters<typeof runOf>[3] = {}) => runOf(study, grid, data, options);

describe('a multiverse', () => {
  it('runs every combination that no rule excludes, and says what is left out and why', async () => {
    const { tables, rows, summary } = await run(gridOf(study));
    const product = 2 * 3 * 4 * 3 * 2 * 3 * 5 * 3 * 5;
    const omitted = tables.rows(multiverseOmitted);
    const excluded = omitted.reduce((total, { combinations }) => total + (combinations ?? 0), 0);
    expect(summary).toMatchObject({ specifications: rows.length, incompatible: excluded });
    expect(rows.length + excluded + summary.lost).toBe(product);
    expect(rows.length).toBeGreaterThan(1000);
    const missing = omitted.filter(({ kind }) => kind === 'not in the data');
    expect(missing.map(({ what }) => what)).toEqual(['need need_published', 'covariates age_deprivation']);
    expect(new Set(rows.map(({ specification }) => specification)).size).toBe(rows.length);
    for (const { n, rows_lost } of rows) expect(n + rows_lost).toBe(240);
    const rules = incompatiblePairs(study, panel);
    for (const row of rows) {
      const rule = rules.find(
        ({ first, firstOptions, second, secondOptions }) =>
          firstOptions.includes(row[first]) && secondOptions.includes(row[second]),
      );
      expect(rule).toBeUndefined();
      expect(row.estimate !== null || row.note !== '').toBe(true);
    }
    const spread = tables.rows(multiverseSpread);
    const total = spread.filter(({ effect, kind }) => effect === 'standardised' && kind === 'main');
    const additive = spread.find(({ kind }) => kind === 'additive')!;
    expect(total.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(additive.share, 9);
  });

  it('takes a local variable for need, in its own unit, and names the study’s own specification', async () => {
    const local = {
      id: 'loneliness',
      label: 'Loneliness score',
      description: 'mean score of loneliness',
      need: true,
      unit: 'score',
      source: 'A survey',
      year: 2022,
      level: 'pcn',
      licence: 'Open Government Licence v3.0',
      file: 'local/loneliness.csv',
    } as const;
    const own = readStudy(
      `study: own
title: Own
snapshots: [2022-03-31, 2022-06-30]
needs: [need_published, ltc_share]
multiverse: { need: [loneliness, ltc_share], replicates: 0 }`,
      'own.yaml',
    );
    const rows = panel.rows.map((row, i) => ({ ...row, values: { ...row.values, loneliness: i % 17 } }));
    const variables = [...panel.variables, 'loneliness'];
    const named = { ...data, panel: { ...panel, variables, rows, local: [local] } };
    const ownStudy = { ...own, snapshots };
    expect(misnamed(own, [local])).toEqual([]);
    expect(misnamed(own, []).map(({ message }) => message)[0]).toContain('"loneliness"');
    const found = await runOf(ownStudy, gridOf(ownStudy), named);
    const lonely = found.rows.filter(({ need }) => need === 'loneliness');
    expect(lonely).toHaveLength(2);
    for (const row of lonely) expect(row).toMatchObject({ estimate_per_10_points: null });
    expect(found.summary.baseline).toBe(
      '2022-06-30/ltc_share/fte_per_10k/open_on_date/zero/none/none/level/all/HC1',
    );
  });

  it('has the same bytes on one thread and on two, and with draws from a cache', async () => {
    const grid: Grid = { ...gridOf(study), need: ['ltc_share'], covariates: ['none', 'age'] };
    const bytes = async (options: Parameters<typeof run>[1]) => {
      const made = await run(grid, options);
      return { ...made, tables: made.tables.all().map((one) => [one.table.file, tableCsv(tidy(one))]) };
    };
    const folder = memoryFolder();
    const one = await bytes({ threads: 1 });
    const two = await bytes({ threads: 2, cache: openDrawCache(folder) });
    const again = await bytes({ threads: 2, cache: openDrawCache(folder) });
    expect(two.tables).toEqual(one.tables);
    expect(again.tables).toEqual(one.tables);
    expect(two).toMatchObject({ computed: one.computed, cached: 0 });
    expect(again).toMatchObject({ computed: 0, cached: one.computed });
  });

  it('computes only what is new when an option is added, and what is damaged again', async () => {
    const folder = memoryFolder();
    const cache = openDrawCache(folder);
    const grid: Grid = {
      ...gridOf(study),
      need: ['ltc_share'],
      outcome: ['fte_per_10k'],
      covariates: ['none'],
      form: ['level'],
      errors: ['HC1'],
    };
    const first = await run({ ...grid, tails: ['all'] }, { cache });
    const more = await run({ ...grid, tails: ['all', 'winsorised'], errors: ['HC1', 'CR2'] }, { cache });
    expect(first).toMatchObject({ computed: 12, cached: 0 });
    expect(more).toMatchObject({ computed: 12, cached: 12 });
    const [file] = [...folder.entries.keys()].filter((name) => name.length > 60);
    folder.entries.set(file!, Buffer.from('damaged'));
    expect(await run({ ...grid, tails: ['all'] }, { cache }).then((made) => made.cached)).toBeLessThan(25);
    const mended = await run({ ...grid, tails: ['all', 'winsorised'] }, { cache });
    expect(mended.computed).toBeLessThanOrEqual(1);
  });

  it('keeps no more draws than it may, and takes those used longest ago', async () => {
    const draws = { width: 2, raw: Float64Array.of(1), values: new Float32Array(100) };
    const folder = memoryFolder();
    const cache = openDrawCache(folder, { limit: 1000 });
    for (const key of ['a', 'b', 'c']) await cache.put(key, draws);
    expect(await cache.get('a')).toEqual(draws);
    await cache.settle();
    expect([...folder.entries.keys()].sort()).toEqual(['a', 'c']);
  });

  it('gives each specification the command that runs it alone, to the same estimate', async () => {
    const { rows } = await run({ ...gridOf(study), need: ['ltc_share'] });
    for (const row of rows.filter((_, i) => i % 97 === 0)) {
      expect(row.command).toMatch(/^inverse-care run --study "my study\.yaml" --data data --out \S+ --set /);
      const words = [...row.command.matchAll(/--set (\S+)/g)].map(([, word]) => word!);
      const choices = choicesFrom(words, study);
      const alone = Object.fromEntries(Object.entries(choices).map(([key, value]) => [key, [value]]));
      const [found] = (await run(alone as unknown as Grid)).rows;
      expect(found).toEqual(row);
    }
  });

  it('finds the choice that was built to matter', async () => {
    // PCNs of high need do not report, and those that report have the same provision whatever their need: read as
    // zeros they make a slope, left out they make none.
    const built: Panel = {
      ...panel,
      rows: panel.rows.map((row, i) => {
        const reported = (row.values.ltc_share as number) < 0.5 || i % 4 === 0;
        const rate = 1 + ((i * 37) % 101) / 200;
        return {
          ...row,
          reported,
          fte: reported ? (rate * row.patients) / 10_000 : 0,
          fte_per_10k: reported ? rate : 0,
        };
      }),
    };
    const grid: Grid = {
      ...gridOf(study),
      need: ['ltc_share'],
      outcome: ['fte_per_10k'],
      absent: ['zero', 'missing'],
      form: ['level'],
    };
    const { tables } = await runOf(study, grid, asData(built));
    const [first, second] = tables.rows(multiverseSpread);
    expect(first!.term).toBe('absent');
    expect(first!.share).toBeGreaterThan(0.95);
    expect(second!.share).toBeLessThan(0.05);
    const median = (option: string) =>
      tables.rows(multiverseSigns).find(({ scope }) => scope === `absent=${option}`)!.median_standardised;
    expect(median('zero')).toBeLessThan(-0.5);
    expect(Math.abs(median('missing'))).toBeLessThan(0.1);
  });

  it('finds nothing, jointly, where need has nothing to do with provision', async () => {
    const grid: Grid = { ...gridOf(study), need: ['share_65_plus'], covariates: ['none'] };
    const joint = (await run(grid)).tables.rows(multiverseJoint);
    for (const { p_smallest, replicates, p_value } of joint) {
      expect(p_smallest).toBe(1 / (replicates + 1));
      if (p_value !== null) expect(p_value).toBeGreaterThanOrEqual(p_smallest - 1e-12);
    }
    expect(joint.length).toBeGreaterThan(0);
    for (const { p_value, p_mcse } of joint) {
      expect(p_value).toBeGreaterThan(0.05);
      expect(p_mcse).toBeGreaterThan(0);
    }
  });
});

describe('survivors beside all that are open', () => {
  // Every other PCN survives, with half of its patients.
  const surviving = panel.rows
    .filter((_, i) => i % 2 === 0)
    .map((row) => ({ ...row, patients: row.patients / 2, fte_per_10k: 2 * (row.fte_per_10k ?? 0) }));
  const rule = { survivors: '2022-05-01', open_by: 'snapshot', practices: 'all' } as const;
  const otherPopulation = { population: rule, rows: surviving, unknown: '' };
  const grid: Grid = { ...gridOf(study), population: ['open_on_date', 'survivors'] };
  const real = { ...data, synthetic: false };
  const both = { ...real, otherPopulation };

  it('are counted where nothing but the covariates, weights, outcome and errors is changed', async () => {
    const survivors = '2023-11-16';
    const later = { ...otherPopulation, population: { ...rule, survivors } };
    const { rows, tables } = await runOf(study, grid, { ...real, otherPopulation: later });
    const plain = await run(gridOf(study));
    const open = rows.filter(({ population }) => population === 'open_on_date');
    expect(open).toEqual(plain.rows);
    const found = rows.filter(({ population }) => population === 'survivors');
    // A panel of survivors alone, by what a study of all that are open says of each row.
    const alone = await runOf(study, gridOf(study), { ...data, panel: { ...panel, rows: surviving } });
    for (const { specification, estimate, std_error, n } of found) {
      const name = specification.replace('survivors', 'open_on_date');
      const own = alone.rows.find((row) => row.specification === name);
      expect({ estimate, std_error, n }).toEqual({
        estimate: own!.estimate,
        std_error: own!.std_error,
        n: own!.n,
      });
      expect(specification).toMatch(/\/survivors\/(zero|missing)\/.*\/level\/all\//);
    }
    expect(found.length).toBeGreaterThan(100);
    const left = tables.rows(multiverseOmitted).filter(({ what }) => what.startsWith('population survivors'));
    expect(left.map(({ what }) => what)).toEqual([
      'population survivors with absent weighted',
      'population survivors with tails winsorised, large',
      'population survivors with form log1p, poisson, two_part, logit',
    ]);
  });

  it('run alone, are what the whole study is of', () => {
    const choices = choicesFrom(['population=survivors', 'snapshot=2022-03-31'], study);
    const { study: own, data: narrowed } = narrow(study, both, choices);
    expect(own.population).toEqual(rule);
    expect(narrowed.panel.rows).toEqual(surviving.filter(({ snapshot }) => snapshot === '2022-03-31'));
    expect(narrowed.otherPopulation).toBeUndefined();
  });

  it('are left out with the reason after the day to which they are to survive, and where the data have none', async () => {
    const ends: Study = { ...study, population: rule };
    const early = await runOf(ends, grid, {
      ...real,
      panel: { ...panel, rows: surviving },
      otherPopulation: { population: 'open_on_date', rows: panel.rows, unknown: '' },
    });
    const at = (population: string) =>
      new Set(early.rows.filter((row) => row.population === population).map(({ snapshot }) => snapshot));
    expect(at('survivors')).toEqual(new Set(['2022-03-31']));
    expect(at('open_on_date')).toEqual(new Set(snapshots));
    expect(early.tables.rows(multiverseOmitted).map(({ what, why }) => `${what}: ${why}`)).toContain(
      'snapshot 2022-06-30 with population survivors: The snapshot is later than 2022-05-01, the day to which PCNs are to survive.',
    );
    for (const [on, why] of [
      [{ ...data, synthetic: true }, 'In Synthetic England'],
      [{ ...real, otherPopulation: { ...otherPopulation, rows: [], unknown: 'No ePCN.' } }, 'No ePCN.'],
    ] as const) {
      const { rows, tables } = await runOf(study, grid, on);
      expect(rows.every(({ population }) => population === 'open_on_date')).toBe(true);
      const lacking = tables.rows(multiverseOmitted).find(({ what }) => what === 'population survivors');
      expect(lacking).toMatchObject({ kind: 'not in the data', why: expect.stringContaining(why) });
    }
  });
});

describe('one specification by --set', () => {
  const refused = (words: string[], of: Study = study) => {
    try {
      choicesFrom(words, of);
    } catch (error) {
      if (error instanceof InputError) return error.explain();
    }
    return 'accepted';
  };

  it('begins with the study’s own choices', () => {
    expect(choicesFrom(['absent=missing'], study)).toEqual({
      snapshot: '2022-06-30',
      need: 'ltc_share',
      outcome: 'fte_per_10k',
      population: 'open_on_date',
      absent: 'missing',
      weights: 'none',
      covariates: 'none',
      form: 'level',
      tails: 'all',
      errors: 'CR2',
    });
    expect(choicesFrom(['form=poisson', 'outcome=fte'], study).errors).toBe('icb');
    expect(refused(['form=poisson', 'outcome=fte', 'errors=CR2'])).toContain('HC3 and CR2');
    const plain = { ...study, inference: { ...study.inference, dependence: 'none' as const } };
    expect(choicesFrom(['absent=missing'], plain).errors).toBe('HC1');
  });

  it('begins with the first need that the data have', () => {
    const own = { ...study, needs: ['need_published', 'share_65_plus'] };
    expect(choicesFrom([], own, { variables: ['share_65_plus', 'ltc_share'] }).need).toBe('share_65_plus');
    expect(choicesFrom([], own).need).toBe('need_published');
  });

  it('refuses what means nothing or does not go together, with what was expected', () => {
    expect(refused(['nonsense'])).toContain('key=value');
    expect(refused(['need=wealth'])).toContain('ltc_share');
    expect(refused(['snapshot=2020-03-31'])).toContain('2022-06-30');
    expect(refused(['outcome=any', 'form=poisson'])).toContain('does not go with');
  });

  it('needs a multiverse for the whole of it, of the study’s own snapshots', () => {
    const { multiverse: _, ...without } = study;
    expect(() => gridOf(without as Study)).toThrow(InputError);
    const foreign = { ...study, multiverse: { ...study.multiverse!, snapshot: ['2020-03-31'] } };
    expect(() => gridOf(foreign)).toThrow('2020-03-31');
  });
});
