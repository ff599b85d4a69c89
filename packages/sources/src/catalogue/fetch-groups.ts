/** What `--only` chooses among. */
export const fetchGroups = [
  'workforce',
  'patients',
  'survey',
  'membership',
  'maps',
  'deprivation',
  'rurality',
  'boundaries',
  'lookup',
] as const;
export type FetchGroup = (typeof fetchGroups)[number];
