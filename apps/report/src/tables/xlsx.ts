import { strToU8, zipSync } from 'fflate';

/** How cells look, by name, in the order of the style sheet: number format, font, border and alignment. */
const looks = {
  plain: '<xf fontId="0" applyFont="1"/>',
  title: '<xf fontId="1" applyFont="1"/>',
  bold: '<xf fontId="2" applyFont="1"/>',
  prose: '<xf fontId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
  heading:
    '<xf fontId="2" applyFont="1" borderId="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
  right: '<xf fontId="0" applyFont="1" applyAlignment="1"><alignment horizontal="right"/></xf>',
  whole: '<xf numFmtId="100" applyNumberFormat="1" fontId="0" applyFont="1"/>',
  decimals: '<xf numFmtId="101" applyNumberFormat="1" fontId="0" applyFont="1"/>',
  low: '<xf numFmtId="102" applyNumberFormat="1" fontId="0" applyFont="1"/>',
} as const;

export type Look = keyof typeof looks;

/** A cell: its text or number, and how it looks. */
export type SheetCell = readonly [value: string | number, look: Look];

/** One sheet of a workbook. */
export interface SheetOf {
  name: string;
  /** Rows at the top that stay while others are scrolled. */
  sticky?: number;
  /** Of each column, in characters. */
  widths: readonly number[];
  rows: readonly (readonly SheetCell[])[];
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const content = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What XML allows in no form is left out. */
const escaped = (text: string) =>
  text.replace(/[&<>"\p{Cc}\uFFFE\uFFFF]/gu, (sign) => entities[sign] ?? (/[\t\n\r]/.test(sign) ? sign : ''));

const font = (size: number, bold: string) =>
  `<font>${bold}<sz val="${size}"/><color theme="1"/><name val="Arial"/><family val="2"/></font>`;
const formats = ['#,##0', '0.0000', '&quot;[low]&quot;'];
const edges = (bottom: string) => `<border><left/><right/><top/>${bottom}<diagonal/></border>`;
const styles = `${declaration}<styleSheet xmlns="${spreadsheet}"><numFmts count="${formats.length}">${formats
  .map((code, i) => `<numFmt numFmtId="${100 + i}" formatCode="${code}"/>`)
  .join(
    '',
  )}</numFmts><fonts count="3">${font(11, '')}${font(14, '<b/>')}${font(11, '<b/>')}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2">${edges('<bottom/>')}${edges('<bottom style="thin"/>')}</borders><cellXfs count="${Object.keys(looks).length}">${Object.values(looks).join('')}</cellXfs></styleSheet>`;

/** The name of a column: A to Z, then AA and on. */
const letters = (at: number): string =>
  (at < 26 ? '' : letters(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));

/** A sheet's XML; texts are known by their number in `texts`, which grows. */
function sheetXml({ sticky = 0, widths, rows }: SheetOf, texts: Map<string, number>): string {
  const columns = Array.from({ length: Math.max(0, ...rows.map((row) => row.length)) }, (_, i) => letters(i));
  const styleOf = Object.fromEntries(Object.keys(looks).map((look, i) => [look, i]));
  const cell = ([value, look]: SheetCell, at: string) => {
    const start = `<c r="${at}" s="${styleOf[look]}"`;
    if (typeof value === 'number') return `${start}><v>${value}</v></c>`;
    if (value === '') return `${start}/>`;
    const number = texts.get(value) ?? texts.size;
    texts.set(value, number);
    return `${start} t="s"><v>${number}</v></c>`;
  };
  const lines = rows.map(
    (row, i) => `<row r="${i + 1}">${row.map((one, k) => cell(one, `${columns[k]}${i + 1}`)).join('')}</row>`,
  );
  const view =
    sticky === 0
      ? ''
      : `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${sticky}" topLeftCell="A${sticky + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;
  const cols = widths.map(
    (width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
  );
  return `${declaration}<worksheet xmlns="${spreadsheet}">${view}<cols>${cols.join('')}</cols><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

const relation = (id: string, kind: string, target: string) =>
  `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;
const related = (all: readonly string[]) =>
  `${declaration}<Relationships xmlns="${relations}">${all.join('')}</Relationships>`;

/** Day that all entries bear, the first that a zip can say, so that the same sheets are the same bytes at any time. */
const day = new Date(1980, 0, 1);
/** Of 0 to 9: a fifth more bytes than 6, in a third of its time. */
const level = 1;

/** A workbook in Office Open XML (ECMA-376). Text stays text: none of it is a formula. */
export function xlsx(sheets: readonly SheetOf[]): Uint8Array {
  const texts = new Map<string, number>();
  const pages = sheets.map((sheet) => sheetXml(sheet, texts));
  const file = (i: number) => `worksheets/sheet${i + 1}.xml`;
  const part = (name: string, kind: string) =>
    `<Override PartName="/xl/${name}" ContentType="${content}.${kind}+xml"/>`;
  const strings = [...texts.keys()].map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`);
  const parts: [string, string][] = [
    [
      '[Content_Types].xml',
      `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part('workbook.xml', 'sheet.main')}${part('sharedStrings.xml', 'sharedStrings')}${part('styles.xml', 'styles')}${pages.map((_, i) => part(file(i), 'worksheet')).join('')}</Types>`,
    ],
    ['_rels/.rels', related([relation('rId1', 'officeDocument', 'xl/workbook.xml')])],
    [
      'xl/workbook.xml',
      `${declaration}<workbook xmlns="${spreadsheet}" xmlns:r="${office}"><bookViews><workbookView/></bookViews><sheets>${sheets.map(({ name }, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      related([
        ...pages.map((_, i) => relation(`rId${i + 1}`, 'worksheet', file(i))),
        relation('styles', 'styles', 'styles.xml'),
        relation('strings', 'sharedStrings', 'sharedStrings.xml'),
      ]),
    ],
    ['xl/styles.xml', styles],
    ['xl/sharedStrings.xml', `${declaration}<sst xmlns="${spreadsheet}">${strings.join('')}</sst>`],
    ...pages.map((page, i): [string, string] => [`xl/${file(i)}`, page]),
  ];
  const entries = Object.fromEntries(parts.map(([name, text]) => [name, strToU8(text)]));
  return zipSync(entries, { level, mtime: day });
}
