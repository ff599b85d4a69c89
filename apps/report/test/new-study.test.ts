import { readStudy } from '@inverse-care/core/study';
import { InputError } from '@inverse-care/domain';
import type { StudyChoices } from '@inverse-care/sources';
import { describe, expect, it } from 'vitest';
import { askForStudy, picked } from '../src/new-study/ask.js';
import { type NewStudy, nameOf, requireChosen, shortName, snapshotsYaml } from '../src/new-study/choices.js';
import { studyText } from '../src/new-study/study-text.js';

const folder: StudyChoices = {
  snapshots: ['2021-03-31', '2021-06-30'],
  roles: [
    { name: 'Social Prescribing Link Workers', rows: 20 },
    { name: 'Care Coordinators', rows: 12 },
  ],
  needs: ['ltc_share', 'loneliness'],
  local: [
    {
      id: 'loneliness',
      label: 'Loneliness',
      description: 'mean loneliness score',
      need: true,
      unit: 'score',
      source: 'Council survey',
      year: 2023,
      level: 'practice',
      licence: 'as its owner says',
      file: 'local/loneliness.csv',
    },
  ],
  synthetic: false,
};

const plain: NewStudy = {
  study: 'small',
  title: 'Need: a small study',
  role: 'Care Coordinators',
  snapshots: 'all',
  needs: ['ltc_share'],
  population: 'open_on_date',
  absent: 'zero',
  dependence: 'icb',
};

const written = (chosen: Partial<NewStudy>, there: StudyChoices | null = null) =>
  studyText({ ...plain, ...chosen }, there, { file: 'small.yaml', schema: 'inverse-care.schema.json' });

const read = (chosen: Partial<NewStudy>, there: StudyChoices | null = null) =>
  readStudy(written(chosen, there), 'small.yaml');

/** Answers in their order, and what was said. */
function conversation(...answers: string[]) {
  const told: string[] = [];
  const asked: string[] = [];
  return {
    told,
    asked,
    say: (text: string) => void told.push(text),
    ask: async (question: string) => {
      asked.push(question);
      const answer = answers.shift();
      if (answer === undefined) throw new Error(`nobody answers ${question}`);
      return answer;
    },
  };
}

const judge = (there: StudyChoices | null) => (chosen: Partial<NewStudy>) =>
  requireChosen({ ...plain, ...chosen }, written(chosen, there), there);

