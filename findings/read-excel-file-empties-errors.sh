#!/usr/bin/env bash
# read-excel-file 9.3.17 (npm) on Node 20: a cell whose formula ended in an error is read as an empty one. Membership
# lists are often put together in a spreadsheet by VLOOKUP, where a practice without a match has #N/A as its PCN: the same
# table saved as CSV says "#N/A", which a reader can name; read from the workbook it says nothing, and cannot be told from
# a practice that is in no PCN.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" read-excel-file@9.3.17 write-excel-file@4.1.1 fflate@0.8.3
cat > cells.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import readWorkbook from 'read-excel-file/node';
import writeWorkbook from 'write-excel-file/node';

const rows = [
  ['Practice', 'PCN'],
  ['A81001', 'U00001'],
  ['A81002', 'U00002'],
];
const data = rows.map((row) => row.map((value) => ({ value })));
const parts = unzipSync(await writeWorkbook([{ sheet: 'PCNs', data }]).toBuffer());
const sheet = 'xl/worksheets/sheet1.xml';
const found = strFromU8(parts[sheet]).replace(
  /<c r="B3"[^>]*><v>\d+<\/v>/,
  '<c r="B3" t="e"><f>VLOOKUP(A3,X!A:B,2,0)</f><v>#N/A</v>',
);
parts[sheet] = strToU8(found);
const [{ data: read }] = await readWorkbook(Buffer.from(zipSync(parts)));
const { version } = JSON.parse(readFileSync('node_modules/read-excel-file/package.json', 'utf8'));
console.log('read-excel-file', version, 'Node', process.version, JSON.stringify(read));
if (!found.includes('#N/A') || read[1][1] !== 'U00001' || read[2][1] !== null) {
  console.error('The behaviour has changed.');
  process.exit(1);
}
JS
node cells.mjs
