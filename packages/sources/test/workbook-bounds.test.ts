import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../src/tables/read-workbook.js';
import { requireBounded, workbookBounds } from '../src/tables/workbook-bounds.js';
import * as small from './small-england.js';

const files = await small.minimal();
const workbook = files['membership.xlsx'] as Uint8Array;

/** The workbook with a part rewritten. */
function rewritten(part: RegExp, rewrite: (xml: string) => string): Uint8Array {
  const members = unzipSync(workbook);
  for (const [name, bytes] of Object.entries(members)) {
    if (part.test(name)) members[name] = strToU8(rewrite(strFromU8(bytes)));
  }
  return zipSync(members);
}
/** Puts rows at the end of the second sheet, which has the memberships. */
const withRows = (rows: string) =>
  rewritten(/sheet2\.xml$/, (xml) => xml.replace('</sheetData>', `${rows}</sheetData>`));
const cell = (address: string) =>
  `<row r="${address.replace(/\D/g, '')}"><c r="${address}" t="n"><v>1</v></c></row>`;
const refusalOf = (bytes: Uint8Array) => small.refusal({ ...files, 'membership.xlsx': bytes });

describe('a workbook', () => {
  it('as it is published is read', async () => {
    await requireBounded(Buffer.from(workbook), 'membership.xlsx');
    expect(await readWorkbook(Buffer.from(workbook), 'membership.xlsx')).toHaveLength(2);
  });

  for (const address of ['XFE9', 'ZZZZ9', 'A1048577', 'ABCDEFGHIJKL99']) {
    it(`with a cell ${address} is refused, with file and sheet: Excel's last is XFD1048576`, async () => {
      const error = await refusalOf(withRows(cell(address)));
      expect(error.message).toBe(
        `Its sheet PCN Core Partner Details has a ${address.startsWith('A1') ? 'row 1048577' : `cell ${address}`}, beyond the last that there is`,
      );
      expect(error.place).toEqual({ file: 'membership.xlsx' });
    });
  }

  it('whose cells lie far apart is refused: what is between would have to be filled', async () => {
    const error = await refusalOf(withRows(cell('XFD9000')));
    expect(error.message).toBe(
      'Its sheet PCN Core Partner Details spans 9,000 rows and 16,384 columns, most of them empty',
    );
  });

  it('with an empty row at the end of the sheet, or a look without content, is read', async () => {
    const empty = '<row r="1048576" ht="15"/>';
    const styled = '<row r="900"><c r="XFD900" s="0"/></row>';
    const built = await small.build({ ...files, 'membership.xlsx': withRows(styled + empty) });
    expect(built.panel).toEqual((await small.build(files)).panel);
  });

  it('in which a formula found nothing says so, as a CSV does: a PCN that is #N/A is named', async () => {
    const lost = rewritten(/sheet2\.xml$/, (xml) =>
      // The PCN of the third practice.
      xml.replace(/<c r="E4"[^>]*><v>\d+<\/v>/, '<c r="E4" t="e"><f>VLOOKUP(A4,X!A:B,2,0)</f><v>#N/A</v>'),
    );
    const built = await small.build({ ...files, 'membership.xlsx': lost });
    expect(built.check?.findings.filter(({ id }) => id === 'not-a-code')).toMatchObject([
      { file: 'membership.xlsx (sheet PCN Core Partner Details)', count: 1, examples: ['#N/A'] },
    ]);
  });

  it('whose sheet is called "A & B – C" says so too', async () => {
    const renamed = unzipSync(
      rewritten(/sheet2\.xml$/, (xml) => xml.replace(/<c r="E4"[^>]*><v>\d+/, '<c r="E4" t="e"><v>#N/A')),
    );
    for (const name of ['A &amp; B – C', 'A &#38; B &#x2013; C']) {
      const xml = strFromU8(renamed['xl/workbook.xml'] as Uint8Array);
      const bytes = zipSync({
        ...renamed,
        'xl/workbook.xml': strToU8(xml.replace('PCN Core Partner Details', name)),
      });
      const [, sheet] = await readWorkbook(Buffer.from(bytes), 'a.xlsx');
      expect(sheet?.name).toBe('A & B – C');
      expect(sheet?.rows[3]?.[4]).toBe('#N/A');
    }
  });

  const within = (bytes: Uint8Array, bounds: Partial<typeof workbookBounds>) =>
    requireBounded(Buffer.from(bytes), 'a.xlsx', { ...workbookBounds, ...bounds });

  it('with many sheets, large parts or many bytes is refused', async () => {
    await expect(within(workbook, { sheets: 1 })).rejects.toThrow('The workbook has 2 sheets');
    await expect(within(workbook, { unpacked: 1 << 10 })).rejects.toThrow('would unpack to more than 0 MiB');
    await expect(within(workbook, { packed: 1 << 10 })).rejects.toThrow('The workbook has 0 MiB');
    await expect(within(workbook, { cells: 59 })).rejects.toThrow('spans 6 rows and 10 columns');
    await expect(within(workbook, { cells: 60 })).resolves.toEqual([]);
  });

  it('in an archive is named where it cannot be read', async () => {
    const { 'membership.xlsx': _, ...others } = files;
    const zip = small.zip({ 'ePCN.xlsx': withRows(cell('ZZZZ9')) });
    const map = small.practiceMap('01APR2020', [['A81001', 'U00001', '16C']]);
    const built = await small.build({ ...others, 'map.csv': map, 'epcn.zip': zip });
    expect(built.check?.findings.filter(({ id }) => id === 'not-understood')).toMatchObject([
      { file: 'epcn.zip', severity: 'biases' },
    ]);
  });
});
