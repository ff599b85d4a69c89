import { monthEnd, quarterEnds, snapshotSteps } from '@inverse-care/domain';
import { z } from 'zod';

/** Last days of months as a JSON Schema can say them; the 29th of February in leap years alone. */
const leapDay = '(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29';
const monthEnds = `^(?:\\d{4}-(?:(?:01|03|05|07|08|10|12)-31|(?:04|06|09|11)-30)|${leapDay}|(?!${leapDay.replace('29', '28')})\\d{4}-02-28)$`;

const snapshot = z
  .string('expected a date such as 2020-03-31')
  .regex(/^\d{4}-(0[1-9]|1[0-2])-\d{2}$/, { error: 'expected a date such as 2020-03-31', abort: true })
  .refine((date) => date === monthEnd(Number(date.slice(0, 4)), Number(date.slice(5, 7))), {
    error: 'expected the last day of a month: a snapshot is a census date of the workforce publication',
  })
  .meta({ pattern: monthEnds });

const listed = z
  .array(snapshot)
  .min(1)
  .refine((dates) => dates.every((date, i) => i === 0 || dates[i - 1]! < date), {
    error: 'expected dates in ascending order, each once',
  })
  .meta({ uniqueItems: true })
  .readonly();

const span = z
  .strictObject({
    from: snapshot.optional(),
    to: snapshot.optional(),
    /** Every quarter or month end, all of which must be there; or those quarter or month ends that are. */
    every: z.enum(snapshotSteps).default('quarter'),
  })
  .refine(
    ({ from, to, every }) => every.startsWith('available') || (from !== undefined && to !== undefined),
    {
      error: 'expected both from and to; only "every: available" and "every: available months" do without',
    },
  )
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    error: 'expected a date in from that is not after the one in to',
  })
  .refine(
    ({ from, to, every }) =>
      every !== 'quarter' ||
      from === undefined ||
      to === undefined ||
      from > to ||
      quarterEnds(from, to).length > 0,
    { error: 'expected a span that holds the end of March, June, September or December' },
  )
  .meta({
    if: {
      properties: { every: { enum: snapshotSteps.filter((step) => step.startsWith('available')) } },
      required: ['every'],
    },
    else: { required: ['from', 'to'] },
  });

/**
 * What a study may say of its snapshots: census dates, ascending; a span with a step; or "all", every quarter end of
 * the folder.
 */
export const snapshotChoice = z.union([listed, span, z.literal('all')], {
  error: 'expected a list of dates, "all", or the keys from, to and every',
});
