// `npm run report`: from a fresh clone to the report on Synthetic England.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build, install, pnpm, requireNode, root, sh } from './workspace.mjs';

requireNode();
install();
build();
const bin = path.join(root, 'apps', 'report', 'dist', 'bin.js');
const browser = spawnSync(process.execPath, [bin, 'browser'], { cwd: root, encoding: 'utf8' });
if (browser.status !== 0) {
  console.log('No Chrome or Chromium was found: fetching one for the PDF …');
  pnpm(['--dir', 'apps/report', 'exec', 'puppeteer', 'browsers', 'install', 'chrome']);
}
sh(process.execPath, [bin, 'demo', '--out', path.join('out', 'demo'), ...process.argv.slice(2)], {
  label: 'inverse-care demo',
});
