/**
 * Tables that are published as data alone: what every sentence and figure draws on, and what is told of one area in its
 * briefing or on its page. No reader of the report asks for them.
 */
export const dataOnly: readonly string[] = [
  'increments.csv',
  'area_summary.csv',
  'area_needs.csv',
  'area_fifths.csv',
  'area_core20.csv',
  'pcn_needs.csv',
];
