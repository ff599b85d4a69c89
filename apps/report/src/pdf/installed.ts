import path from 'node:path';

const commands = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome'];

const macApplications = ['Google Chrome', 'Chromium', 'Google Chrome Beta', 'Google Chrome Canary'];

const windowsFolders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'];

/** Where an installed Chrome or Chromium may be on this system, the likelier first. */
export function installedPaths(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string[] {
  if (platform === 'darwin') {
    return ['/Applications', path.posix.join(env.HOME ?? '/', 'Applications')].flatMap((folder) =>
      macApplications.map((name) => path.posix.join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
    );
  }
  if (platform === 'win32') {
    return windowsFolders
      .map((name) => env[name])
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        path.win32.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        path.win32.join(folder, 'Chromium', 'Application', 'chrome.exe'),
      ]);
  }
  const folders = (env.PATH ?? '').split(':').filter((folder) => path.posix.isAbsolute(folder));
  return commands.flatMap((command) => folders.map((folder) => path.posix.join(folder, command)));
}
