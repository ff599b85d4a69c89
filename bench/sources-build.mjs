// node bench/sources-build.mjs DIR CACHE OUT: practice values of all snapshots from a folder, in a fresh process, into
// OUT as CSV; prints JSON. The same columns as bench/sources.R.
import { writeFileSync } from 'node:fs';
import { openAhead } from '../packages/sources/dist/panel/open-ahead.js';
import { patientsReader } from '../packages/sources/dist/places/patients.js';
import { readingOf } from '../packages/sources/dist/reading/reading.js';
import { withWorkspace } from '../packages/sources/dist/reading/workspace.js';
import { openFolder } from '../packages/sources/dist/recognise/open-folder.js';
import { agesReader } from '../packages/sources/dist/variables/ages.js';
import { neighbourhoodsReader } from '../packages/sources/dist/variables/neighbourhoods.js';
import { snapshots } from '../packages/synthetic/dist/calendar.js';
import { openCache } from './open-cache.mjs';

const [dir, cache, out] = process.argv.slice(2);
const began = performance.now();
const folder = await openCache(cache);

const rows = await withWorkspace(
  undefined,
  async (workspace) => {
    const { tables } = await openFolder(dir);
    const reading = readingOf(workspace, tables);
    const ahead = openAhead(tables, snapshots);
    ahead.begin(reading);
    await ahead.finish();
    const patientsOn = patientsReader(reading);
    const agesOn = agesReader(reading);
    const neighbourhoodsOn = neighbourhoodsReader(reading);
    const rows = [];
    for (const snapshot of snapshots) {
      const { counts } = await patientsOn(snapshot);
      const ages = await agesOn(snapshot);
      const { values } = await neighbourhoodsOn(snapshot);
      const columns = [
        counts,
        ages.values.get('share_65_plus'),
        values.get('core20_share'),
        ...Array.from({ length: 10 }, (_, d) => values.get(`income_decile_${d + 1}`)),
      ];
      for (const practice of [...counts.keys()].sort()) {
        rows.push([snapshot, practice, ...columns.map((column) => column.get(practice) ?? null)]);
      }
    }
    return rows;
  },
  { cache: { folder } },
);
const seconds = (performance.now() - began) / 1000;
const { user, system } = process.cpuUsage();
const cell = (value) => (value === null ? '' : value);
writeFileSync(out, `${rows.map((row) => row.map(cell).join(',')).join('\n')}\n`);
process.stdout.write(
  JSON.stringify({
    seconds,
    processorSeconds: (user + system) / 1e6,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  }),
);
