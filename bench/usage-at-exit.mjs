// node --import 'bench/usage-at-exit.mjs?FILE' …: writes what the process has used into FILE as it ends.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** Most memory in bytes. Linux's maxRSS begins with that of the process from which this one was started. */
function peakBytes() {
  const status = '/proc/self/status';
  const found = existsSync(status) && /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(status, 'utf8'));
  return 1024 * (found ? Number(found[1]) : process.resourceUsage().maxRSS);
}

if (isMainThread) {
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    const usage = { processorSeconds: (user + system) / 1e6, peakBytes: peakBytes() };
    writeFileSync(decodeURIComponent(new URL(import.meta.url).search.slice(1)), JSON.stringify(usage));
  });
}
