import { readFileSync } from 'node:fs';
import { type DeclaredStudy, InputError, modelFaults, withinPlaces } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { choicesFrom } from '../src/analyses/multiverse/enumerate.js';
import { readStudy, studySchema } from '../src/index.js';
import { withSettings } from '../src/study/settings.js';
import { asData, inventedPanel } from './invented-panel.js';
import { study as small } from './small-study.js';

const head = `study: small
title: A small study
snapshots: [2022-03-31, 2022-06-30]
needs: [ltc_share, income_deprivation]
`;
const read = (text: string) => readStudy(head + text, 'small.yaml');

function errorOf(make: () => unknown): InputError {
  try {
    make();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return error as InputError;
  }
  throw new Error('it was accepted');
}

describe('a study that declares no model', () => {
  it.each(['wilding-2024.yaml', 'england-open-data.yaml', 'demo.yaml'])('is as before (%s)', (name) => {
    const text = readFileSync(new URL(`../../../studies/${name}`, import.meta.url), 'utf8');
    const found = readStudy(text, name);
    for (const key of ['model', 'where', 'by', 'time']) expect(Object.keys(found)).not.toContain(key);
  });
});

describe('the examples', () => {
  it.each(['own-covariate', 'regions', 'poisson-icb', 'care-coordinators', 'mandate'])(
    '%s can be read',
    (name) => {
      const text = readFileSync(new URL(`../../../studies/examples/${name}.yaml`, import.meta.url), 'utf8');
      expect(readStudy(text, `${name}.yaml`)).toMatchObject({ study: name, model: expect.anything() });
    },
  );
});

describe('a declared model', () => {
  it('has the paper’s regression where it says nothing else', () => {
    expect(read('model: {}\n').model).toEqual({
      outcome: 'fte_per_10k',
      covariates: 'none',
      form: 'level',
      weights: 'none',
      errors: 'HC1',
      fixed_effects: 'none',
    });
  });

  it('takes a condition as words or as keys', () => {
    const words = read('where: region in [Y63, Y62] and patients >= 30,000 and patients <= 80000\n').where;
    expect(words).toEqual({ region: ['Y63', 'Y62'], patients: { least: 30_000, most: 80_000 } });
    expect(read('where: { region: [Y63, Y62], patients: { least: 30000, most: 80000 } }\n').where).toEqual(
      words,
    );
    expect(read('by: region\n').by).toEqual(['region']);
  });

  // What is wrong, where it stands (line and column), and a word of what is said and of what to do.
  it.each<[string, number, string, RegExp, RegExp]>([
    ['model:\n  outcome: fte_per_10k_ltc\n', 6, '12', /in the denominator/, /income_deprivation/],
    ['model:\n  outcome: { fte_per_10k_of: core20_share }\n', 6, '12', /in the denominator/, /ltc_share/],
    ['model:\n  covariates: age_deprivation\n', 6, '15', /leave nothing to explain/, /needs: \[ltc_share\]/],
    [
      'model:\n  covariates: [rural, core20_share]\n',
      6,
      '23',
      /measures the same thing/,
      /Take the covariate/,
    ],
    ['model:\n  covariates: [age, share_65_plus]\n', 6, '21', /twice, once in a set/, /Take one/],
    ['model:\n  covariates: [{ square: rural }]\n', 6, '16', /without "rural" itself/, /Add "rural"/],
    ['model:\n  form: poisson\n', 6, '9', /rate already/, /outcome: fte/],
    ['model:\n  outcome: headcount\n', 6, '3', /does not go with its outcome/, /form: poisson/],
    ['model: { outcome: fte, form: poisson, weights: patients }\n', 5, '48', /weights/, /weights: none/],
    ['model: { outcome: any, form: logit, errors: HC3 }\n', 5, '45', /errors do not go/, /HC1/],
    ['model:\n  errors: region\n', 6, '11', /7 clusters here, fewer/, /\{ CR2: region \}/],
    ['where: region == Y63\nmodel: { errors: icb }\n', 6, '18', /4 clusters here/, /CR1: sub_icb/],
    ['where: region == Y63\nmodel: { errors: { wild: icb } }\n', 6, '18', /4 clusters/, /sub_icb/],
    ['model: { errors: { two_way: [sub_icb, icb] } }\n', 5, '18', /lies within the other/, /CR1: icb/],
    ['by: region\nmodel: { errors: { CR2: region } }\n', 5, '5', /single clusters/, /errors: icb/],
    ['by: icb\nmodel: { outcome: fte_per_10k, form: two_part }\n', 5, '5', /two parts/, /another form/],
    ['where: region == Y63\nby: region\n', 6, '5', /one region alone/, /widen/],
    ['where: region == Y99\n', 5, '8', /No region has the code "Y99"/, /^Write the code of one of these\.$/],
    ['where: region == y63\n', 5, '8', /No region has the code "y63"/, /"Y63"/],
    ['where: region == Lundon\n', 5, '8', /No region has the code "Lundon"/, /"Y56"/],
    ['where: icb == QWEE\n', 5, '8', /No ICB has the code "QWEE"/, /"QWE"/],
    ['where: icb == QQQ\n', 5, '8', /No ICB has the code "QQQ"/, /^Correct the code/],
    ['where: region == Y63 and icb == QWE\n', 5, '8', /exclude one another/, /Take one/],
    ['time: { event: { date: 2022-09-30 } }\n', 5, '24', /no snapshot on or after/, /Correct the date/],
    ['time: { change: { from: 2021-06-30, to: 2022-06-30 } }\n', 5, '25', /no snapshot of 2021/, /Correct/],
    ['model: { form: log1p, needs: [rural_need] }\n', 5, '31', /does not name/, /Add it/],
    [
      'model: { outcome: { variable: core20_share } }\n',
      5,
      '19',
      /same thing as the model’s outcome|same thing as the model's outcome/,
      /ltc_share/,
    ],
    ['model:\n  outcome: fte_per_10\n', 6, '12', /cannot be used/, /"fte_per_10k"/],
    ['by: regions\n', 5, '5', /cannot be used/, /"region"/],
    ['where: regin == Y63\n', 5, '8', /cannot be used/, /Correct/],
  ])('is refused before anything is read: %s', (text, row, column, problem, remedy) => {
    const error = errorOf(() => read(text));
    expect(error.place).toEqual({ file: 'small.yaml', row, character: Number(column) });
    expect(error.message).toMatch(problem);
    expect(error.remedy).toMatch(remedy);
    expect(error.explain().split('\n')).toHaveLength(4);
  });

  it('lists the regions where a region is unknown: the letters of another say nothing', () => {
    const { expected } = errorOf(() => read('where: region == Y99\n'));
    expect(expected).toMatch(
      /^one of Y56 \(London\), Y58 \(South West\), Y59 .*Y63 \(North East and Yorkshire\)$/,
    );
  });

  it('of predicted need is refused where the covariates hold all that it is computed from', () => {
    const text = head.replace('[ltc_share, income_deprivation]', '[need_predicted]');
    const covariates = '[age, ethnicity_black, rural, income_deprivation]';
    const error = errorOf(() => readStudy(`${text}model: { covariates: ${covariates} }\n`, 'small.yaml'));
    expect(error.message).toContain('nothing of it would be left');
    expect(readStudy(`${text}model: { covariates: age_deprivation }\n`, 'small.yaml').model).toBeDefined();
  });

  it('knows what a local variable measures once the folder’s sidecars are read', () => {
    const study = read('model: { covariates: [scheme_age] }\n') as DeclaredStudy;
    const local = (construct: 'morbidity' | 'age') => ({
      local: [{ id: 'scheme_age', construct, unit: 'share' } as never],
    });
    expect(modelFaults(study, local('age'))).toEqual([]);
    expect(modelFaults(study, local('morbidity'))[0]!.problem).toContain('measures the same thing');
  });
});

