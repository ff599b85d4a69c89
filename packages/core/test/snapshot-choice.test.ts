import { chooseSnapshots, InputError } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { readStudy } from '../src/index.js';

const studyOf = (snapshots: string) =>
  readStudy(
    `study: small\ntitle: A small study\nneeds: [ltc_share]\nsnapshots: ${snapshots}\n`,
    'small.yaml',
  );
const chosen = (snapshots: string, inFolder: readonly string[] = []) =>
  chooseSnapshots(studyOf(snapshots).snapshots, inFolder);

function errorOf(make: () => unknown): InputError {
  try {
    make();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return error as InputError;
  }
  throw new Error('it was accepted');
}

const folder = ['2021-06-30', '2020-03-31', '2020-04-30', '2020-12-31', '2020-06-30'];

describe('the snapshots of a study', () => {
  it('are those listed, whether the folder has them or not', () => {
    expect(chosen('[2020-03-31, 2020-04-30]')).toEqual(['2020-03-31', '2020-04-30']);
  });

  it('are the quarter ends of a span, both ends included', () => {
    expect(chosen('{ from: 2020-01-31, to: 2020-09-30 }')).toEqual([
      '2020-03-31',
      '2020-06-30',
      '2020-09-30',
    ]);
    expect(chosen('{ from: 2020-03-31, to: 2022-06-30, every: quarter }')).toHaveLength(10);
  });

  it('are every month of a span where that is asked for', () => {
    expect(chosen('{ from: 2020-03-31, to: 2022-06-30, every: month }')).toHaveLength(28);
    expect(chosen('{ from: 2020-04-30, to: 2020-04-30, every: month }')).toEqual(['2020-04-30']);
  });

  it('are the quarter ends that the folder has, for "all" and "every: available"', () => {
    const quarters = ['2020-03-31', '2020-06-30', '2020-12-31', '2021-06-30'];
    expect(chosen('all', folder)).toEqual(quarters);
    expect(chosen('{ every: available }', folder)).toEqual(quarters);
    expect(chosen('{ every: available, to: 2020-12-31, from: 2020-06-30 }', folder)).toEqual(
      quarters.slice(1, 3),
    );
    expect(chosen('{ every: available months, to: 2020-12-31 }', folder)).toEqual([
      '2020-03-31',
      '2020-04-30',
      '2020-06-30',
      '2020-12-31',
    ]);
  });

  it('that come to none are an error that lists what is there', () => {
    const error = errorOf(() => chosen('{ every: available, from: 2022-03-31 }', folder));
    expect(error.message).toContain('from 2022-03-31');
    expect(error.remedy).toContain('2020-03-31, 2020-04-30');
    expect(errorOf(() => chosen('all', [])).remedy).toContain('No workforce file is there at all');
    expect(errorOf(() => chosen('all', ['2020-04-30'])).remedy).toContain('every: available months');
  });

  it.each([
    ['{ from: 2020-03-31, to: 2020-06-29 }', 'last day of a month'],
    ['{ from: 2020-06-30, to: 2020-03-31 }', 'not after'],
    ['{ from: 2020-03-31 }', 'both from and to'],
    ['{ from: 2020-04-30, to: 2020-05-31 }', 'March, June, September or December'],
    ['{ from: 2020-03-31, to: 2020-06-30, every: week }', 'quarter, month, available, available months'],
    ['{ form: 2020-03-31, to: 2020-06-30 }', 'from, to, every'],
    ['everything', 'a list of dates, "all", or the keys from, to and every'],
    ['[2020-06-30, 2020-03-31]', 'ascending'],
    ['[2020-03-30]', 'last day of a month'],
  ])('%s is refused with its line', (text, expected) => {
    const error = errorOf(() => studyOf(text));
    expect(error.expected).toContain(expected);
    expect(error.place).toMatchObject({ file: 'small.yaml', row: 4 });
  });
});
