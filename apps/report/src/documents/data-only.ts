/** Tables that are published as data alone: what every sentence and figure draws on, and no reader asks for. */
export const dataOnly: readonly string[] = ['increments.csv', 'pcn_needs.csv'];
