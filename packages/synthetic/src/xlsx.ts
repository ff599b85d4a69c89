import { zip } from './zip.js';

// Written by hand: write-excel-file 4.1.1 dates its zip entries with the clock, so that no two of its files agree.

/** Text, a truth value, or nothing. */
export type SheetCell = string | boolean | null;

/** A sheet: its name and its rows, the header first. */
export interface Sheet {
  name: string;
  rows: readonly (readonly SheetCell[])[];
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
const type = (part: string) => `application/vnd.openxmlformats-officedocument.spreadsheetml.${part}+xml`;

/** A workbook in Office Open XML (ECMA-376) with shared strings, as Excel writes it; the same bytes every time. */
export function workbook(sheets: readonly Sheet[]): Uint8Array {
  const strings = new Map<string, number>();
  const bodies = sheets.map((sheet) => worksheet(sheet, strings));
  const parts = [
    ...sheets.map((_, i) => [`worksheets/sheet${i + 1}.xml`, 'worksheet'] as const),
    ['sharedStrings.xml', 'sharedStrings'] as const,
    ['styles.xml', 'styles'] as const,
  ];
  return zip([
    [
      '[Content_Types].xml',
      `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type('sheet.main')}"/>${parts.map(([path, kind]) => `<Override PartName="/xl/${path}" ContentType="${type(kind)}"/>`).join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${xml}<Relationships xmlns="${packageRelationships}"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${xml}<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets>${sheets.map(({ name }, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${xml}<Relationships xmlns="${packageRelationships}">${parts.map(([path, kind], i) => `<Relationship Id="rId${i + 1}" Type="${relationships}/${kind}" Target="${path}"/>`).join('')}</Relationships>`,
    ],
    [
      'xl/styles.xml',
      `${xml}<styleSheet xmlns="${main}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
    ],
    ...bodies.map((body, i) => [`xl/worksheets/sheet${i + 1}.xml`, body] as const),
    [
      'xl/sharedStrings.xml',
      `${xml}<sst xmlns="${main}" uniqueCount="${strings.size}">${[...strings.keys()].map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('')}</sst>`,
    ],
  ]);
}

function worksheet({ rows }: Sheet, strings: Map<string, number>): string {
  const body = rows.map((cells, r) => {
    const written = cells.map((value, c) => {
      if (value === null) return '';
      const at = `${String.fromCharCode(65 + c)}${r + 1}`;
      if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
      const index = strings.get(value) ?? strings.size;
      strings.set(value, index);
      return `<c r="${at}" t="s"><v>${index}</v></c>`;
    });
    return `<row r="${r + 1}">${written.join('')}</row>`;
  });
  return `${xml}<worksheet xmlns="${main}"><sheetData>${body.join('')}</sheetData></worksheet>`;
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
