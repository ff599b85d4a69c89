import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser } from './browser.js';
import { probe } from './probe.js';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** Whether the npm package has a browser for this machine. */
export const bundledRunsHere = () => process.platform === 'linux' && process.arch === 'x64';

function packageEntry(): { url: string; version: string } {
  const entry = require.resolve('@sparticuz/chromium');
  const { version } = JSON.parse(readFileSync(path.resolve(entry, '../../../package.json'), 'utf8'));
  return { url: pathToFileURL(entry).href, version };
}

async function cacheFolder(): Promise<string> {
  const owner = process.getuid?.() ?? 'user';
  const candidates = [
    path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'inverse-care'),
    path.join(tmpdir(), `inverse-care-${owner}`),
  ];
  for (const folder of candidates) {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await rm(await mkdtemp(path.join(folder, 'try-')), { recursive: true });
      return folder;
    } catch {
      // The next one may be writable.
    }
  }
  return mkdtemp(path.join(tmpdir(), 'inverse-care-'));
}

// The package's own settings look for fonts where AWS has them.
const fontSettings = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

// The package unpacks into the system's temporary folder, the libraries only where it believes itself on AWS. A child
// process with a temporary folder of its own unpacks all of it; a rename then shows it whole or not at all, so that
// two runs at once do no harm.
async function unpack(url: string, folder: string): Promise<void> {
  const staging = await mkdtemp(`${folder}-`);
  try {
    const script =
      'const m = await import(process.argv[1]); await (m.default.default ?? m.default).executablePath();';
    await run(process.execPath, ['--input-type=module', '--eval', script, url], {
      env: { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
      timeout: 120_000,
    });
    await writeFile(path.join(staging, 'fonts.conf'), fontSettings);
    await rename(staging, folder).catch((error) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/**
 * The Chromium of the npm package `@sparticuz/chromium` with its own libraries, unpacked into the user's cache on first
 * use. Needs nothing of the system but glibc. null where it does not run.
 */
export async function bundledBrowser(): Promise<Browser | null> {
  if (!bundledRunsHere()) return null;
  try {
    const { url, version } = packageEntry();
    const folder = path.join(await cacheFolder(), `chromium-${version}`);
    if (!existsSync(folder)) await unpack(url, folder);
    const libraries = [path.join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH];
    return await probe(path.join(folder, 'chromium'), 'Chromium', {
      env: {
        LD_LIBRARY_PATH: libraries.filter(Boolean).join(':'),
        ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_FILE: path.join(folder, 'fonts.conf') }),
      },
      headlessShell: true,
    });
  } catch {
    return null;
  }
}