describe('a new study', () => {
  it('says what was chosen, as the program reads it', () => {
    expect(read({})).toMatchObject({
      study: 'small',
      title: 'Need: a small study',
      role: 'Care Coordinators',
      snapshots: 'all',
      needs: ['ltc_share'],
      population: 'open_on_date',
      absent: 'zero',
      inference: { covariance: 'HC1', dependence: 'icb', level: 0.95, replicates: 9999 },
      survey: 2019,
      seed: 20240206,
    });
    expect(
      read({
        role: ['Care Coordinators', 'Managers'],
        snapshots: '2021-03-31..2021-12-31',
        population: '2023-11-16',
        absent: 'missing',
        dependence: 'none',
      }),
    ).toMatchObject({
      role: ['Care Coordinators', 'Managers'],
      snapshots: { from: '2021-03-31', to: '2021-12-31', every: 'quarter' },
      population: { survivors: '2023-11-16' },
      absent: 'missing',
      inference: { dependence: 'none' },
    });
  });

  it('begins with the schema for editors and tells how to run it, without a path of the machine', () => {
    const lines = written({}, folder).split('\n');
    expect(lines[0]).toBe('# yaml-language-server: $schema=inverse-care.schema.json');
    expect(lines.slice(1, 6).join('\n')).toContain('run --study small.yaml --data DATA --out out/small');
  });

  it('explains every key and lists what the folder has', () => {
    const text = written({}, folder);
    for (const key of ['study', 'role', 'snapshots', 'population', 'absent', 'needs', 'table2', 'multiverse'])
      expect(text).toMatch(new RegExp(`^# [^\\n]+\\n(#[^\\n]*\\n)*(${key}:|#   ${key}:)`, 'm'));
    expect(text).toContain('#   Social Prescribing Link Workers (20)\n#   Care Coordinators (12)\n');
    expect(text).toContain('# There are: 2021-03-31, 2021-06-30.');
    expect(text).toContain('#   loneliness: the mean loneliness score\n');
    expect(text).toMatch(/# {3}core20_share: [\s\S]*?\(the data folder lacks it\)/);
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  it('has a name after its file, or its role', () => {
    expect(nameOf('Care Coordinators', 'studies/Age & care.yaml')).toBe('age-care');
    expect(nameOf('Care Coordinators', 'study.yaml')).toBe('care-coordinators');
    expect(shortName('!')).toBe('study');
  });

  it.each([
    ['all', 'all'],
    ['months', '{ every: available months }'],
    ['2021-03-31..2021-06-30', '{ from: 2021-03-31, to: 2021-06-30, every: quarter }'],
    ['2021-03-31, 2021-06-30', '[2021-03-31, 2021-06-30]'],
  ])('takes %s as snapshots: %s', (said, yaml) => {
    expect(snapshotsYaml(said)).toBe(yaml);
  });
});

describe('what a new study cannot be is refused before it is written', () => {
  const refusal = (chosen: Partial<NewStudy>, there: StudyChoices | null): InputError => {
    try {
      judge(there)(chosen);
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      return error as InputError;
    }
    throw new Error('it was taken');
  };

  it.each<[string, Partial<NewStudy>, StudyChoices | null, RegExp, RegExp, RegExp]>([
    [
      'a role that the folder has not',
      { role: 'Care Coordinator' },
      folder,
      /"Care Coordinator"/,
      /Care Coordinators; /,
      /"Care Coordinators"/,
    ],
    [
      'a date that the folder has not',
      { snapshots: '2021-03-31,2021-09-30' },
      folder,
      /2021-09-30/,
      /2021-03-31, 2021-06-30/,
      /download/,
    ],
    [
      'a need that nothing has',
      { needs: ['lonelyness'] },
      folder,
      /"lonelyness"/,
      /loneliness/,
      /"loneliness"/,
    ],
    ['a characteristic for a need', { needs: ['rural'] }, null, /"rural"/, /ltc_share/, /option/],
    [
      'a date within a month',
      { snapshots: '2021-03-30' },
      null,
      /2021-03-30/,
      /last day of a month/,
      /option/,
    ],
    ['a population that there is not', { population: 'survivors' }, null, /population/, /./, /option/],
    ['a name with a space', { study: 'my study' }, null, /"my study"/, /hyphens/, /option/],
  ])('%s', (_, chosen, there, says, expected, remedy) => {
    const error = refusal(chosen, there);
    expect(error.message).toMatch(says);
    expect(error.expected).toMatch(expected);
    expect(error.remedy).toMatch(remedy);
  });
});

describe('questions', () => {
  it('are asked for what no option gives; an empty answer is the default', async () => {
    const talk = conversation('', '', '', '', '', '', '');
    const chosen = await askForStudy(talk, {}, folder, { judge: judge(folder), out: 'study.yaml' });
    expect(chosen).toEqual({
      role: 'Social Prescribing Link Workers',
      needs: ['ltc_share', 'loneliness'],
      snapshots: 'all',
      population: 'open_on_date',
      absent: 'zero',
      title: 'Social Prescribing Link Workers and need in England',
      study: 'social-prescribing-link-workers',
    });
    expect(talk.told).toContain('  2  Care Coordinators');
    expect(talk.told).toContain('Census dates in the data folder: 2021-03-31, 2021-06-30');
  });

  it('take numbers and names, and are asked again where an answer cannot be', async () => {
    const talk = conversation(
      '9',
      'Care Coordinater',
      '2',
      'rural',
      'loneliness, 3',
      'nought',
      'missing',
      '',
    );
    const chosen = await askForStudy(
      talk,
      { snapshots: 'all', population: 'open_on_date', title: 'Mine' },
      folder,
      { judge: judge(folder), out: 'mine.yaml' },
    );
    expect(chosen).toEqual({
      role: 'Care Coordinators',
      needs: ['loneliness', 'ltc_share'],
      snapshots: 'all',
      population: 'open_on_date',
      absent: 'missing',
      title: 'Mine',
      study: 'mine',
    });
    const said = talk.told.join('\n');
    expect(said).toContain('There is no number 9');
    expect(said).toContain('Write "Care Coordinators" if that is what was meant.');
    expect(said).toContain('"needs.0" is "rural"');
    expect(said).toContain('"nought" is none of the answers');
  });

  it('without a folder offer the official needs and the paper’s role', async () => {
    const talk = conversation('', '3, 8', '2021-03-31', '2023-11-16', '', 'My title', 'mine');
    expect(await askForStudy(talk, {}, null, { judge: judge(null), out: 'study.yaml' })).toMatchObject({
      role: 'Social Prescribing Link Workers',
      needs: ['ltc_share', 'share_65_plus'],
      snapshots: '2021-03-31',
      population: '2023-11-16',
    });
    expect(picked('1,x', ['a'])).toEqual(['a', 'x']);
  });
});
