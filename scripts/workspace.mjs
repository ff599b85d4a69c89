// What both commands of the README share: install what is missing, build what has changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(fileURLToPath(new URL('..', import.meta.url)));
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** Stops with a message where Node is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(
    `inverse-care needs Node 20.19 or later; this is ${process.version}. Get it from https://nodejs.org/.`,
  );
  process.exit(1);
}

/** Runs a program with its output shown; ends this process with its exit code where it fails. */
export function sh(command, args, { label = [command, ...args].join(' '), env = {} } = {}) {
  const windows = process.platform === 'win32';
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: windows,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', ...env },
  });
  if (done.error) {
    console.error(`Could not start "${command}": ${done.error.message}`);
    process.exit(1);
  }
  if (done.status !== 0) {
    console.error(`\nFailed: ${label}`);
    process.exit(done.status ?? 1);
  }
}

/** Runs the workspace's own pnpm, which npx fetches the first time. */
export function pnpm(args, options) {
  sh('npx', ['--yes', manifest.packageManager, ...args], { label: `pnpm ${args.join(' ')}`, ...options });
}

function lockState() {
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json'];
  for (const folder of ['packages', 'apps']) {
    for (const name of readdirSync(path.join(root, folder)).sort())
      files.push(`${folder}/${name}/package.json`);
  }
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const file of files) {
    const at = path.join(root, file);
    if (existsSync(at)) hash.update(file).update(readFileSync(at));
  }
  return hash.digest('hex');
}

/** Installs the packages of the lockfile, unless that has been done. */
export function install() {
  const stamp = path.join(root, 'node_modules', '.inverse-care-installed');
  const state = lockState();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return;
  console.log('Installing packages from the lockfile …');
  pnpm(['install', '--frozen-lockfile', '--reporter=append-only'], { env: { CI: 'true' } });
  writeFileSync(stamp, state);
}

/** Builds what has changed since the last build. */
export function build() {
  pnpm(['exec', 'turbo', 'run', 'build', '--output-logs=errors-only', '--no-update-notifier']);
}
