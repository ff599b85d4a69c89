// node scripts/audit.mjs: asks the registry which packages that are shipped have known vulnerabilities, and reads from
// the installed ones under which licences they are. Exit code 0 where nothing is wrong, 1 where something is, 2 where
// the registry does not answer, so that nothing is known. With --licences it asks nobody, and reads the licences alone.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './workspace.mjs';

const { packageManager } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const levels = ['low', 'moderate', 'high', 'critical'];
/** The least grave that fails. */
const least = 'moderate';

// Those that let an MIT program be given on with them inside; OFL is that of the fonts. Of a choice one is enough.
const accepted = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'BSL-1.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
]);
const isAccepted = (licence) =>
  licence
    .replace(/[()]/g, '')
    .split(/ OR /)
    .some((choice) => choice.split(/ AND /).every((one) => accepted.has(one.trim())));

/** What pnpm prints as JSON; null where it prints none. */
function ask(args) {
  const { stdout } = spawnSync('npx', ['--yes', packageManager, ...args, '--json'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    shell: process.platform === 'win32',
  });
  try {
    return JSON.parse(stdout);
  } catch {
    return null;
  }
}

function licences() {
  const found = ask(['licenses', 'list', '--prod']);
  if (found === null) {
    console.error('Licences: pnpm did not list them. Install first: npm test does.');
    return 2;
  }
  const strange = [];
  for (const [licence, packages] of Object.entries(found).sort()) {
    console.log(`  ${licence}: ${packages.length}`);
    if (!isAccepted(licence)) strange.push(...packages.map(({ name }) => `${name} (${licence})`));
  }
  if (strange.length === 0) return 0;
  console.error(`Licences that nobody has looked at: ${strange.join(', ')}.`);
  console.error('Read each, and add it to the list in scripts/audit.mjs or do without the package.');
  return 1;
}

function vulnerabilities() {
  const answer = ask(['audit', '--prod']);
  if (answer?.advisories === undefined) {
    const why = answer?.error?.message ?? 'no answer that can be read';
    console.error(
      `Vulnerabilities: the registry does not answer, so that nothing is known of them (${why}).`,
    );
    console.error('Ask again later, or from where the npm registry can be reached.');
    return 2;
  }
  const grave = Object.values(answer.advisories).filter(
    ({ severity }) => levels.indexOf(severity) >= levels.indexOf(least),
  );
  for (const { severity, module_name, vulnerable_versions, title, url } of grave) {
    console.error(`  ${severity}: ${module_name} ${vulnerable_versions}: ${title} (${url})`);
  }
  const all = Object.keys(answer.advisories).length;
  console.log(`Vulnerabilities: ${grave.length} from ${least} on, of ${all} that are known.`);
  return grave.length === 0 ? 0 : 1;
}

console.log('Licences of the packages that are shipped:');
const licensed = licences();
const vulnerable = process.argv.includes('--licences') ? 0 : vulnerabilities();
process.exitCode = [licensed, vulnerable].includes(1) ? 1 : Math.max(licensed, vulnerable);
