// pnpm bench load: how time and memory of a run grow with replicates, PCNs and snapshots. See bench/README.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { measurer } from './measured.mjs';

const once = fileURLToPath(new URL('load-once.mjs', import.meta.url));
const sizes = (name, values, rest) => values.map((value) => ({ ...rest, [name]: value }));

/** What grows, and what stays as it is meanwhile. */
const ladders = {
  replicates: sizes('replicates', [999, 9_999, 99_999, 999_999], { pcns: 60, snapshots: 2 }),
  // Joint inference judges all snapshots together.
  'replicates of 15 snapshots': sizes('replicates', [9_999, 99_999, 999_999], { pcns: 60, snapshots: 15 }),
  PCNs: sizes('pcns', [1_250, 12_500, 62_500], { snapshots: 2, replicates: 199 }),
  snapshots: sizes('snapshots', [15, 50, 200], { pcns: 300, replicates: 199 }),
};

/** `pnpm bench load`: a fresh process each, so that the most memory is its own. */
export function benchLoad({ threads, json }) {
  const scratch = mkdtempSync(path.join(tmpdir(), 'bench-load-'));
  try {
    const measure = measurer(scratch);
    const found = [];
    for (const [ladder, steps] of Object.entries(ladders)) {
      for (const size of steps) {
        const args = [once, JSON.stringify({ ...size, threads })];
        const { seconds, processorSeconds, peakBytes } = measure({ command: process.execPath, args });
        found.push({ ladder, ...size, seconds, processorSeconds, peakBytes });
        if (json) continue;
        const what = `${size.pcns} PCNs, ${size.snapshots} snapshots, ${size.replicates} replicates`;
        const used = `${processorSeconds?.toFixed(1)} processor s, ${(peakBytes / 1e6).toFixed(0)} MB`;
        console.log(`${what.padEnd(52)} ${seconds.toFixed(1)} s, ${used}`);
      }
    }
    if (json) console.log(JSON.stringify(found, null, 2));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
