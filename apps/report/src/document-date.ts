import { InputError, type Study } from '@inverse-care/domain';

const variable = 'SOURCE_DATE_EPOCH';
/** The last second of the year 9999: a date of ten characters. */
const last = 253_402_300_799;

/**
 * The date that SOURCE_DATE_EPOCH says, as an ISO date; null where it is not set.
 * @throws InputError where it is set to anything but a whole number of seconds since 1970, in digits, up to the year 9999
 *   (reproducible-builds.org, SOURCE_DATE_EPOCH specification).
 */
export function declaredDate(environment: NodeJS.ProcessEnv = process.env): string | null {
  const text = environment[variable];
  if (text === undefined) return null;
  if (/^\d+$/.test(text) && Number(text) <= last)
    return new Date(Number(text) * 1000).toISOString().slice(0, 10);
  throw new InputError(`${variable} is ${JSON.stringify(text)}, which is no date.`, {
    expected: 'whole seconds since 1970-01-01 in UTC, in digits alone, such as 1695945600',
    remedy: `Correct it, or unset it: documents then bear the date of the last snapshot. Of a commit it is \`git log -1 --format=%ct\`.`,
  });
}

/** The date a document bears: SOURCE_DATE_EPOCH where it is set, else the last snapshot. */
export const documentDate = ({ snapshots }: Pick<Study, 'snapshots'>): string =>
  declaredDate() ?? snapshots.at(-1)!;
