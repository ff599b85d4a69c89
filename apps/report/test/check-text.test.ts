import { stripVTControlCharacters } from 'node:util';
import type { Finding } from '@inverse-care/domain';
import type { FolderCheck } from '@inverse-care/sources';
import { describe, expect, it } from 'vitest';
import { checkText } from '../src/check/terminal.js';
import { columns, hanging, styleOf, wrap } from '../src/check/text.js';

const finding = (more: Partial<Finding>): Finding => ({
  id: 'distant-patients',
  severity: 'biases',
  file: 'patients/april.csv',
  row: null,
  column: null,
  snapshot: '2020-06-30',
  count: 90,
  examples: [],
  message: 'The nearest extract of registered patients is of 2020-04-01, 90 days before the snapshot.',
  meaning: 'List sizes of another quarter are the denominator.',
  remedy: 'Add gp-reg-pat-prac-all of the month nearest to the snapshot.',
  ...more,
});

const none = { state: 'none', path: null, date: null, distance_days: null } as const;
const near = { state: 'nearest', path: 'p.csv', date: '2020-04-01', distance_days: -90 } as const;
const check: FolderCheck = {
  synthetic: false,
  files: [
    {
      path: 'patients/april.csv',
      kind: 'patients by practice',
      publication: 'P',
      date: '2020-04-01',
      rows: 6797,
      bytes: 1,
      note: null,
    },
  ],
  duplicates: [],
  grid: [
    {
      snapshot: '2020-06-30',
      cells: {
        workforce: { ...near, state: 'there', distance_days: 0 },
        patients: near,
        membership: { ...none, state: 'undated', path: 'ePCN.xlsx' },
        ages: none,
        lsoa: none,
        survey: none,
        deprivation: none,
        rurality: none,
        boundaries: none,
        local: none,
      },
    },
  ],
  snapshots: [],
  variables: [],
  local: [],
  absent: [],
  studies: [],
  findings: [
    finding({
      id: 'damaged-file',
      severity: 'stops',
      row: 5,
      snapshot: null,
      message: 'The file looks cut off.',
    }),
    finding({}),
    finding({ snapshot: '2020-09-30' }),
  ],
};

describe('the check on a terminal', () => {
  it('keeps prose within the width, at 80 and at 120 columns', () => {
    for (const width of [80, 120]) {
      const lines = checkText(check, { width, colour: false }, { files: false }).split('\n');
      expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(width);
    }
  });

  it('says severity in words, and in colour only where it is asked to', () => {
    const plain = checkText(check, { width: 80, colour: false }, { files: false });
    expect(plain).toContain(
      '  STOPS     damaged-file\n            - patients/april.csv, row 5: The file looks cut off.',
    );
    expect(plain).not.toContain('\x1b');
    const coloured = checkText(check, { width: 80, colour: true }, { files: false });
    expect(stripVTControlCharacters(coloured)).toBe(plain);
    expect(coloured).toContain('\x1b[1;31mSTOPS\x1b[0m');
  });

  it('puts findings that say the same together, with what they mean once', () => {
    const text = checkText(check, { width: 120, colour: false }, { files: false });
    expect(text).toContain('Findings: 1 that stop a run, 2 that bias a result, 0 cosmetic');
    expect(text.match(/BIASES/g)).toHaveLength(1);
    expect(text).toContain('- 2020-09-30: The nearest extract');
  });

  it('says how far off an extract is in the grid', () => {
    const text = checkText(check, { width: 80, colour: false }, { files: false });
    expect(text).toMatch(
      /date {8}paper’s {5}staff {2}patients {2}membership\n {2}2020-06-30 {2}2020\/21 Q2 {2}yes {4}90 days {3}yes/,
    );
  });

  it('lists every file where it is asked to', () => {
    expect(checkText(check, { width: 80, colour: false }, { files: true })).toContain(
      'Files\n  patients by practice  2020-04-01  6,797  patients/april.csv',
    );
  });

  it('has colour on a terminal only, and not where NO_COLOR is set', () => {
    expect(styleOf({ isTTY: true, columns: 80 }, {})).toEqual({ width: 80, colour: true });
    expect(styleOf({ isTTY: true, columns: 300 }, { NO_COLOR: '1' })).toEqual({ width: 120, colour: false });
    expect(styleOf({ isTTY: false, columns: 0 } as never, {})).toEqual({ width: 100, colour: false });
  });
});

describe('text for a terminal', () => {
  it('wraps words, and leaves a long one alone', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('a https://example.org/long b', 10)).toEqual(['a', 'https://example.org/long', 'b']);
  });

  it('hangs later lines below the first', () => {
    expect(hanging('to do: ', 'one two three four five six', 20)).toEqual([
      'to do: one two three four',
      '       five six',
    ]);
  });

  it('aligns columns, numbers to the right', () => {
    expect(
      columns(
        [
          ['a', '1'],
          ['bcd', '1,000'],
        ],
        [1],
      ),
    ).toEqual(['  a        1', '  bcd  1,000']);
  });
});
