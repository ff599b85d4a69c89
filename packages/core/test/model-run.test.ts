import type { Study } from '@inverse-care/domain';
import { leastSquares } from '@inverse-care/stats';
import { describe, expect, it } from 'vitest';
import {
  choicesFrom,
  findingsOfStudy,
  type Grid,
  multiverse,
  runStudy,
  standardAnalyses,
} from '../src/index.js';
import {
  findings,
  model,
  modelChange,
  modelCoefficients,
  modelEvent,
  modelFindings,
  modelFindingTests,
  modelInference,
  modelInfluence,
  modelJoint,
  modelJointNeeds,
  modelPlaces,
  modelPlaceTests,
  multiverseRows,
} from '../src/tables.js';
import { asData, inventedPanel } from './invented-panel.js';
import { study as small } from './small-study.js';

const snapshots = ['2021-12-31', '2022-03-31', '2022-06-30'];
const panel = inventedPanel(120, snapshots);
const plain = {
  outcome: 'fte_per_10k',
  covariates: 'none',
  form: 'level',
  weights: 'none',
  errors: 'HC1',
  fixed_effects: 'none',
} as const;

const run = (change: Partial<Study>) =>
  runStudy({ ...small(snapshots, 0), needs: ['ltc_share'], ...change }, asData(panel));

