import { InputError } from '@inverse-care/domain';

/** The PDF could not be made though the browser started: what went wrong, and ways round it. */
export const printFailure = (
  problem: string,
  instead = 'add --no-pdf and print report.html from a browser',
): InputError =>
  new InputError(problem, {
    expected: 'a PDF as Chrome and Chromium from version 130 on write it',
    remedy: `set PUPPETEER_EXECUTABLE_PATH to another Chrome or Chromium, or ${instead}`,
  });
