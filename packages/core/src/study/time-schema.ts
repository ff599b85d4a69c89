import { z } from 'zod';

const date = z.iso.date('expected a date such as 2022-09-30');

/** A study's `time:`: what is asked of change over the snapshots. */
export const timeSchema = z
  .strictObject({
    event: z
      .strictObject({
        date: date.describe(
          'The day from which something was different, such as 2022-09-30: the last snapshot before it is what slopes are set against',
        ),
        name: z.string().min(1).default('the event').describe('How sentences call it'),
      })
      .optional()
      .describe('Event study: how far slopes of need differ from the last before a date, clustered by PCN'),
    change: z
      .strictObject({
        from: date.describe('The earlier snapshot'),
        to: date.describe('The later snapshot'),
      })
      .refine(({ from, to }) => from < to, { error: 'expected a date in from that is before the one in to' })
      .optional()
      .describe('Change in provision between two snapshots, on need at the first'),
  })
  .refine(({ event, change }) => event !== undefined || change !== undefined, {
    error: 'expected event, change or both',
  });
