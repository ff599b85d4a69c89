import { membershipDates } from '../catalogue/membership.js';

/** A file that is published without a header: how its rows look, and what its columns are. */
interface Headless {
  header: readonly string[];
  suits(row: readonly string[]): boolean;
}

const { columns } = membershipDates.layouts.at(-1)!;
const named = (field: string) => [columns[field] ?? []].flat()[0] as string;

/** `epcncorepartnerdetails.csv`, as the Organisation Data Service gives memberships out since 2025. */
const partnerDetails: Headless = {
  header: [
    named('practice'),
    named('practiceName'),
    named('subIcb'),
    'Practice Parent Sub ICB Name',
    named('pcn'),
    named('pcnName'),
    named('pcnSubIcb'),
    'PCN Parent Sub ICB Name',
    named('start'),
    named('end'),
    'Match',
  ],
  suits: (row) =>
    row.length === 11 &&
    /^[A-Z]\d{5}$/i.test(row[0] ?? '') &&
    /^U(\d{5})?$/i.test(row[4] ?? '') &&
    /^\d{8}$/.test(row[8] ?? '') &&
    /^(\d{8})?$/.test(row[9] ?? ''),
};

/** The header of a file whose first row is data already; null where it is not one that is published without. */
export const missingHeader = (first: readonly string[]): readonly string[] | null =>
  [partnerDetails].find(({ suits }) => suits(first))?.header ?? null;
