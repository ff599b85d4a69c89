import type { OfficialNeed } from '../variable.js';

export const share65Plus = {
  id: 'share_65_plus',
  label: 'Aged 65 and over',
  description: 'share of patients aged 65 and over',
  construct: 'age',
  year: 'of each snapshot',
  measured: 'counted',
  control: true,
  need: true,
  name: 'the share aged 65 and over',
  more: 'more patients aged 65 and over',
  method: 'The share of patients aged 65 and over.',
  caution: () => 'It is age, and stands for need only as far as need comes with age.',
  limit: null,
} as const satisfies OfficialNeed;
