import { InputError } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { readStudy } from '../src/index.js';
import { studyKeys } from '../src/study/study-keys.js';

const lines = {
  study: 'study: small',
  title: 'title: A small study',
  snapshots: 'snapshots:\n  - 2020-03-31',
  needs: 'needs: [ltc_share]',
};

/** A sound study with some lines in the place of its own, and others at its end. */
const studyWith = (other: Partial<typeof lines>, ...more: string[]) =>
  `${[...Object.values({ ...lines, ...other }), ...more].join('\n')}\n`;

function errorOf(text: string): InputError {
  try {
    readStudy(text, 'small.yaml');
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return error as InputError;
  }
  throw new Error(`the study was accepted:\n${text}`);
}

const keys = studyKeys().map(({ path }) => path);

describe('a mistake in a study file is told on one screen', () => {
  it('of a key that means nothing: where, the keys there are and the nearest', () => {
    expect(errorOf(studyWith({ needs: 'neds: [ltc_share]' })).explain()).toBe(
      `Error: The study has a key that means nothing: "neds".
  where:    small.yaml, line 5, column 1
  expected: one of ${keys.join(', ')}
  to do:    Write "needs" if that is what was meant.`,
    );
  });

  it('of a key further down', () => {
    expect(errorOf(studyWith({}, 'inference:', '  level: 0.9', '  replicatse: 99')).explain()).toBe(
      `Error: The study has a key that means nothing: "replicatse".
  where:    small.yaml, line 8, column 3
  expected: one of covariance, dependence, level, replicates, smallest_effect
  to do:    Write "replicates" if that is what was meant.`,
    );
  });

  it('of a key that is there twice', () => {
    expect(errorOf(studyWith({}, 'title: Another title')).explain()).toBe(
      `Error: The study has the key "title" twice.
  where:    small.yaml, line 6, column 1
  expected: every key once
  to do:    Keep one of the two; where both were meant, make one list of them.`,
    );
  });

  it('of a tab', () => {
    expect(errorOf(studyWith({}, 'inference:', '\tlevel: 0.9')).explain()).toBe(
      `Error: The study file is not valid YAML: it has a tab where YAML takes spaces alone.
  where:    small.yaml, line 7, column 1
  expected: lines that belong below a key to begin with spaces, two for each level
  to do:    Replace the tab by two spaces.`,
    );
  });

  it('of a list in the place of a word', () => {
    expect(errorOf(studyWith({ title: 'title: [A small study]' })).explain()).toBe(
      `Error: The study's "title" is a list, which cannot be used.
  where:    small.yaml, line 2, column 8
  expected: text
  to do:    Correct the study and run again.`,
    );
  });

  it('of an empty file', () => {
    expect(errorOf('').explain()).toBe(
      `Error: The study file holds no study.
  where:    small.yaml
  expected: keys such as study, title, snapshots and needs
  to do:    Write one with \`inverse-care new\`, or start from one of the files in studies/.`,
    );
  });

  it('of a word that is none of the options', () => {
    expect(errorOf(studyWith({}, 'absent: mising')).explain()).toBe(
      `Error: The study's "absent" is "mising", which cannot be used.
  where:    small.yaml, line 6, column 9
  expected: one of zero, missing
  to do:    Write "missing" if that is what was meant.`,
    );
  });
});

