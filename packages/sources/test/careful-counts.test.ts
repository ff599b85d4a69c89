import { describe, expect, it } from 'vitest';
import * as small from './small-england.js';

const plain = small.lsoa('01APR2020', small.lsoaRows);
const filesOf = async (lsoa: string): Promise<small.Files> => ({
  ...(await small.minimal()),
  'lsoa.csv': lsoa,
  'iod.csv': small.deprivation,
  'rurality.csv': small.rurality,
});
const panelOf = async (lsoa: string) => JSON.stringify((await small.build(await filesOf(lsoa))).panel);
const with2 = (...rows: small.LsoaRow[]) => `${small.lsoa('01APR2020', [...small.lsoaRows, ...rows])}\n`;

/** A rarity makes the fast reader leave the file to the careful one. */
describe('counts that are read with care', () => {
  it.each([
    ['a blank line', plain.replace('\n', '\n\n')],
    ['a name beyond ASCII in quotes with a line break', plain.replace('A SURGERY', '"Ä\nSURGERY"')],
    ['two kinds of line breaks', plain.replace('\n', '\r\n')],
    ['a control character in a name', plain.replace('A SURGERY', 'A\u0001SURGERY')],
  ])('add up to the same as those of the fast reader: %s', async (_, lsoa) => {
    expect(await panelOf(lsoa)).toBe(await panelOf(plain));
  });

  it.each([
    [
      '"x1" cannot be a number of registered patients',
      ['B82001', 'E01000001', 'ALL', 'x1'],
      'NUMBER_OF_PATIENTS',
    ],
    ['"200001" cannot be a number', ['B82001', 'E01000001', 'ALL', 200_001], 'NUMBER_OF_PATIENTS'],
    ['The practice has no code', ['', 'E01000001', 'ALL', 1], 'PRACTICE_CODE'],
    [
      'b82001 is here for the second time with E01000002 and the same sex',
      ['b82001', 'E01000002', 'ALL', 1],
      'PRACTICE_CODE',
    ],
  ] as const)('name the row and the column of what cannot be: %s', async (problem, row, column) => {
    const error = await small.refusal(await filesOf(with2(row)));
    expect(error.message).toContain(problem);
    expect(error.place).toEqual({ file: 'lsoa.csv', row: 9, column });
  });

  it('name the first row of another date', async () => {
    const later = with2().replace(/01APR2020(,B82001)/, '02APR2020$1');
    const error = await small.refusal(await filesOf(later));
    expect(error.message).toBe('This row is of "02APR2020"');
    expect(error.place).toMatchObject({ row: 8, column: 'EXTRACT_DATE' });
  });

  it('add up words that are not the same sex, though they begin alike', async () => {
    const rows: small.LsoaRow[] = [
      ['B82001', 'E01000001', 'MALE', 30],
      ['B82001', 'E01000001', 'M', 20],
    ];
    const one: small.LsoaRow[] = [['B82001', 'E01000001', 'MALE', 50]];
    expect(await panelOf(with2(...rows))).toBe(await panelOf(with2(...one)));
  });
});
