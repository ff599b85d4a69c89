import path from 'node:path';
import { InputError } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { type DescribeOptions, describeTable } from '../src/index.js';
import { csv, folderOf, minimal } from './small-england.js';
import { tablesToDescribe } from './tables-to-describe.js';

const { at, tableOf } = tablesToDescribe();

async function refusal(
  text: string | Uint8Array,
  options: Partial<DescribeOptions> = {},
): Promise<InputError> {
  const error = await describeTable({ file: await tableOf(text), ...options }).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  return error;
}

describe('a table is refused, and nothing proposed', () => {
  const good = ['A81001,1.5', 'A81002,2.5'];
  it.each<[string, string, Partial<DescribeOptions>, object, RegExp, RegExp]>([
    ['without a header', csv(...good), {}, { row: 1, column: 'A' }, /no header/, /Put a row/],
    [
      'with a column without a name',
      csv('practice_code,,v', 'A81001,1,2'),
      {},
      { row: 1, column: 'B' },
      /no name/,
      /Name the column/,
    ],
    [
      'with two columns of one name',
      csv('practice_code,v,V', 'A81001,1,2'),
      {},
      { row: 1, column: 'C' },
      /Two columns/,
      /Rename/,
    ],
    ['with a header alone', 'practice_code,v\n', {}, {}, /no rows/, /Fill it/],
    ['with blank lines alone', '\n\n', {}, {}, /no cell/, /Fill it/],
    ['that is empty', '', {}, {}, /empty/, /Fill it/],
    ['that is a web page', '<!doctype html><p>', {}, {}, /web page/, /Download/],
    ['that is a workbook', 'PK\u0003\u0004xx', {}, {}, /workbook/, /save the sheet as CSV/],
    [
      'with a row of too many cells',
      csv('practice_code,v', 'A81001,1', 'A81002,1,2'),
      {},
      { row: 3 },
      /3 cells, the header 2/,
      /Correct the row/,
    ],
    [
      'without codes',
      csv('place,v', 'North,1', 'South,2'),
      {},
      {},
      /No column holds codes/,
      /names do not join/,
    ],
    [
      'with two keys',
      csv('a,b,v', 'A81001,U00001,1', 'A81002,U00002,2'),
      {},
      {},
      /2 columns could be the key: "a" \(practices\) and "b" \(PCNs\)/,
      /--key "a"/,
    ],
    [
      'with a key that there is not',
      csv('practice_code,v', ...good),
      { key: 'practise' },
      {},
      /no column "practise"/,
      /--key/,
    ],
    [
      'with a key without codes',
      csv('practice_code,v', ...good),
      { key: 'v' },
      { column: 'v' },
      /holds no codes/,
      /--key/,
    ],
    [
      'with a code twice',
      csv('practice_code,v', ...good, 'a81001,3'),
      {},
      { row: 4, column: 'practice_code' },
      /twice: in row 2 and in row 4/,
      /periods/,
    ],
    [
      'with an area twice, by either of its codes',
      csv('icb,v', 'QHL,1', 'E54000055,2'),
      {},
      { row: 3, column: 'icb' },
      /twice/,
      /periods/,
    ],
    [
      'with a row without a code',
      csv('practice_code,v', ...good, ',3'),
      {},
      { row: 4, column: 'practice_code' },
      /no code/,
      /delete the row/,
    ],
    [
      'with thousands',
      csv('practice_code,v', ...good, 'A81003,"1,200"'),
      {},
      { row: 4, column: 'v' },
      /"1,200" is no number/,
      /commas/,
    ],
    [
      'with decimals behind a comma',
      csv('practice_code;v', 'A81001;1,5', 'A81002;2,5'),
      {},
      { row: 2, column: 'v' },
      /"1,5" is no number/,
      /point/,
    ],
    [
      'with percent signs',
      csv('practice_code,v', 'A81001,1%', 'A81002,2%'),
      {},
      { row: 2, column: 'v' },
      /"1%" is no number/,
      /Take the % away[\s\S]*2 such cells/,
    ],
    [
      'with a word among numbers, below a blank line',
      csv('practice_code,v', ...good, '', 'A81003,few'),
      {},
      { row: 5, column: 'v' },
      /"few" is no number/,
      /leave it empty/,
    ],
    [
      'with words alone beside the codes',
      csv('practice_code,name', 'A81001,North', 'A81002,South'),
      {},
      {},
      /No column beside the codes/,
      /"name" \(it holds words\)/,
    ],
    [
      'with something counted of nobody',
      csv('practice_code,referred,adults', 'A81001,14,0', 'A81002,3,50'),
      {},
      { row: 2, column: 'adults' },
      /14 of 0/,
      /Correct/,
    ],
    [
      'with a denominator that there is not',
      csv('practice_code,referred', 'A81001,14', 'A81002,3'),
      { denominator: 'adults' },
      {},
      /no column of numbers "adults"/,
      /--denominator/,
    ],
    [
      'with a need that there is not',
      csv('practice_code,v', ...good),
      { needs: ['w'] },
      {},
      /no variable "w"/,
      /--need/,
    ],
  ])('%s', async (_, text, options, place, says, remedy) => {
    const error = await refusal(text, options);
    expect(error.message).toMatch(says);
    expect(error.remedy).toMatch(remedy);
    expect(error.expected).toMatch(/./);
    const { file, ...rest } = error.place;
    expect(file).toMatch(/own\.csv$/);
    expect(rest).toEqual(place);
  });

  it('whose codes are built well and join nothing in the folder', async () => {
    const data = await folderOf(await minimal());
    const error = await refusal(csv('practice_code,v', 'Z99998,1', 'Z99999,2'), { data });
    expect(error.message).toBe('None of the 2 codes in the column "practice_code" joins.');
    expect(error.expected).toContain('the practices of the data folder');
    expect(error.remedy).toContain('Z99998, Z99999');
  });

  it('that is a folder, or not there', async () => {
    const error = await describeTable({ file: path.join(at.scratch, 'nowhere.csv') }).catch(
      (thrown) => thrown,
    );
    expect(error.message).toMatch(/no file at that path/);
    const folder = await describeTable({ file: at.scratch }).catch((thrown) => thrown);
    expect(folder.message).toMatch(/folder/);
  });
});
