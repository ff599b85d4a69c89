import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { lstat, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser } from './browser.js';
import { probe } from './probe.js';
import { isWhole, seal } from './sealed-folder.js';
import { isOurFolder, ownFolder } from './trusted-folder.js';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** Whether the npm package has a browser for this machine. */
export const bundledRunsHere = () => process.platform === 'linux' && process.arch === 'x64';

interface Package {
  /** Of its entry. */
  url: string;
  version: string;
}

function packageEntry(): Package {
  const entry = require.resolve('@sparticuz/chromium');
  const { version } = JSON.parse(readFileSync(path.resolve(entry, '../../../package.json'), 'utf8'));
  return { url: pathToFileURL(entry).href, version };
}

const folderName = (version: string) => `browser-${version}`;

/** Where the browser may be unpacked, the best place first. */
function places(): string[] {
  const owner = process.getuid?.() ?? 'user';
  return [
    path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'inverse-care'),
    path.join(tmpdir(), `inverse-care-${owner}`),
  ];
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
    await seal(staging);
    await rename(staging, folder).catch(async (error) => {
      if (!(await isWhole(folder))) throw error;
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Moves our own folder out of the way, where it is not whole; it is taken away at once. */
async function clear(folder: string): Promise<void> {
  const aside = await mkdtemp(`${folder}-`);
  try {
    await rename(folder, path.join(aside, 'old'));
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** The unpacked browser in a place; null where the place cannot be trusted or used. */
async function unpackedIn(place: string, { url, version }: Package): Promise<string | null> {
  if (!(await ownFolder(place))) return null;
  const folder = path.join(place, folderName(version));
  if (await isWhole(folder)) return folder;
  try {
    if (await isOurFolder(folder)) await clear(folder);
    else if ((await lstat(folder).catch(() => null)) !== null) return null;
    await unpack(url, folder);
    return folder;
  } catch {
    return null;
  }
}

/** The unpacked browser in a folder that is made for this process and goes with it. */
async function unpackedForNow(wanted: Package): Promise<string> {
  const place = await mkdtemp(path.join(tmpdir(), 'inverse-care-'));
  process.once('exit', () => rmSync(place, { recursive: true, force: true }));
  const folder = path.join(place, folderName(wanted.version));
  await unpack(wanted.url, folder);
  return folder;
}

async function unpacked(wanted: Package): Promise<string> {
  for (const place of places()) {
    const folder = await unpackedIn(place, wanted);
    if (folder !== null) return folder;
  }
  return unpackedForNow(wanted);
}

/**
 * The Chromium of the npm package `@sparticuz/chromium` with its own libraries, unpacked on first use into the
 * user's cache, or a folder of the user's in the temporary one. What lies there is started only where it is the
 * user's own and whole; else it is unpacked anew, elsewhere where it is somebody else's. Needs nothing of the system
 * but glibc. null where it does not run.
 */
export async function bundledBrowser(): Promise<Browser | null> {
  if (!bundledRunsHere()) return null;
  try {
    const folder = await unpacked(packageEntry());
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