describe('a run', () => {
  it('of a study without a model has none of its tables', async () => {
    const { tables } = await run({});
    const files = tables.all().map(({ table }) => table.file);
    expect(files).toContain('figure3.csv');
    expect(files.filter((file) => file.startsWith('model'))).toEqual([]);
  });

  it('has every coefficient by snapshot, the effect for one SD, and need alone on the same PCNs', async () => {
    const covariates = ['share_65_plus', { with_need: 'share_65_plus' }];
    const { tables } = await run({ model: { ...plain, covariates } });
    const rows = tables.rows(model);
    expect(rows.map(({ snapshot }) => snapshot)).toEqual(snapshots);
    const terms = tables.rows(modelCoefficients).filter(({ snapshot }) => snapshot === '2022-06-30');
    expect(terms.map(({ term }) => term)).toEqual([
      'constant',
      'need',
      'share_65_plus',
      'need x share_65_plus',
    ]);
    const [, need] = terms;
    const last = rows.at(-1)!;
    expect(last).toMatchObject({ n: 120, rows_lost: 0, covariates: 'share_65_plus + need x share_65_plus' });
    expect(last.estimate).toBe(need!.estimate);
    expect(last.per_sd).toBe(last.estimate! * last.need_sd!);
    const own = panel.rows.filter(({ snapshot }) => snapshot === '2022-06-30');
    const alone = leastSquares({
      y: Float64Array.from(own, (row) => row.fte_per_10k!),
      columns: [own.map(() => 1), own.map(({ values }) => values.ltc_share!)].map((one) =>
        Float64Array.from(one),
      ),
    });
    expect(last.unadjusted).toBeCloseTo(alone.coefficients[1]!, 12);
  });

  it('leaves the headline as it is, whatever the model', async () => {
    const [without, declared] = await Promise.all([
      run({}),
      run({ model: { ...plain, covariates: ['rural'], form: 'log1p' } }),
    ]);
    for (const { table, rows } of without.tables.all())
      expect(declared.tables.all().find((one) => one.table.file === table.file)?.rows, table.file).toEqual(
        rows,
      );
  });

  it('tells every snapshot for one difference in need, and puts all of them together', async () => {
    const covariates = ['share_65_plus'];
    const { tables } = await run({ model: { ...plain, covariates, errors: { CR2: 'sub_icb' } } });
    const rows = tables.rows(model);
    expect(new Set(rows.map(({ told_for }) => told_for)).size).toBe(1);
    const told = rows.map(({ per_sd }) => per_sd!);
    const of = (question: string) => tables.rows(modelJoint).find((row) => row.test === question)!;
    expect(of('pooled').estimate).toBeCloseTo((told[0]! + told[1]! + told[2]!) / 3, 14);
    expect(of('change first to last').estimate).toBeCloseTo(told[2]! - told[0]!, 14);
    expect(of('all zero')).toMatchObject({ df1: 3, method: 'Hotelling with CR2', snapshots: 3 });
    // The last by its own method is the row of the model.
    const own = tables.rows(modelInference).find(({ method }) => method === 'CR2 by sub-ICB location')!;
    expect(own.conf_low).toBeCloseTo(rows[2]!.per_sd_low!, 14);
    expect(tables.rows(modelJointNeeds)).toEqual([]);
  });

  it('tests needs together where the model names several', async () => {
    const needs = ['ltc_share', 'rural'];
    const { tables } = await run({ needs, model: { ...plain, needs } });
    const rows = tables.rows(modelJointNeeds);
    expect(rows.map(({ at, df1 }) => [at, df1])).toEqual([
      ['last snapshot', 2],
      ['pooled', 2],
    ]);
  });

  it('grades the declared model by its own estimates, and need alone as ever', async () => {
    const graded = (change: Partial<Study>) =>
      runStudy({ ...small(snapshots, 0), needs: ['ltc_share'], ...change }, asData(panel), {
        analyses: [...standardAnalyses, findingsOfStudy],
      });
    const [without, declared] = await Promise.all([
      graded({}),
      graded({ model: { ...plain, covariates: ['rural'], form: 'poisson', outcome: 'fte' } }),
    ]);
    expect(without.tables.all().map(({ table }) => table.file)).not.toContain('model_findings.csv');
    expect(declared.tables.rows(findings)).toEqual(without.tables.rows(findings));
    const [finding] = declared.tables.rows(modelFindings);
    const last = declared.tables.rows(model).at(-1)!;
    expect(finding).toMatchObject({
      estimate: last.per_sd,
      conf_low: last.per_sd_low,
      unadjusted: last.per_sd_unadjusted,
      ratio_of: 'rates',
      ratio: last.ratio,
      // Three ICBs are too few to take PCNs of one as alike.
      not_asked: 'icb; multiverse; bounds; placebo',
      snapshots: 3,
    });
    const need = declared.tables
      .rows(modelCoefficients)
      .find(({ snapshot, term }) => snapshot === last.snapshot && term === 'need')!;
    expect(last.ratio).toBeCloseTo(Math.exp(need.estimate * last.need_sd!), 12);
    const tests = declared.tables.rows(modelFindingTests);
    expect(tests.map(({ test, result }) => `${test}: ${result}`).slice(4)).toEqual([
      'multiverse: not asked',
      `one icb: ${tests[5]!.result}`,
      `one pcn: ${tests[6]!.result}`,
      'bounds: not asked',
      'placebo: not asked',
    ]);
    expect(tests[0]).toMatchObject({ source: 'model.csv', p_value: last.p_value });
    for (const [at, level, of] of [
      [5, 'icb', 3],
      [6, 'pcn', 10],
    ] as const) {
      const own = declared.tables.rows(modelInfluence).filter((row) => row.level === level);
      const against = own.filter(({ conf_low, conf_high }) =>
        last.per_sd! > 0 ? conf_low! <= 0 : conf_high! >= 0,
      ).length;
      expect(tests[at]).toMatchObject({ source: 'model_influence.csv', of, against });
      expect(tests[at]!.result).toBe(against > 0 ? 'breaks' : 'stands');
      expect(own.map(({ estimate, change }) => estimate! + change!)).toEqual(
        own.map(() => expect.closeTo(last.per_sd!, 12)),
      );
    }
  });

  it('gives constants within one cluster no interval, and says why', async () => {
    const { tables } = await run({
      model: { ...plain, fixed_effects: 'icb', errors: { CR2: 'icb' } },
    });
    const [, ...others] = tables.rows(modelCoefficients).filter(({ snapshot }) => snapshot === '2022-06-30');
    const [need, ...areas] = others;
    expect(need!.p_value).not.toBeNull();
    expect(areas).toHaveLength(2);
    expect(areas.map(({ p_value, conf_low }) => [p_value, conf_low])).toEqual(areas.map(() => [null, null]));
    expect(tables.rows(model).at(-1)!.note).toContain('constants of ICBs lie each within one cluster');
    const apart = await run({ model: { ...plain, fixed_effects: 'icb', errors: 'HC1' } });
    const [, , ...free] = apart.tables.rows(modelCoefficients).slice(-areas.length - 2);
    expect(free.every(({ p_value }) => p_value !== null)).toBe(true);
  });

  it('names the PCN whose leverage errors lean on', async () => {
    const rows = panel.rows.map((row) =>
      row.snapshot === '2022-06-30' && row.pcn_code === panel.rows[7]!.pcn_code
        ? { ...row, values: { ...row.values, ltc_share: 9 } }
        : row,
    );
    const study = { ...small(snapshots, 0), needs: ['ltc_share'], model: plain };
    const { tables } = await runStudy(study, asData({ ...panel, rows }));
    const { note } = tables.rows(model).at(-1)!;
    expect(note).toContain(`PCN ${panel.rows[7]!.pcn_code} has leverage`);
    expect(note).not.toContain('Observation');
  });

  it('names the PCN of leverage 1 that a covariance refuses', async () => {
    const { pcn_code } = panel.rows[7]!;
    const rows = panel.rows.map((row) => ({
      ...row,
      values: { ...row.values, rural: row.pcn_code === pcn_code ? 1 : 0 },
    }));
    const study = {
      ...small(snapshots, 0),
      needs: ['ltc_share'],
      model: { ...plain, covariates: ['rural'], errors: 'HC3' as const },
    };
    const { omissions } = await runStudy(study, asData({ ...panel, rows }));
    const { why } = omissions.find(({ what }) => what.startsWith('The declared model'))!;
    expect(why).toContain(`PCN ${pcn_code} has leverage 1, for which HC3 is not defined.`);
  });

  it('says that a need is computed from a covariate', async () => {
    const rows = panel.rows.map((row, i) => ({
      ...row,
      values: { ...row.values, need_predicted: ((i * 31) % 97) / 97 },
    }));
    const predicted = { ...panel, rows, variables: [...panel.variables, 'need_predicted'] };
    const study = {
      ...small(snapshots, 0),
      needs: ['need_predicted'],
      model: { ...plain, covariates: ['share_65_plus'] },
    };
    const { tables } = await runStudy(study, asData(predicted));
    expect(tables.rows(model).at(-1)!.note).toContain(
      'need_predicted is computed from share_65_plus among others: held equal, it leaves the rest of its equation',
    );
  });

  it('says that a covariate was measured after the outcome, and that one is lacking', async () => {
    const later = { ...panel, variables: [...panel.variables, 'core20_share_2025'] };
    later.rows = panel.rows.map((row, i) => ({
      ...row,
      values: { ...row.values, core20_share_2025: (i % 17) / 17 },
    }));
    const study = { ...small(snapshots, 0), needs: ['ltc_share'] };
    const declared = { ...study, model: { ...plain, covariates: ['core20_share_2025'] } };
    const { tables } = await runStudy(declared, asData(later));
    expect(tables.rows(model)[0]!.note).toBe(
      'core20_share_2025 was measured in 2025, after the outcome, and may follow from it',
    );
    const { omissions } = await run({ model: { ...plain, covariates: ['ethnicity_black'] } });
    const lacking = omissions.find(({ what }) => what.startsWith('The declared model'));
    expect(lacking?.why).toContain('The data lack');
  });

  it('estimates by place, around an event and between two snapshots where the study asks', async () => {
    const { tables } = await run({
      by: ['icb', { fifth_of: 'rural' }],
      time: {
        event: { date: '2022-02-01', name: 'the event' },
        change: { from: snapshots[0]!, to: snapshots[2]! },
      },
    });
    expect(tables.rows(model)).toEqual([]);
    expect(new Set(tables.rows(modelPlaceTests).map(({ by }) => by))).toEqual(
      new Set(['icb', 'fifth of rural']),
    );
    expect(tables.rows(modelPlaces).filter(({ by }) => by === 'fifth of rural')).toHaveLength(15);
    const event = tables.rows(modelEvent);
    expect(event.map(({ snapshot, after }) => [snapshot, after])).toEqual([
      ['2022-03-31', true],
      ['2022-06-30', true],
    ]);
    const [change] = tables.rows(modelChange);
    // The change from the reference to the last snapshot is the same regression.
    expect(change!.estimate).toBeCloseTo(event[1]!.estimate!, 12);
    expect(change!.n).toBe(120);
  });

  it('gives the same numbers on one thread and on two', async () => {
    const study = { ...small(snapshots, 99), needs: ['ltc_share'], by: ['icb' as const] };
    const declared = { ...study, model: { ...plain, errors: { wild: 'sub_icb' as const } } };
    const [one, two] = await Promise.all(
      [1, 2].map((threads) => runStudy(declared, asData(panel), { threads })),
    );
    for (const table of [model, modelCoefficients, modelPlaces])
      expect(two!.tables.rows(table as typeof model)).toEqual(one!.tables.rows(table as typeof model));
  });

  it.each([
    { outcome: 'fte_per_10k', form: 'log1p', weights: 'patients', errors: 'CR2', covariates: 'age' },
    { outcome: 'fte', form: 'poisson', weights: 'none', errors: 'icb', covariates: 'age' },
    { outcome: 'any', form: 'logit', weights: 'patients', errors: 'sub_icb', covariates: 'none' },
    { outcome: 'fte_per_10k', form: 'two_part', weights: 'none', errors: 'HC1', covariates: 'age' },
  ] as const)('of a model gives what the multiverse does for the same words (%o)', async (words) => {
    const study = { ...small(snapshots, 0), needs: ['ltc_share'], model: { ...plain, ...words } };
    const data = asData(panel);
    const choices = choicesFrom([], study, data.panel);
    const grid = Object.fromEntries(Object.entries(choices).map(([key, one]) => [key, [one]]));
    const alone = multiverse({ grid: grid as unknown as Grid, paths: { study: 'small.yaml', data: [] } });
    const { tables } = await runStudy(study, data, { analyses: [...standardAnalyses, alone] });
    const [specification] = multiverseRows(tables);
    const own = tables.rows(model).at(-1)!;
    for (const column of ['estimate', 'std_error', 'p_value', 'conf_low'] as const)
      expect(Math.abs(own[column]! / specification![column]! - 1), column).toBeLessThan(1e-8);
  });
});
