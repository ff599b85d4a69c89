import { CancelledError, InputError } from '@inverse-care/domain';

/** The version of the package `webr` that the script is tested with: R 4.6.0. */
export const webrVersion = '0.6.0';

/** What is asked of the package `webr`. */
export type WebRModule = typeof import('webr');

const install = `npm install webr@${webrVersion}`;

/**
 * The package `webr`, R compiled to WebAssembly, which is not installed with this program: it is large, and under the
 * GPL.
 * @throws InputError where it is not installed, with how to install it.
 */
export async function loadWebR(load: () => Promise<WebRModule> = () => import('webr')): Promise<WebRModule> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new InputError('R is not here: the package webr is not installed.', {
      expected:
        'webr, which is R compiled to WebAssembly (170 MB with what it depends on); R itself is not needed',
      remedy: `Run “${install}” where inverse-care is installed, with --global if it is; or run the script in an R of your own: --r-script verify.R, then Rscript verify.R OUT.`,
    });
  }
}

/**
 * Starts R; its worker thread lives until it is closed. Before Node 22 there is no WebSocket, and webr then asks for the
 * package `ws`, which it does not declare. R opens no connection here, so that a name to hold is enough.
 */
async function startR({ WebR }: WebRModule) {
  const known = 'WebSocket' in globalThis;
  if (!known) Object.assign(globalThis, { WebSocket: class {} });
  try {
    const webR = new WebR({
      interactive: false,
      // webr leaves R's compiler off unless it is told otherwise.
      REnv: { R_HOME: '/usr/lib/R', R_ENABLE_JIT: '3', TZ: 'UTC' },
    });
    await webR.init();
    return webR;
  } finally {
    if (!known) Reflect.deleteProperty(globalThis, 'WebSocket');
  }
}

/** What a script said, line by line, and the value of its last expression, a logical. */
export interface ScriptOutcome {
  lines: string[];
  agrees: boolean;
}

/**
 * Runs a script in R with the files of a folder, which R sees as copies at `/run`: nothing of this machine is open to
 * it. The script finds `out`, the folder, and `embedded`, that it must not quit.
 * @param files content by path below the folder.
 * @throws InputError where R stops with an error, CancelledError where the signal fires.
 */
export async function runInR(
  webr: WebRModule,
  { script, files }: { script: string; files: ReadonlyMap<string, Uint8Array> },
  signal: AbortSignal,
): Promise<ScriptOutcome> {
  const webR = await startR(webr);
  const cancelled = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(new CancelledError());
    signal.addEventListener('abort', () => reject(new CancelledError()), { once: true });
  });
  try {
    await webR.FS.mkdir('/run');
    await webR.FS.mkdir('/run/results');
    for (const [name, content] of files) await webR.FS.writeFile(`/run/${name}`, content);
    await webR.FS.writeFile('/verify.R', new TextEncoder().encode(script));
    const shelter = await new webR.Shelter();
    const done = shelter.captureR('embedded <- TRUE; out <- "/run"; source("/verify.R"); agrees', {
      captureGraphics: false,
    });
    const { output, result } = await Promise.race([done, cancelled]);
    const lines = output.flatMap(({ type, data }) => (type === 'stdout' ? [String(data)] : []));
    return { lines, agrees: ((await result.toJs()) as { values: unknown[] }).values[0] === true };
  } catch (error) {
    if (!(error instanceof webr.WebRError)) throw error;
    throw new InputError(`R could not recompute the tables: ${error.message}`, {
      expected: 'the tables of a run as this program wrote them',
      remedy: 'Run it again with `run` into an empty folder.',
    });
  } finally {
    webR.close();
  }
}
