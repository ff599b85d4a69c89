import { readFileSync } from 'node:fs';
import { InputError } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { readStudy } from '../src/index.js';

const studies = new URL('../../../studies/', import.meta.url);

const minimal = `study: small
title: A small study
snapshots:
  - 2020-03-31
needs: [ltc_share]
`;

function errorOf(text: string): InputError {
  try {
    readStudy(text, 'small.yaml');
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return error as InputError;
  }
  throw new Error('the study was accepted');
}

describe('a study file', () => {
  it.each(['wilding-2024.yaml', 'england-open-data.yaml', 'england-to-date.yaml', 'demo.yaml'])(
    '%s is valid',
    (name) => {
      const study = readStudy(readFileSync(new URL(name, studies), 'utf8'), name);
      expect(study.absent).toBe('zero');
      expect(study.inference.covariance).toBe('HC1');
      expect(study.table2?.covariates).toHaveLength(15);
    },
  );

  it('has defaults: the paper’s role, HC1, 95%, 9,999 replicates', () => {
    expect(readStudy(minimal, 'small.yaml')).toMatchObject({
      role: 'Social Prescribing Link Workers',
      absent: 'zero',
      inference: { covariance: 'HC1', level: 0.95, replicates: 9999 },
      survey: 2019,
    });
    expect(readStudy(`${minimal}survey: 2022\n`, 'small.yaml').survey).toBe(2022);
    expect(errorOf(`${minimal}survey: 1066\n`).message).toContain('"survey" is 1066');
  });

  it('with a typo in a key is refused with its line and the key that was meant', () => {
    const error = errorOf(minimal.replace('needs:', 'neds:'));
    expect(error.message).toContain('"neds"');
    expect(error.place.row).toBe(5);
    expect(error.remedy).toContain('"needs"');
    const typo = errorOf(`${minimal}inference:\n  replicatse: 99\n`);
    expect(typo.message).toContain('replicatse');
    expect(typo.place).toEqual({ file: 'small.yaml', row: 7, column: '3' });
    expect(typo.remedy).toContain('"replicates"');
    expect(typo.expected).toContain('covariance, dependence, level, replicates');
  });

  it('that lacks a key is refused by the key’s name', () => {
    const error = errorOf(minimal.replace('title: A small study\n', ''));
    expect(error.message).toContain('"title"');
    expect(error.expected).toBe('text');
  });

  it('with a characteristic for a need, or a name that cannot be one, is refused with the line', () => {
    const characteristic = errorOf(minimal.replace('ltc_share', 'rural'));
    expect(characteristic.place.row).toBe(5);
    expect(characteristic.expected).toContain('ltc_share');
    const spelling = errorOf(minimal.replace('ltc_share', 'LTC share'));
    expect(spelling.place.row).toBe(5);
    expect(spelling.expected).toContain('lower-case');
  });

  it('may name a variable that only the data folder can know', () => {
    expect(readStudy(minimal.replace('ltc_share', 'loneliness'), 'small.yaml').needs).toEqual(['loneliness']);
  });

  it('with a snapshot that is no census date is refused with its line', () => {
    const error = errorOf(minimal.replace('2020-03-31', '2020-03-30'));
    expect(error.place.row).toBe(4);
    expect(error.expected).toContain('last day of a month');
  });

  it('with snapshots out of order is refused', () => {
    expect(errorOf(minimal.replace('  - 2020-03-31', '  - 2020-06-30\n  - 2020-03-31')).expected).toContain(
      'ascending',
    );
  });

  it('may look at survivors, by a date and two choices', () => {
    const of = (text: string) => readStudy(`${minimal}population: ${text}\n`, 'small.yaml').population;
    expect(readStudy(minimal, 'small.yaml').population).toBe('open_on_date');
    expect(of('{ survivors: 2023-11-16 }')).toEqual({
      survivors: '2023-11-16',
      open_by: 'snapshot',
      practices: 'all',
    });
    expect(() => of('survivors')).toThrow(/population/);
    expect(errorOf(`${minimal}population: survivors\n`).expected).toContain('{ survivors: 2023-11-16 }');
  });

  it('that is no YAML, empty or a list is refused', () => {
    expect(errorOf('study: [unclosed\ntitle: x\n').message).toContain('not valid YAML');
    expect(errorOf('').message).toContain('holds no study');
    expect(errorOf('- a\n- b\n').message).toContain('holds no study');
  });

  it('with a number where words belong is refused with what was given', () => {
    const error = errorOf(minimal.replace('title: A small study', 'title: 7'));
    expect(error.message).toContain('7');
    expect(error.place.row).toBe(2);
  });
});
