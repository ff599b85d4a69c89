// node bench/sources-bare.mjs DIR MODULE: DuckDB's own scan of every CSV of patients, in a fresh process; prints JSON.
// Every column of every row as VARCHAR, dialect stated, nothing sniffed, two threads, one file after the other.
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { DuckDBInstance } = createRequire(import.meta.url)(process.argv[3]);

function firstLine(path) {
  const file = openSync(path);
  const head = Buffer.alloc(4096);
  const length = readSync(file, head);
  closeSync(file);
  return head.toString('utf8', 0, length).split(/\r?\n/)[0];
}

const folder = join(process.argv[2], 'patients');
const began = performance.now();
const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' });
const connection = await instance.connect();
let rows = 0;
let bytes = 0;
for (const name of readdirSync(folder).sort()) {
  const path = join(folder, name);
  bytes += statSync(path).size;
  const header = firstLine(path).split(',');
  const types = header.map((_, i) => `c${i}: 'VARCHAR'`).join(', ');
  const counts = header.map((_, i) => `count(c${i})`).join(', ');
  const answer = await connection.runAndReadAll(
    `SELECT count(*)::INTEGER, ${counts} FROM read_csv('${path.replaceAll("'", "''")}', auto_detect = false,
       header = true, delim = ',', quote = '"', escape = '"', encoding = 'utf-8', columns = {${types}})`,
  );
  rows += answer.getRowsJS()[0][0];
}
const { user, system } = process.cpuUsage();
process.stdout.write(
  JSON.stringify({
    seconds: (performance.now() - began) / 1000,
    processorSeconds: (user + system) / 1e6,
    peakBytes: process.resourceUsage().maxRSS * 1024,
    rows,
    bytes,
  }),
);