describe('every kind of mistake has line, column, what was expected and what to do', () => {
  it.each<
    [kind: string, text: string, line: number, column: number, says: RegExp, expected: RegExp, remedy: RegExp]
  >([
    ['a number for text', studyWith({ title: 'title: 7' }), 2, 8, /"title" is 7/, /text/, /run again/],
    ['nothing behind a key', studyWith({ title: 'title:' }), 2, 7, /"title" is empty/, /text/, /run again/],
    ['a key that is missing', 'study: x\n', 1, 1, /lacks "title"/, /text/, /run again/],
    ['text for a number', studyWith({}, 'seed: many'), 6, 7, /"seed" is "many"/, /a number/, /run again/],
    [
      'a number that is too large',
      studyWith({}, 'seed: 99999999999'),
      6,
      7,
      /"seed"/,
      /^a number up to 4294967295$/,
      /run again/,
    ],
    [
      'a word for a list',
      studyWith({ needs: 'needs: ltc_share' }),
      5,
      8,
      /"needs" is "ltc_share"/,
      /a list/,
      /run again/,
    ],
    [
      'keys for a list',
      studyWith({ needs: 'needs: { first: ltc_share }' }),
      5,
      8,
      /"needs" is keys and values/,
      /a list/,
      /run again/,
    ],
    [
      'an empty list',
      studyWith({ needs: 'needs: []' }),
      5,
      8,
      /"needs" is a list/,
      /^a list that is not empty$/,
      /run again/,
    ],
    [
      'a need twice',
      studyWith({ needs: 'needs: [ltc_share, ltc_share]' }),
      5,
      8,
      /"needs"/,
      /each need once/,
      /run again/,
    ],
    [
      'a characteristic for a need',
      studyWith({ needs: 'needs: [ltc_share, rural]' }),
      5,
      20,
      /"needs.1" is "rural"/,
      /need_published/,
      /run again/,
    ],
    [
      'a name with a space',
      studyWith({ needs: 'needs:\n  - LTC share' }),
      6,
      5,
      /"LTC share"/,
      /lower-case/,
      /run again/,
    ],
    [
      'a date within a month',
      studyWith({ snapshots: 'snapshots:\n  - 2020-03-30' }),
      4,
      5,
      /2020-03-30/,
      /last day of a month/,
      /run again/,
    ],
    [
      'a date in English',
      studyWith({ snapshots: 'snapshots: [31 March 2020]' }),
      3,
      13,
      /31 March 2020/,
      /such as 2020-03-31/,
      /run again/,
    ],
    [
      'dates out of order',
      studyWith({ snapshots: 'snapshots: [2020-06-30, 2020-03-31]' }),
      3,
      12,
      /"snapshots"/,
      /ascending/,
      /run again/,
    ],
    [
      'a span without an end',
      studyWith({ snapshots: 'snapshots: { from: 2020-03-31 }' }),
      3,
      12,
      /"snapshots"/,
      /both from and to/,
      /run again/,
    ],
    [
      'a step that there is not',
      studyWith({ snapshots: 'snapshots: { every: quater }' }),
      3,
      21,
      /"quater"/,
      /one of quarter/,
      /"quarter"/,
    ],
    [
      'a word for snapshots',
      studyWith({ snapshots: 'snapshots: alle' }),
      3,
      12,
      /"snapshots" is "alle"/,
      /a list of dates, "all"/,
      /run again/,
    ],
    [
      'clusters in the place of a covariance',
      studyWith({}, 'inference: { covariance: icb }'),
      6,
      26,
      /"inference.covariance" is "icb"/,
      /HC0/,
      /"dependence: icb"/,
    ],
    [
      'a level in per cent',
      studyWith({}, 'inference:', '  level: 95'),
      7,
      10,
      /"inference.level" is 95/,
      /^a number below 1$/,
      /run again/,
    ],
    [
      'survivors without a date',
      studyWith({}, 'population: survivors'),
      6,
      13,
      /"population" is "survivors"/,
      /\{ survivors: /,
      /run again/,
    ],
    [
      'a role twice',
      studyWith({}, 'role: [Care Coordinators, Care Coordinators]'),
      6,
      7,
      /"role"/,
      /each role once/,
      /run again/,
    ],
    [
      'an option of the multiverse that there is not',
      studyWith({}, 'multiverse:', '  form: [level, poison]'),
      7,
      17,
      /"poison"/,
      /one of level/,
      /"poisson"/,
    ],
    [
      'a colon in a text',
      studyWith({ title: 'title: Need: and provision' }),
      2,
      8,
      /not valid YAML/,
      /between quotes/,
      /quotes/,
    ],
    [
      'a line too far in',
      studyWith({}, 'inference:', '  level: 0.9', '    replicates: 9'),
      7,
      10,
      /further in/,
      /one column/,
      /neighbours/,
    ],
    [
      'a bracket that is not closed',
      studyWith({ needs: 'needs: [ltc_share' }, 'seed: 1'),
      6,
      1,
      /bracket/,
      /\]/,
      /Close/,
    ],
    [
      'a quote that is not closed',
      studyWith({ title: 'title: "A small study' }),
      6,
      1,
      /Missing closing "quote/,
      /key: value/,
      /run again/,
    ],
    [
      'a sign that YAML keeps',
      studyWith({ title: 'title: @home' }),
      2,
      8,
      /keeps for itself/,
      /between quotes/,
      /quotes/,
    ],
    ['a star', studyWith({}, 'role: *all'), 6, 7, /begins with \*/, /between quotes/, /quotes/],
    [
      'a list without dashes',
      studyWith({ needs: 'needs:\nltc_share' }),
      6,
      1,
      /not valid YAML/,
      /lists with "- "/,
      /run again/,
    ],
    [
      'no space behind a colon',
      'study:small\ntitle:A small study\n',
      1,
      1,
      /without a space behind its colon: "study:"/,
      /a space/,
      /"study: "/,
    ],
    [
      'two documents',
      `${studyWith({})}---\n${studyWith({})}`,
      6,
      1,
      /several documents/,
      /one/,
      /Make a file of each/,
    ],
    [
      'a \\ between quotes',
      studyWith({ title: 'title: "C:\\data"' }),
      2,
      11,
      /\\/,
      /single quotes/,
      /'C:\\data'/,
    ],
  ])('%s', (_, text, line, column, says, expected, remedy) => {
    const error = errorOf(text);
    expect(error.message).toMatch(says);
    expect(error.expected).toMatch(expected);
    expect(error.remedy).toMatch(remedy);
    expect(error.place).toEqual({ file: 'small.yaml', row: line, character: column });
    const screen = error.explain();
    expect(screen).toContain(`where:    small.yaml, line ${line}, column ${column}\n`);
    expect(screen.split('\n').length).toBeLessThanOrEqual(4);
    expect(screen).not.toMatch(/undefined|\[object|ZodError|Invalid input/);
  });

  it.each([
    ['comments alone', '# a study\n', /holds no study/],
    ['a list', '- a\n- b\n', /holds no study/],
    ['a table', 'a,b\n1,2\n', /holds no study/],
    ['text in another encoding', 's\0t\0u\0d\0y\0', /not text in UTF-8/],
  ])('%s has no line, but the file and what to do', (_, text, says) => {
    const error = errorOf(text);
    expect(error.message).toMatch(says);
    expect(error.place).toEqual({ file: 'small.yaml' });
    expect(error.explain().split('\n')).toHaveLength(4);
  });
});