describe('--set', () => {
  const study = read('model: { covariates: [rural] }\n');

  it('changes one key of the model and leaves the others, and hands on the choices of the multiverse', () => {
    const { study: found, choices } = withSettings(study, [
      'model.form=log1p',
      'need=ltc_share',
      'where=region == Y63',
      'by=[icb, fifth]',
    ]);
    expect(found.model).toEqual({ ...study.model, form: 'log1p' });
    expect(found.where).toEqual({ region: ['Y63'] });
    expect(found.by).toEqual(['icb', 'fifth']);
    expect(choices).toEqual(['need=ltc_share']);
  });

  it.each([
    ['model.form=poison', /"poisson"/],
    ['model.frm=level', /"model.form"/],
    ['model.errors=region', /CR2/],
  ])('%s is refused with what was meant', (word, remedy) => {
    expect(errorOf(() => withSettings(study, [word])).remedy).toMatch(remedy);
  });

  it('without such a word is the study itself', () => {
    expect(withSettings(study, ['absent=missing']).study).toBe(study);
  });
});

describe('the multiverse', () => {
  it('starts from what the model declares, in the same words', () => {
    const model = { ...read('model: { outcome: any, form: logit, errors: icb, covariates: age }\n').model! };
    const study = { ...small(['2022-06-30']), needs: ['ltc_share'], model };
    expect(choicesFrom([], study, { variables: ['ltc_share'] })).toMatchObject({
      outcome: 'any',
      form: 'logit',
      errors: 'icb',
      covariates: 'age',
    });
    const { model: _, ...without } = study;
    expect(choicesFrom([], without, { variables: ['ltc_share'] })).toMatchObject({ outcome: 'fte_per_10k' });
  });
});

describe('the rows that a study looks at', () => {
  const data = asData(inventedPanel(60, ['2022-03-31', '2022-06-30']));

  it('are those of its places, of all snapshots', () => {
    const { icb_code } = data.panel.rows[0]!;
    const { panel } = withinPlaces(data, { icb: [icb_code], patients: { least: 40_000 } });
    expect(panel.rows.length).toBeGreaterThan(3);
    expect(panel.rows.length).toBeLessThan(data.panel.rows.length);
    expect(panel.rows.every((row) => row.icb_code === icb_code && row.patients >= 40_000)).toBe(true);
    expect(withinPlaces(data, undefined)).toBe(data);
  });

  it('that are none, or a PCN that nobody knows, are refused', () => {
    expect(errorOf(() => withinPlaces(data, { patients: { least: 900_000 } })).message).toContain('No PCN');
    const strange = errorOf(() => withinPlaces(data, { pcn: ['U1000'] }));
    expect(strange.message).toContain('"U1000"');
    expect(strange.remedy).toContain('U1000');
  });
});

it('every key of the model, places and times says what it is', () => {
  const shape = (studySchema as unknown as { shape: Record<string, { description?: string }> }).shape;
  for (const key of ['model', 'where', 'by', 'time']) expect(shape[key]!.description, key).toBeTruthy();
});
