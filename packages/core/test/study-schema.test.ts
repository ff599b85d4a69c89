import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readStudy } from '../src/index.js';
import { type StudyKey, studyJsonSchema, studyKeys, studyPage } from '../src/study/guide.js';

const docs = new URL('../../../docs/', import.meta.url);
const studies = new URL('../../../studies/', import.meta.url);
const page = (name: string) => readFileSync(new URL(name, docs), 'utf8').replaceAll('\r\n', '\n');

// An independent validator, of the file that editors are given.
const validate = new Ajv({ strict: false }).compile(JSON.parse(page('study.schema.json')));

const minimal = `study: small
title: A small study
snapshots: [2020-03-31]
needs: [ltc_share]
`;

/** What the program says. */
function isRead(text: string): boolean {
  try {
    readStudy(text, 'small.yaml');
    return true;
  } catch {
    return false;
  }
}

const withLine = (line: string, study = minimal) => {
  const [key] = line.replace(/^#.*\n/gm, '').split(':') as [string];
  const kept = study.split('\n').filter((one) => !one.startsWith(`${key}:`));
  return `${kept.join('\n')}${line}\n`;
};

const allKeys = (keys: readonly StudyKey[]): StudyKey[] => keys.flatMap((key) => [key, ...allKeys(key.keys)]);

describe('docs/study.schema.json and docs/study-files.md', () => {
  it('are what the schema of a study says (node scripts/study-pages.mjs writes them)', () => {
    expect(page('study.schema.json')).toBe(`${JSON.stringify(studyJsonSchema(), null, 2)}\n`);
    expect(page('study-files.md')).toBe(studyPage());
  });

  it('have words for every key, and an example for each of the top', () => {
    const keys = studyKeys();
    expect(allKeys(keys).filter(({ words }) => words.says === '')).toEqual([]);
    expect(keys.filter(({ words }) => words.example === undefined)).toEqual([]);
    expect(keys.map(({ path }) => path)).toEqual(expect.arrayContaining(['role', 'snapshots', 'inference']));
  });

  it('carry no host of a registry and no path of a machine', () => {
    for (const name of ['study.schema.json', 'study-files.md'])
      expect(page(name)).not.toMatch(/https?:\/\/(?!json-schema\.org)|\/home\/|\/work\/|[A-Z]:\\/);
  });
});

describe('the examples of the keys', () => {
  const examples = allKeys(studyKeys()).flatMap(({ path, words: { example } }) => {
    const forms = example === undefined ? [] : example.split(/^# or.*\n/m);
    return forms.map((form, i) => [`${path} ${i + 1}`, form.trimEnd()] as const);
  });

  it.each(examples)('%s can be used, by the program and by the JSON Schema', (_, form) => {
    const text = withLine(form, minimal.replace('[2020-03-31]', '{ from: 2020-03-31, to: 2022-06-30 }'));
    expect(() => readStudy(text, 'small.yaml')).not.toThrow();
    expect(validate(parse(text))).toBe(true);
  });
});

describe('the studies of docs/worked-studies.md', () => {
  const blocks = [...page('worked-studies.md').matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(
    ([, block]) => block as string,
  );
  const known = new Set(studyKeys().map(({ path }) => path));
  // The page has studies with a declared model and places; where the schema has these keys, they are held to it too.
  const declared = ['model', 'where', 'by', 'time'];
  const keysOf = (block: string) => Object.keys(parse(block));
  const readable = blocks.filter((block) =>
    keysOf(block).every((key) => known.has(key) || !declared.includes(key)),
  );

  it('are several, each under its own name', () => {
    const names = blocks.map((block) => parse(block).study);
    expect(new Set(names).size).toBe(blocks.length);
    expect(readable.length).toBeGreaterThanOrEqual(5);
  });

  it.each(readable.map((block) => [parse(block).study, block]))(
    '%s can be used, by the program and by the JSON Schema',
    (_, block) => {
      expect(() => readStudy(block, 'worked.yaml')).not.toThrow();
      expect(validate(parse(block))).toBe(true);
    },
  );
});

describe('an independent validator of the JSON Schema', () => {
  const files = readdirSync(studies, { recursive: true, encoding: 'utf8' });
  it.each(files.filter((name) => name.endsWith('.yaml')))('says yes to %s, as the program does', (name) => {
    const text = readFileSync(new URL(name, studies), 'utf8');
    expect(isRead(text)).toBe(true);
    expect(validate(parse(text))).toBe(true);
  });

  it.each([
    ['an unknown key', 'rolle: Care Coordinators'],
    ['an unknown key further down', 'inference: { replicatse: 99 }'],
    ['a number for a title', 'title: 7'],
    ['an empty title', 'title: ""'],
    ['a name with a capital', 'study: Small'],
    ['a list for a name', 'study: [small]'],
    ['a word for a list', 'needs: ltc_share'],
    ['an empty list', 'needs: []'],
    ['a characteristic for a need', 'needs: [rural]'],
    ['a need twice', 'needs: [ltc_share, ltc_share]'],
    ['a name of a variable with a space', 'needs: [LTC share]'],
    ['a date within a month', 'snapshots: [2020-03-30]'],
    ['the 29th of February in a common year', 'snapshots: [2021-02-29]'],
    ['the 28th of February in a leap year', 'snapshots: [2024-02-28]'],
    ['the 29th of February 2100', 'snapshots: [2100-02-29]'],
    ['a date twice', 'snapshots: [2020-03-31, 2020-03-31]'],
    ['a date in English', 'snapshots: [31 March 2020]'],
    ['a step that there is not', 'snapshots: { from: 2020-03-31, to: 2022-06-30, every: year }'],
    ['a span without an end', 'snapshots: { from: 2020-03-31, every: quarter }'],
    ['a span without a step or an end', 'snapshots: { from: 2020-03-31 }'],
    ['a word for snapshots', 'snapshots: every'],
    ['a population that there is not', 'population: survivors'],
    ['survivors of no day', 'population: { survivors: 2023-02-30 }'],
    ['a rule of populations that there is not', 'population: { survivors: 2023-11-16, open_by: never }'],
    ['an option of absent that there is not', 'absent: nought'],
    ['a role twice', 'role: [Care Coordinators, Care Coordinators]'],
    ['an empty role', 'role: ""'],
    ['a stem beside another key', 'role: { stem: Care, of: all }'],
    ['clusters for a covariance', 'inference: { covariance: icb }'],
    ['a covariance for clusters', 'inference: { dependence: HC1 }'],
    ['no distance', 'inference: { dependence: { conley_km: 0 } }'],
    ['a level in per cent', 'inference: { level: 95 }'],
    ['a half replicate', 'inference: { replicates: 0.5 }'],
    ['an effect below 0', 'inference: { smallest_effect: -1 }'],
    [
      'two ways to say an effect',
      'inference: { smallest_effect: { per: sd, fte_per_10k: 1, share_of_mean: 0.1 } }',
    ],
    ['the whole mean', 'inference: { smallest_effect: { per: sd, share_of_mean: 1 } }'],
    ['a survey of 1066', 'survey: 1066'],
    ['a seed below 0', 'seed: -1'],
    ['a seed in words', 'seed: one'],
    ['a paper that there is not', 'compare_with: hart-1971'],
    ['Table 2 without covariates', 'table2: { need: ltc_share }'],
    ['an option of the multiverse that there is not', 'multiverse: { form: [probit] }'],
    ['an option of the multiverse twice', 'multiverse: { form: [level, level] }'],
    ['a range of three', 'multiverse: { unreported_range: [0, 1, 2] }'],
    ['a range of words', 'multiverse: { unreported_range: [a, b] }'],
    ['nothing for a title', 'title:'],
  ])('says no to %s, as the program does', (_, line) => {
    const text = withLine(line);
    expect(isRead(text)).toBe(false);
    expect(validate(parse(text))).toBe(false);
  });

  it.each([
    ['February of a leap year', 'snapshots: [2020-02-29, 2021-02-28]'],
    ['February 2000 and 2100', 'snapshots: [2000-02-29, 2100-02-28]'],
    [
      'every month end of a year',
      `snapshots: [${['01-31', '02-28', '03-31', '04-30', '05-31', '06-30', '07-31', '08-31', '09-30', '10-31', '11-30', '12-31'].map((day) => `2022-${day}`).join(', ')}]`,
    ],
    ['a span of what there is, without ends', 'snapshots: { every: available months }'],
    ['a variable that only a folder can know', 'needs: [loneliness]'],
  ])('says yes to %s, as the program does', (_, line) => {
    const text = withLine(line);
    expect(isRead(text)).toBe(true);
    expect(validate(parse(text))).toBe(true);
  });

  it.each([
    ['dates out of order', 'snapshots: [2020-06-30, 2020-03-31]'],
    ['a span that ends before it begins', 'snapshots: { from: 2022-06-30, to: 2020-03-31 }'],
    ['a span without a quarter end', 'snapshots: { from: 2020-04-30, to: 2020-05-31 }'],
    ['a range with the greater number first', 'multiverse: { unreported_range: [1, 0] }'],
  ])('lets %s pass, which a JSON Schema cannot tell and docs/study-files.md says', (_, line) => {
    const text = withLine(line);
    expect(isRead(text)).toBe(false);
    expect(validate(parse(text))).toBe(true);
  });
});
