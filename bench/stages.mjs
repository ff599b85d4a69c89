// node bench/stages.mjs '{"study", "data", "cache", "out", "threads", "replicates"}': a run with the page alone, as the
// command line does it: prints the seconds of each stage as JSON.
import { readThemeFile } from '../apps/report/dist/theme/read-theme-file.js';
import { writeDocuments } from '../apps/report/dist/write-documents.js';
import { writeRecord } from '../packages/record/dist/index.js';
import { openCache } from './open-cache.mjs';
import { recordOf } from './record-of.mjs';
import { stageTimer } from './stage-timer.mjs';

const { cache, out, ...run } = JSON.parse(process.argv[2]);
const theme = await readThemeFile(undefined);
const timer = stageTimer();
const record = await recordOf({ ...run, cache: await openCache(cache) }, timer);
timer.begin('writing');
await writeRecord(out, record);
await writeDocuments(out, record, {
  formats: ['html'],
  theme,
  printer: null,
  signal: new AbortController().signal,
  progress: { update: timer.onProgress, clear() {} },
});
process.stdout.write(JSON.stringify(timer.end()));
