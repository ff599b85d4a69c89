/**
 * Tables that no section of the report shows: what every sentence and figure draws on, and no reader asks for; and those
 * by ICB, which briefings of ICBs show.
 */
export const dataOnly: readonly string[] = [
  'increments.csv',
  'area_summary.csv',
  'area_needs.csv',
  'area_fifths.csv',
  'area_core20.csv',
];
