import type { Study } from '@inverse-care/domain';

/** The date a document bears: SOURCE_DATE_EPOCH where it is set, else the last snapshot. */
export function documentDate({ snapshots }: Pick<Study, 'snapshots'>): string {
  const epoch = process.env.SOURCE_DATE_EPOCH;
  if (epoch !== undefined && /^\d{1,11}$/.test(epoch))
    return new Date(Number(epoch) * 1000).toISOString().slice(0, 10);
  return snapshots.at(-1)!;
}
