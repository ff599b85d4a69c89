#!/usr/bin/env bash
# @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6): a cell "1_000" of a table of text is a number to DuckDB. TRY_CAST, which is
# how columns of a publication are checked for cells that are none, gives 1000 for it as INTEGER and DECIMAL, and "0_1" is
# 1; as DOUBLE too. R's as.numeric() and Number() of JavaScript call all of these no number. A slip of a
# keyboard, 0_1 for 0.1, passes such a check as ten times as much.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"name":"trial","private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1
cat > trial.mjs <<'JS'
import { DuckDBInstance } from '@duckdb/node-api';

const connection = await (await DuckDBInstance.create(':memory:')).connect();
const ask = async (sql) => (await (await connection.runAndReadAll(sql)).getRowsJS())[0];
const [version] = await ask('SELECT version()');
const types = ['INTEGER', 'DECIMAL(18, 9)', 'DOUBLE'];
const cast = async (text) => ask(`SELECT ${types.map((type) => `TRY_CAST('${text}' AS ${type})::DOUBLE`).join(', ')}`);
const found = { '1_000': await cast('1_000'), '0_1': await cast('0_1'), '1,000': await cast('1,000') };
console.log(`DuckDB ${version}, Node ${process.version}`);
for (const [text, values] of Object.entries(found)) console.log(text, types.map((type, i) => `${type}: ${values[i]}`).join('; '));
console.log('JavaScript:', Number('1_000'), Number('0_1'));
const as = (text) => JSON.stringify(found[text]);
if (as('1_000') !== '[1000,1000,1000]' || as('0_1') !== '[1,1,1]' || as('1,000') !== '[null,null,null]') {
  console.error('The behaviour has changed.');
  process.exit(1);
}
JS
node trial.mjs
